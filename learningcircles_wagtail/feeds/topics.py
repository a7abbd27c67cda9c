"""Names of circles' topics in the language of a page, in two queries."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from learningcircles_wagtail.models import Circle, Topic

OWN_NAME = 0
"""Stands for the topic's own language, where a name by locale is looked for."""


@dataclass(frozen=True, slots=True)
class CircleTopics:
    """The topics of some circles: keys by circle, and names by topic and locale."""

    by_circle: dict[int, list[int]]
    by_topic: dict[int, dict[int, str]]

    def names(self, circle_id: int, locale_id: int) -> list[str]:
        """Return the names of a circle's published topics, translated if they are."""
        found = []
        for topic in self.by_circle.get(circle_id, ()):
            names = self.by_topic.get(topic)
            if names:
                found.append(names.get(locale_id) or names[OWN_NAME])
        return found


def topics_of(
    circle_ids: Collection[int], *, names: dict[int, dict[int, str]] | None = None
) -> CircleTopics:
    """Return the topics of circles; hand in `by_topic` of a first call to the next."""
    through = Circle.topics.through.objects.filter(circle_id__in=list(circle_ids))
    by_circle: dict[int, list[int]] = {}
    for key, topic in through.order_by("pk").values_list("circle_id", "topic_id"):
        by_circle.setdefault(key, []).append(topic)
    return CircleTopics(by_circle, topic_names() if names is None else names)


def topic_names() -> dict[int, dict[int, str]]:
    """Return the names of published topics, by their key and then by locale."""
    rows = list(
        Topic.objects.filter(live=True).values_list(
            "pk", "translation_key", "locale_id", "name"
        )
    )
    by_key: dict[Any, dict[int, str]] = {}
    for _pk, key, locale_id, name in rows:
        by_key.setdefault(key, {})[locale_id] = name
    return {pk: {**by_key[key], OWN_NAME: name} for pk, key, _locale, name in rows}
