"""Into a real PostgreSQL with PostGIS: everything or nothing, with types, comments and places that can be asked about."""

import geopandas as gpd
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from mapapp.commands.cli import main
from mapapp.errors import ExportError
from mapapp.exports import TABLES, postgis
from mapapp.exports.flat_columns import columns_of
from mapapp.exports.postgis import write_postgis
from mapapp.selection import Selection, select
from tests.store.conftest import postgres as postgres

EVERYTHING = Selection(as_of=2026)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "地址"),
        ("nonsense", "地址"),
        ("mysql://a@b/c", "PostgreSQL"),
        ("sqlite:///x.db", "PostgreSQL"),
        ("postgresql://a@b", "数据库"),
    ],
)
def test_what_is_no_address_is_refused(full_atlas, url, said):
    with pytest.raises(ExportError, match=said):
        write_postgis(full_atlas, select(full_atlas, EVERYTHING), url)


@pytest.mark.parametrize("schema", ["", "Mapapp", "a b", 'x"; DROP SCHEMA public; --', "9a", "图", "a" * 64])
def test_a_schema_name_that_needs_quoting_is_refused(full_atlas, schema):
    with pytest.raises(ExportError, match="模式名"):
        write_postgis(full_atlas, select(full_atlas, EVERYTHING), "postgresql://a@b/c", schema=schema)


def test_a_server_that_does_not_answer_is_told_without_the_password(full_atlas):
    with pytest.raises(ExportError, match=r"连不上 127\.0\.0\.1:1/") as refused:
        write_postgis(full_atlas, select(full_atlas, EVERYTHING), "postgresql://me:secret@127.0.0.1:1/plan")
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--format", "postgis"],
        ["--format", "postgis", "--url", "postgresql://a@b/c", "--out", "x.sql"],
        ["--format", "postgis", "--url", "postgresql://a@b/c", "--table", "zones"],
        ["--format", "postgis", "--url", "postgresql://a@b/c", "--nested"],
        ["--format", "csv", "--url", "postgresql://a@b/c", "--out", "x.csv"],
        ["--format", "csv"],
    ],
)
def test_a_call_that_cannot_succeed_is_refused_before_anything_is_read(arguments, capsys, monkeypatch):
    monkeypatch.setattr("mapapp.commands.cli.build_atlas", lambda *_: pytest.fail("read"))
    assert main(["export", *arguments]) == 2
    assert capsys.readouterr().err


@pytest.fixture
def database(postgres):
    """Return the address of an empty database with PostGIS; skipped with one line where the server has none."""
    url = postgres.create()
    try:
        postgres.run("CREATE EXTENSION IF NOT EXISTS postgis")
    except Exception:
        pytest.skip("这个 PostgreSQL 没有 PostGIS（Debian/Ubuntu：sudo apt install postgresql-15-postgis-3）")
    postgres.run("DROP SCHEMA IF EXISTS mapapp CASCADE")
    return url


@pytest.fixture
def ask(database):
    engine = create_engine(database.replace("postgresql://", "postgresql+pg8000://"), poolclass=NullPool)

    def run(statement, **values):
        with engine.begin() as connection:
            result = connection.execute(text(statement), values)
            return [tuple(row) for row in result] if result.returns_rows else []

    run.engine = engine
    return run


@pytest.mark.slow
def test_every_table_arrives_with_its_rows_types_comments_and_key(full_atlas, database, ask):
    counts = write_postgis(full_atlas, select(full_atlas, EVERYTHING), database)
    assert counts == {"projects": 6, "events": 9, "promises": 2, "indicators": 2, "zones": 2, "sources": 1}
    for name, kind in TABLES.items():
        assert ask(f"SELECT count(*) FROM mapapp.{name}") == [(counts[name],)]
        comments = dict(
            ask(
                "SELECT a.attname, col_description(a.attrelid, a.attnum) FROM pg_attribute a"
                " WHERE a.attrelid = CAST(:t AS regclass) AND a.attnum > 0 AND NOT a.attisdropped",
                t=f"mapapp.{name}",
            )
        )
        assert set(comments) - {"geom"} == {column.name for column in columns_of(kind.entry)}
        assert all(comments.values())
    assert ask("SELECT year, certain, zones FROM mapapp.projects WHERE name = '甲厂'") == [(2025, True, ["青西"])]
    assert ask("SELECT value->>'total' FROM mapapp.about WHERE key = 'tables'") == [(None,)]
    assert ask("SELECT value FROM mapapp.about WHERE key = 'as_of'") == [(2026,)]


