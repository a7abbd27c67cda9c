"""What the public may not see stands nowhere; what it may see stands everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from wagtail.models import Page, Site

from learningcircles_wagtail.directory import expiries, querysets, snapshot_shelf
from learningcircles_wagtail.models import (
    CircleIndexPage,
    DirectoryChange,
)
from tests.factories import make_circle_index, root_page
from tests.support.hiding import (
    BELOW_OWN_LIST,
    MADE_WITH,
    WAYS,
    fresh,
    make_hidden,
    restrict,
)
from tests.support.surfaces import (
    FILTERS,
    LINK,
    NOW,
    RECORDS,
    TEXTS,
    VIEWS,
    Canary,
    Surfaces,
    answer,
    make_canary,
    make_cards_page,
    make_soon_page,
    map_data,
    readable,
)

pytestmark = pytest.mark.django_db

TILES = "https://tiles.example.org/{z}/{x}/{y}.png"
PLACE = {"branch", "street", "city", "library"}
OF_PAGES = ("search", "api")


@pytest.fixture(scope="module")
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands at `NOW`, three days before the circles begin."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def at_the_hour(clock: time_machine.Traveller, settings: Any) -> Iterator[None]:
    """Begin each test at `NOW`, with tiles for the interactive map."""
    settings.LEARNINGCIRCLES_MAP_TILES = TILES
    settings.ALLOWED_HOSTS = ["*"]
    settings.LEARNINGCIRCLES_EMBARGO_CHECK_SECONDS = 10
    clock.move_to(NOW, tick=False)
    Site.clear_site_root_paths_cache()
    expiries.watch.forget()
    yield
    expiries.watch.forget()
    Site.clear_site_root_paths_cache()


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: Any, clock: time_machine.Traveller
) -> Iterator[SimpleNamespace]:
    """A site with two public circles, and a list of another site beside it."""
    with django_db_blocker.unblock(), transaction.atomic():
        Site.clear_site_root_paths_cache()
        index = make_circle_index()
        outside = Page.get_first_root_node().add_child(
            instance=Page(title="Other", slug="other")
        )
        Site.objects.create(hostname="other.example", root_page=outside)
        other = CircleIndexPage(title="Circles", slug="circles")
        outside.add_child(instance=other)
        found = SimpleNamespace(
            index=index,
            other=other,
            anchor=make_canary("anchor", index, slug="beside"),
            public=make_canary("public", index),
            hidden=make_hidden(index, other, clock),
        )
        yield found
        transaction.set_rollback(True)
    Site.clear_site_root_paths_cache()


def surfaces(client: Client, world: Any, *canaries: Canary, url: str = "") -> Surfaces:
    """Return the surfaces of the world's site, and of the list at `url`."""
    cards = make_cards_page([one.page for one in (world.public, *canaries)])
    soon = make_soon_page()
    return Surfaces(client, url or world.index.url, world.anchor, soon, cards)


def own_list(world: Any, way: str) -> CircleIndexPage:
    """Return the list for a circle that is hidden in some way: the site's, or its own.

    A list that is hidden with its circles stands below a page of its own.
    """
    if way not in BELOW_OWN_LIST:
        return world.index
    section = root_page().add_child(instance=Page(title="Section", slug="section"))
    index = CircleIndexPage(title="Own list", slug="own")
    section.add_child(instance=index)
    return index


def leaks(
    found: Iterator[tuple[str, str]], *canaries: Canary, spared: set[str] = frozenset()
) -> dict[str, set[str]]:
    """Return what is seen of some circles, by surface; {} where nothing is.

    What a query asks for by its own words is no leak where a page repeats it.
    """
    seen: dict[str, set[str]] = {}
    for name, text in found:
        for one in canaries:
            if words := one.seen(text, asked=name) - spared:
                seen.setdefault(name, set()).update(f"{one.word} {w}" for w in words)
        if LINK in readable(text):
            seen.setdefault(name, set()).add("online link")
    return seen


