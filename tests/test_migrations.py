"""Tests of the migration history as a whole, and of what it does to rows."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

APP = "learningcircles_wagtail"


@pytest.fixture(scope="module")
def loader() -> MigrationLoader:
    return MigrationLoader(None)


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration(
    capsys: pytest.CaptureFixture[str],
) -> None:
    # Exits with an error, and says what is missing, where a migration is missing.
    call_command("makemigrations", check=True, dry_run=True)

    assert capsys.readouterr().out.strip() == "No changes detected"


def test_the_history_has_one_end(loader: MigrationLoader) -> None:
    assert len(loader.graph.leaf_nodes(APP)) == 1


def test_every_migration_can_be_taken_back(loader: MigrationLoader) -> None:
    irreversible = {
        (name, operation.describe())
        for (app, name), migration in loader.disk_migrations.items()
        if app == APP
        for operation in migration.operations
        if not operation.reversible
    }

    assert irreversible == set()


def test_no_migration_has_a_name_that_a_machine_made(loader: MigrationLoader) -> None:
    made = {
        name
        for app, name in loader.disk_migrations
        if app == APP and ("_auto_" in name or name.endswith("_initial"))
    }

    assert made == set()


def test_no_migration_needs_wagtail_8(loader: MigrationLoader) -> None:
    """Wagtail 7.4 ends with 0097; Wagtail 8.0 goes on with 0098."""
    needed = {
        parent
        for (app, _name), migration in loader.disk_migrations.items()
        if app == APP
        for parent in migration.dependencies
        if parent[0] == "wagtailcore"
    }

    assert needed <= {
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        # Of a row that points at whatever base page there is.
        ("wagtailcore", "__first__"),
    }


@pytest.fixture
def go_to(transactional_db: None) -> Iterator[Callable[[str], Any]]:
    """A function that migrates to one of our migrations, and returns its models."""

    def go(name: str) -> Any:
        executor = MigrationExecutor(connection)
        executor.migrate([(APP, name)])
        return executor.loader.project_state([(APP, name)]).apps.get_model

    yield go
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


class TestSinceWhenCirclesAreCancelled:
    BEFORE, AFTER = "0013_embargo_collections", "0014_cancelled_at"
    THEN = datetime(2026, 11, 1, 12, tzinfo=UTC)

    def days(self, number: int) -> datetime:
        return self.THEN + timedelta(days=number)

    def make(
        self,
        model: Callable[..., Any],
        title: str,
        changed: int,
        meetings: tuple[int, ...] = (),
        withdrawn: tuple[int, ...] = (),
        *,
        cancelled: bool = True,
    ) -> None:
        """Make a circle changed so many days after `THEN`, as were its meetings."""
        circle = model(APP, "Circle").objects.create(
            title=title,
            cancelled=cancelled,
            time_zone="America/Chicago",
            created_at=self.THEN,
            modified_at=self.days(changed),
        )
        for number, day in enumerate((*meetings, *withdrawn)):
            model(APP, "Meeting").objects.create(
                circle=circle,
                uid=f"{title}-{number}",
                source_id=str(number),
                start=self.days(number),
                end=self.days(number) + timedelta(hours=1),
                created_at=self.THEN,
                modified_at=self.days(day),
                withdrawn_at=self.THEN if number >= len(meetings) else None,
            )

    def test_is_told_by_what_was_left_alone_longest(
        self, go_to: Callable[[str], Any]
    ) -> None:
        model = go_to(self.BEFORE)
        self.make(model, "one meeting was changed since", 3, (9, 3, 3))
        self.make(model, "all were, by another address", 3, (9, 9))
        self.make(model, "the circle was, by another title", 9, (3, 3))
        self.make(model, "some were taken away before", 9, (4, 5), (1, 2))
        self.make(model, "all were taken away", 6, (), (1, 2))
        self.make(model, "it had no meetings", 7)
        self.make(model, "it takes place", 8, (1, 2), cancelled=False)

        def found(model: Callable[..., Any]) -> dict[str, int | None]:
            rows = model(APP, "Circle").objects.values_list("title", "cancelled_at")
            return {title: at and (at - self.THEN).days for title, at in rows}

        known = {
            "one meeting was changed since": 3,
            "all were, by another address": 3,
            "the circle was, by another title": 3,
            "some were taken away before": 4,
            "all were taken away": 6,
            "it had no meetings": 7,
            "it takes place": None,
        }
        assert found(go_to(self.AFTER)) == known

        model = go_to(self.BEFORE)
        rows = model(APP, "Circle").objects
        assert rows.filter(cancelled=True).count() == 6
        assert model(APP, "Meeting").objects.count() == 15
        assert not hasattr(rows.first(), "cancelled_at")
        assert found(go_to(self.AFTER)) == known
