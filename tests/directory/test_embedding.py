"""The list to embed: what it holds, and who may frame it."""

import re
import sys
from html import unescape
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from wagtail.models import Locale, PageViewRestriction, Site

from learningcircles_wagtail.directory.embedding import (
    embed_code,
    finish,
    merged_policy,
)
from learningcircles_wagtail.models import Circle, CircleIndexPage, CirclePage
from tests import factories

TOWN = "https://town.example"
POLICY = "Content-Security-Policy"
MOST_QUERIES = 10


def embed(client: Client, index: CircleIndexPage, query: str = "") -> Any:
    """Return the answer at the address of the list to embed."""
    return client.get(f"{index.get_url()}embed/{query}")


def fill(count: int) -> CircleIndexPage:
    """Publish circles with course, branch and topic of their own."""
    index = factories.make_circle_index()
    for number in range(count):
        factories.make_circle(
            index,
            title=f"Circle {number}",
            course=factories.make_course(title=f"Course {number}"),
            branch=factories.make_branch(name=f"Branch {number}"),
            topics=[factories.make_topic(f"Topic {number}")],
        )
    return index


@pytest.mark.django_db
class TestTheList:
    def test_it_holds_cards_and_no_frame(self, client):
        html = embed(client, fill(2)).content.decode()

        assert html.count('<article class="lc-card') == 2
        assert '<base target="_top">' in html
        assert "lc-site-head" not in html
        assert "<form" not in html

    def test_it_sets_no_cookie_and_does_not_vary_by_one(self, client):
        answer = embed(client, fill(1))

        assert answer.cookies == {}
        assert "cookie" not in answer.headers.get("Vary", "").lower()

    def test_an_empty_list_says_so(self, client):
        answer = embed(client, factories.make_circle_index())

        assert b"No circles are planned at the moment" in answer.content

    def test_a_limit_shows_fewer_and_leads_to_all(self, client):
        html = embed(client, fill(3), "?limit=2").content.decode()

        assert html.count('<article class="lc-card') == 2
        assert "See all 3 learning circles" in html

    def test_a_further_page_follows_the_first(self, client):
        index = fill(3)
        first = embed(client, index, "?limit=2").content.decode()
        second = embed(client, index, "?limit=2&page=2").content.decode()
        titles = [f"Circle {number}</a>" for number in range(3)]

        assert sorted(t for t in titles if t in first + second) == titles
        assert not [t for t in titles if t in first and t in second]

    def test_a_page_past_the_end_is_the_last(self, client):
        index = fill(3)
        last = embed(client, index, "?limit=2&page=2").content
        assert embed(client, index, "?limit=2&page=999").content == last

    @pytest.mark.parametrize(
        ("query", "cards"),
        [
            ("?limit=0", 3),
            ("?limit=-1", 3),
            ("?limit=%C2%B2", 3),
            ("?limit=" + "9" * 5000, 3),
            ("?limit=9999", 3),
            ("?limit=%00&page=%ED%A0%80&q=%FF", None),
            ("?scheme=" + "x" * 9000, 3),
            ("?page=" + "9" * 5000, 3),
            ("?" + "topic=x&" * 900, None),
        ],
    )
    def test_no_value_breaks_it(self, client, query, cards):
        answer = embed(client, fill(3), query)

        assert answer.status_code == 200
        if cards is not None:
            assert answer.content.count(b'<article class="lc-card') == cards

    def test_the_way_to_the_whole_list_keeps_the_filters(self, client):
        html = embed(client, fill(1), "?weekday=2&limit=1").content.decode()

        assert 'href="http://localhost/circles/?weekday=2"' in html

    @pytest.mark.parametrize(
        ("query", "attribute"),
        [
            ("?scheme=dark", 'data-lc-scheme="dark"'),
            ("?scheme=light", 'data-lc-scheme="light"'),
        ],
    )
    def test_a_website_with_one_scheme_chooses_it(self, client, query, attribute):
        assert attribute in embed(client, fill(1), query).content.decode()

    def test_else_the_scheme_is_the_reader_s(self, client):
        html = embed(client, fill(1), '?scheme="><script>').content.decode()

        assert "data-lc-scheme" not in html

    def test_drafts_and_private_circles_stay_out(self, client):
        index = fill(1)
        factories.make_circle(index, title="Canary draft", live=False)
        private = factories.make_circle(index, title="Canary private")
        PageViewRestriction.objects.create(
            page=private, restriction_type=PageViewRestriction.LOGIN
        )
        factories.make_circle(
            index, title="Canary branch", branch=factories.make_branch(live=False)
        )

        assert b"Canary" not in embed(client, index).content

    def test_a_private_list_is_not_embedded(self, client):
        index = fill(1)
        PageViewRestriction.objects.create(
            page=index, restriction_type=PageViewRestriction.LOGIN
        )

        assert embed(client, index).status_code == 302

    @pytest.mark.parametrize(
        ("query", "words"),
        [
            ("?limit=many", "How many: “many”"),
            ("?scheme=pink", "Light or dark: “pink”"),
            ("?weekday=8&limit=0", "Day: “8”; How many: “0”"),
            ("?limit=%3Cb%3E", "How many: “&lt;b&gt;”"),
        ],
    )
    def test_what_cannot_be_used_is_said(self, client, query, words):
        assert words in embed(client, fill(1), query).content.decode()

    @pytest.mark.parametrize("query", ["", "?limit=2&scheme=dark&weekday=2", "?limit="])
    def test_else_nothing_is_said(self, client, query):
        assert b"lc-notice" not in embed(client, fill(1), query).content

    def test_pages_lead_to_one_another_within_the_frame(self, client):
        index = fill(5)
        query = "?scheme=dark&limit=2&weekday=2"
        first = pages_of(embed(client, index, query))
        second = pages_of(embed(client, index, first["next"]))
        last = pages_of(embed(client, index, second["next"]))

        kept = "weekday=2&limit=2&scheme=dark"
        assert first == {"next": "?weekday=2&page=2&limit=2&scheme=dark"}
        assert second["prev"] == f"?{kept}"
        assert set(last) == {"prev"}

    def test_one_page_needs_no_links(self, client):
        assert pages_of(embed(client, fill(2), "?limit=2")) == {}

    def test_a_circle_says_how_far_away_it_is(self, client):
        html = embed(client, fill(1), "?near=41.6,-90.6").content.decode()
        assert "5.4 miles" in html

    @pytest.mark.parametrize("count", [2, 9])
    def test_the_number_of_queries_is_small_for_any_number_of_circles(
        self, client, count, django_assert_max_num_queries
    ):
        index = fill(count)
        embed(client, index)

        with django_assert_max_num_queries(MOST_QUERIES):
            embed(client, index)


