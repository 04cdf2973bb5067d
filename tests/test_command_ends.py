"""However a command ends (Ctrl+C, nobody reads, full disk, no permission, any locale), it ends with a line, not a traceback."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from mapapp.commands.cli import main
from mapapp.commands.new_workspace import make_workspace
from tests import PROJECT_DIR

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="signals and /dev/full of POSIX")]

REPORT = "一、2022年工作回顾\n\n建成启用柳荫湖科学馆，云山大道全线通车。\n"
SQUARE = (
    '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "甲"}, "geometry": '
    '{"type": "Polygon", "coordinates": [[[121, 31], [121.1, 31], [121.1, 31.1], [121, 31.1], [121, 31]]]}}]}'
)
# {w} is a small workspace, {t} a folder to write to; what each opens first of its own comes after it.
COMMANDS = {
    "build": ("build --workspace {w} --out {t}/build", "manifest.toml"),
    "extract": ("extract {w}/report.txt --out {t}/extract", "report.txt"),
    "export": ("export --workspace {w} --format geojson --out {t}/x.geojson", "manifest.toml"),
    "worklist": ("--workspace {w} worklist --out {t}/x.xlsx", "manifest.toml"),
    "diff": ("diff {w}/square.geojson {w}/square.geojson", "square.geojson"),
    "dictionary": ("dictionary", "dictionary.toml"),
    "check": ("check --workspace {w}", "manifest.toml"),
    "datum": ("datum {w}/square.geojson", "square.geojson"),
    "new": ("new {t}/new", "workspace.toml"),
    "add": ("add {w}/report.txt --workspace {w}", "report.txt"),
    "store": ("store verify", "sqlite3.connect"),
}
# Python that sends itself Ctrl+C when it comes to a file or module, then runs the command.
PRESS = """
import os, signal, sys
wanted = sys.argv.pop(1)
pressed = []
def hook(event, arguments):
    name = event if event == "sqlite3.connect" else str(arguments[0]) if event in ("open", "import") else ""
    if name and name.endswith(wanted) and not pressed:
        pressed.append(name)
        os.kill(os.getpid(), signal.SIGINT)
sys.addaudithook(hook)
from mapapp.command import main
raise SystemExit(main())
"""


@pytest.fixture(scope="module", autouse=True)
def _ctrl_c_is_heard():
    """Let what is started hear Ctrl+C: tests that run in the background of a shell inherit that it is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Path:
    """Return a workspace of one document and one zone."""
    folder = tmp_path_factory.mktemp("small") / "w"
    make_workspace(folder)
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    (folder / "square.geojson").write_text(SQUARE, encoding="utf-8")
    (folder / "seeds" / "000.txt").write_text(REPORT, encoding="utf-8")
    row = '[[document]]\nid = "000"\nfile = "000.txt"\ntitle = "报告"\nyear = 2023\nkind = "work_report"\n'
    (folder / "seeds" / "manifest.toml").write_text(row, encoding="utf-8")
    return folder


@pytest.fixture
def world(small, tmp_path) -> tuple[Path, Path]:
    """Return a copy of the workspace that a command may change, and a folder to write to."""
    return Path(shutil.copytree(small, tmp_path / "w")), tmp_path


def _run(arguments: list[str], *, program: list[str] | None = None, out=subprocess.PIPE, tmp: Path, **environment: str):
    """Run a command as a person does, with a store of its own."""
    return subprocess.run(
        [sys.executable, *(program or ["-m", "mapapp"]), *arguments],
        cwd=tmp,
        env={**_environment(tmp), **environment},
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=subprocess.PIPE,
        timeout=240,
        check=False,
    )


def _environment(tmp: Path) -> dict[str, str]:
    """Return an environment that says nothing of this machine's language."""
    kept = {"PATH": os.environ["PATH"], "PYTHONPATH": str(PROJECT_DIR)}
    return {**kept, "HOME": str(tmp / "home"), "XDG_DATA_HOME": str(tmp / "data"), "LC_ALL": "C.UTF-8"}


def _words(name: str, world: tuple[Path, Path]) -> list[str]:
    return [part.format(w=world[0], t=world[1]) for part in COMMANDS[name][0].split()]


def _assert_plain(ended: subprocess.CompletedProcess[bytes], codes: tuple[int, ...]) -> str:
    """Assert an exit code and that no Python speaks; return what was said."""
    said = ended.stderr.decode("utf-8", "replace") + (ended.stdout or b"").decode("utf-8", "replace")
    assert ended.returncode in codes, (ended.returncode, said[-800:])
    for word in ("Traceback", "Exception ignored", "Error:", "程序出错"):
        assert word not in said, said[-2000:]
    return ended.stderr.decode("utf-8", "replace")


@pytest.mark.parametrize("name", COMMANDS)
def test_ctrl_c_at_work_ends_with_130_and_one_line(name, world):
    ended = _run([COMMANDS[name][1], *_words(name, world)], program=["-c", PRESS], tmp=world[1])
    said = _assert_plain(ended, (130,))
    assert said.splitlines()[-1] == "已中断"
    assert said.count("已中断") == 1


