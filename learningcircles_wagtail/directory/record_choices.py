"""Topics, branches and library systems as choices, in the language of a list.

A record and its translations are one choice: its words and its slug are those of the
list's language where there are some, else those of the record that the circle names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from learningcircles_wagtail.directory.columns import Choice, Column
from learningcircles_wagtail.directory.near_choices import Site
from learningcircles_wagtail.models import Branch, Circle, LibrarySystem, Topic


class RecordChoices:
    """Makes the columns of the filters that are records; drafts are left out."""

    def __init__(self, locale_id: int | None) -> None:
        self.locale_id = locale_id
        self._branches = self._read(Branch)

    def sites(self, ids: Iterable[int | None]) -> list[Site]:
        """Return the branches with a position at which circles of the list meet."""
        counts: Counter[Any] = Counter()
        for pk in ids:
            key = self._branches.keys.get(pk)
            if key is not None:
                counts[key] += 1
        rows = Branch.objects.filter(live=True, latitude__isnull=False).values_list(
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
            if key in counts and (key not in found or locale == self.locale_id):
                found[key] = Site(*facts, circles=counts[key])
        return list(found.values())

    def _read(self, model: Any) -> _Records:
        rows = model.objects.filter(live=True).values_list(
            "pk", "translation_key", "locale_id", "slug", "name"
        )
        return _Records(rows, self.locale_id)

    def branches(self, ids: Iterable[int | None]) -> Column:
        """Return the column of branches; `ids` are the branch of each place."""
        return self._branches.column(ids)

    def libraries(self, ids: Iterable[int | None]) -> Column:
        """Return the column of library systems."""
        return self._read(LibrarySystem).column(ids)

    def topics(self, places_of: Mapping[int, Any], size: int) -> Column:
        """Return the column of topics; `places_of` are the places of each circle."""
        records = self._read(Topic)
        places: dict[Any, list[int]] = defaultdict(list)
        through = Circle.topics.through.objects
        for circle, topic in through.values_list("circle_id", "topic_id").iterator(
            chunk_size=10_000
        ):
            place = places_of.get(circle)
            key = records.keys.get(topic)
            if key is None or place is None:
                continue
            places[key].extend(place if isinstance(place, tuple) else (place,))
        # A circle can have a topic and its translation.
        return records.sorted_column(
            {key: sorted(set(several)) for key, several in places.items()}, size
        )

    def access(self, ids: Iterable[int | None]) -> Iterable[list[str]]:
        """Yield the access facts of the branch of each place."""
        facts = dict(Branch.objects.filter(live=True).values_list("pk", "access_facts"))
        nothing: list[str] = []
        for pk in ids:
            yield facts.get(pk, nothing)


class _Records:
    """The published records of one model, those that translate each other as one."""

    def __init__(self, rows: Iterable[tuple], locale_id: int | None) -> None:
        self.keys: dict[int, Any] = {}
        self._versions: dict[Any, list[tuple[int, str, str]]] = defaultdict(list)
        for pk, key, locale, slug, name in rows:
            self.keys[pk] = key
            self._versions[key].append((int(locale != locale_id), slug, name))

    def column(self, ids: Iterable[int | None]) -> Column:
        """Return the column of a record that each place has, or none."""
        places: dict[Any, list[int]] = defaultdict(list)
        size = 0
        keys = self.keys
        for size, pk in enumerate(ids, 1):
            key = keys.get(pk)
            if key is not None:
                places[key].append(size - 1)
        return self.sorted_column(places, size)

    def sorted_column(self, places: Mapping[Any, list[int]], size: int) -> Column:
        """Return a column whose choices stand by name, those without a circle too."""
        choices = []
        for key in self._versions:
            versions = sorted(self._versions[key])
            _other, slug, name = versions[0]
            aliases = tuple(other for _no, other, _name in versions if other != slug)
            choices.append((name.casefold(), slug, Choice(slug, name, aliases), key))
        choices.sort(key=lambda one: one[:2])
        return Column(
            [choice for _name, _slug, choice, _key in choices],
            [places.get(key, []) for _name, _slug, _choice, key in choices],
            size,
        )