@pytest.mark.django_db
class TestMemory:
    """A list that is remembered says nothing that is no longer true."""

    def test_a_second_visit_is_the_same(self, client):
        index = fill(3)
        assert embed(client, index).content == embed(client, index).content

    def test_its_headings_are_its_own_and_not_those_of_the_list(self, client):
        index = fill(1)
        own = re.compile(rb'<h(\d) class="lc-card__title">')
        for _visit in range(2):
            assert own.findall(client.get(index.get_url()).content) == [b"3"]
            assert own.findall(embed(client, index).content) == [b"2"]

    def test_a_limit_and_a_scheme_are_not_another_s(self, client):
        index = fill(3)
        whole = embed(client, index).content
        two = embed(client, index, "?limit=2").content
        dark = embed(client, index, "?limit=2&scheme=dark").content

        assert whole.count(b"<article") == 3
        assert two.count(b"<article") == 2
        assert b"scheme=dark" in dark
        assert b"scheme=dark" not in two

    def test_what_changes_is_seen_at_once(self, client):
        index = fill(2)
        embed(client, index)
        page = CirclePage.objects.get(title="Circle 0")
        page.cancelled = True
        factories.publish(page)
        assert b"Cancelled" in embed(client, index).content

    def test_a_page_that_was_hidden_behind_django_s_back_is_not_shown(self, client):
        index = fill(2)
        embed(client, index)
        CirclePage.objects.filter(title="Circle 0").update(live=False)
        html = embed(client, index).content

        assert b"Circle 0" not in html
        assert b"Circle 1" in html

    def test_a_place_that_was_taken_is_said(self, client):
        index = factories.make_circle_index()
        factories.make_circle(index, sign_up_backend="database", capacity=1)
        assert b"Full" not in embed(client, index).content
        Circle.objects.update(taken=1)
        assert b"Full" in embed(client, index).content

    def test_words_are_in_the_reader_s_language(self, client):
        index = fill(1)
        french = Locale.objects.create(language_code="fr")
        embed(client, index)
        translated = factories.publish(
            index.copy_for_translation(french, copy_parents=True)
        )
        assert b'<html lang="fr"' in embed(client, translated).content


