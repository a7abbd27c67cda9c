"""Publishes the front page, topics, three circles and a release in French as well."""

from typing import Any

from wagtail.models import Locale, Page

from example_site.demo import french, french_press
from example_site.demo.loading.pages import set_stream
from example_site.demo.loading.registry import Registry
from example_site.demo.loading.tree import Tree
from learningcircles_wagtail.models import Boilerplate, PressContact, Topic


def load_french(tree: Tree, home: Page) -> None:
    """Add what is missing in French; a site without that language gets nothing."""
    locale = _locale()
    if locale is None:
        return
    registry = tree.registry
    for key, name in french.TOPICS.items():
        _translate_record(registry, Topic, key, locale, {"name": name})
    english = dict(registry.pages)
    french_home = _translate(tree, home, locale, french.HOME_FIELDS, {})
    french_index = _translate(
        tree, english["circles"], locale, french.CIRCLES_FIELDS, {"body": []}
    )
    registry.pages |= {"circles": french_index or english["circles"]}
    if french_home is not None and hasattr(french_home, "body"):
        # Its child was added after it was read: an old count of children must not win.
        french_home.refresh_from_db()
        rows = registry.stream(french.HOME_BODY, "home-fr")
        set_stream(french_home, "body", rows)
        _publish(tree, french_home)
    for words in french.CIRCLES:
        page = english[words.slug]
        meetings = page.meetings.get_prep_value()
        rows = [
            {
                **row,
                "value": {
                    **row["value"],
                    "title": title,
                    "note": words.meeting_notes.get(number, ""),
                },
            }
            for number, (row, title) in enumerate(
                zip(meetings, words.meeting_titles, strict=True), start=1
            )
        ]
        streams = {
            "meetings": rows,
            "body": registry.stream(words.body, f"{words.slug}-fr"),
        }
        translated = _translate(
            tree,
            page,
            locale,
            {"title": words.title, "summary": words.summary},
            streams,
        )
        registry.pages |= {words.slug: translated or page}
    _load_release(tree, english, locale)
    registry.pages |= english


def _load_release(tree: Tree, english: dict[str, Any], locale: Locale) -> None:
    """Add the press room and one release; its circles are those in French if any."""
    registry = tree.registry
    _translate(tree, english["press"], locale, french_press.PRESS_FIELDS, {"body": []})
    contacts, boilerplates = (
        [
            _translate_record(registry, model, key, locale, fields)
            for key, fields in words.items()
        ]
        for model, words in (
            (PressContact, french_press.CONTACTS),
            (Boilerplate, french_press.BOILERPLATES),
        )
    )
    page = english[french_press.SLUG]
    streams = {
        "body": registry.stream(french_press.BODY, f"{french_press.SLUG}-fr"),
        "corrections": _reworded(page.corrections, "text", french_press.CORRECTIONS),
        "coverage": _reworded(page.coverage, "outlet", french_press.OUTLETS),
    }
    fields = {
        **french_press.FIELDS,
        "contacts": contacts,
        "boilerplates": boilerplates,
    }
    _translate(tree, page, locale, fields, streams)


def _reworded(stream: Any, name: str, words: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return the raw rows of a stream with other words in one of their fields."""
    return [
        {**row, "value": {**row["value"], name: text}}
        for row, text in zip(stream.get_prep_value(), words, strict=True)
    ]


def _locale() -> Locale | None:
    from wagtail.coreutils import get_content_languages

    if "fr" not in get_content_languages():
        return None
    return Locale.objects.get_or_create(language_code="fr")[0]


def _translate_record(
    registry: Registry, model: Any, key: str, locale: Locale, fields: dict[str, str]
) -> Any:
    """Return the translation of a record, published with its own words if it is new."""
    record = registry.records[model.__name__, key]
    found = record.get_translation_or_none(locale)
    registry.note(model, created=found is None)
    if found is not None:
        return found
    copy = record.copy_for_translation(locale)
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.full_clean()
    copy.save()
    copy.save_revision().publish()
    return copy


def _translate(
    tree: Tree,
    page: Any,
    locale: Locale,
    fields: dict[str, Any],
    streams: dict[str, list[dict[str, Any]]],
) -> Any:
    """Return the new translation of a page, published, or None where there is one."""
    model = type(page)
    exists = page.get_translation_or_none(locale) is not None
    tree.registry.note(model, created=not exists)
    if exists:
        return None
    copy = page.copy_for_translation(locale, copy_parents=True).specific
    for name, value in fields.items():
        if hasattr(copy, name):
            setattr(copy, name, value)
    copy.draft_title = copy.title
    for name, rows in streams.items():
        set_stream(copy, name, rows)
    _publish(tree, copy)
    return copy


def _publish(tree: Tree, page: Any) -> None:
    page.full_clean()
    page.save_revision(user=tree.user).publish(user=tree.user)
