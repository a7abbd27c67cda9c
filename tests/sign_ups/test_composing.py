"""What stands in a message, read back as a mail program reads it."""

from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from icalendar import Calendar
from wagtail.models import Locale, Page, PageViewRestriction, Site

from learningcircles_wagtail.enums import HOLDING, MailKind, SignUpStatus
from learningcircles_wagtail.models import (
    Circle,
    CirclePage,
    LearningCirclesSettings,
    OutboxMail,
    SignUp,
)
from learningcircles_wagtail.sign_ups import tokens
from learningcircles_wagtail.sign_ups.delivery import LaterError
from learningcircles_wagtail.sign_ups.mail.composing import (
    SENT_WITHOUT_PAGE,
    compose,
)
from learningcircles_wagtail.sign_ups.mail.headers import sender
from learningcircles_wagtail.sign_ups.mail.relevance import TRUE_FOR
from learningcircles_wagtail.sign_ups.outbox import enqueue
from tests.factories import make_branch, make_facilitator
from tests.sign_ups.makers import NOW, join, open_circle

pytestmark = pytest.mark.django_db

ONLINE = "https://meet.example.org/secret-room"
STATES = {
    MailKind.WAITING: SignUpStatus.WAITING,
    MailKind.CANCELLED: SignUpStatus.CANCELLED,
    MailKind.REMOVED: SignUpStatus.REMOVED,
}


@pytest.fixture
def circle() -> Circle:
    """Return a circle that meets in a branch and online, with somebody in it."""
    circle = open_circle(
        title="Speaking & listening",
        format="hybrid",
        online_link=ONLINE,
        capacity=2,
        waiting_list=True,
        facilitators=[make_facilitator(name="Rosa", email="rosa@library.example")],
    )
    join(circle, "Grace")
    return circle


def row(kind: str, circle: Circle, **person: Any) -> OutboxMail:
    """Return a message of a kind to Ada, who is in the state that it tells of."""
    ada = join(circle, "Ada", **person).sign_up
    status = STATES.get(kind, SignUpStatus.CONFIRMED)
    values: dict[str, Any] = {"status": status}
    if status not in HOLDING:
        values["active_email_hash"] = None
    SignUp.objects.filter(pk=ada.pk).update(**values)
    if kind == MailKind.CALLED_OFF:
        Circle.objects.filter(pk=circle.pk).update(cancelled=True)
    meetings = list(circle.meetings.order_by("start"))
    data = {
        MailKind.MOVED: {"from_circle": circle.pk},
        MailKind.CHANGED: {"meetings": [meetings[0].pk, meetings[1].pk]},
    }
    mail = enqueue(kind, ada, now=NOW, data=data.get(kind))
    if kind == MailKind.REMINDER:
        mail.meeting, mail.expires_at = meetings[0], meetings[0].start
        mail.save()
    return OutboxMail.objects.get(pk=mail.pk)


def read(mail: OutboxMail) -> EmailMessage:
    """Return a message as it goes over the wire, read by the standard library."""
    octets = compose(mail, now=NOW).message().as_bytes()
    return message_from_bytes(octets, policy=policy.default)


def words(message: EmailMessage, kind: str = "plain") -> str:
    return message.get_body([kind]).get_content()


def files(message: EmailMessage) -> list[EmailMessage]:
    return list(message.iter_attachments())


@pytest.mark.parametrize("kind", sorted(TRUE_FOR))
def test_every_kind_has_a_subject_two_shapes_and_one_reader(
    kind: str, circle: Circle
) -> None:
    message = read(row(kind, circle))

    assert "Speaking & listening" in message["Subject"]
    assert message["To"] == "Ada@example.org"
    assert message["Reply-To"] == "rosa@library.example"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "en"
    assert "Hello Ada," in words(message)
    assert "Speaking & listening" in words(message)
    assert "Speaking &amp; listening" in words(message, "html")
    everything = message.as_string() + words(message) + words(message, "html")
    assert "Grace" not in everything
    assert "grace@" not in everything.lower()
    for text in (words(message), words(message, "html")):
        assert "{" not in text
        assert "None" not in text


@pytest.mark.parametrize("kind", sorted(TRUE_FOR))
def test_the_learners_own_page_is_below_the_circles(kind: str, circle: Circle) -> None:
    mail = row(kind, circle)
    message = read(mail)

    page = CirclePage.objects.get(circle=circle)
    link = f"{page.full_url}sign-ups/{tokens.token_of(mail.sign_up)}/"
    assert link in words(message)
    assert f'href="{link}' in words(message, "html")
    assert message["List-Unsubscribe"].strip() == f"<{link}>"
    assert tokens.find_sign_up(link.split("/")[-2]) == mail.sign_up


def test_the_host_is_that_of_the_site(circle: Circle) -> None:
    Site.objects.update(hostname="library.example", port=443)
    Site.clear_site_root_paths_cache()
    mail = row(MailKind.CONFIRMED, circle)

    message = read(mail)

    assert "https://library.example/circles/" in words(message)
    assert message["Message-ID"] == f"<{mail.message_key}@library.example>"


