"""The demonstration loads once, shows every state, and keeps its facts."""

import re
from html import unescape
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.models import Page, Revision, Site

from example_site.demo.circles import CIRCLES
from example_site.demo.content import PageLink, RecordLink
from example_site.demo.libraries import ANNOUNCED_SYSTEMS, NORTH_AMERICAN_SYSTEMS
from example_site.demo.loading.people import EDITOR_NAME, EDITOR_PASSWORD
from example_site.demo.loading.registry import Registry
from example_site.demo.toolkit import GUIDES
from learningcircles_wagtail.domain.seats import SignUpState, sign_up_state
from learningcircles_wagtail.domain.status import CircleStatus
from learningcircles_wagtail.mixins.projection import project
from learningcircles_wagtail.models import Branch, Circle, CirclePage, Meeting, SignUp
from learningcircles_wagtail.models.pages import PressReleasePage, ToolkitPage

FACTS = (
    "November",
    "15 public library systems",
    "United States and Canada",
    "hundreds of library members",
    "6 to 8 weeks",
    "refugee rights",
    "healthy eating",
    "Public speaking",
    "computer science",
    "Martha Yesowitch",
    "Educational Partnerships Manager",
    "North Carolina",
    "Chicago Public Library",
    "Peer 2 Peer University (P2PU)",
    "2015",
    "Andrea Sáenz",
    "First Deputy Commissioner",
    "Richard Atuti",
    "Director of the Kenya National Library Service",
    "2016",
    "from two branches to 12",
    "Nairobi",
    "John S. and James L. Knight Foundation",
    "Chris Barr",
    "director for technology innovation",
    "toolkit is available online, free of charge",
    "Nico Koenig",
)


def load(**options: object) -> str:
    """Run the command and return what it printed."""
    out = StringIO()
    call_command("load_demo", stdout=out, **options)
    return out.getvalue()


def row_counts() -> dict[str, int]:
    """Return the number of rows of every table but the session's."""
    return {
        model._meta.label: model._base_manager.count() for model in apps.get_models()
    }


def words(html: str) -> str:
    """Return what a reader reads, with single spaces."""
    return re.sub(r"\s+", " ", unescape(strip_tags(html)))


