"""A view in a link: read when it is plain and near, refused with one sentence otherwise."""

from __future__ import annotations

import pytest

from mapapp.ui.views.camera import parse_camera


def test_a_view_is_given_in_its_one_plain_form(make_atlas):
    assert parse_camera("121.05,31.1,12.50", make_atlas()) == ("121.0500,31.1000,12.5", "")
    assert parse_camera("121.051234,31.104321,9", make_atlas()) == ("121.0512,31.1043,9", "")
    assert parse_camera("", make_atlas()) == ("", "")


@pytest.mark.parametrize(
    "text",
    [
        "121.05,31.1",
        "31.1,121.05,12",  # the axes swapped
        "121.05,31.1,99",
        "121.05,31.1,7",
        "116.4,39.9,12",  # far from every zone
        "nan,inf,12",
        "1e2,31.1,12",
        "-121.05,31.1,12",
        "121.05,31.1,12\n",
        "１２１.05,31.1,12",
        "<script>alert(1)</script>",
        "1" * 5000,
    ],
)
def test_anything_else_is_refused_with_one_sentence(make_atlas, text):
    camera, sentence = parse_camera(text, make_atlas())
    assert camera == ""
    assert "视角" in sentence
    assert "已略过" in sentence
    assert len(sentence) < 120
