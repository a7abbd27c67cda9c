"""Tests of the columns that follow a record's position."""

import pytest
from django.core.exceptions import ValidationError

from learningcircles_wagtail.domain.geo import Position
from learningcircles_wagtail.models import LibrarySystem

pytestmark = pytest.mark.django_db

CHICAGO = "SRID=4326;POINT(-87.6298 41.8781)"
BOSTON = "SRID=4326;POINT(-71.0589 42.3601)"


def columns(library: LibrarySystem) -> tuple[float | None, float | None]:
    """Return the columns as the database holds them."""
    return LibrarySystem.objects.values_list("latitude", "longitude").get(pk=library.pk)


@pytest.fixture
def library() -> LibrarySystem:
    """A library system in Chicago."""
    return LibrarySystem.objects.create(
        name="Riverbend", slug="riverbend", position=CHICAGO
    )


def test_columns_are_set_when_a_record_is_made(library: LibrarySystem) -> None:
    assert columns(library) == (41.8781, -87.6298)


def test_columns_follow_a_changed_text(library: LibrarySystem) -> None:
    library.position = BOSTON
    library.save()

    assert columns(library) == (42.3601, -71.0589)


def test_columns_are_emptied_with_the_text(library: LibrarySystem) -> None:
    library.position = ""
    library.save()

    assert columns(library) == (None, None)


def test_columns_are_written_when_only_the_text_is_asked_for(
    library: LibrarySystem,
) -> None:
    library.position = BOSTON
    library.save(update_fields=["position"])

    assert columns(library) == (42.3601, -71.0589)


def test_columns_stay_as_long_as_the_text_is_not_written(
    library: LibrarySystem,
) -> None:
    library.name, library.position = "Riverside", BOSTON
    library.save(update_fields=["name"])

    assert columns(library) == (41.8781, -87.6298)


def test_saving_with_no_fields_writes_nothing(library: LibrarySystem) -> None:
    library.position = BOSTON
    library.save(update_fields=[])

    assert columns(library) == (41.8781, -87.6298)


def test_columns_stay_when_the_text_was_not_loaded(library: LibrarySystem) -> None:
    partial = LibrarySystem.objects.only("name").get(pk=library.pk)
    partial.name = "Riverside"
    partial.save()

    assert "position" in partial.get_deferred_fields()
    assert columns(library) == (41.8781, -87.6298)


def test_a_text_that_is_no_position_leaves_the_columns_empty(
    library: LibrarySystem,
) -> None:
    library.position = "POINT(999 999)"
    library.save()

    assert columns(library) == (None, None)
    assert library.coordinates is None


def test_a_text_that_is_no_position_is_refused_at_the_field(
    library: LibrarySystem,
) -> None:
    library.position = "POINT(999 999)"

    with pytest.raises(ValidationError) as caught:
        library.full_clean()
    assert list(caught.value.message_dict) == ["position"]


def test_cleaning_moves_the_columns_before_saving(library: LibrarySystem) -> None:
    library.position = BOSTON
    library.clean()

    assert (library.latitude, library.longitude) == (42.3601, -71.0589)


def test_coordinates_are_the_position_that_the_text_states(
    library: LibrarySystem,
) -> None:
    assert library.coordinates == Position(41.8781, -87.6298)
