"""A new row by a statement that is kept is the row that Django's own `save` writes."""

from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.db.models.signals import post_save, pre_save

from learningcircles_wagtail.models import Circle, SignUp
from learningcircles_wagtail.sign_ups import prepared
from learningcircles_wagtail.sign_ups.prepared import RowInsert, RowStatement
from tests.sign_ups.makers import NOW, open_circle

pytestmark = pytest.mark.django_db
OWN = {"id", "request_key", "token_hash"}


def row(number: int) -> SignUp:
    """Return a row with a value of every kind, not saved."""
    return SignUp(
        circle=open_circle(),
        status="cancelled",
        name='A "quoted" name with 100 % and %s',
        answers={"why": "Übung", "yes": True},
        request_key=UUID(int=number),
        token_hash=f"{number}",
        line_number=2**40,
        created_at=NOW,
        queued_at=NOW,
    )


def test_what_is_written_is_what_django_writes() -> None:
    inserts, mine, djangos = RowInsert(SignUp), [row(1), row(2)], row(3)
    for one in mine:
        inserts.save(one)
    djangos.circle = mine[1].circle
    djangos.save(force_insert=True)

    stored = {
        one["id"]: one
        for one in SignUp.objects.values(
            *(f.name for f in SignUp._meta.concrete_fields)
        )
    }
    assert [SignUp.objects.get(pk=one.pk).request_key.int for one in mine] == [1, 2]
    assert {**stored[mine[1].pk], **dict.fromkeys(OWN)} == {
        **stored[djangos.pk],
        **dict.fromkeys(OWN),
    }
    assert not mine[0]._state.adding
    assert mine[0]._state.db == connection.alias
    mine[0].save(update_fields=["name"])


def test_receivers_hear_of_it_as_of_any_new_row() -> None:
    heard = []

    def before(sender, instance, **told):
        heard.append(("before", instance.pk, told["raw"], told["using"]))

    def after(sender, instance, created, **told):
        heard.append(("after", instance.pk, created, told["using"]))

    pre_save.connect(before, sender=SignUp)
    post_save.connect(after, sender=SignUp)
    try:
        one = row(1)
        RowInsert(SignUp).save(one)
    finally:
        pre_save.disconnect(before, sender=SignUp)
        post_save.disconnect(after, sender=SignUp)

    using = connection.alias
    assert heard == [("before", None, False, using), ("after", one.pk, True, using)]


def test_a_row_that_is_there_already_ends_the_transaction() -> None:
    inserts = RowInsert(SignUp)
    inserts.save(row(1))
    again = row(1)

    with pytest.raises(IntegrityError), transaction.atomic():
        try:
            inserts.save(again)
        except IntegrityError:
            assert connection.needs_rollback
            raise
    assert SignUp.objects.count() == 1


@pytest.mark.parametrize("in_two", [False, True], ids=["as_it_can", "in_two"])
def test_an_update_returns_what_it_has_written(
    monkeypatch, django_assert_num_queries, in_two: bool
) -> None:
    if in_two:
        # As on MariaDB.
        monkeypatch.setattr(prepared, "returns_updated", lambda using: False)
    circle, other = open_circle(capacity=4), open_circle()
    statement = RowStatement(
        lambda pk, now: (
            Circle.objects.filter(pk=pk, capacity__lt=6),
            {"capacity": F("capacity") + 1},
        ),
        returning=("capacity", "taken"),
    )
    queries = 1 if prepared.returns_updated(connection.alias) else 2

    for capacity in (5, 6):
        with django_assert_num_queries(queries):
            assert statement.updated(circle.pk, NOW) == [(capacity, 0)]
    assert statement.updated(circle.pk, NOW) == []
    assert statement.updated(0, NOW) == []

    other.refresh_from_db()
    assert other.capacity == 2