def test_ctrl_c_while_python_loads_ends_the_same_way(world):
    for module in ("mapapp.commands.cli", "mapapp.pipeline", "geopandas"):
        ended = _run([module, "dictionary"], program=["-c", PRESS], tmp=world[1])
        assert _assert_plain(ended, (130,)).splitlines() == ["已中断"]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_closed_pipe_is_said_in_one_line(name, world):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ended = _run(_words(name, world), out=writing, tmp=world[1])
    finally:
        os.close(writing)
    said = _assert_plain(ended, (0, 1, 2, 141))
    assert ("没有人接收" in said) == (ended.returncode == 141)
    if name in ("dictionary", "check", "build", "extract", "add"):
        assert ended.returncode == 141


@pytest.mark.parametrize("name", COMMANDS)
def test_a_full_disk_is_said_in_one_line(name, world):
    with Path("/dev/full").open("wb") as full:
        ended = _run(_words(name, world), out=full, tmp=world[1])
    said = _assert_plain(ended, (0, 1, 2))
    if name in ("dictionary", "check", "build", "extract", "add"):
        assert ended.returncode == 2
        assert "磁盘满了" in said.splitlines()[-1]


@pytest.mark.parametrize("name", ["build", "extract", "export", "worklist", "new"])
def test_no_permission_is_said_with_the_place(name, world):
    nowhere = Path("/sys/kernel")  # nobody writes here, not even root
    words = [
        word.replace(str(world[1]) + "/", f"{nowhere}/") if "/w" not in word else word for word in _words(name, world)
    ]
    said = _assert_plain(_run(words, tmp=world[1]), (2,))
    assert str(nowhere) in said.splitlines()[-1]


LOCALES = {
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "POSIX": {"LC_ALL": "POSIX"},
    "cp1252": {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252"},
}
# Every command in the barest locale; the others where words go out and in.
IN_LOCALES = [(name, "C") for name in COMMANDS] + [
    (name, other) for other in ("POSIX", "cp1252") for name in ("dictionary", "check")
]


@pytest.mark.parametrize(("name", "locale"), IN_LOCALES)
def test_every_locale_works(name, locale, world):
    ended = _run(_words(name, world), tmp=world[1], **LOCALES[locale])
    _assert_plain(ended, (0, 1, 2) if name == "diff" else (0, 1))


def test_words_and_files_in_chinese_reach_a_command_in_the_c_locale(world):
    target = world[1] / "青西.geojson"
    shutil.copy(world[0] / "report.txt", world[0] / "工作报告.txt")
    bare = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ended = _run(["extract", str(world[0] / "工作报告.txt"), "--out", str(world[1] / "读出")], tmp=world[1], **bare)
    _assert_plain(ended, (0,))
    assert (world[1] / "读出" / "events.jsonl").exists()
    ended = _run(["export", "--format", "geojson", "--zone", "没有的", "--out", str(target)], tmp=world[1], **bare)
    assert "没有的" in _assert_plain(ended, (2,))


@pytest.mark.parametrize("name", ["api", "serve"])
def test_a_server_ends_with_130_and_leaves_the_port(name, world):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [name, "--workspace", str(world[0]), "--port", str(port), *(["--headless"] if name == "serve" else [])]
    process = subprocess.Popen(
        [sys.executable, "-m", "mapapp", *words],
        cwd=world[1],
        env=_environment(world[1]),
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    said = b""
    while b"Ctrl+C" not in said:
        line = process.stderr.readline()
        assert line, said.decode()
        said += line
    os.killpg(process.pid, signal.SIGINT)
    rest = process.communicate(timeout=120)[1].decode()
    assert process.returncode == 130, rest
    assert "Traceback" not in rest
    assert rest.count("已中断") == 1
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


@pytest.mark.parametrize(("name", "host"), [("api", "nope"), ("serve", "203.0.113.7")])
def test_a_host_that_is_none_is_refused_in_one_line(name, host, world):
    ended = _run([name, "--workspace", str(world[0]), "--host", host], tmp=world[1])
    assert "--host" in _assert_plain(ended, (2,)).splitlines()[-1]


@pytest.mark.parametrize("name", ["api", "serve"])
@pytest.mark.parametrize("host", ["nope", "203.0.113.7", "a" * 300, "……", "", " ", "127.0.0.1:80"])
def test_every_host_that_is_none_is_refused(name, host, world, capsys):
    assert main([name, "--workspace", str(world[0]), "--host", host]) == 2
    assert "--host" in capsys.readouterr().err.splitlines()[-1]


@pytest.mark.parametrize("name", ["api", "serve"])
def test_a_port_that_is_taken_is_refused_in_one_line(name, world):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ended = _run([name, "--workspace", str(world[0]), "--port", port], tmp=world[1])
    assert port in _assert_plain(ended, (2,)).splitlines()[-1]
