"""Which collections of pictures and files are not for everybody."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q
from wagtail.models import Collection, CollectionViewRestriction


def private_collections() -> frozenset[int]:
    """Return the keys of collections that are restricted, or stand below such a one.

    One query where no collection is restricted, else two.
    """
    paths = CollectionViewRestriction.objects.values_list("collection__path", flat=True)
    below = [Q(path__startswith=path) for path in set(paths)]
    if not below:
        return frozenset()
    found = Collection.objects.filter(reduce(or_, below)).order_by()
    return frozenset(found.values_list("pk", flat=True))
