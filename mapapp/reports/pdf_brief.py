"""Zone briefs on paper: a group of pages for each zone, every claim with a numbered note that quotes its sentence.

Built as one HTML page that holds everything, then printed to PDF by a browser of this machine. All words are escaped;
the page has no script.
"""

from __future__ import annotations

import base64
import html
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from mapapp.contracts import Atlas, Project, Promise, Selected, Stage, Verdict, Zone
from mapapp.contracts.scenes import Camera, Deck, Scene
from mapapp.layers.style import INK_SOFT, MARKED_VERDICTS, STAGE_MARKS, VERDICT_MARKS
from mapapp.open_workspace import active
from mapapp.reports.footnotes import Notes
from mapapp.reports.headless_browser import print_pdf
from mapapp.reports.lookup_data import CAVEAT, REVIEW_NUMBER, source_line
from mapapp.reports.pdf_front import (
    brief_title,
    brief_zones,
    chapter_pages,
    css_text,
    title_page,
    without_clock,
    zone_anchor,
)
from mapapp.reports.scene_data import filter_words, stage_counts, verdict_counts
from mapapp.reports.scene_pictures import Tell, scene_maps, tell_nobody
from mapapp.selection import NO_STAGE_TERM, Selection, select, to_parameters

STYLE_FILE: Final = Path(__file__).parent / "web" / "brief.css"
# Figures of a zone that fit the page beside the projects.
FIGURES_SHOWN: Final = 30
VERDICT_ORDER: Final = (Verdict.OVERDUE, Verdict.LATE, Verdict.KEPT, Verdict.REACHED)


def brief_pdf(atlas: Atlas, selection: Selection, tell: Tell = tell_nobody) -> bytes:
    """Return the briefs of the zones of a selection (all zones without one) as a PDF.

    Raises ExportError where there is no browser.
    """
    deck = Deck("简报", tuple(_scene(selection, zone) for zone in brief_zones(atlas, selection)))
    maps = scene_maps(atlas, deck, tell) if deck.scenes else []
    with tempfile.TemporaryDirectory(prefix="mapapp-") as folder:
        page = Path(folder) / "brief.html"
        page.write_text(brief_html(atlas, selection, maps), encoding="utf-8")
        # A browser knows on which page something stands only after it has printed: the contents are filled in then.
        starts = chapter_pages(print_pdf(page))
        page.write_text(brief_html(atlas, selection, maps, starts), encoding="utf-8")
        return without_clock(print_pdf(page))


def brief_html(atlas: Atlas, selection: Selection, maps: Sequence[bytes] = (), starts: Sequence[int] = ()) -> str:
    """Return the page that is printed; same input, same text.

    `maps` are PNGs in the order of `brief_zones`, `starts` the pages (from 1) on which title page and zones begin.
    """
    notes = Notes(atlas)
    groups = []
    for number, zone in enumerate(brief_zones(atlas, selection)):
        own = replace(selection, zones=(zone.zone_id,))
        picture = maps[number] if number < len(maps) else None
        groups.append(
            _group(atlas, select(atlas, own), zone, filter_words(replace(own, zones=()), atlas), notes, picture)
        )
    style = STYLE_FILE.read_text(encoding="utf-8").replace("__TITLE__", css_text(active().title))
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><title>{_e(brief_title(selection))}</title>'
        f"<style>{style}</style></head><body>{title_page(atlas, selection, starts)}{''.join(groups)}</body></html>\n"
    )


def _scene(selection: Selection, zone: Zone) -> Scene:
    """Return the view of a zone's map."""
    own = replace(selection, zones=(zone.zone_id,))
    return Scene(
        zone.name,
        camera=Camera(fit=(zone.zone_id,)),
        selection=tuple(to_parameters(own).items()),
        held=(zone.zone_id,),
    )


def _group(atlas: Atlas, selected: Selected, zone: Zone, words: list[str], notes: Notes, picture: bytes | None) -> str:
    """Return the pages of one zone."""
    before = len(notes.numbers)
    when = f"截至 {selected.as_of} 年　{selected.clock.term}"
    body = [
        f"<header><h1>{_e(zone.name)}</h1><p>{_e('　'.join([when, *words]))}</p></header>",
        f'<p class="soft">{_e("、".join(zone.towns))}　{zone.area_km2:,.0f} km²　{CAVEAT}，误差约 {zone.accuracy_m:,.0f} 米　{REVIEW_NUMBER}</p>',
        _picture(zone, picture),
        _summary(selected),
        _projects(atlas, selected, notes),
        _promises(atlas, selected, notes),
        _waiting(atlas, selected, notes),
        _slips(atlas, selected, notes),
        _figures(selected, notes),
        _notes(notes, before),
        f'<p class="soft">{_e(source_line(atlas))}</p>',
    ]
    return f'<section id="{zone_anchor(zone)}">{"".join(body)}</section>'


