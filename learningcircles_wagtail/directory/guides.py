"""The guides of a toolkit: by role, by stage, by words, and what changed lately."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import pgettext

from learningcircles_wagtail.directory.asked import problems_of
from learningcircles_wagtail.directory.criteria import MOST_VALUES, Ignored
from learningcircles_wagtail.directory.search import found_pages
from learningcircles_wagtail.domain.reading import (
    count_words,
    reading_minutes,
    sentences_of,
)
from learningcircles_wagtail.enums import ToolkitRole, ToolkitStage

LONGEST_QUERY = 200
LONGEST_VALUE_SHOWN = 40
CHANGED_LATELY = 4
FEW = 3
"""Up to so many guides need no list of those that changed lately, and no filters."""


@dataclass(frozen=True, slots=True)
class GuideCriteria:
    """Which guides were asked for: `q` words, a `role`, a `stage`; "" for all.

    `problems` say what could not be used, in the language that is active.
    """

    q: str = ""
    role: str = ""
    stage: str = ""
    problems: tuple[str, ...] = field(default=(), compare=False)

    KINDS: ClassVar[dict[str, type[models.TextChoices]]] = {
        "role": ToolkitRole,
        "stage": ToolkitStage,
    }

    @property
    def is_empty(self) -> bool:
        """Whether everything is shown."""
        return not (self.q or self.role or self.stage)

    def query(self, *, without: str = "") -> str:
        """Return the criteria as the end of an address, "?" where there are none."""
        values = {"q": self.q, "role": self.role, "stage": self.stage}
        return "?" + urlencode({k: v for k, v in values.items() if v and k != without})

    def fits(self, guide: Any) -> bool:
        """Say whether a guide is for the role and the stage; words are not asked."""
        return (not self.role or self.role in guide.roles) and (
            not self.stage or self.stage == guide.stage
        )


def one_line(text: str, most: int) -> str:
    """Return the printable characters of a text in one line, at most `most`."""
    plain = "".join(c if c.isprintable() else " " for c in text[: 4 * most])
    return " ".join(plain.split())[:most].rstrip()


def criteria_of(request: HttpRequest) -> GuideCriteria:
    """Read the criteria in an address; what cannot be used is left out and told.

    Of several values for one filter the first that can be used counts.
    """
    ignored: dict[Ignored, None] = {}
    chosen = {}
    for name, choices in GuideCriteria.KINDS.items():
        given = [value for value in request.GET.getlist(name)[:MOST_VALUES] if value]
        usable = [value for value in given if value in choices.values]
        chosen[name] = usable[0] if usable else ""
        for value in given:
            if value != chosen[name]:
                ignored[Ignored(name, one_line(value, LONGEST_VALUE_SHOWN))] = None
    words = [one_line(value, LONGEST_QUERY) for value in request.GET.getlist("q")]
    query = next(filter(None, words), "")
    problems = tuple(problems_of(tuple(ignored)))
    return GuideCriteria(q=query, problems=problems, **chosen)


def guides_context(index_page: Any, request: HttpRequest) -> dict[str, Any]:
    """Return what the template of a toolkit's entrance shows of its guides.

    `sections` in the editor's order with the guides that fit, `criteria`, `choices`
    for the form, `chips` and `problems`, how many guides were `found` of how many in
    `total`, `changed_lately`, and `is_indexed`.
    """
    criteria = criteria_of(request)
    every = index_page.get_sections()
    guides = [guide for section in every for guide in section["pages"]]
    problems = list(criteria.problems)
    found: set[int] | None = None
    if criteria.q:
        keys = found_keys(index_page, guides, criteria.q)
        if keys is None:
            problems += problems_of((Ignored("q", criteria.q),))
            criteria = GuideCriteria(role=criteria.role, stage=criteria.stage)
        found = keys
    fitting = [
        guide
        for guide in guides
        if criteria.fits(guide) and (found is None or guide.pk in found)
    ]
    keep = {guide.pk for guide in fitting}
    for guide in fitting:
        guide.reading_minutes = estimated_minutes(guide)
    sections = [
        {**section, "pages": [page for page in section["pages"] if page.pk in keep]}
        for section in every
    ]
    return {
        "sections": [section for section in sections if section["pages"]],
        "criteria": criteria,
        "choices": form_choices(criteria, guides),
        "chips": chips_of(criteria),
        "problems": problems,
        "found": len(fitting),
        "total": len(guides),
        "is_filtered": not criteria.is_empty,
        "can_be_filtered": len(guides) > FEW or not criteria.is_empty,
        "changed_lately": [] if not criteria.is_empty else changed_lately(guides),
        "is_indexed": criteria.is_empty and not problems,
    }


def found_keys(index_page: Any, guides: list[Any], text: str) -> set[int] | None:
    """Return the keys of those of the guides that hold every word; None for no word.

    A toolkit may hold guides of several page models of the site.
    """
    keys: set[int] = set()
    for model in dict.fromkeys(type(guide) for guide in guides):
        found = found_pages(model, text)
        if found is None:
            return None
        keys.update(found)
    return keys


def estimated_minutes(guide: Any) -> int:
    """Return how long the guide takes to read; the editor's `minutes` come first."""
    if guide.minutes:
        return 0
    texts = [guide.summary, *sentences_of(guide.body.raw_data)]
    return reading_minutes(count_words(texts))


def form_choices(criteria: GuideCriteria, guides: list[Any]) -> list[dict[str, Any]]:
    """Return the choices of the form, each value with the number of its guides.

    Values that no guide has are left out, but for one that was asked for.
    """
    titles = {
        "role": pgettext("filter of guides", "For"),
        "stage": pgettext("filter of guides", "Stage"),
    }
    alls = {
        "role": pgettext("filter of guides", "Everybody"),
        "stage": pgettext("filter of guides", "All stages"),
    }
    listed = []
    for name, choices in GuideCriteria.KINDS.items():
        chosen = getattr(criteria, name)
        values = []
        for value, words in choices.choices:
            one = GuideCriteria(**{name: value})
            count = sum(map(one.fits, guides))
            if count or value == chosen:
                values.append(
                    {
                        "value": value,
                        "words": words,
                        "count": count,
                        "is_chosen": value == chosen,
                    }
                )
        listed.append(
            {
                "name": name,
                "title": titles[name],
                "all": alls[name],
                "choices": values,
            }
        )
    return listed


def chips_of(criteria: GuideCriteria) -> list[dict[str, str]]:
    """Return what was asked for as `{words, query}`; the query takes it away."""
    chips = []
    if criteria.q:
        chips.append({"words": f"“{criteria.q}”", "query": criteria.query(without="q")})
    for name, choices in GuideCriteria.KINDS.items():
        if value := getattr(criteria, name):
            words = str(choices(value).label)
            chips.append({"words": words, "query": criteria.query(without=name)})
    return chips


def changed_lately(guides: list[Any]) -> list[dict[str, Any]]:
    """Return the guides that were published last as `{guide, at, is_new}`."""
    if len(guides) <= FEW:
        return []
    dated = [guide for guide in guides if guide.last_published_at]
    dated.sort(key=lambda guide: (guide.last_published_at, guide.pk), reverse=True)
    return [
        {
            "guide": guide,
            "at": guide.last_published_at,
            "is_new": guide.first_published_at == guide.last_published_at,
        }
        for guide in dated[:CHANGED_LATELY]
    ]