def pages_of(answer: Any) -> dict[str, str]:
    """Return the links to other pages of a list, by their `rel`."""
    html = unescape(answer.content.decode())
    links = re.findall(r'href="([^"]*)" rel="([^"]*)" target="_self"', html)
    return {rel: href for href, rel in links}


@pytest.mark.django_db
class TestWhoMayFrameIt:
    @pytest.mark.parametrize("usual", ["DENY", "SAMEORIGIN"])
    def test_without_the_setting_nobody(self, client, settings, usual):
        settings.X_FRAME_OPTIONS = usual
        answer = embed(client, factories.make_circle_index())

        assert answer.headers[POLICY] == "frame-ancestors 'none'"
        assert answer.headers["X-Frame-Options"] == "DENY"

    def test_without_django_s_middleware_nobody_either(self, client, settings):
        settings.MIDDLEWARE = [
            one for one in settings.MIDDLEWARE if "clickjacking" not in one
        ]
        answer = embed(client, factories.make_circle_index())

        assert answer.headers["X-Frame-Options"] == "DENY"

    @pytest.mark.parametrize("usual", ["DENY", "SAMEORIGIN"])
    def test_where_some_may_nothing_contradicts(self, client, settings, usual):
        settings.X_FRAME_OPTIONS = usual
        settings.LEARNINGCIRCLES_EMBED_ORIGINS = [TOWN]
        answer = embed(client, factories.make_circle_index())

        assert answer.headers[POLICY] == f"frame-ancestors 'self' {TOWN}"
        assert "X-Frame-Options" not in answer.headers

    def test_the_origins_of_the_setting(self, client, settings):
        settings.LEARNINGCIRCLES_EMBED_ORIGINS = [TOWN, "https://school.example:8443"]
        answer = embed(client, factories.make_circle_index())

        assert answer.headers[POLICY] == (
            f"frame-ancestors 'self' {TOWN} https://school.example:8443"
        )
        assert "X-Frame-Options" not in answer.headers

    def test_everybody_where_the_setting_says_so(self, client, settings):
        settings.LEARNINGCIRCLES_EMBED_ORIGINS = ["*"]
        answer = embed(client, factories.make_circle_index())

        assert answer.headers[POLICY] == "frame-ancestors *"

    @pytest.mark.parametrize(
        "slip",
        ["town.example", "https://town.example; script-src *", "https://a\nb: c"],
    )
    def test_a_slip_of_the_pen_opens_nothing(self, client, settings, slip):
        settings.LEARNINGCIRCLES_EMBED_ORIGINS = [slip]
        answer = embed(client, factories.make_circle_index())

        assert answer.headers[POLICY] == "frame-ancestors 'none'"
        assert answer.headers["X-Frame-Options"] == "DENY"

    def test_other_pages_stay_as_they_are(self, client, settings):
        settings.LEARNINGCIRCLES_EMBED_ORIGINS = [TOWN]
        answer = client.get(factories.make_circle_index().get_url())

        assert POLICY not in answer.headers
        assert answer.headers["X-Frame-Options"] == "DENY"


