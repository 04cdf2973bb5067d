"""How a PostgreSQL is reached: with which encryption, and what happens where the server has none."""

from __future__ import annotations

import ssl

import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from mapapp.store.postgres import make_postgres_engine


class Dialect:
    """Stands in for a driver: remembers how it was asked, and refuses encryption where it is told to."""

    def __init__(self, refuses: str = "") -> None:
        self.refuses, self.asked = refuses, []

    def connect(self, *_arguments, ssl_context, **_options):
        """Connect, or refuse as a server without encryption does."""
        self.asked.append(ssl_context)
        if ssl_context and self.refuses:
            raise OSError(self.refuses)
        return "connection"


def connect(address: str, dialect: Dialect) -> object:
    """Connect as the engine of an address does."""
    engine = make_postgres_engine(make_url(address))
    assert isinstance(engine.pool, NullPool)
    assert "sslmode" not in engine.url.query
    [listener] = engine.dialect.dispatch.do_connect
    return listener(dialect, None, [], {})


@pytest.mark.parametrize("host", ["", "localhost", "127.0.0.1", "[::1]"])
def test_the_way_to_this_machine_is_plain(host):
    dialect = Dialect()
    connect(f"postgresql+pg8000://u@{host}/d", dialect)
    assert dialect.asked == [False]


def test_the_way_to_another_machine_is_encrypted_where_the_server_can():
    able, unable = Dialect(), Dialect("server refuses SSL")
    assert connect("postgresql+pg8000://u@db.example/d", able) == "connection"
    assert isinstance(able.asked[0], ssl.SSLContext) and len(able.asked) == 1
    assert connect("postgresql+pg8000://u@db.example/d", unable) == "connection"
    assert unable.asked[1] is False


def test_encryption_that_is_required_is_never_left_out():
    dialect = Dialect("server refuses SSL")
    with pytest.raises(OSError, match="refuses"):
        connect("postgresql+pg8000://u@db.example/d?sslmode=require", dialect)
    assert len(dialect.asked) == 1


def test_only_the_strictest_mode_asks_who_the_server_is():
    strict, open_one = Dialect(), Dialect()
    connect("postgresql+pg8000://u@db.example/d?sslmode=verify-full", strict)
    connect("postgresql+pg8000://u@db.example/d?sslmode=require", open_one)
    assert [one.asked[0].verify_mode for one in (strict, open_one)] == [ssl.CERT_REQUIRED, ssl.CERT_NONE]
    assert [one.asked[0].check_hostname for one in (strict, open_one)] == [True, False]


def test_another_mode_is_refused():
    with pytest.raises(ArgumentError, match="allow"):
        make_postgres_engine(make_url("postgresql+pg8000://u@h/d?sslmode=allow"))
