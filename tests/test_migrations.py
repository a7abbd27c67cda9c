"""Tests of the migration history as a whole."""

import pytest
from django.core.management import call_command
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
