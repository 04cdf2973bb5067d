import unicodedata

import pytest

from mapapp.text.folding import fold_characters, fold_text


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("⻓兴⼤道", "长兴大道"),
        ("⻛⻜⻢⻥⻦⻩⻬⻰⻳", "风飞马鱼鸟黄齐龙龟"),
        ("⼯业⽤地⾯积", "工业用地面积"),
        ("⼾籍", "户籍"),
        ("更\uf914", "更樂"),
        ("︵一︶︽规划︾", "（一）《规划》"),
        ("𝟐𝟎𝟐𝟓年", "2025年"),
        ("竣工｡", "竣工。"),
    ],
)
def test_a_look_alike_is_read_as_the_character_that_is_meant(printed, meant):
    assert fold_characters(printed) == meant


def test_every_kangxi_radical_is_folded_to_an_ideograph():
    for code in range(0x2F00, 0x2FD6):
        folded = fold_characters(chr(code))
        assert "CJK UNIFIED IDEOGRAPH" in unicodedata.name(folded)


def test_ordinary_text_is_left_as_it_stands():
    text = "建成3条（含乙路）道路，PM2.5下降12%；“十四五”期间①②③ ㎡ Ⅱ期 〇 ○"
    assert fold_text(text).text == text


@pytest.mark.parametrize("unseen", ["\u200b", "\u00ad", "\ufeff", "\u200d", "\u2060", "\ufe0f", "\U000e0100", "\u202c"])
def test_what_no_reader_sees_is_left_out_and_every_offset_still_points_at_the_print(unseen):
    text = f"{unseen}青溪{unseen}{unseen}大桥{unseen}通车{unseen}"
    view = fold_text(text)
    assert view.text == "青溪大桥通车"
    assert [text[offset] for offset in view.offsets] == list(view.text)
