"""Which circles a page leads on to, and that it never leads to what is not public."""

from datetime import UTC, date, datetime
from functools import cache

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Locale, Page, PageViewRestriction, Site

from learningcircles_wagtail.directory import related as beside
from learningcircles_wagtail.directory.querysets import in_private_section
from learningcircles_wagtail.directory.related import pages_beside
from learningcircles_wagtail.models import Circle, CircleIndexPage, CirclePage
from tests.factories import (
    make_branch,
    make_circle,
    make_circle_index,
    make_topic,
    publish,
    root_page,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 17, 12, tzinfo=UTC)
LATER = date(2027, 1, 6)
FAR = "SRID=4326;POINT(-84.39 33.75)"


def related(page, **options):
    return pages_beside(page, now=NOW, **options).related


def test_the_same_topic_comes_first_then_what_is_near_then_what_is_later():
    health = make_topic("Health")
    home, away = make_branch(), make_branch(name="Peachtree", position=FAR)
    page = make_circle(topics=[health], branch=home)
    later = make_circle(first_date=LATER, branch=away)
    near = make_circle(first_date=date(2027, 3, 3), branch=make_branch(name="Eastside"))
    alike = make_circle(first_date=date(2027, 5, 5), topics=[health], branch=away)
    both = make_circle(first_date=date(2027, 6, 2), topics=[health], branch=home)

    assert related(page, limit=4) == [both, alike, near, later]
    assert related(page) == [both, alike, near]


def test_a_circle_of_another_site_is_not_related():
    page = make_circle()
    root = Page.get_first_root_node()
    outside = root.add_child(instance=Page(title="Other", slug="other"))
    Site.objects.create(hostname="other.example", root_page=outside)
    circles = outside.add_child(instance=CircleIndexPage(title="Circles", slug="c"))
    one, two = make_circle(circles), make_circle(circles)

    assert related(page) == []
    assert related(one) == [two]


@pytest.mark.parametrize(
    ("position", "is_near"),
    [
        ("SRID=4326;POINT(-90.5776 41.7)", True),
        ("SRID=4326;POINT(-90.29 41.5236)", True),
        ("SRID=4326;POINT(-90.5776 41.8)", False),
        ("SRID=4326;POINT(-90.2 41.5236)", False),
    ],
)
def test_near_is_within_about_25_kilometres(position, is_near):
    page = make_circle()
    other = make_circle(
        branch=make_branch(name="Other", city="Bell", position=position)
    )
    Circle.objects.filter(pk=other.circle_id).update(first_meeting_at=NOW)

    assert related(page) == ([other] if is_near else [])


def test_across_the_antimeridian_is_near():
    page = make_circle(branch=make_branch(position="SRID=4326;POINT(179.95 -16.5)"))
    other = make_circle(
        branch=make_branch(name="Taveuni", position="SRID=4326;POINT(-179.95 -16.5)")
    )
    Circle.objects.filter(pk=other.circle_id).update(first_meeting_at=NOW)

    assert related(page) == [other]


def test_without_a_position_the_same_branch_or_city_is_near():
    here, there = (make_branch(name=name, position="") for name in ("A", "B"))
    elsewhere = make_branch(name="C", position="", city="Bell")
    page = make_circle(branch=here)
    later = make_circle(first_date=date(2026, 12, 2), branch=elsewhere)
    same_city = make_circle(first_date=LATER, branch=there)

    assert related(page) == [same_city, later]


def test_a_circle_without_branch_topic_or_dates_leads_to_the_next_to_begin():
    page = make_circle(branch=None, first_date=None)
    later, soon = (
        make_circle(first_date=date(2027, 3, 3)),
        make_circle(first_date=LATER),
    )

    assert related(page) == [soon, later]


