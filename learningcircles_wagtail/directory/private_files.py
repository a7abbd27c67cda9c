"""Which collections of pictures and files are not for everybody."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q
from wagtail.models import Collection, CollectionViewRestriction

from learningcircles_wagtail.models import EmbargoCollection


def private_collections(*, under_embargo: bool = True) -> frozenset[int]:
    """Return the keys of collections that are restricted, or stand below such a one.

    Those that are closed until the hour of a release, and for no other reason, count
    if `under_embargo`. One query where no collection is restricted, else two.
    """
    restrictions = CollectionViewRestriction.objects.all()
    if not under_embargo:
        held = EmbargoCollection.objects.values("collection")
        restrictions = restrictions.exclude(collection__in=held)
    paths = restrictions.values_list("collection__path", flat=True)
    below = [Q(path__startswith=path) for path in set(paths)]
    if not below:
        return frozenset()
    found = Collection.objects.filter(reduce(or_, below)).order_by()
    return frozenset(found.values_list("pk", flat=True))
