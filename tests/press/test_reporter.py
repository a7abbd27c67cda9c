"""A reporter's link opens one release early, and tells nobody else of it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Collection, PageLogEntry

from learningcircles_wagtail.domain.token_hash import token_hash
from learningcircles_wagtail.models import PressReleasePage, ReporterLink
from learningcircles_wagtail.press import reporter
from learningcircles_wagtail.press.files import hold_files
from tests.factories import make_press_index
from tests.support.embargo import HOUR
from tests.test_hostile_addresses import PARTS


def link_to(page: Any, **values: Any) -> tuple[ReporterLink, str]:
    """Return a link to a release, and its address."""
    link, token = reporter.make_link(
        page, **{"label": "City desk", "now": timezone.now(), **values}
    )
    return link, f"{page.url}reporter/{token}/"


def test_a_link_shows_the_release_with_its_hour_in_full(client, scheduled):
    page = scheduled(lead="Nobody else knows.", body=[("paragraph", "<p>Body</p>")])
    _link, address = link_to(page)

    response = client.get(address)
    text = response.content.decode()

    assert response.status_code == 200
    assert "Under embargo until Dec. 1, 2026, 9 a.m. CST" in text
    for words in ("The news", "Nobody else knows.", "Body"):
        assert words in text


def test_neither_caches_nor_search_engines_nor_other_sites_learn_of_it(
    client, scheduled
):
    _link, address = link_to(scheduled())

    response = client.get(address)
    text = response.content.decode()

    assert response["Cache-Control"] == "no-store, private"
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert response["Referrer-Policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex, nofollow, noarchive">' in text
    assert "ld+json" not in text
    assert "og:" not in text
    assert not response.cookies


def test_the_token_is_stored_as_a_hash_of_more_than_128_bits(scheduled):
    link, address = link_to(scheduled())
    token = address.rstrip("/").rsplit("/", 1)[1]

    stored = " ".join(str(value) for value in ReporterLink.objects.values_list()[0])

    assert len(token) * 6 >= 128
    assert re.fullmatch(r"[\w-]+", token)
    assert token not in stored
    assert link.token_hash == token_hash(token)


def wrong_addresses(page: Any) -> dict[str, str]:
    """Return addresses that open nothing, by what is wrong with them."""
    _link, good = link_to(page)
    revoked, revoked_address = link_to(page)
    reporter.revoke_link(revoked, page, now=timezone.now(), user=None)
    expired, expired_address = link_to(page)
    ReporterLink.objects.filter(pk=expired.pk).update(expires_at=timezone.now())
    base = f"{page.url}reporter/"
    return {
        "wrong": f"{base}{'x' * 32}/",
        "short": f"{base}x/",
        "long": f"{base}{'9' * 5000}/",
        "other case": good.swapcase().replace("/PRESS/NEWS/REPORTER", page.url[:-1]),
        "revoked": revoked_address,
        "expired": expired_address,
        "hash": f"{base}{revoked.token_hash}/",
        "none": base,
        "more": f"{good}more/",
        "no number": f"{good}files/x/",
        "huge number": f"{good}files/{'9' * 5000}/",
        "no such file": f"{good}files/{10**30}/",
    }


def test_every_token_that_does_not_fit_gets_the_same_answer(client, scheduled):
    page = scheduled()
    nowhere = client.get("/press/no-such-page/")

    for why, address in wrong_addresses(page).items():
        response = client.get(address)
        assert response.status_code == 404, why
        assert response.content == nowhere.content, why
        assert response.headers.items() == nowhere.headers.items(), why


def test_a_link_opens_no_other_release(client, scheduled):
    one, other = scheduled(), scheduled(slug="other", title="Another")
    _link, address = link_to(one)

    assert client.get(address.replace(one.url, other.url)).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "options", "patch"])
def test_other_methods_than_reading_find_nothing(client, scheduled, method):
    link, address = link_to(scheduled())

    assert getattr(client, method)(address).status_code == 404
    link.refresh_from_db()
    assert (link.visits, link.revoked_at) == (0, None)


def test_visits_are_counted_and_nothing_else_is_written(client, scheduled):
    page = scheduled()
    link, address = link_to(page)
    before = ReporterLink.objects.filter(pk=link.pk).values().get()
    revisions = page.revisions.count()

    client.get(address, headers={"user-agent": "Courier"}, REMOTE_ADDR="192.0.2.7")
    client.get(address)
    client.head(address)

    after = ReporterLink.objects.filter(pk=link.pk).values().get()
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"visits", "last_visit_on"}
    assert after["visits"] == 2
    assert page.revisions.count() == revisions
    assert not PressReleasePage.objects.get(pk=page.pk).live


def test_what_is_shown_is_what_will_be_published(client, scheduled):
    page = scheduled(title="As scheduled")
    _link, address = link_to(page)
    page.title = "A later draft"
    page.save_revision()
    PressReleasePage.objects.filter(pk=page.pk).update(title="A later draft")

    text = client.get(address).content.decode()

    assert "As scheduled" in text
    assert "A later draft" not in text


def test_without_a_schedule_there_is_nothing_to_read(client, scheduled):
    page = scheduled()
    _link, address = link_to(page)
    page.revisions.update(approved_go_live_at=None)

    assert client.get(address).status_code == 404


def test_after_the_hour_a_link_leads_to_the_public_page(
    client, clock, scheduled, settings
):
    settings.LEARNINGCIRCLES_EMBARGO_CHECK_SECONDS = 10
    page = scheduled()
    _link, address = link_to(page)
    clock.move_to(HOUR + timedelta(minutes=1), tick=False)

    response = client.get(address)

    assert (response.status_code, response["Location"]) == (302, page.url)
    assert response["Cache-Control"] == "no-store, private"
    PressReleasePage.objects.get(pk=page.pk).unpublish()
    assert client.get(address).status_code == 404


def give_other_slug(page: Any) -> None:
    """Schedule a release anew under another address."""
    page.slug = "better-news"
    page.save_revision().publish()


def move_elsewhere(page: Any) -> None:
    """Move a release to another press room."""
    page.move(make_press_index(slug="newsroom"), pos="last-child")


@pytest.mark.parametrize("change", [give_other_slug, move_elsewhere])
def test_a_link_opens_its_release_wherever_that_has_gone(
    client, clock, scheduled, settings, change
):
    settings.LEARNINGCIRCLES_EMBARGO_CHECK_SECONDS = 10
    page = scheduled(lead="Nobody else knows.")
    link, address = link_to(page)
    revoked, revoked_address = link_to(page)
    reporter.revoke_link(revoked, page, now=timezone.now(), user=None)
    before = page.url
    change(PressReleasePage.objects.get(pk=page.pk))
    page = PressReleasePage.objects.get(pk=page.pk)
    assert page.url != before

    early = client.get(address)
    assert "Nobody else knows." in early.content.decode()
    assert early["Cache-Control"] == "no-store, private"
    link.refresh_from_db()
    assert link.visits == 1
    nowhere = client.get("/press/no-such-page/")
    for wrong in (revoked_address, f"{before}reporter/x/", f"{before}reporter/"):
        response = client.get(wrong)
        assert response.status_code == 404
        assert response.content == nowhere.content
        assert response.headers.items() == nowhere.headers.items()
    clock.move_to(HOUR + timedelta(minutes=1), tick=False)
    assert client.get(address)["Location"] == page.url


def test_a_link_opens_no_release_at_the_address_of_another(client, scheduled):
    one = scheduled()
    _link, address = link_to(one)
    give_other_slug(PressReleasePage.objects.get(pk=one.pk))
    scheduled(title="Another")

    assert client.get(address).status_code == 404


def test_a_link_works_for_two_weeks_and_a_week_beyond_the_hour_at_most(scheduled):
    now = timezone.now()
    soon = scheduled()
    far = scheduled(slug="far", embargo_until=HOUR + timedelta(days=60))

    assert link_to(soon)[0].expires_at == HOUR + timedelta(days=7)
    assert link_to(far)[0].expires_at == now + timedelta(days=14)


def test_a_link_that_has_expired_opens_nothing(client, clock, scheduled):
    page = scheduled(embargo_until=HOUR + timedelta(days=60))
    _link, address = link_to(page)

    clock.shift(timedelta(days=14, seconds=-1))
    assert client.get(address).status_code == 200
    clock.shift(timedelta(seconds=1))
    assert client.get(address).status_code == 404


def test_making_and_taking_back_stand_in_the_history(scheduled, admin_user):
    page = scheduled()
    link, _address = link_to(page, user=admin_user)
    reporter.revoke_link(link, page, now=timezone.now(), user=admin_user)
    reporter.revoke_link(link, page, now=timezone.now(), user=admin_user)

    entries = PageLogEntry.objects.filter(action__contains="reporter_link")
    assert [entry.action for entry in entries.order_by("pk")] == [
        reporter.MADE,
        reporter.REVOKED,
    ]
    assert {entry.user for entry in entries} == {admin_user}


def test_documents_that_are_closed_come_through_the_link(client, scheduled, tmp_path):
    document = get_document_model().objects.create(
        title="Fact sheet", file=ContentFile(b"%PDF facts", name="facts.pdf")
    )
    body = [("download", {"document": document, "title": "", "description": ""})]
    page = scheduled(body=body)
    hold_files(page, now=timezone.now())
    document.refresh_from_db()
    link, address = link_to(page)
    ours = f"{address}files/{document.pk}/"

    text = client.get(address).content.decode()
    file = client.get(ours)

    assert f'href="{ours}"' in text
    assert document.url not in text
    assert client.get(document.url).status_code == 404
    assert b"".join(file) == b"%PDF facts"
    assert 'filename="facts.pdf"' in file["Content-Disposition"]
    assert file["Cache-Control"] == "no-store, private"
    reporter.revoke_link(link, page, now=timezone.now(), user=None)
    assert client.get(ours).status_code == 404


def test_a_document_that_is_closed_for_another_reason_does_not(client, scheduled):
    staff_only = Collection.get_first_root_node().add_child(name="Staff only")
    staff_only.view_restrictions.create(restriction_type="login")
    document = get_document_model().objects.create(
        title="Rota", file=ContentFile(b"rota", name="rota.pdf"), collection=staff_only
    )
    body = [("download", {"document": document, "title": "", "description": ""})]
    page = scheduled(body=body)
    hold_files(page, now=timezone.now())
    _link, address = link_to(page)

    text = client.get(address).content.decode()

    assert f"files/{document.pk}/" not in text
    assert client.get(f"{address}files/{document.pk}/").status_code == 404
    # Open for everybody else, it comes through the link.
    staff_only.view_restrictions.all().delete()
    file = client.get(f"{address}files/{document.pk}/")
    assert b"".join(file) == b"rota"


def test_a_document_of_another_release_does_not(client, scheduled):
    document = get_document_model().objects.create(
        title="Other", file=ContentFile(b"other", name="other.pdf")
    )
    _link, address = link_to(scheduled())

    assert client.get(f"{address}files/{document.pk}/").status_code == 404


@pytest.mark.parametrize("part", PARTS)
def test_whatever_stands_for_a_token_is_not_found(client, scheduled, part):
    page = scheduled()
    for address in (f"reporter/{part}/", f"reporter/x/files/{part}/"):
        assert client.get(f"{page.url}{address}").status_code == 404


def test_reading_early_costs_a_fixed_number_of_queries(
    client, scheduled, django_assert_max_num_queries
):
    page = scheduled(body=[("paragraph", "<p>Body</p>")])
    _link, address = link_to(page)
    client.get(address)

    with django_assert_max_num_queries(26):
        client.get(address)