TELLS_THE_LINK = {
    MailKind.CONFIRMED,
    MailKind.PROMOTED,
    MailKind.MOVED,
    MailKind.REMINDER,
    MailKind.CHANGED,
}


@pytest.mark.parametrize("kind", sorted(TRUE_FOR))
def test_the_link_of_the_online_meeting_is_for_who_has_a_place(
    kind: str, circle: Circle
) -> None:
    message = read(row(kind, circle))

    told = kind in TELLS_THE_LINK
    assert (ONLINE in words(message)) is told
    assert (ONLINE in words(message, "html")) is told
    for file in files(message):
        assert ONLINE not in file.get_content()


def test_who_waits_is_told_nothing_of_the_link_in_any_message(circle: Circle) -> None:
    for kind in (MailKind.MOVED, MailKind.LINK):
        circle = open_circle(
            capacity=0, waiting_list=True, format="online", online_link=ONLINE
        )
        ada = join(circle, "Ada").sign_up
        mail = enqueue(kind, ada, now=NOW)

        message = read(OutboxMail.objects.get(pk=mail.pk))

        assert ONLINE not in words(message) + words(message, "html")
        assert "number 1 in line" in words(message)
        assert files(message) == []


def test_a_place_comes_with_the_meetings_for_a_calendar(circle: Circle) -> None:
    first, second, *_rest = circle.meetings.order_by("start")
    circle.meetings.filter(pk=second.pk).update(state="cancelled")

    [file] = files(read(row(MailKind.CONFIRMED, circle)))

    assert file.get_content_type() == "text/calendar"
    assert file.get_filename() == "meetings.ics"
    events = Calendar.from_ical(file.get_content()).walk("VEVENT")
    assert len(events) == 5
    assert {str(event["UID"]) for event in events} == set(
        circle.meetings.exclude(pk=second.pk).values_list("uid", flat=True)
    )
    assert events[0]["DTSTART"].dt == first.start


def test_a_cancelled_meeting_comes_as_such_for_a_calendar(circle: Circle) -> None:
    first = circle.meetings.order_by("start").first()
    circle.meetings.filter(pk=first.pk).update(state="cancelled", sequence=3)
    mail = row(MailKind.CHANGED, circle)
    mail.data = {"meetings": [first.pk]}

    message = read(mail)

    [event] = Calendar.from_ical(files(message)[0].get_content()).walk("VEVENT")
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 3)
    assert message["Subject"].startswith("No meeting on Wednesday, November 4")
    assert "does not take place" in words(message)


@pytest.mark.parametrize(
    ("language", "subject", "greeting"),
    [
        ("en", "You have a place", "Hello Ada,"),
        ("fr", "place", "Ada"),
        ("fr-CA", "place", "Ada"),
        ("xx-none", "You have a place", "Hello Ada,"),
        ("", "You have a place", "Hello Ada,"),
    ],
)
def test_a_message_speaks_the_readers_language_or_the_pages(
    circle: Circle, language: str, subject: str, greeting: str
) -> None:
    message = read(row(MailKind.CONFIRMED, circle, language=language))

    assert subject in message["Subject"]
    assert greeting in words(message)
    spoken = language[:2] if language[:2] == "fr" else "en"
    assert message["Content-Language"] == spoken
    assert f'<html lang="{spoken}"' in words(message, "html")
    day = "mercredi 4 novembre" if spoken == "fr" else "Wednesday, November 4"
    assert day in words(message).lower() if spoken == "fr" else day in words(message)


def test_a_translation_is_linked_to_in_its_own_language(circle: Circle) -> None:
    french = Locale.objects.get_or_create(language_code="fr")[0]
    page = CirclePage.objects.get(circle=circle)
    own = page.copy_for_translation(french, copy_parents=True)
    own.title = "Parler et écouter"
    own.save_revision().publish()
    Page.objects.filter(pk=own.get_parent().pk).update(live=True)

    message = read(row(MailKind.CONFIRMED, circle, language="fr"))

    assert "Parler et écouter" in message["Subject"]
    assert own.full_url in words(message)