def missing(found: Iterator[tuple[str, str]], canary: Canary) -> list[str]:
    """Return the surfaces that neither name a circle nor lead to it."""
    return [
        name
        for name, text in found
        if not canary.seen(text, asked=name) & {"title", "slug"}
    ]


def own_answers(client: Client, canary: Canary) -> list[tuple[str, int, str]]:
    """Return a circle's own addresses, each with status and text of its answer."""
    return [(url, *answer(client, url)) for url in canary.addresses]


def online_links(found: Iterator[tuple[str, str]]) -> list[str]:
    """Return the surfaces that tell the link of an online meeting."""
    return [name for name, text in found if LINK in readable(text)]


def test_every_word_of_a_public_circle_but_its_link_is_seen(client, world):
    public = world.public
    site = surfaces(client, world, public)
    found = dict(site.all(public)) | {
        url: text for url, _status, text in own_answers(client, public)
    }

    assert missing(iter(found.items()), public) == []
    seen = set().union(*(public.seen(text, asked=name) for name, text in found.items()))
    assert {f"public{word}" for word in seen} == public.marks
    assert online_links(iter(found.items())) == []
    assert {status for _url, status, _text in own_answers(client, public)} == {200}


def test_the_places_of_public_circles_are_in_the_data_of_the_map(client, world):
    names = [one["name"] for one in map_data(client_text(client, world, "map/"))]

    assert sorted(names) == ["anchorbranch", "publicbranch"]


def client_text(client: Client, world: Any, address: str) -> str:
    """Return the text of an address below the site's list."""
    return answer(client, world.index.url + address)[1]


@pytest.fixture
def hidden(world: SimpleNamespace) -> list[Canary]:
    """A circle of every hidden kind."""
    return world.hidden


def test_every_view_with_every_filter_shows_what_is_public_and_that_alone(
    client, world, hidden
):
    assert {page.live for page in map(fresh, hidden)} == {True, False}
    site = surfaces(client, world)
    queries = tuple(one.format(word="public") for one in FILTERS)
    found = dict(site.of_list(queries))

    assert len(found) > len(VIEWS) * len(FILTERS)
    assert missing(iter(found.items()), world.public) == []
    assert leaks(iter(found.items()), *hidden) == {}


def test_asked_for_by_its_own_words_a_hidden_circle_is_not_found(client, world, hidden):
    site = surfaces(client, world)

    for one in hidden:
        asked = tuple(q.format(word=one.word) for q in FILTERS if "{word}" in q)
        # What a page repeats of the question is all that it may say.
        assert leaks(site.of_list(asked, ("", "json/")), *hidden) == {}, one.word


def test_nothing_of_a_hidden_circle_is_elsewhere_on_the_site(client, world, hidden):
    site = surfaces(client, world, *hidden)

    for name, text in site.of_site(world.public, *hidden):
        # Wagtail's own search and API ask the page alone, not its branch.
        # The card of another site's circle may be chosen by an editor.
        spared = "branch" if name.startswith(OF_PAGES) else ""
        spared = "outside" if name == "cards" else spared
        those = [one for one in hidden if not spared or spared not in one.word]
        assert leaks(iter([(name, text)]), *those) == {}


def test_a_hidden_circle_has_no_address_that_tells_of_it(client, world, hidden):
    for one in hidden:
        for url, status, text in own_answers(client, one):
            # 200 is Wagtail's form that asks for the password.
            asks = "password" in one.word and status == 200 and "password" in text
            assert status in {302, 404} or asks, (url, status)
            told = one.seen(text, asked=url)
            assert told == set(), (url, told)


@pytest.mark.parametrize("view", VIEWS)
def test_a_list_shows_the_circles_of_its_own_site_alone(client, world, hidden, view):
    outside = next(one for one in hidden if one.word == "outside")
    host = {"headers": {"host": "other.example"}}

    status, text = answer(client, f"/circles/{view}", **host)

    assert status == 200
    assert outside.seen(text)
    assert not world.public.seen(text)


