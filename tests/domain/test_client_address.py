"""From which network a request comes, whatever it says of itself."""

import pytest

from learningcircles_wagtail.domain.client_address import network_of


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "", "192.0.2.1"),
        (0, "198.51.100.7", "192.0.2.1"),
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        (2, "203.0.113.9, 198.51.100.7", "203.0.113.9"),
        (2, "1.1.1.1, 203.0.113.9, 198.51.100.7", "203.0.113.9"),
        # Fewer than there should be: nobody has come through all of them.
        (2, "198.51.100.7", "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, "198.51.100.7:51234", "198.51.100.7"),
        (1, "[2001:db8:1:2:3::4]:443", "2001:db8:1:2::/64"),
        (1, "unknown", ""),
        (1, "' OR 1=1", ""),
        (1, "x" * 100_000, ""),
    ],
)
def test_the_outermost_trusted_proxy_is_believed_and_nobody_left_of_it(
    proxies: int, forwarded: str, expected: str
) -> None:
    assert network_of("192.0.2.1", forwarded, proxies=proxies) == expected


@pytest.mark.parametrize(
    ("one", "other", "are_the_same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
    ],
)
def test_a_household_is_one_client_whatever_addresses_it_has(
    one: str, other: str, are_the_same: bool
) -> None:
    same = network_of(one, "", proxies=0) == network_of(other, "", proxies=0)

    assert same is are_the_same


@pytest.mark.parametrize("peer", ["", "unix:", "\x00"])
def test_of_a_peer_without_an_address_nothing_is_known(peer: str) -> None:
    assert network_of(peer, "", proxies=0) == ""