HOSTILE = [
    "Ada\r\nBcc: eve@example.org",
    "Ada\nSubject: Money",
    "<b>Ada</b>",
    "Ada\x00\x1b[31m",
    "Ada\u2028Bcc: eve@example.org",
    "Ada {{ letter.own_url }} {% now 'Y' %}",
    "\ud800Ada",
    "A" * 150,
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_begins_no_header_and_no_tag(circle: Circle, name: str) -> None:
    mail = row(MailKind.CONFIRMED, circle)
    mail.sign_up.name = name

    message = read(mail)

    assert message["Bcc"] is None
    assert message["To"] == "Ada@example.org"
    assert [header for header in message if header == "Subject"] == ["Subject"]
    assert "<b>Ada" not in words(message, "html")
    assert "\x00" not in words(message)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_title_begins_no_header_and_no_tag(circle: Circle, name: str) -> None:
    name = name.replace("\ud800", "").replace("\x00", "")
    Circle.objects.filter(pk=circle.pk).update(title=name)
    CirclePage.objects.filter(circle=circle).update(title=name)
    LearningCirclesSettings.for_site(Site.objects.get())
    LearningCirclesSettings.objects.update(organisation=name, sender_name=name)

    message = read(row(MailKind.CANCELLED, circle))

    assert message["Bcc"] is None
    assert "\n" not in message["Subject"]
    assert message["From"].addresses[0].addr_spec == "webmaster@localhost"
    assert "<b>Ada" not in words(message, "html")


@pytest.mark.parametrize(
    "name",
    [
        "You won! https://evil.example/prize",
        "go to evil.example now",
        "WWW.evil",
        "eve@evil",
        "A" * 61,
    ],
)
def test_an_advertisement_is_not_greeted(circle: Circle, name: str) -> None:
    mail = row(MailKind.CONFIRMED, circle)
    mail.sign_up.name = name

    message = read(mail)

    for kind in ("plain", "html"):
        assert name not in words(message, kind)
        assert "Hello," in words(message, kind)


@pytest.mark.parametrize("name", ["J. R. R. Tolkien", "J.R. Ewing", "Zoë O’Brien-Ng"])
def test_a_name_with_points_is_still_a_name(circle: Circle, name: str) -> None:
    mail = row(MailKind.CONFIRMED, circle)
    mail.sign_up.name = name

    assert f"Hello {name}," in words(read(mail))


def test_the_sender_is_what_the_settings_say(settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "Town <town@town.example>"
    preferences = LearningCirclesSettings(site=Site.objects.get())

    assert sender(preferences) == "Town <town@town.example>"
    preferences.sender_name = "Library, Riverbend"
    assert sender(preferences) == '"Library, Riverbend" <town@town.example>'
    preferences.sender_email = "library@town.example"
    assert sender(preferences) == '"Library, Riverbend" <library@town.example>'
    preferences.sender_email = "library@town.example\nBcc: eve@example.org"
    assert sender(preferences) == '"Library, Riverbend" <town@town.example>'


def test_answers_go_to_the_branch_where_no_facilitator_has_an_address() -> None:
    branch = make_branch(name="West", email="west@library.example")
    hidden = make_facilitator(name="Draft", email="draft@library.example", live=False)
    circle = open_circle(branch=branch, facilitators=[hidden])

    message = read(row(MailKind.CONFIRMED, circle))

    assert message["Reply-To"] == "west@library.example"
    assert "draft@" not in message.as_string()


def hide(circle: Circle, way: str) -> None:
    page = CirclePage.objects.get(circle=circle)
    match way:
        case "draft":
            page.unpublish()
        case "private":
            PageViewRestriction.objects.create(
                page=page.get_parent(), restriction_type="login"
            )
        case "deleted":
            CirclePage.objects.filter(pk=page.pk).update(circle=None)
        case "draft branch":
            circle.branch.unpublish()


@pytest.mark.parametrize("way", ["draft", "private", "deleted", "draft branch"])
@pytest.mark.parametrize("kind", sorted(TRUE_FOR))
def test_without_a_public_page_only_what_ends_is_told_and_no_link(
    kind: str, way: str, circle: Circle
) -> None:
    CirclePage.objects.update(cancellation_note="Rosa is ill.")
    mail = row(kind, circle)
    hide(circle, way)
    mail = OutboxMail.objects.get(pk=mail.pk)

    if kind not in SENT_WITHOUT_PAGE:
        with pytest.raises(LaterError, match="no public page"):
            read(mail)
        return
    message = read(mail)
    text = words(message) + words(message, "html")
    assert "Speaking" in message["Subject"]
    assert "http" not in text
    assert message["List-Unsubscribe"] is None
    assert "Rosa" not in text
    assert files(message) == []


def test_a_site_can_write_its_own_words(
    circle: Circle, settings: Any, tmp_path: Any
) -> None:
    folder = tmp_path / "learningcircles_wagtail" / "mail"
    folder.mkdir(parents=True)
    (folder / "confirmed.txt").write_text(
        '{% extends "learningcircles_wagtail/mail/base.txt" %}'
        "{% block subject %}Welcome & {{ letter.title }}{% endblock %}"
        "{% block body %}Bring a friend.{% endblock %}"
    )
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]

    message = read(row(MailKind.CONFIRMED, circle))

    assert message["Subject"] == "Welcome & Speaking & listening"
    assert "Bring a friend." in words(message)


def test_a_long_circle_is_listed_in_part_and_attached_whole() -> None:
    circle = open_circle(meeting_count=20)
    message = read(row(MailKind.CONFIRMED, circle))

    assert words(message).count("\n- ") == 12
    assert "and 8 more" in words(message)
    events = Calendar.from_ical(files(message)[0].get_content()).walk("VEVENT")
    assert len(events) == 20


def test_it_tells_no_meeting_that_is_over(circle: Circle) -> None:
    mail = row(MailKind.CONFIRMED, circle)
    later = circle.meetings.order_by("start")[2].start - timedelta(hours=1)

    message = message_from_bytes(
        compose(mail, now=later).message().as_bytes(), policy=policy.default
    )

    assert words(message).count("\n- ") == 4