@pytest.mark.parametrize("way", [way for way in WAYS if way != "groups page"])
def test_what_is_hidden_is_gone_at_the_next_request_and_comes_back(
    client, world, clock, way
):
    hide, show = WAYS[way]
    index = own_list(world, way)
    circle = make_canary("wanderer", index, **MADE_WITH.get(way, {}))
    site = surfaces(client, world, circle, url=index.url)
    circumstances = {"index": world.index, "other": world.other, "clock": clock}

    def everything() -> list[tuple[str, str]]:
        found = [*site.all(circle)]
        return found + [(url, text) for url, _s, text in own_answers(client, circle)]

    assert missing(iter(everything()), circle) == []

    hide(circle, **circumstances)
    found = everything()
    if way == "branch":
        # Wagtail's own search and API ask the page alone, not its branch.
        spared = {*TEXTS, *RECORDS} - PLACE
        ours = ((n, t) for n, t in found if not n.startswith(OF_PAGES))
        assert leaks(ours, circle) == {}
        assert leaks(iter(found), circle, spared=spared) == {}
    else:
        # An editor may choose the card of another site's circle.
        allowed = {"cards"} if way == "elsewhere" else set()
        assert leaks(((n, t) for n, t in found if n not in allowed), circle) == {}

    show(circle, **circumstances)
    found = everything()
    assert missing(iter(found), circle) == []
    assert online_links(iter(found)) == []


def test_what_is_deleted_is_gone_at_the_next_request(client, world):
    circle = make_canary("wanderer", world.index)
    site = surfaces(client, world, circle)
    addresses = circle.addresses
    assert missing(site.all(circle), circle) == []

    fresh(circle).delete()

    assert leaks(site.all(circle), circle) == {}
    assert {answer(client, url)[0] for url in addresses} == {404}


def test_a_cancellation_is_told_of_a_public_circle_alone(client, world):
    public = make_canary(
        "calledoff", world.index, cancelled=True, cancellation_note="calledoffreason"
    )
    secret = make_canary(
        "secret", world.index, cancelled=True, cancellation_note="secretreason"
    )
    restrict(secret.page, "login")
    site = surfaces(client, world)
    found = [*site.of_list(), *site.of_list(("status=cancelled",))]
    found += [(url, text) for url, _s, text in own_answers(client, public)]
    found += [(url, text) for url, _s, text in own_answers(client, secret)]

    told = [name for name, text in found if "calledoffreason" in readable(text)]
    assert {"ics/", "rss/", "json/", public.addresses[0]} <= set(told)
    assert [name for name, text in found if "secretreason" in readable(text)] == []
    assert leaks(iter(found), secret) == {}


@pytest.mark.parametrize("kind", ["password", "login", "groups"])
def test_a_list_of_private_pages_would_be_noticed(client, world, monkeypatch, kind):
    circle = make_canary("wanderer", world.index)
    restrict(circle.page, kind)
    site = surfaces(client, world)
    assert leaks(site.of_list(), circle) == {}

    def careless(model: Any) -> Any:
        return model.objects.live().filter(querysets.at_public_branch_q())

    monkeypatch.setattr(querysets, "_public", careless)
    DirectoryChange.objects.note()

    found = leaks(site.of_list(), circle, *world.hidden)
    # The list to embed is nothing but cards, which are asked for by another condition.
    assert {"list", "map/", "json/", "ics/"} <= set(found)
    assert len(found) == len(VIEWS)
    assert "embed/" not in found


def test_an_outdated_picture_would_be_noticed(client, world, monkeypatch):
    circle = make_canary("wanderer", world.index)
    site = surfaces(client, world)
    assert missing(site.of_list(), circle) == []

    monkeypatch.setattr(snapshot_shelf.Shelf, "_is_true", lambda *args: True)
    restrict(circle.page, "login")

    assert "list" in leaks(site.of_list(), circle)
