"""A model may add what it can prove by the letter; nothing it does can take from the rules."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from mapapp.errors import MapAppError
from mapapp.extraction import find_project_events, load_lexicon
from mapapp.extraction.llm_reader import ModelEndpoint, add_model_events, endpoint_from_environment

TEXT = "柳荫湖科学馆建成启用，云山大道全线通车。白鹭洲那边的老船厂也终于有了新的样子，门口挂上了牌子。"
GOOD = {
    "name": "老船厂",
    "quote": "老船厂也终于有了新的样子",
    "stage": "completed",
    "modality": "reported",
    "year": None,
}


@pytest.fixture
def stub() -> Iterator[Callable[..., ModelEndpoint]]:
    """Serve one prepared answer on this machine, and keep what was asked."""
    servers = []

    def serve(answer: bytes | Callable[[], bytes], *, status: int = 200, timeout_s: float = 5.0) -> ModelEndpoint:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked.append((dict(self.headers), json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
                body = answer() if callable(answer) else answer
                self.send_response(status)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        asked: list[tuple[dict[str, str], dict[str, object]]] = []
        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.asked = asked
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return ModelEndpoint(f"http://127.0.0.1:{server.server_address[1]}/v1", "stub", "secret", timeout_s)

    serve.servers = servers
    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def said(content: str) -> bytes:
    """Wrap words as a chat completion does."""
    return json.dumps({"choices": [{"message": {"content": content}}]}).encode()


@pytest.fixture
def read(make_document):
    """Read the text by rules alone."""
    document = make_document("910", 2024, TEXT)
    return document, find_project_events(document, load_lexicon())


def test_a_proven_claim_is_added_and_marked_doubtful(stub, read):
    document, events = read
    endpoint = stub(said("好的：```json\n" + json.dumps([GOOD], ensure_ascii=False) + "\n```"))
    found, problems = add_model_events(document, events, endpoint)
    assert found[: len(events)] == events
    assert problems == ()
    (added,) = found[len(events) :]
    assert (added.name, added.stage.value, added.certain, added.rule) == ("老船厂", "completed", False, "model")
    assert added.quote == TEXT[added.start : added.end] == "老船厂也终于有了新的样子"
    headers, body = stub.servers[0].asked[0]
    assert headers["Authorization"] == "Bearer secret"
    assert body["messages"][1]["content"] == TEXT


def test_what_the_rules_have_is_not_said_twice(stub, read):
    document, events = read
    again = {
        "name": "柳荫湖科学馆",
        "quote": "柳荫湖科学馆建成启用",
        "stage": "operating",
        "modality": "reported",
        "year": 2024,
    }
    found, _ = add_model_events(document, events, stub(said(json.dumps([again], ensure_ascii=False))))
    assert found == events


@pytest.mark.parametrize(
    "claim",
    [
        GOOD | {"quote": "老船厂已经改造完成"},
        GOOD | {"name": "新船厂"},
        GOOD | {"stage": "done"},
        GOOD | {"stage": ["completed"]},
        GOOD | {"modality": None},
        GOOD | {"year": 1066},
        GOOD | {"year": "2024"},
        GOOD | {"year": True},
        GOOD | {"name": " "},
        "老船厂",
        None,
    ],
    ids=lambda claim: json.dumps(claim, ensure_ascii=False)[:60],
)
def test_an_invented_or_malformed_claim_is_refused_and_counted(stub, read, claim):
    document, events = read
    found, problems = add_model_events(document, events, stub(said(json.dumps([claim], ensure_ascii=False))))
    assert found == events
    assert "1 条" in problems[0].message


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"<html>",
        b"{}",
        b'{"choices": []}',
        said("没有项目"),
        said("[{"),
        said("[" * 100_000 + "]"),
        b"x" * 1_100_000,
    ],
    ids=["empty", "html", "no choices", "no choice", "prose", "torn", "deep", "endless"],
)
def test_a_broken_answer_leaves_the_rules_result(stub, read, answer):
    document, events = read
    found, problems = add_model_events(document, events, stub(answer))
    assert found == events
    assert problems
    assert "secret" not in problems[0].message


def test_a_slow_or_failing_server_is_given_up_on(stub, make_document):
    document = make_document("910", 2024, "\n".join([TEXT] * 6))
    events = find_project_events(document, load_lexicon())

    def slow() -> bytes:
        time.sleep(1.0)
        return said("[]")

    found, problems = add_model_events(document, events, stub(slow, timeout_s=0.1))
    assert found == events
    assert problems
    # A silent server may not even have read the question when we stop waiting, so here only "not six" is certain.
    assert len(stub.servers[0].asked) <= 2
    found, problems = add_model_events(document, events, stub(b"", status=500))
    assert found == events
    assert problems
    assert len(stub.servers[1].asked) == 2, "two refusals in a row are enough"


def test_the_endpoint_comes_from_the_environment_alone():
    assert endpoint_from_environment({}) is None
    named = {"MAPAPP_MODEL_URL": "http://localhost:11434/v1/", "MAPAPP_MODEL_NAME": "qwen", "MAPAPP_MODEL_KEY": "k"}
    assert endpoint_from_environment(named) == ModelEndpoint("http://localhost:11434/v1", "qwen", "k")
    with pytest.raises(MapAppError, match="http"):
        endpoint_from_environment(named | {"MAPAPP_MODEL_URL": "file:///etc/passwd"})
    with pytest.raises(MapAppError, match="MAPAPP_MODEL_NAME"):
        endpoint_from_environment({"MAPAPP_MODEL_URL": "http://localhost/v1"})
