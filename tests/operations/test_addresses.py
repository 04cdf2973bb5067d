"""Which names lead to this machine alone, however they are written."""

import pytest

from mapapp.operations.addresses import is_loopback, names_this_machine


@pytest.mark.parametrize(
    "host", ["localhost", "LocalHost:1", "localhost.:8501", "127.0.0.1", "127.9.9.9:80", "[::1]", "[::1]:8501"]
)
def test_names_of_this_machine(host):
    assert names_this_machine(host)


@pytest.mark.parametrize(
    "host",
    [
        "",
        ":",
        "evil.example",
        "localhost.evil",
        "127.0.0.1.nip.example:80",
        "0.0.0.0",
        "[::]",
        "10.0.0.1",
        "2130706433",
        "0x7f000001",
    ],
)
def test_names_that_may_be_anybodys(host):
    assert not names_this_machine(host)


def test_no_address_means_every_interface():
    assert not is_loopback("")