def _picture(zone: Zone, picture: bytes | None) -> str:
    """Put the map in, or nothing."""
    if picture is None:
        return ""
    return f'<img alt="{_e(zone.name)}示意图" src="data:image/png;base64,{base64.b64encode(picture).decode()}">'


def _summary(selected: Selected) -> str:
    """Return totals by verdict; stages are counted in the map's legend and in the list."""
    stages = stage_counts(selected, selected.projects)
    verdicts = verdict_counts(selected, selected.projects)
    done = sum(stages[Stage.COMPLETED.rank : Stage.OPERATING.rank + 1])
    under_way = sum(stages[Stage.STARTED.rank : Stage.COMPLETED.rank])
    parts = [
        f"<b>{selected.total}</b> 个项目（已上图 {selected.mapped}，未上图 {selected.unmapped}）",
        f"建成启用 <b>{done}</b>",
        f"开工在建 <b>{under_way}</b>",
        *(
            f"{_verdict(verdict)} {verdict.term} <b>{count}</b>"
            for verdict, count in zip(Verdict, verdicts, strict=True)
            if verdict in MARKED_VERDICTS
        ),
    ]
    return f'<p class="summary">{"".join(f"<span>{part}</span>" for part in parts)}</p>'


def _projects(atlas: Atlas, selected: Selected, notes: Notes) -> str:
    """List the projects by stage, furthest first; each with the year and note of the report it rests on."""
    if not selected.projects:
        return "<p>当前条件下这里没有项目。</p>"
    blocks = []
    for stage in (*reversed(Stage), None):
        rows = [item for item in selected.projects if _stage(selected, item) is stage]
        rows.sort(key=lambda item: (-selected.year_of(item), item.name, item.project_id))
        if rows:
            term = NO_STAGE_TERM if stage is None else stage.term
            items = "".join(f"<li>{_project(atlas, selected, item, notes)}</li>" for item in rows)
            blocks.append(f"<h3>{stage_svg(stage)} {term} <b>{len(rows)}</b></h3><ul>{items}</ul>")
    return f"<h2>项目，按阶段</h2><div class='columns'>{''.join(blocks)}</div>"


def _project(atlas: Atlas, selected: Selected, project: Project, notes: Notes) -> str:
    """Return one project; without a reported stage the note is the sentence that speaks of it first."""
    state = selected.states.get(project.project_id)
    event = atlas.event_by_id[state.event_id if state is not None else project.event_ids[0]]
    year = f" <i>{state.year}</i>" if state is not None else ""
    doubt = "" if project.certain else "（存疑）"
    return f"{_e(project.name)}{doubt}{year}{_mark(notes.number(event))}"


def _promises(atlas: Atlas, selected: Selected, notes: Notes) -> str:
    """Return what is proven of promises, with the sentence of the promise and those of both ends of its date."""
    rows = []
    for verdict in VERDICT_ORDER:
        for promise in sorted(
            (item for item in selected.promises if item.verdict is verdict),
            key=lambda item: (item.year, item.promise_id),
        ):
            ends = [bound for bound in (promise.not_before, promise.not_after) if bound is not None]
            proof = "".join(_mark(notes.number(atlas.event_by_id[bound.event_id])) for bound in ends)
            rows.append(
                f"<tr><td>{_verdict(verdict)}</td><td>{_e(_name(atlas, promise))}</td>"
                f"<td>{promise.year} 年{promise.stage.term}{_mark(notes.number(atlas.event_by_id[promise.event_id]))}</td>"
                f"<td>{_e(promise.reason)}{proof}</td></tr>"
            )
    if not rows:
        return ""
    head = "<tr><th></th><th>项目</th><th>承诺</th><th>结果</th></tr>"
    note = "● 按期达到　○ 已达到，是否按期不明　▲ 迟到　■ 逾期未达。每一条都有原句。"
    return f'<h2>承诺与兑现</h2><p class="soft">{note}</p><table>{head}{"".join(rows)}</table>'


