"""Only one helper starts an event loop, in a thread of its own: in a worker that holds a browser there is one already."""

from __future__ import annotations

import ast

from tests import PROJECT_DIR

STARTERS = {"run", "Runner", "new_event_loop", "get_event_loop", "run_until_complete"}
HELPER = "tests/event_loop.py"


def starts_a_loop(text: str) -> bool:
    """Whether a test's text starts an event loop, or takes the starter to start one later."""
    if not any(word in text for word in ("asyncio", "anyio", "run_until_complete")):
        return False  # most tests: nothing to parse
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in STARTERS:
            named = node.value.id if isinstance(node.value, ast.Name) else ""
            if named in ("asyncio", "anyio", "loop") or node.attr == "run_until_complete":
                return True
        if isinstance(node, ast.ImportFrom) and node.module in ("asyncio", "anyio"):
            return any(name.name in STARTERS for name in node.names)
    return False


def test_only_the_helper_starts_a_loop():
    starting = {
        path.relative_to(PROJECT_DIR).as_posix()
        for path in sorted((PROJECT_DIR / "tests").rglob("*.py"))
        if starts_a_loop(path.read_text(encoding="utf-8"))
    }
    assert starting == {HELPER}


def test_a_start_is_seen_however_it_is_written():
    starts = [
        "import asyncio\nasyncio.run(work())",
        "import asyncio\nthread.submit(asyncio.run, work())",
        "from asyncio import run\nrun(work())",
        "import asyncio\nwith asyncio.Runner() as runner:\n    pass",
        "asyncio.new_event_loop().run_until_complete(work())",
    ]
    others = [
        "import subprocess\nsubprocess.run(['ls'])",
        "import asyncio\nasync def work():\n    await asyncio.sleep(0)",
    ]
    assert [starts_a_loop(text) for text in (*starts, *others)] == [True] * 5 + [False] * 2
