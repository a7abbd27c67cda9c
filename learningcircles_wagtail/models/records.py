"""The base of reusable records: translatable, with drafts, searchable."""

from typing import ClassVar

from django.db import IntegrityError, models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, RevisionMixin, TranslatableMixin
from wagtail.search import index


class Record(
    TranslatableMixin,
    DraftStateMixin,
    RevisionMixin,
    index.Indexed,
    ClusterableModel,
):
    """A thing that editors describe once and use on many pages.

    Each record is translatable, keeps revisions, and may be a draft: a record that
    is not live appears nowhere in public.
    """

    class Meta(TranslatableMixin.Meta):
        abstract = True


SLUG_ATTEMPTS = 3


class SluggedRecord(Record):
    """A record with a name and an address part that is unique in its language."""

    name = models.CharField(_("name"), max_length=150)
    slug = models.SlugField(
        _("slug"),
        max_length=150,
        blank=True,
        allow_unicode=True,
        help_text=_(
            "Stands in web addresses, such as ?topic=health. "
            "Leave empty to have it made from the name."
        ),
    )

    search_fields: ClassVar = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.FilterField("slug"),
        index.FilterField("locale_id"),
    ]

    class Meta(Record.Meta):
        abstract = True
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["locale", "slug"], name="%(app_label)s_%(class)s_slug"
            )
        ]

    _made_slug: str | None = None

    def __str__(self) -> str:
        return self.name

    def full_clean(self, *args, **kwargs) -> None:
        """Make the slug from the name where it is empty, then validate."""
        if not self.slug:
            self.slug = self.make_slug()
        super().full_clean(*args, **kwargs)

    def save(self, *args, **kwargs) -> None:
        """Save with a slug, whoever calls.

        Where somebody else takes a slug that we made before we have saved ours, such
        as an automatic save of the same form, another is made.
        """
        if not self.slug:
            self.slug = self.make_slug()
        made = self.slug == self._made_slug and self._state.adding
        for _attempt in range(SLUG_ATTEMPTS if made else 0):
            try:
                with transaction.atomic():
                    super().save(*args, **kwargs)
            except IntegrityError:
                self.slug = self.make_slug()
            else:
                return
        super().save(*args, **kwargs)

    def make_slug(self) -> str:
        """Return a slug made from the name that no other record of its language has.

        Override to name records in addresses by another rule.
        """
        self._made_slug = self._free_slug()
        return self._made_slug

    def _free_slug(self) -> str:
        stem = slugify(self.name, allow_unicode=True)[:140] or "record"
        others = type(self).objects.exclude(pk=self.pk)
        if self.locale_id:
            others = others.filter(locale_id=self.locale_id)
        alike = others.filter(slug__startswith=stem)
        taken = set(alike.values_list("slug", flat=True))
        slug, number = stem, 1
        # The database is asked as well: on MariaDB `cafe` is taken where `café` is.
        while slug in taken or others.filter(slug=slug).exists():
            number += 1
            slug = f"{stem}-{number}"
        return slug
