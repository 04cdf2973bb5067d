"""Builders for small worlds: they fill in what a test does not care about, so what remains is the point."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from shapely.geometry import Point, box

from mapapp.contracts import (
    Atlas,
    Comparator,
    Document,
    DocumentKind,
    Evidence,
    Geodata,
    Indicator,
    Modality,
    Placement,
    Precision,
    Project,
    ProjectEvent,
    Promise,
    Section,
    SectionMode,
    Stage,
    TextView,
    ValueKind,
    YearBasis,
    Zone,
    ZoneShare,
)
from mapapp.open_workspace import activate, active
from tests.toy_world import toy_dir, toy_geodata  # noqa: F401


def pytest_configure() -> None:
    """Hear signals: a shell that starts the tests in the background has them, and what they start, ignore Ctrl+C."""
    for name, handler in (
        ("SIGINT", signal.default_int_handler),
        ("SIGQUIT", signal.SIG_DFL),
        ("SIGHUP", signal.SIG_DFL),
    ):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, handler)


def build_document(doc: str = "900", year: int | None = 2024, text: str = "甲厂开工。", **changes: Any) -> Document:
    """Make a document whose view is its text and which is one section."""
    document = Document(
        id=doc,
        name=f"{doc}.txt",
        title=f"文件{doc}",
        district="青浦区",
        kind=DocumentKind.WORK_REPORT,
        year=year,
        issued=str(year),
        sha256="0" * 64,
        text=text,
        view=TextView(text, tuple(range(len(text)))),
        sections=(Section(0, len(text), (), SectionMode.PLAN, (year, year) if year else None),),
    )
    return replace(document, **changes)


def build_event(event_id: str = "e1", name: str = "甲厂", project_id: str = "p1", **changes: Any) -> ProjectEvent:
    """Make a reported event of 2024."""
    quote = changes.pop("quote", f"{name}开工")
    event = ProjectEvent(
        event_id=event_id,
        doc="900",
        start=0,
        end=len(quote),
        quote=quote,
        name=name,
        stage=Stage.STARTED,
        modality=Modality.REPORTED,
        year=2024,
        year_basis=YearBasis.SECTION,
        zones=("青西",),
        zone_evidence=Evidence.TEXT,
        places=(),
        district="青浦区",
        certain=True,
        rule="test",
        canonical=name,
        project_id=project_id,
    )
    return replace(event, **changes)


def build_indicator(indicator_id: str = "i1", **changes: Any) -> Indicator:
    """Make a target of 2024."""
    indicator = Indicator(
        indicator_id=indicator_id,
        doc="900",
        start=0,
        end=9,
        quote="绿地新增10公顷",
        name="新增绿地面积",
        region="青浦区",
        period="2024",
        value_kind=ValueKind.TARGET,
        value=10.0,
        value_text="10公顷",
        unit="公顷",
        comparator=Comparator.EQUAL,
        certain=True,
        rule="test",
    )
    return replace(indicator, **changes)


def build_zones() -> tuple[Zone, ...]:
    """Make two overlapping zones of 0.02 by 0.01 degrees."""
    west, east = box(121.00, 31.10, 121.02, 31.11), box(121.01, 31.10, 121.03, 31.11)
    return tuple(
        Zone(zone_id, zone_id, "zone", shape, area_km2=2.1, accuracy_m=100.0, basis="手绘")
        for zone_id, shape in (("青西", west), ("示范区", east))
    )


def build_atlas(
    events: Sequence[ProjectEvent] = (),
    *,
    documents: Sequence[Document] | None = None,
    placements: Sequence[Placement] | None = None,
    promises: Sequence[Promise] = (),
    indicators: Sequence[Indicator] = (),
    names: dict[str, str] | None = None,
) -> Atlas:
    """Make an Atlas in which each project_id of the events is one project, placed as a point in 青西."""
    events = tuple(events) or (build_event(),)
    ids = list(dict.fromkeys(event.project_id for event in events))
    projects = []
    for project_id in ids:
        own = [event for event in events if event.project_id == project_id]
        zones = tuple(dict.fromkeys(zone for event in own for zone in event.zones))
        projects.append(
            Project(
                project_id=project_id,
                name=(names or {}).get(project_id, own[0].canonical),
                aliases=tuple(dict.fromkeys(event.name for event in own)),
                district="青浦区",
                zones=zones,
                zone_evidence=tuple(own[0].zone_evidence or Evidence.TEXT for _ in zones),
                places=(),
                event_ids=tuple(event.event_id for event in own),
                certain=True,
            )
        )
    if placements is None:
        placements = [
            Placement(
                project_id,
                Precision.SITE,
                Point(121.005, 31.105),
                50.0,
                "名录",
                ("place-1",),
                (ZoneShare("青西", 1.0),),
                "朱家角镇",
                "青浦区",
            )
            for project_id in ids
        ]
    return Atlas(
        version="0",
        documents=tuple(documents) if documents is not None else (build_document(),),
        events=events,
        indicators=tuple(indicators),
        projects=tuple(projects),
        promises=tuple(promises),
        conflicts=(),
        merge_suggestions=(),
        series=(),
        geodata=Geodata(build_zones(), ()),
        placements=tuple(placements),
        problems=(),
        inputs=(("seeds/900.txt", "0" * 64),),
    )


@pytest.fixture(scope="session", autouse=True)
def _data_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what tests add away from what the user of this machine added, in every process they start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MAPAPP_DATA", str(tmp_path_factory.mktemp("data")))
        # One folder for every process a run starts: a document is read once for all of them.
        base = tmp_path_factory.getbasetemp()
        patch.setenv("MAPAPP_CACHE", str((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "cache"))
        patch.delenv("MAPAPP_STORE", raising=False)
        yield


@pytest.fixture
def make_document() -> Callable[..., Document]:
    """Return the document builder."""
    return build_document


@pytest.fixture
def make_event() -> Callable[..., ProjectEvent]:
    """Return the event builder."""
    return build_event


@pytest.fixture
def make_indicator() -> Callable[..., Indicator]:
    """Return the indicator builder."""
    return build_indicator


@pytest.fixture
def make_atlas() -> Callable[..., Atlas]:
    """Return the atlas builder."""
    return build_atlas


# Names of other machines lead nowhere, so that a test behaves with a network as without one.
NOBODY_ELSE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]"


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Return a Chromium, one for all tests of a worker; fail with one clear line when there is none."""
    from playwright.sync_api import sync_playwright

    from tests.browser.install import HELP, find_browser

    path = find_browser()
    if path is None:
        pytest.fail(HELP, pytrace=False)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path, args=[NOBODY_ELSE, *(["--no-sandbox"] if root else [])]
        )
        yield chromium
        chromium.close()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a test in a real browser try again: on a busy machine a click can meet a button that is just drawn anew."""
    for item in items:
        if item.get_closest_marker("browser") is not None:
            item.add_marker(pytest.mark.flaky(reruns=2))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say why a test needed another try: it hides a race that is to be found."""
    for report in terminalreporter.stats.get("rerun", ()):
        terminalreporter.write_sep("-", f"another try of {report.nodeid}")
        terminalreporter.write_line("\n".join(report.longreprtext.splitlines()[-30:]))


@pytest.fixture(autouse=True)
def _same_workspace_afterwards() -> Iterator[None]:
    """Leave the workspace open that was open: a test may open another one."""
    before = active()
    yield
    activate(before)