def test_what_is_not_for_everybody_is_left_out():
    index, locked = make_circle_index(), make_circle_index(slug="staff")
    topic = make_topic()
    page = make_circle(index, topics=[topic])
    make_circle(index, topics=[topic], live=False)
    make_circle(index, topics=[topic], cancelled=True)
    make_circle(index, topics=[topic], first_date=date(2026, 1, 7))
    make_circle(locked, topics=[topic])
    private = make_circle(index, topics=[topic])
    make_circle(index, topics=[topic], branch=make_branch(name="Draft", live=False))
    for hidden in (locked, private):
        restriction = PageViewRestriction.objects.create(
            page=hidden, restriction_type=PageViewRestriction.GROUPS
        )
        restriction.groups.add(Group.objects.get_or_create(name="Staff")[0])

    assert related(page) == []
    PageViewRestriction.objects.all().delete()
    assert len(related(page)) == 2


def test_privacy_in_one_query_is_what_wagtail_says():
    index = make_circle_index()
    pages = [make_circle(index) for _number in range(12)]
    for restricted in (pages[0], pages[10], index.get_parent().add_child(title="X")):
        PageViewRestriction.objects.create(
            page=restricted, restriction_type=PageViewRestriction.LOGIN
        )
    found = set(Page.objects.filter(~in_private_section()))

    assert found == set(Page.objects.public())
    assert set(Page.objects.exclude(pk__in=[page.pk for page in found])) == set(
        Page.objects.private()
    )


def test_the_page_itself_and_its_translations_are_no_related_circles():
    french = Locale.objects.create(language_code="fr")
    index = make_circle_index()
    publish(index.copy_for_translation(french, copy_parents=True))
    page, other = make_circle(index), make_circle(index)
    translated = publish(page.copy_for_translation(french))
    other_translated = publish(other.copy_for_translation(french))
    draft = make_circle(index).copy_for_translation(french)

    assert pages_beside(page, now=NOW).translations == [translated]
    beside = pages_beside(translated, now=NOW)
    assert beside.translations == [page]
    assert beside.related == [other_translated]
    assert pages_beside(draft, now=NOW).related == [translated, other_translated]
    assert pages_beside(page, now=NOW).related[0] == other


def test_a_draft_that_was_never_published_has_related_circles():
    topic = make_topic()
    alike = make_circle(topics=[topic])
    draft = make_circle(topics=[topic], live=False)

    assert draft.circle_id is None
    assert related(draft) == [alike]
    assert related(CirclePage(title="Bare", locale=Locale.get_default())) == []


def test_a_circle_is_found_among_many_of_its_topic_and_place(
    django_assert_num_queries, monkeypatch
):
    monkeypatch.setattr(beside, "SLICE", 2)
    # The number stands in statements that are kept: these are this test's own.
    monkeypatch.setattr(beside, "_prepared", cache(beside._prepared.__wrapped__))
    topic = make_topic()
    page = make_circle(topics=[topic])
    for _number in range(5):
        make_circle(topics=[topic], first_date=date(2025, 1, 8))
    newest = make_circle(topics=[topic], first_date=date(2027, 8, 4))
    soonest = [make_circle(first_date=date(2027, 1, day)) for day in (6, 13)]
    pages = CirclePage.objects.select_related("circle__branch", "locale")
    page = pages.get(pk=page.pk)
    list(page.circle.topics.all())
    # Wagtail asks once for the roots of all sites.
    page.get_url()
    with django_assert_num_queries(2 if connection.vendor != "mysql" else 3):
        found = related(page)

    assert found == [newest, *soonest]


def test_root_pages_of_lists_find_no_circle_of_another_list(client):
    here, there = make_circle_index(), make_circle_index(slug="there")
    make_circle(there, slug="only-there")

    assert client.get(f"{here.url}only-there/").status_code == 404
    assert client.get(f"{there.url}only-there/").status_code == 200
    assert client.get(f"{root_page().url}only-there/").status_code == 404


def test_a_circle_that_is_shown_twice_by_an_alias_is_related_once():
    page, other = make_circle(), make_circle()
    CreatePageAliasAction(other, update_slug="again").execute(
        skip_permission_checks=True
    )

    assert [one.pk for one in pages_beside(page, now=NOW).related] == [other.pk]
