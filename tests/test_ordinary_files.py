"""A pipe, a device, a socket or a folder where a file is expected is one line, from every way in, and nobody waits for it."""

from __future__ import annotations

import os
import signal
import socket
from pathlib import Path

import pytest

from mapapp.commands.cli import main
from mapapp.commands.new_workspace import make_workspace
from mapapp.entities import load_kinds, load_registry
from mapapp.errors import RegistryError
from mapapp.ordinary_files import size_of_file

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes and devices of POSIX")

KINDS = ("pipe", "device", "socket", "folder", "link to a device", "link to nothing", "link to itself")


@pytest.fixture(autouse=True)
def _nobody_waits():
    """End a test that waits for what never comes."""

    def wake(*_: object) -> None:
        raise AssertionError("somebody waits for a pipe or a device")

    before = signal.signal(signal.SIGALRM, wake)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def put(path: Path, kind: str) -> Path:
    """Put something that is no file under a name, and return its path; a device is one of the system's."""
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "device":
            return Path("/dev/zero")
        case "socket":
            with socket.socket(socket.AF_UNIX) as made:
                made.bind(os.path.relpath(path))  # a name of a socket is short
        case "folder":
            path.mkdir()
        case "link to a device":
            path.symlink_to("/dev/zero")
        case "link to nothing":
            path.symlink_to(path.with_name("nothing"))
        case _:
            path.symlink_to(path)
    return path


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_file_has_no_size(tmp_path, kind, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OSError):
        size_of_file(put(tmp_path / "a", kind))


def test_a_file_has_the_size_it_has_behind_a_link_too(tmp_path):
    (tmp_path / "a").write_bytes(b"four")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert (size_of_file(tmp_path / "a"), size_of_file(tmp_path / "b")) == (4, 4)


CALLS = {
    "x.geojson": (
        "datum {x}",
        "datum --undo {x}",
        "export --format geojson --out {t}/o.geojson --within {x}",
        "diff {x} {x}",
        "check --geodata {x}",
        "check --fix --geodata {x}",
    ),
    "x.xlsx": ("worklist --answers {x} --out {t}/o.jsonl",),
    "x.json": ("export --format html --out {t}/o.html --deck {x}",),
    "x.sqlite": ("store restore {x}", "store verify {x}"),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("name", "call"), [(name, call) for name, calls in CALLS.items() for call in calls])
def test_a_command_says_so_in_one_line(tmp_path, monkeypatch, capsys, kind, name, call):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MAPAPP_DATA", str(tmp_path / "data"))
    if kind == "folder" and call.startswith(("diff", "check")):
        return  # what they take
    path = put(tmp_path / name, kind)
    words = [word.format(x=path, t=tmp_path) for word in call.split()]
    assert main(words) in (1, 2)
    said = capsys.readouterr().err.splitlines()[-1]
    assert path.name in said or str(path)[:50] in said  # a long name is cut


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "device"])
@pytest.mark.parametrize(
    "name", ["workspace.toml", "seeds/manifest.toml", "seeds/registry/projects.csv", "seeds/registry/kinds.csv",
             "seeds/reviews/000.jsonl", "geodata/zones.geojson", "geodata/towns.geojson"]
)  # fmt: skip
def test_a_workspace_with_one_inside_ends_with_words(tmp_path, monkeypatch, capsys, kind, name):
    monkeypatch.chdir(tmp_path)
    make_workspace(tmp_path / "w")
    path = tmp_path / "w" / name
    path.parent.mkdir(exist_ok=True, parents=True)
    path.unlink(missing_ok=True)
    monkeypatch.chdir(path.parent)
    put(path, kind)
    assert main(["--workspace", str(tmp_path / "w"), "check"]) in (0, 1, 2)
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    if name != "seeds/registry/kinds.csv":  # a registry need not have one
        assert path.name in said.err + said.out


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"canonical,kind,reason\n" + b"x" * 200_000, b"\x00", b'canonical,kind,reason\n"a']
)
def test_a_table_of_reviewed_facts_that_is_none_is_one_line(tmp_path, content):
    for name, load in (("kinds.csv", load_kinds), ("projects.csv", load_registry)):
        (tmp_path / name).write_bytes(content)
        try:
            load(tmp_path)
        except RegistryError as error:
            assert name in str(error) and "\n" not in str(error)


def test_what_lies_in_the_way_of_a_copy_is_not_written_through(tmp_path, monkeypatch):
    source = tmp_path / "x.geojson"
    source.write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"id": "a", "name": "a"}, "geometry": '
        '{"type": "Polygon", "coordinates": [[[121, 31], [121, 31.1], [121.1, 31.1], [121.1, 31], [121, 31]]]}},]}',
        encoding="utf-8",
    )
    (tmp_path / "mine").write_text("mine", encoding="utf-8")
    (tmp_path / "x.fixed.geojson").symlink_to(tmp_path / "mine")
    os.mkfifo(tmp_path / "x.fixed-2.geojson")
    assert main(["check", "--fix", "--geodata", str(source)]) in (0, 1)
    assert (tmp_path / "mine").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "x.fixed-3.geojson").is_file()
