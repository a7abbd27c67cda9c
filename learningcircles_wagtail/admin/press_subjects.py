"""Which circles the address of “Write a press release” asks for."""

from datetime import datetime
from typing import Any

from django.core.exceptions import TooManyFieldsSent
from django.db.models import F
from django.http import HttpRequest, QueryDict

from learningcircles_wagtail.admin.circle_list import CircleFilterSet, search_circles
from learningcircles_wagtail.directory.criteria import Criteria
from learningcircles_wagtail.directory.pages import circle_page_models, page_models
from learningcircles_wagtail.domain.numbers import LONGEST_KEY, whole_number
from learningcircles_wagtail.press.subjects import (
    MOST_ASKED,
    Subjects,
    subjects_below,
    subjects_of,
)


def keys_in(values: list[str]) -> list[int]:
    """Return the keys among some texts; whatever cannot be one is passed over."""
    read = (whole_number(one, digits=LONGEST_KEY) for one in values[:MOST_ASKED])
    return [key for key in read if key is not None]


class AskedFor:
    """What the query asks for, of one of three kinds (`source`, None for none).

    - `circle`: keys of circle pages, repeatable;
    - `listed`: the filters of the list of circles in the admin;
    - `index`: the key of a public list, with `weeks` for a new term and `search`, the
      address of a search in it.

    Nothing in an address raises; what a search holds that cannot be used stands in
    `ignored`.
    """

    def __init__(self, request: HttpRequest, term_form: Any, *, now: datetime) -> None:
        self.query = request.GET
        self.request = request
        self.term_form = term_form
        self.now = now
        self.index_page = self._index_page()
        self.ignored: tuple[Any, ...] = ()
        self.source = None
        if self.index_page is not None:
            self.source = "index"
        elif "index" not in self.query:
            self.source = next(
                (name for name in ("circle", "listed") if name in self.query), None
            )

    def subjects(self) -> Subjects:
        """Return the circles, and those that are left out with a reason."""
        match self.source:
            case "index":
                return self._below_index()
            case "listed":
                return self._subjects_of(self._listed_keys())
            case "circle":
                keys = keys_in(self.query.getlist("circle"))
                return self._subjects_of(keys)
            case _nothing:
                return Subjects()

    def _subjects_of(self, keys: list[int]) -> Subjects:
        """Return circles by their keys; drafts only to those who work on them."""
        user = self.request.user
        return subjects_of(
            keys,
            now=self.now,
            may_know=lambda page: page.permissions_for_user(user).can_edit(),
        )

    def _index_page(self) -> Any:
        keys = keys_in(self.query.getlist("index")[-1:])
        for model in page_models("circle_index_page") if keys else ():
            page = model.objects.live().public().filter(pk=keys[0]).first()
            if page is not None and page.specific_class is model:
                return page
        return None

    def _below_index(self) -> Subjects:
        asked = getattr(self.term_form, "cleaned_data", {})
        criteria = Criteria.parse(query_of(asked.get("search") or ""))
        self.ignored = criteria.ignored
        return subjects_below(
            self.index_page, criteria, now=self.now, weeks=asked.get("weeks")
        )

    def _listed_keys(self) -> list[int]:
        models = circle_page_models()
        label = self.query.get("listed")
        model = next((one for one in models if one._meta.label_lower == label), None)
        if model is None:
            return []
        meta = type("Meta", (CircleFilterSet.Meta,), {"model": model})
        filters = type("CircleFilterSet", (CircleFilterSet,), {"Meta": meta})
        pages = filters(self.query, model.objects.all(), request=self.request).qs
        pages = search_circles(pages, self.query.get("q", "").replace("\0", " "))
        latest = F("circle__last_meeting_at").desc(nulls_last=True)
        keys = pages.order_by(latest, "pk").values_list("pk", flat=True)
        return list(keys[:MOST_ASKED])


def query_of(address: str) -> QueryDict:
    """Return the query of an address, of "?topic=health" or of "topic=health"."""
    words = address.partition("#")[0]
    head, mark, tail = words.partition("?")
    text = tail if mark else (head if "=" in head else "")
    try:
        return QueryDict(text)
    except TooManyFieldsSent:
        return QueryDict()
