"""The announcement that this package exists to publish fits into a release.

Its structure is built here: fifteen library systems in the United States and Canada and
one in Kenya, four people who are quoted, a funder, a toolkit, a contact. None of its
sentences is; where somebody speaks, the words are made up. The facts are those of the
original, and the demo's retelling is held against them.
"""

import re
from html import unescape

import pytest
from django.utils.html import strip_tags
from wagtail.models import Locale

from example_site.demo import press as demo
from example_site.demo.libraries import ANNOUNCED_SYSTEMS
from learningcircles_wagtail.models import Boilerplate, LibrarySystem, PressContact
from tests.factories import make_release, publish

SYSTEMS = (
    ("Boston Public Library", "Boston", "MA", 42.3601, -71.0589),
    ("Cambridge Public Library", "Cambridge", "MA", 42.3736, -71.1097),
    ("Charlotte Mecklenburg Library", "Charlotte", "NC", 35.2271, -80.8431),
    ("Chicago Public Library", "Chicago", "IL", 41.8781, -87.6298),
    ("Cleveland Public Library", "Cleveland", "OH", 41.4993, -81.6944),
    ("Detroit Public Library", "Detroit", "MI", 42.3314, -83.0458),
    ("Kansas City Public Library", "Kansas City", "MO", 39.0997, -94.5786),
    ("Miami-Dade Public Library System", "Miami", "FL", 25.7617, -80.1918),
    ("Free Library of Philadelphia", "Philadelphia", "PA", 39.9526, -75.1652),
    ("Providence Public Library", "Providence", "RI", 41.824, -71.4128),
    ("San Jose Public Library", "San Jose", "CA", 37.3382, -121.8863),
    ("Pierce County Library", "Seattle area (Tacoma)", "WA", 47.2529, -122.4443),
    ("Toronto Public Library", "Toronto", "ON", 43.6532, -79.3832),
    (
        "Hillsborough County Public Library Cooperative",
        "Tampa",
        "FL",
        27.9506,
        -82.4572,
    ),
    ("Wichita Public Library", "Wichita", "KS", 37.6872, -97.3301),
    ("Kenya National Library Service", "Nairobi", "", -1.2864, 36.8172),
)
SPEAKERS = (
    (
        "Martha Yesowitch",
        "Educational Partnerships Manager",
        "Charlotte Mecklenburg Library",
    ),
    ("Andrea Sáenz", "First Deputy Commissioner", "Chicago Public Library"),
    ("Richard Atuti", "Director", "Kenya National Library Service"),
    (
        "Chris Barr",
        "Director for technology innovation",
        "John S. and James L. Knight Foundation",
    ),
)
FUNDER = "John S. and James L. Knight Foundation"
CONTACT = "Nico Koenig"


def words_of(html):
    return re.sub(r"\s+", " ", unescape(strip_tags(html)))


def pins_of(release):
    """Return the numbers of the pins of the release's map, insets included."""
    child = next(child for child in release.body if child.block_type == "library_list")
    drawing = child.block.get_extra_context(child.value, {})["drawing"]
    pins = [*drawing.pins]
    for inset in drawing.insets:
        pins += inset.pins
    return sorted(pin.number for pin in pins)


