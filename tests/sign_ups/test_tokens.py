"""The address of a learner's own page: secret, not stored, and always the same."""

import pytest
from django.db import connection

from learningcircles_wagtail.models import SignUp
from learningcircles_wagtail.sign_ups import tokens
from learningcircles_wagtail.sign_ups.tokens import find_sign_up, token_of
from tests.sign_ups.makers import join, open_circle

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> SignUp:
    return join(open_circle(), "ada").sign_up


def test_a_token_is_found_and_told_again(ada: SignUp) -> None:
    token = token_of(ada)

    assert find_sign_up(token) == ada
    assert token_of(SignUp.objects.get()) == token
    assert tokens.TOKEN.fullmatch(token)


def test_no_column_holds_the_token(ada: SignUp) -> None:
    token = token_of(ada)
    with connection.cursor() as cursor:
        for table in (SignUp._meta.db_table, "learningcircles_wagtail_outboxmail"):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
            assert token not in repr(cursor.fetchall())


def test_the_database_alone_makes_no_token(ada: SignUp) -> None:
    guessed = tokens.make_token(ada.token_seed, key="somebody else's key")

    assert find_sign_up(guessed) is None


@pytest.mark.parametrize(
    "token",
    ["", "x", "a" * 32, "a" * 33, "a" * 10_000, "\x00" * 32, "\ud800" * 32, "é" * 32],
)
def test_anything_else_is_no_token(ada: SignUp, token: str) -> None:
    assert find_sign_up(token) is None


def test_a_hash_is_no_token(ada: SignUp) -> None:
    assert find_sign_up(ada.token_hash[:32]) is None
    assert find_sign_up(ada.token_seed[:32]) is None


def test_an_older_key_that_is_still_known_keeps_the_address(
    ada: SignUp, settings
) -> None:
    token = token_of(ada)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"

    assert token_of(ada) == token
    assert find_sign_up(token) == ada


def test_a_key_that_is_forgotten_gives_a_new_address_when_it_is_told(
    ada: SignUp, settings
) -> None:
    old = token_of(ada)
    settings.SECRET_KEY = "another"
    assert find_sign_up(old) == ada

    new = token_of(SignUp.objects.get())

    assert new != old
    assert (find_sign_up(old), find_sign_up(new)) == (None, ada)
