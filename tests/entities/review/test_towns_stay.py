"""The same everyday building under two towns stays two projects through the reviews of other records."""

from __future__ import annotations

from mapapp.entities import apply_reviews, link_projects
from mapapp.entities.linking.registry import Registry
from tests.conftest import build_document, build_event

NAME = "社区文化活动中心"


def test_the_town_that_the_reader_put_into_a_name_reaches_linking():
    document = build_document(text=f"{NAME}建成启用。{NAME}开工建设。")
    events = [
        build_event("e1", NAME, "", start=0, quote=f"{NAME}建成启用", canonical=f"朱家角镇{NAME}"),
        build_event("e2", NAME, "", start=13, quote=f"{NAME}开工建设", canonical=f"练塘镇{NAME}"),
    ]
    revised, _, _ = apply_reviews([document], events, (), [])
    assert [event.canonical for event in revised] == [f"朱家角镇{NAME}", f"练塘镇{NAME}"]
    assert len(link_projects(revised, Registry()).projects) == 2