@pytest.mark.django_db
class TestSetInARelease:
    @pytest.fixture
    def release(self):
        systems = [
            LibrarySystem.objects.create(
                name=name,
                city=city,
                region=region,
                country="KE" if city == "Nairobi" else "US",
                position=f"SRID=4326;POINT({longitude} {latitude})",
                locale=Locale.get_default(),
            )
            for name, city, region, latitude, longitude in SYSTEMS
        ]
        contact = PressContact.objects.create(name=CONTACT, locale=Locale.get_default())
        boilerplate = Boilerplate.objects.create(
            title="About learning circles",
            text="<p>Free study groups.</p>",
            locale=Locale.get_default(),
        )
        release = make_release(
            title="A headline about a model for learning",
            lead="Who, what, where, when and why.",
            funder=f"<p>Supported by the {FUNDER}.</p>",
            dateline_city="Chicago",
        )
        release.contacts, release.boilerplates = [contact], [boilerplate]
        release.body = [
            ("paragraph", "<p>How it began.</p>"),
            *(
                (
                    "quote",
                    {
                        "quote": f"Words {number}.",
                        "name": name,
                        "role": role,
                        "organisation": organisation,
                    },
                )
                for number, (name, role, organisation) in enumerate(SPEAKERS)
            ),
            (
                "call_to_action",
                {
                    "title": "Start your own",
                    "text": "The toolkit is free.",
                    "button_text": "To the toolkit",
                    "link": "https://www.example.org/toolkit/",
                },
            ),
            ("library_list", {"title": "Active cities", "libraries": systems}),
        ]
        return publish(release)

    @pytest.fixture
    def html(self, client, release):
        return client.get(release.url).content.decode()

    @pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system[1])
    def test_every_city_and_library_is_on_the_list(self, html, system):
        name, city, region, *_position = system
        items = [
            words_of(item)
            for item in re.findall(r"(?s)<li class=\"lc-places.*?</li>", html)
        ]
        place = ", ".join(part for part in (city, region) if part)

        (item,) = [item for item in items if name in item]
        assert item.strip().endswith(place)

    def test_every_city_has_its_pin_on_the_map(self, release):
        assert pins_of(release) == list(range(1, len(SYSTEMS) + 1))

    def test_a_city_without_a_position_would_be_missed(self, release):
        LibrarySystem.objects.filter(city="Boston").update(
            position="", latitude=None, longitude=None
        )
        release = type(release).objects.get(pk=release.pk)

        assert len(pins_of(release)) == len(SYSTEMS) - 1

    @pytest.mark.parametrize("number", range(len(SPEAKERS)))
    def test_every_quote_has_its_speaker_title_and_organisation(self, html, number):
        quotes = [
            words_of(found).strip()
            for found in re.findall(
                r"(?s)<figure class=\"lc-quote\".*?</figcaption>", html
            )
        ]

        assert quotes[number] == f"Words {number}. {', '.join(SPEAKERS[number])}"

    @pytest.mark.parametrize(
        "part",
        [
            "For immediate release",
            "A headline about a model for learning",
            "CHICAGO –",
            "Who, what, where, when and why.",
            "How it began.",
            "The toolkit is free.",
            "Active cities",
            f"Supported by the {FUNDER}.",
            "About learning circles",
            "Free study groups.",
            f"Media contact{CONTACT}",
            "###",
        ],
    )
    def test_every_part_has_a_home(self, html, part):
        assert part in words_of(html)


class TestDemo:
    """The demo's retelling has every fact that can be counted."""

    def test_every_library_system_is_listed_with_its_city_and_position(self):
        listed = [
            (
                record.fields["name"],
                record.fields["city"],
                record.fields["region"],
                record.fields["position"],
            )
            for record in ANNOUNCED_SYSTEMS
        ]
        assert listed == [
            (name, city, region, f"SRID=4326;POINT({longitude} {latitude})")
            for name, city, region, latitude, longitude in SYSTEMS
        ]
        (block,) = [b for b in demo.ANNOUNCEMENT.body if b["type"] == "library_list"]
        assert [link.key for link in block["value"]["libraries"]] == [
            record.key for record in ANNOUNCED_SYSTEMS
        ]
        assert block["value"]["map"]

    def test_everybody_who_speaks_is_quoted_with_title_and_organisation(self):
        quotes = [b["value"] for b in demo.ANNOUNCEMENT.body if b["type"] == "quote"]
        said = {(q["name"], q["role"], q["organisation"]) for q in quotes}

        assert said == set(SPEAKERS)
        assert all(len(quote["quote"].split()) <= 10 for quote in quotes)

    def test_funder_boilerplate_and_contact_are_there(self):
        assert FUNDER in demo.ANNOUNCEMENT.funder
        assert demo.ANNOUNCEMENT.boilerplates == ("about-learning-circles",)
        key, _press_desk = demo.ANNOUNCEMENT.contacts
        assert [c.fields["name"] for c in demo.CONTACTS if c.key == key] == [CONTACT]
