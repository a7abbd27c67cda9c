"""Topics, branches and library systems as choices, in the language of a list.

A record and its translations are one choice: its words and its slug are those of the
list's language where there are some, else those of the record that the circle names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from learningcircles_wagtail.directory.columns import (
    Choice,
    Column,
    KeyedColumn,
)
from learningcircles_wagtail.directory.near_choices import Site
from learningcircles_wagtail.enums import AccessFact
from learningcircles_wagtail.models import Branch, Circle, LibrarySystem, Topic


class RecordChoices:
    """Makes the columns of the filters that are records; drafts are left out."""

    def __init__(self, locale_id: int | None) -> None:
        self.locale_id = locale_id
        self._branches = self._read(Branch)

    def sites(self, ids: Iterable[int | None]) -> list[Site]:
        """Return the branches with a position; `ids` are those at which circles meet.

        Those without a circle are among them: somebody may be near to one.
        """
        counts: Counter[Any] = Counter()
        for pk, number in Counter(ids).items():
            if pk in self._branches.keys:
                counts[self._branches.keys[pk]] += number
        on_globe = {"latitude__range": (-90, 90), "longitude__range": (-180, 180)}
        rows = Branch.objects.filter(live=True, **on_globe).values_list(
            "translation_key",
            "locale_id",
            "name",
            "city",
            "region",
            "country",
            "postal_code",
            "latitude",
            "longitude",
        )
        found: dict[Any, Site] = {}
        for key, locale, *facts in rows:
            if key not in found or locale == self.locale_id:
                found[key] = Site(*facts, circles=counts[key])
        return list(found.values())

    def _read(self, model: Any) -> _Records:
        rows = model.objects.filter(live=True).values_list(
            "pk", "translation_key", "locale_id", "slug", "name"
        )
        return _Records(rows, self.locale_id)

    def branches(self, ids: Sequence[int | None]) -> Column:
        """Return the column of branches; `ids` are the branch of each place."""
        return self._branches.column(ids)

    def cities(self) -> set[str]:
        """Return the cities of all branches: those without a circle are known too."""
        return set(Branch.objects.filter(live=True).values_list("city", flat=True))

    def libraries(self, ids: Sequence[int | None]) -> Column:
        """Return the column of library systems."""
        return self._read(LibrarySystem).column(ids)

    def topics(self, several: Sequence[tuple[int, ...]]) -> Column:
        """Return the column of topics; `several` are the topics of each place."""
        having: dict[int, list[tuple[int, ...]]] = defaultdict(list)
        for keys in set(several):
            for key in keys:
                having[key].append(keys)
        choices, holders = self._read(Topic).choices()
        # A circle may have a topic and a translation of it; it counts once.
        sets = [
            list(dict.fromkeys(keys for one in held for keys in having[one]))
            for held in holders
        ]
        return KeyedColumn(choices, sets, several)

    def access(self, ids: Sequence[int | None]) -> Column:
        """Return the column of access facts: those of the branch of each place."""
        facts = Branch.objects.filter(live=True).values_list("pk", "access_facts")
        holders: dict[str, list[int]] = {value: [] for value in AccessFact.values}
        for pk, several in facts:
            for value in several:
                if value in holders:
                    holders[value].append(pk)
        choices = [Choice(value, "") for value in holders]
        return KeyedColumn(choices, list(holders.values()), ids)


def topics_of_circles(circles: Iterable[int] | None = None) -> dict[int, tuple]:
    """Return the keys of the topics of all circles, or of some, by the circle's key."""
    rows = Circle.topics.through.objects.values_list("circle_id", "topic_id")
    if circles is not None:
        rows = rows.filter(circle_id__in=circles)
    found: dict[int, tuple[int, ...]] = {}
    # The same few sets of topics occur again and again: one tuple stands for each.
    same: dict[tuple[int, ...], tuple[int, ...]] = {}
    for circle, topic in rows.order_by("circle_id", "topic_id").iterator(
        chunk_size=10_000
    ):
        keys = (*found.get(circle, ()), topic)
        found[circle] = same.setdefault(keys, keys)
    return found


class _Records:
    """The published records of one model, those that translate each other as one."""

    def __init__(self, rows: Iterable[tuple], locale_id: int | None) -> None:
        self.keys: dict[int, Any] = {}
        self._versions: dict[Any, list[tuple[int, str, str]]] = defaultdict(list)
        self._pks: dict[Any, list[int]] = defaultdict(list)
        for pk, key, locale, slug, name in rows:
            self.keys[pk] = key
            self._versions[key].append((int(locale != locale_id), slug, name))
            self._pks[key].append(pk)

    def choices(self) -> tuple[list[Choice], list[list[int]]]:
        """Return the choices by name, and the keys of the records of each.

        Those that no circle has are among them: what is known can be asked for.
        """
        rows: dict[str, tuple[int, str, set[str], list[int]]] = {}
        for key, versions in self._versions.items():
            other, slug, name = min(versions)
            slugs = {one for _no, one, _name in versions}
            pks = self._pks[key]
            if slug in rows:
                # Records that nobody has linked as translations: one value in
                # addresses is one choice, by the name in the list's language.
                was_other, was_name, more_slugs, more_pks = rows[slug]
                (other, name) = min((was_other, was_name), (other, name))
                slugs, pks = slugs | more_slugs, more_pks + pks
            rows[slug] = (other, name, slugs, pks)
        ordered = sorted(rows.items(), key=lambda row: (row[1][1].casefold(), row[0]))
        choices = [
            Choice(slug, name, tuple(sorted(slugs - {slug})))
            for slug, (_other, name, slugs, _pks) in ordered
        ]
        return choices, [pks for _slug, (_other, _name, _slugs, pks) in ordered]

    def column(self, ids: Sequence[int | None]) -> Column:
        """Return the column of a record that each place has, or none."""
        return KeyedColumn(*self.choices(), ids)