class DemoTests(TestCase):
    """What the loaded demonstration holds."""

    printed: str

    @classmethod
    def setUpTestData(cls) -> None:
        cls.printed = load()

    @classmethod
    def tearDownClass(cls) -> None:
        """Forget the site's root, which Wagtail keeps in the cache past a rollback."""
        super().tearDownClass()
        Site.clear_site_root_paths_cache()

    def page(self, slug: str) -> CirclePage:
        return CirclePage.objects.get(slug=slug, locale__language_code="en")

    def test_every_circle_is_in_the_state_it_is_there_to_show(self) -> None:
        now = timezone.now()
        seen = {}
        for plan in CIRCLES:
            circle = self.page(plan.slug).circle
            status = circle.timeline(now=now).status
            state = sign_up_state(circle.sign_up_facts, status=status, now=now)
            seen[plan.slug] = (status.value, state.value)
        assert seen == {plan.slug: plan.shows for plan in CIRCLES}

    def test_every_state_of_circles_and_of_sign_up_is_on_show(self) -> None:
        assert len(CIRCLES) >= 24
        assert {plan.shows[0] for plan in CIRCLES} == {s.value for s in CircleStatus}
        assert {plan.shows[1] for plan in CIRCLES} == {s.value for s in SignUpState}
        assert set(Meeting.objects.values_list("state", flat=True)) == {
            "planned",
            "moved",
            "cancelled",
        }
        assert set(CirclePage.objects.values_list("format", flat=True)) == {
            "in_person",
            "online",
            "hybrid",
        }

    def test_places_taken_are_the_sign_ups_that_there_are(self) -> None:
        for circle in Circle.objects.all():
            rows = SignUp.objects.filter(circle=circle)
            assert circle.taken == rows.filter(status="confirmed").count()
            assert circle.waiting == rows.filter(status="waiting").count()
        assert SignUp.objects.exclude(email__endswith=".example").count() == 0

    def test_loading_twice_changes_nothing_and_says_so(self) -> None:
        before = row_counts()
        revisions = list(Revision.objects.order_by("pk").values_list("pk", flat=True))
        printed = load()
        assert "nothing changed" in printed
        assert "nothing changed" not in self.printed
        assert row_counts() == before
        assert revisions == list(
            Revision.objects.order_by("pk").values_list("pk", flat=True)
        )

    def test_the_page_tree_is_sound(self) -> None:
        assert Page.find_problems() == ([], [], [], [], [])

    def test_every_link_of_the_toolkit_leads_somewhere(self) -> None:
        guides = ToolkitPage.objects.live()
        assert guides.count() == len(GUIDES) >= 8
        links = set()
        for guide in guides:
            response = self.client.get(guide.url)
            assert response.status_code == 200
            links |= set(re.findall(r'href="(/[^"#]*)', response.content.decode()))
        to_guides = {link for link in links if link.startswith("/toolkit/")}
        assert len(to_guides) > len(GUIDES)
        broken = {
            link
            for link in links
            if not link.startswith("/static/")
            and self.client.get(link).status_code != 200
        }
        assert broken == set()

    def test_the_announcement_keeps_every_fact(self) -> None:
        page = PressReleasePage.objects.get(slug="fifteen-library-systems")
        read = words(self.client.get(page.url).content.decode())
        assert [fact for fact in FACTS if fact not in read] == []

    def test_all_library_systems_stand_on_the_announcements_map(self) -> None:
        page = PressReleasePage.objects.get(slug="fifteen-library-systems")
        block = next(b for b in page.body if b.block_type == "library_list")
        names = [record.name for record in block.value["libraries"]]
        assert len(NORTH_AMERICAN_SYSTEMS) == 15
        assert names == [record.fields["name"] for record in ANNOUNCED_SYSTEMS]
        context = block.block.get_extra_context(block.value, {})
        pins = [*context["drawing"].pins]
        for inset in context["drawing"].insets:
            pins += inset.pins
        assert sorted(pin.number for pin in pins) == list(range(1, 17))
        read = words(self.client.get(page.url).content.decode())
        assert [name for name in names if name not in read] == []

    def test_of_three_releases_only_the_published_one_is_public(self) -> None:
        published, scheduled, embargoed = (
            PressReleasePage.objects.get(slug=slug)
            for slug in ("fifteen-library-systems", "spring-circles", "evening-hours")
        )
        assert self.client.get(published.url).status_code == 200
        assert not scheduled.live
        assert scheduled.latest_revision.approved_go_live_at > timezone.now()
        assert not embargoed.live
        assert embargoed.is_embargoed(timezone.now())
        assert embargoed.go_live_at == embargoed.embargo_until
        assert embargoed.latest_revision.approved_go_live_at
        assert self.client.get("/press/spring-circles/").status_code == 404
        assert self.client.get("/press/evening-hours/").status_code == 404
        room = words(self.client.get("/press/").content.decode())
        assert published.title in room
        assert scheduled.title not in room
        assert embargoed.title not in room

    @override_settings(LEARNINGCIRCLES_BASE_TEMPLATE="example_site/base.html")
    def test_every_page_says_that_the_library_is_invented(self) -> None:
        for address in ("/", "/circles/", "/toolkit/", "/press/", "/no-such-page/"):
            response = self.client.get(address)
            missing = address == "/no-such-page/"
            assert response.status_code == (404 if missing else 200), address
            assert "An invented library" in words(response.content.decode()), address

    @override_settings(LEARNINGCIRCLES_BASE_TEMPLATE="example_site/base.html")
    def test_the_frame_speaks_french_and_leads_back_to_english(self) -> None:
        html = self.client.get("/fr/").content.decode()
        assert "Une bibliothèque inventée" in words(html)
        assert 'hreflang="en"' in html
        assert 'hreflang="fr"' in self.client.get("/").content.decode()

    def test_a_french_page_shares_the_circle_of_the_english_one(self) -> None:
        response = self.client.get("/fr/circles/speaking-up/")
        assert response.status_code == 200
        page = response.context["page"]
        assert page.locale.language_code == "fr"
        assert page.circle == self.page("speaking-up").circle
        assert Circle.objects.count() == len(CIRCLES)

    def test_one_release_is_there_in_french_and_each_leads_to_the_other(self) -> None:
        french = PressReleasePage.objects.get(locale__language_code="fr")
        (page,) = french.get_translations()
        assert page.slug == "autumn-circles"
        for one, other, code in ((page, french, "fr"), (french, page, "en")):
            html = self.client.get(one.url).content.decode()
            assert re.search(rf'<a[^>]*href="{other.url}"[^>]*hreflang="{code}"', html)
        assert french.dateline_date == page.dateline_date
        for stream in ("corrections", "coverage"):
            dates = [
                [child.value["date"] for child in getattr(one, stream)]
                for one in (french, page)
            ]
            assert dates[0] == dates[1] != []

    def test_a_french_release_is_french_from_its_line_to_its_end(self) -> None:
        french = PressReleasePage.objects.get(locale__language_code="fr")
        html = self.client.get(french.url).content.decode()
        read = re.sub("[\u00a0\u202f]", " ", words(html))
        for part in (
            "Service de presse",
            "À propos des cercles d'apprentissage",
            "Les droits des réfugiés : une introduction",
            "Corrigé le",
            "offerts par les Amis de la bibliothèque",
        ):
            assert part in read, part
        for part in ("(invented)", "Press desk", "About Riverbend", "At Riverbend"):
            assert part not in read, part
        room = words(self.client.get("/fr/press/").content.decode())
        assert french.title in room
        assert "At Riverbend" not in room

    def test_the_editor_can_log_in_and_publish_a_circle(self) -> None:
        assert self.client.login(username=EDITOR_NAME, password=EDITOR_PASSWORD)
        user = get_user_model().objects.get(username=EDITOR_NAME)
        page = self.page("speaking-up")
        assert page.permissions_for_user(user).can_publish()
        assert page.get_parent().permissions_for_user(user).can_add_subpage()
        assert user.has_perm("learningcircles_wagtail.add_course")
        assert not user.is_superuser
        assert EDITOR_PASSWORD in self.printed

    def test_bulk_circles_make_a_sound_tree_and_all_rows(self) -> None:
        printed = load(circles=50)
        assert "50 circles created in bulk" in printed
        assert Page.find_problems() == ([], [], [], [], [])
        bulk = CirclePage.objects.filter(slug__startswith="more-")
        assert bulk.live().public().count() == 50
        keys = bulk.values_list("translation_key", flat=True)
        circles = Circle.objects.filter(translation_key__in=list(keys))
        assert circles.count() == 50
        assert Meeting.objects.filter(circle__in=circles).count() == 300
        assert "0 circles created in bulk, 50 were already" in load(circles=50)
        assert bulk.count() == 50

    def test_a_bulk_circle_is_what_publishing_it_would_make(self) -> None:
        load(circles=5)
        for page in CirclePage.objects.filter(slug__startswith="more-"):
            before = Circle.objects.filter(pk=page.circle_id).values().get()
            meetings = list(page.circle.meetings.values())
            topics = set(page.circle.topics.all())
            project(page, now=timezone.now())
            after = Circle.objects.filter(pk=page.circle_id).values().get()
            del before["modified_at"], after["modified_at"]
            assert after == before
            assert list(page.circle.meetings.values()) == meetings
            assert set(page.circle.topics.all()) == topics
            assert topics == set(page.topics.all())
            assert set(page.circle.facilitators.all()) == set(page.facilitators.all())
            assert self.client.get(page.url).status_code == 200
            page.save_revision().publish()

    def test_bulk_circles_differ_in_what_visitors_filter_by(self) -> None:
        load(circles=200)
        circles = Circle.objects.filter(title__contains=", group ")
        assert circles.count() == 200
        for name in ("branch", "language", "format", "weekdays", "time_of_day"):
            assert circles.values(name).distinct().count() >= 3, name
        assert {True, False} == set(circles.values_list("is_full", flat=True))
        assert circles.filter(cancelled=True).exists()

    def test_a_circle_can_be_published_after_bulk_circles_were_made(self) -> None:
        load(circles=3)
        parent = self.page("speaking-up").get_parent()
        page = CirclePage(title="One more", slug="one-more")
        parent.add_child(instance=page)
        assert Page.find_problems() == ([], [], [], [], [])
        assert page.circle.pk > Circle.objects.exclude(pk=page.circle_id).count()

    def test_bulk_branches_stand_on_the_map_in_towns_of_twenty(self) -> None:
        printed = load(branches=41)
        assert "41 branches created in bulk" in printed
        branches = Branch.objects.filter(slug__startswith="more-branch-")
        assert branches.filter(live=True, latitude__isnull=False).count() == 41
        assert branches.values("city").distinct().count() == 3
        columns = list(branches.order_by("pk").values_list("latitude", "longitude"))
        for branch in branches:
            branch.save()
        assert columns == list(
            branches.order_by("pk").values_list("latitude", "longitude")
        )
        assert "0 branches created in bulk, 41 were already" in load(branches=41)


def test_a_link_to_what_does_not_exist_is_refused() -> None:
    registry = Registry()
    with pytest.raises(KeyError):
        registry.resolve({"page": PageLink("no-such-guide")})
    with pytest.raises(KeyError):
        registry.resolve('<a href="{page:no-such-guide}">a guide</a>')
    with pytest.raises(KeyError):
        registry.resolve([RecordLink("Branch", "no-such-branch")])
    assert registry.resolve('<a href="https://example.org/">x</a>').startswith("<a")


@pytest.mark.parametrize("count", [-1, 10_000_000])
@pytest.mark.parametrize("option", ["circles", "branches"])
def test_a_senseless_number_of_circles_is_refused(option: str, count: int) -> None:
    with pytest.raises(CommandError, match=f"--{option} takes a number from 0 to"):
        call_command("load_demo", **{option: count})
