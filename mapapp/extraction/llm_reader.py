"""A second reader, off by default and never needed: a language model behind an OpenAI-compatible endpoint.

One paragraph goes out, a list of claims comes back. A claim counts only if its quote stands in the paragraph letter
for letter, its name stands in the quote, and its stage, modality and year are of the vocabulary. What it adds is always
marked doubtful. Whatever goes wrong at the other end, the records of the rules stay as they are.

Endpoint and key come from the environment alone: MAPAPP_MODEL_URL (up to and including /v1), MAPAPP_MODEL_NAME,
MAPAPP_MODEL_KEY. Protocol: the chat completions of the OpenAI API reference, which Ollama and vLLM serve too.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mapapp.contracts.atlas import Problem
from mapapp.contracts.records import ProjectEvent
from mapapp.contracts.text import Document
from mapapp.contracts.vocabulary import Modality, SectionForm, Severity, Stage, YearBasis
from mapapp.errors import MapAppError
from mapapp.extraction.projects.zones import decide_zones, towns_in
from mapapp.extraction.text.sentences import Sentence, read_sentences

RULE_ID: Final = "model"

# Between doubt and certainty: a model's claim is shown, and never certain.
MODEL_CONFIDENCE: Final = 0.45

# A paragraph of a work report has 150-600 characters; shorter ones are headings.
SHORTEST_PARAGRAPH: Final = 20

# After this many failures in a row the endpoint is taken to be away, and the rest of the document is left to the rules.
FAILURES_BEFORE_GIVING_UP: Final = 2

# An answer is a short list; anything longer is not an answer.
MAX_ANSWER_BYTES: Final = 1_000_000

FIRST_YEAR, LAST_YEAR = 1990, 2060

_INSTRUCTION: Final = (
    "从下面这段规划文本里找出有名称、有地点的项目及其阶段。只输出 JSON 数组，每项含："
    "name（原文名称）、quote（含名称和阶段的最短原文，逐字照抄）、"
    f"stage（{'/'.join(stage.value for stage in Stage)}）、modality（reported 已发生，planned 计划）、"
    "year（四位年份，文中没有则 null）。没有就输出 []。"
)


@dataclass(frozen=True, slots=True)
class ModelEndpoint:
    """Where the model answers; `timeout_s` bounds one paragraph."""

    url: str
    model: str
    key: str = ""
    timeout_s: float = 60.0


def endpoint_from_environment(environment: Mapping[str, str] | None = None) -> ModelEndpoint | None:
    """Return the endpoint the environment names, or None when it names none.

    Raises MapAppError when the address is not http(s) or the model has no name.
    """
    values = os.environ if environment is None else environment
    url = values.get("MAPAPP_MODEL_URL", "").rstrip("/")
    if not url:
        return None
    if urllib.parse.urlsplit(url).scheme not in ("http", "https"):
        raise MapAppError("MAPAPP_MODEL_URL 须以 http:// 或 https:// 开头，写到 /v1 为止")
    model = values.get("MAPAPP_MODEL_NAME", "")
    if not model:
        raise MapAppError("设了 MAPAPP_MODEL_URL，还须用 MAPAPP_MODEL_NAME 写明模型名")
    return ModelEndpoint(url, model, values.get("MAPAPP_MODEL_KEY", ""))


def add_model_events(
    document: Document, events: Sequence[ProjectEvent], endpoint: ModelEndpoint
) -> tuple[tuple[ProjectEvent, ...], tuple[Problem, ...]]:
    """Return the rules' events followed by what the model found beyond them, and what went wrong on the way.

    A claim about a name and stage the rules already have in that sentence adds nothing.
    """
    sentences = tuple(read_sentences(document))
    added: dict[str, ProjectEvent] = {}
    problems: list[Problem] = []
    failures = 0
    for paragraph_start, paragraph in _paragraphs(document):
        try:
            claims = _ask(endpoint, paragraph)
        except MapAppError as error:
            failures += 1
            problems.append(_problem(document, str(error)))
            if failures >= FAILURES_BEFORE_GIVING_UP:
                break
            continue
        failures = 0
        refused = 0
        for claim in claims:
            event = _accept(document, sentences, paragraph_start, paragraph, claim)
            if event is None:
                refused += 1
            elif not _said_already(event, events):
                added.setdefault(event.event_id, event)
        if refused:
            problems.append(_problem(document, f"模型的 {refused} 条回答与原文不符或不合格式，未采用"))
    return (*events, *added.values()), tuple(dict.fromkeys(problems))


def _paragraphs(document: Document) -> Iterator[tuple[int, str]]:
    """Return the paragraphs of prose with their place in the reading view."""
    for section in document.sections:
        if section.form is not SectionForm.PROSE:
            continue
        for match in re.finditer(r"[^\n]+", document.view.text[section.start : section.end]):
            if len(match.group().strip()) >= SHORTEST_PARAGRAPH:
                yield section.start + match.start(), match.group()


def _ask(endpoint: ModelEndpoint, paragraph: str) -> list[object]:
    """Send one paragraph and give the list that comes back.

    Raises MapAppError, without the key or the text, when there is no list.
    """
    body = {
        "model": endpoint.model,
        "temperature": 0,
        "messages": [{"role": "system", "content": _INSTRUCTION}, {"role": "user", "content": paragraph}],
    }
    headers = {"Content-Type": "application/json"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    request = urllib.request.Request(  # noqa: S310 - the scheme was checked when the endpoint was read
        f"{endpoint.url}/chat/completions", json.dumps(body).encode("utf-8"), headers
    )
    try:
        with urllib.request.urlopen(request, timeout=endpoint.timeout_s) as response:  # noqa: S310
            raw = response.read(MAX_ANSWER_BYTES + 1)
    except (urllib.error.URLError, OSError, http.client.HTTPException) as error:
        raise MapAppError(f"模型服务没有回答（{type(error).__name__}），只用规则的结果") from error
    if len(raw) > MAX_ANSWER_BYTES:
        raise MapAppError("模型服务的回答过长，只用规则的结果")
    try:
        content = json.loads(raw)["choices"][0]["message"]["content"]
        start, end = content.index("["), content.rindex("]")
        claims = json.loads(content[start : end + 1])
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise MapAppError("模型服务的回答不是约定的格式，只用规则的结果") from error
    return claims if isinstance(claims, list) else []


def _accept(
    document: Document, sentences: Sequence[Sentence], paragraph_start: int, paragraph: str, claim: object
) -> ProjectEvent | None:
    """Make a record of a claim that holds, None of any other."""
    if not isinstance(claim, dict):
        return None
    name, quote, year = claim.get("name"), claim.get("quote"), claim.get("year")
    if not (isinstance(name, str) and isinstance(quote, str) and name.strip() and name in quote):
        return None
    if year is not None and not (type(year) is int and FIRST_YEAR <= year <= LAST_YEAR):
        return None
    try:
        stage, modality = Stage(str(claim.get("stage"))), Modality(str(claim.get("modality")))
    except ValueError:
        return None
    at = paragraph.find(quote)
    if at < 0:
        return None
    start = paragraph_start + at
    sentence = next((each for each in sentences if each.start <= start < each.start + len(each.text)), None)
    if sentence is None:
        return None
    spans = document.view.stored_spans(start, start + len(quote))
    first, last = spans[0]
    stored = document.span(first, last).quote
    section_year = sentence.section.years[1] if sentence.section.years else document.year
    zones, evidence = decide_zones(name, quote, sentence, document)
    digest = hashlib.sha256(f"{document.id}|{RULE_ID}|{stored}|{name}|{stage}".encode()).hexdigest()
    return ProjectEvent(
        event_id=f"{document.id}-{digest[:12]}",
        doc=document.id,
        start=first,
        end=last,
        quote=stored,
        name=name,
        stage=stage,
        modality=modality,
        year=year if year is not None else section_year,
        year_basis=YearBasis.SENTENCE if year is not None and str(year) in quote else YearBasis.SECTION,
        zones=zones,
        zone_evidence=evidence,
        places=towns_in(quote, document),
        district=document.district,
        certain=False,
        rule=RULE_ID,
        confidence=MODEL_CONFIDENCE,
        reasons=("语言模型读出，原句逐字核对过",),
        canonical=name,
        spans=spans if len(spans) > 1 else (),
    )


def _said_already(event: ProjectEvent, events: Sequence[ProjectEvent]) -> bool:
    """Whether the rules have this stage of this name in the same stretch of text."""
    return any(
        event.stage is other.stage
        and event.start < other.end
        and other.start < event.end
        and (event.name in other.name or other.name in event.name)
        for other in events
    )


def _problem(document: Document, message: str) -> Problem:
    """Return what went wrong with the model; the rules' result stands."""
    return Problem(
        "model",
        Severity.WARNING,
        document.name,
        message,
        "规则的结果不受影响；请检查 MAPAPP_MODEL_URL",
        doc=document.id,
    )