@pytest.mark.slow
def test_places_can_be_asked_about_and_geopandas_reads_them(full_atlas, database, ask):
    write_postgis(full_atlas, select(full_atlas, EVERYTHING), database)
    near = ask(
        "SELECT p.name FROM mapapp.projects p JOIN mapapp.zones z ON ST_Intersects(p.geom, z.geom)"
        " WHERE z.zone_id = '示范区' AND p.placement_precision = 'line'"
    )
    assert near == [("乙线",)]
    frame = gpd.read_postgis("SELECT * FROM mapapp.projects ORDER BY project_id", ask.engine, geom_col="geom")
    assert frame.crs.to_epsg() == 4326
    assert [None if shape is None else shape.geom_type for shape in frame.geometry] == [
        "Point",
        "LineString",
        "Polygon",
        "Polygon",
        None,
        "GeometryCollection",
    ]
    indexes = {row[0] for row in ask("SELECT indexdef FROM pg_indexes WHERE schemaname = 'mapapp'")}
    assert any("USING gist" in index for index in indexes)


@pytest.mark.slow
def test_writing_again_replaces_and_keeps_views_and_rights(full_atlas, database, ask):
    write_postgis(full_atlas, select(full_atlas, EVERYTHING), database)
    ask("CREATE VIEW mapapp.mine AS SELECT name FROM mapapp.projects")
    write_postgis(full_atlas, select(full_atlas, Selection(text="甲厂")), database)
    assert ask("SELECT * FROM mapapp.mine") == [("甲厂",)]


@pytest.mark.slow
def test_a_failure_in_the_middle_leaves_the_old_data(full_atlas, database, ask, monkeypatch):
    write_postgis(full_atlas, select(full_atlas, EVERYTHING), database)
    whole = postgis._fill

    def breaking(connection, table, job):
        if job.table == "zones":
            raise OSError("the cable")
        return whole(connection, table, job)

    monkeypatch.setattr(postgis, "_fill", breaking)
    with pytest.raises(ExportError):
        write_postgis(full_atlas, select(full_atlas, Selection(text="甲厂")), database)
    assert ask("SELECT count(*) FROM mapapp.projects") == [(6,)]


@pytest.mark.slow
def test_changed_columns_make_the_table_anew_and_a_view_on_it_is_named(full_atlas, database, ask):
    write_postgis(full_atlas, select(full_atlas, EVERYTHING), database)
    ask("ALTER TABLE mapapp.projects ADD COLUMN mine text")
    write_postgis(full_atlas, select(full_atlas, EVERYTHING), database)
    assert ask(
        "SELECT count(*) FROM information_schema.columns WHERE table_name = 'projects' AND column_name = 'mine'"
    ) == [(0,)]
    ask("ALTER TABLE mapapp.projects ADD COLUMN mine text")
    ask("CREATE VIEW mapapp.holding AS SELECT mine FROM mapapp.projects")
    with pytest.raises(ExportError, match="视图"):
        write_postgis(full_atlas, select(full_atlas, EVERYTHING), database)
    assert ask("SELECT count(*) FROM mapapp.projects") == [(6,)]


@pytest.mark.slow
def test_texts_that_break_careless_writers_are_texts(naughty_atlas, naughty, database, ask):
    write_postgis(naughty_atlas, select(naughty_atlas, EVERYTHING), database)
    stored = [row[0] for row in ask("SELECT name FROM mapapp.projects ORDER BY project_id")]
    wanted = ["".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in one).replace("\0", "␀") for one in naughty]
    assert stored == wanted


@pytest.mark.slow
def test_a_database_without_postgis_is_told(full_atlas, postgres):
    url = postgres.create()
    postgres.run("DROP EXTENSION IF EXISTS postgis CASCADE")
    with pytest.raises(ExportError, match="CREATE EXTENSION postgis"):
        write_postgis(full_atlas, select(full_atlas, EVERYTHING), url)


@pytest.mark.slow
def test_the_command_says_what_it_wrote(full_atlas, database, capsys, monkeypatch):
    monkeypatch.setattr("mapapp.commands.cli.build_atlas", lambda *_: full_atlas)
    assert main(["export", "--format", "postgis", "--url", database, "--schema", "plan_a", "--as-of", "2026"]) == 0
    told = capsys.readouterr().err
    assert "模式 plan_a" in told
    assert "projects 6 行" in told