def _waiting(atlas: Atlas, selected: Selected, notes: Notes) -> str:
    """Return what is due and decided by nothing, one group for each reason: what they have in common is said once."""
    groups: dict[str, list[Promise]] = {}
    for promise in selected.promises:
        if promise.verdict is Verdict.UNVERIFIED:
            reason = promise.doubt.term if promise.doubt is not None else "没有说明原因"
            groups.setdefault(reason, []).append(promise)
    if not groups:
        return ""
    blocks = []
    for reason, group in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        group.sort(key=lambda item: (item.year, _name(atlas, item), item.promise_id))
        items = "；".join(
            f"{_e(_name(atlas, item))} {item.year} 年{item.stage.term}"
            f"{_mark(notes.number(atlas.event_by_id[item.event_id]))}"
            for item in group
        )
        blocks.append(f"<h3>{_e(reason)} <b>{len(group)}</b></h3><p>{items}。</p>")
    note = "承诺已到期，文件既没有证明做到，也没有证明没做到。未提不等于未办。"
    return f'<h2>待核实的承诺</h2><p class="soft">{note}</p>{"".join(blocks)}'


def _slips(atlas: Atlas, selected: Selected, notes: Notes) -> str:
    """Return the targets that were moved later."""
    by_id = {promise.promise_id: promise for promise in atlas.promises}
    rows = []
    for promise in selected.promises:
        for later in (by_id[item] for item in promise.slipped_to if item in by_id):
            first = f"{promise.year} 年{promise.stage.term}{_mark(notes.number(atlas.event_by_id[promise.event_id]))}"
            then = f"{later.year} 年{later.stage.term}{_mark(notes.number(atlas.event_by_id[later.event_id]))}"
            rows.append(f"<li>{_e(_name(atlas, promise))}：{first} 改为 {then}</li>")
    return f"<h2>目标后移</h2><ul>{''.join(rows)}</ul>" if rows else ""


def _figures(selected: Selected, notes: Notes) -> str:
    """List the figures that speak of the zone."""
    rows = [
        f"<tr><td>{_e(item.name)}</td><td>{_e(item.value_with_unit)}</td><td>{_e(item.period)}</td>"
        f"<td>{item.value_kind.term}{_mark(notes.number(item))}</td></tr>"
        for item in selected.indicators[:FIGURES_SHOWN]
    ]
    if not rows:
        return ""
    left = len(selected.indicators) - len(rows)
    more = f'<p class="soft">另有 {left} 个，见数据导出。</p>' if left > 0 else ""
    return f"<h2>指标</h2><table><tr><th>指标</th><th>数值</th><th>年份</th><th>性质</th></tr>{''.join(rows)}</table>{more}"


def _notes(notes: Notes, before: int) -> str:
    """Print the notes of one zone that no earlier zone has printed."""
    items = "".join(f'<li value="{number}" id="n{number}">{_e(text)}</li>' for number, text in notes.texts(before))
    earlier = f'<p class="soft">注 1–{before} 见前面的片区。</p>' if before else ""
    return f"<h2>注：原句与出处</h2>{earlier}<ol>{items}</ol>" if items else ""


def stage_svg(stage: Stage | None) -> str:
    """Draw the mark of a stage from the style table, as on the map."""
    if stage is None:
        return f'<svg viewBox="0 0 20 20"><circle cx="10" cy="10" r="6" fill="none" stroke="{INK_SOFT}" stroke-width="1.5"/><circle cx="10" cy="10" r="2.2" fill="{INK_SOFT}"/></svg>'
    mark = STAGE_MARKS[stage]
    around = 2 * 3.1416 * 3
    halo = f'<circle cx="10" cy="10" r="9" fill="none" stroke="{mark.colour}"/>' if mark.halo else ""
    fill = (
        f'<circle cx="10" cy="10" r="3" fill="none" stroke="{mark.colour}" stroke-width="6" '
        f'stroke-dasharray="{around * mark.fill:.2f} {around:.2f}" transform="rotate(-90 10 10)"/>'
        if mark.fill
        else ""
    )
    dash = ' stroke-dasharray="2.6 2.1"' if mark.ring == "dashed" else ""
    ring = f'<circle cx="10" cy="10" r="6" fill="none" stroke="{mark.colour}" stroke-width="1.5"{dash}/>'
    return f'<svg viewBox="0 0 20 20">{halo}{fill}{ring}</svg>'


def _verdict(verdict: Verdict) -> str:
    """Draw a verdict: its shape in its colour."""
    mark = VERDICT_MARKS[verdict]
    return f'<span class="verdict" style="color:{mark.colour}">{mark.symbol}</span>'


def _mark(number: int) -> str:
    """Point to a note."""
    return f'<a class="note" href="#n{number}">[{number}]</a>'


def _name(atlas: Atlas, promise: Promise) -> str:
    """Name the project of a promise."""
    return atlas.project_by_id[promise.project_id].name


def _stage(selected: Selected, project: Project) -> Stage | None:
    """Return the stage of a project."""
    state = selected.states.get(project.project_id)
    return None if state is None else state.stage


def _e(text: str | Iterable[str]) -> str:
    """Escape words for the page."""
    return html.escape(text if isinstance(text, str) else "".join(text), quote=True)