class TestPolicies:
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("", "frame-ancestors 'self'"),
            ("default-src 'self';", "default-src 'self'; frame-ancestors 'self'"),
            (
                "Frame-Ancestors 'none'; img-src *",
                "img-src *; frame-ancestors 'self'",
            ),
        ],
    )
    def test_a_policy_keeps_all_but_who_may_frame(self, before, after):
        assert merged_policy(before, "'self'") == after

    def test_django_s_own_middleware_writes_the_site_s_policy(
        self, settings, monkeypatch
    ):
        """A stand-in for `django.middleware.csp` of Django 6.0, where it is not there.

        The middleware reads what `csp_override` leaves on the answer.
        """
        middleware = type("ContentSecurityPolicyMiddleware", (), {})
        stand_in(monkeypatch, "django.middleware.csp", middleware)
        stand_in(monkeypatch, "django.views.decorators.csp", csp_override)
        settings.SECURE_CSP = {"default-src": ["'self'"], "frame-ancestors": ["'none'"]}
        settings.MIDDLEWARE = ["django.middleware.csp.ContentSecurityPolicyMiddleware"]
        settings.LEARNINGCIRCLES_EMBED_ORIGINS = [TOWN]
        response = finish(HttpResponse())

        assert response._csp_config == {
            "default-src": ["'self'"],
            "frame-ancestors": ["'self'", TOWN],
        }
        assert POLICY not in response.headers
        assert response.xframe_options_exempt

    def test_a_policy_that_no_middleware_writes_is_not_waited_for(self, settings):
        settings.SECURE_CSP = {"default-src": ["'self'"]}
        response = finish(HttpResponse())

        assert response.headers[POLICY] == "frame-ancestors 'none'"


def csp_override(config: dict[str, Any]) -> Any:
    """Do what `django.views.decorators.csp.csp_override` of Django 6.0 does."""

    def decorator(view: Any) -> Any:
        def wrapped(request: Any) -> HttpResponse:
            response = view(request)
            response._csp_config = config
            return response

        return wrapped

    return decorator


def stand_in(monkeypatch: pytest.MonkeyPatch, name: str, value: Any) -> None:
    """Put a module with one object in place, whether or not Django has it."""
    module = ModuleType(name)
    setattr(module, value.__name__, value)
    monkeypatch.setitem(sys.modules, name, module)


@pytest.mark.django_db
class TestTheCode:
    def test_it_is_a_frame_with_a_name_and_a_script(self):
        site = Site.objects.get(is_default_site=True)
        site.site_name = 'The "Lake" Library'
        site.save()
        code = embed_code(factories.make_circle_index(title="Circles & more"))

        assert code == (
            '<iframe data-learningcircles src="http://localhost/circles/embed/" '
            'title="Circles &amp; more – The &quot;Lake&quot; Library" width="100%" '
            'height="800" loading="lazy"></iframe>\n'
            '<script src="http://localhost/static/learningcircles_wagtail/js/'
            'embed_host.js" async></script>'
        )

    def test_static_files_of_another_host_keep_their_address(self, settings):
        settings.STATIC_URL = "https://static.example/"
        code = embed_code(factories.make_circle_index())

        assert 'src="https://static.example/learningcircles_wagtail/js/' in code

    def test_a_page_of_no_site_has_none(self):
        page = CircleIndexPage(title="Nowhere", path="9999", depth=1)

        assert embed_code(page) == ""

    def test_a_circle_is_no_list(self):
        assert not hasattr(CirclePage, "embed_view")


def test_the_stand_in_is_what_django_has() -> None:
    response = csp_override({"a": ["b"]})(lambda request: HttpResponse())(
        SimpleNamespace()
    )

    assert response._csp_config == {"a": ["b"]}
