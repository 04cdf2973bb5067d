"""Numbers of every shape reach the record: signs, parted thousands, two scales, Chinese numerals, symbols."""

from __future__ import annotations

import pytest

from tests.extraction.figures.figure_documents import figures_of, said


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("工业用电量同比增长-3.5%。", ["工业用电量增长率=-3.5%"]),
        ("进出口总额增速为－2.1%。", ["进出口总额增长率=-2.1%"]),
        ("民间投资增速由5.2%回落至−1.3%。", ["民间投资增长率=5.2%", "民间投资增长率=-1.3%"]),
        ("房屋销售面积同比–12.4%。", ["房屋销售面积增长率=-12.4%"]),
        ("税收收入同比负4.6%。", ["税收收入增长率=-4.6%"]),
        ("人口自然增长率-4.5‰。", ["人口自然增长率=-4.5‰"]),
        (
            "商业、工业、农业投资分别增长8.2%、6.7%和−3.4%。",
            ["商业投资增长率=8.2%", "工业投资增长率=6.7%", "农业投资增长率=-3.4%"],
        ),
        ("企业利润总额为-3.2亿元。", ["企业利润总额=-3.2亿元"]),
        ("财政收入增速预计在-2%至1%之间。", ["财政收入增长率=-2-1%"]),
        ("新设企业同比-120家。", ["新设企业增长=-120家"]),
    ],
)
def test_a_minus_is_a_fall_however_it_is_printed(sentence: str, figures: list[str]) -> None:
    assert said(sentence) == figures


def test_a_fall_said_twice_is_kept_as_a_fall_and_doubted() -> None:
    (figure,) = figures_of("房地产开发投资下降—12.6%。")
    assert (figure.name, figure.value, figure.certain) == ("房地产开发投资增长率", -12.6, False)


@pytest.mark.parametrize(
    "sentence",
    ["增长3%-5%。", "2021-2025年新增绿地12公顷。", "AB-12个样品入库。", "为企业减负3亿元。", "镇界—3公里长的路段。"],
)
def test_a_dash_between_things_is_no_minus(sentence: str) -> None:
    assert all((figure.value or figure.value_low or 1) > 0 for figure in figures_of(sentence))


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("累计投入资金2，350亿元。", ["投入资金=2350亿元"]),
        ("新增床位３，２００张。", ["新增床位数=3200张"]),
        ("新增床位3'200张。", ["新增床位数=3200张"]),
        ("新增床位3’200张、路灯12 500盏。", ["新增床位数=3200张", "新增路灯数=12500盏"]),
        ("常住人口1,234,567人。", ["常住人口=1234567人"]),
        ("第三产业增加值4，186.7亿元，增长3.2%。", ["第三产业增加值=4186.7亿元", "第三产业增加值增长率=3.2%"]),
    ],
)
def test_thousands_are_one_number_however_they_are_parted(sentence: str, figures: list[str]) -> None:
    folded = sentence.translate({0xFF10 + digit: str(digit) for digit in range(10)})  # as the reading view folds them
    assert said(folded) == figures
    assert figures_of(folded)[0].value_text in folded


@pytest.mark.parametrize(
    "sentence", ["根据第3，5，7条办理。", "见第12、15款。", "编号3，500的地块。", "对照第2，4项。", "依第8，12，15条。"]
)
def test_numbers_of_articles_are_no_figures(sentence: str) -> None:
    assert said(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("产业投资完成3亿6千万元。", ["产业投资=3.6亿元"]),
        ("新增学位4万8千个。", ["新增学位数=48000个"]),
        ("工业总产值2万1千亿元。", ["工业总产值=21000亿元"]),
        ("储蓄存款余额1万零860亿4千万元。", ["储蓄存款余额=10860.4亿元"]),
        ("旧住房改造12万5千平方米。", ["旧住房改造面积=125000平方米"]),
        ("就业人数3万2千余人。", ["就业人数>=32000人"]),
    ],
)
def test_an_amount_said_with_two_scales_is_one_figure(sentence: str, figures: list[str]) -> None:
    assert said(sentence) == figures


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("改造菜场二十七座。", ["改造菜场数=27座"]),
        ("新增托位一千三百个。", ["新增托位数=1300个"]),
        ("完成固定资产投资四百一十六亿元。", ["固定资产投资=416亿元"]),
        ("新增护理床位两千张、病床二百张。", ["新增护理床位数=2000张", "新增病床数=200张"]),
        ("整治河道一百零五公里。", ["整治河道长度=105公里"]),
        ("常住人口四十万人左右。", ["常住人口~40万人"]),
        ("人均收入七万零八百元。", ["人均收入=70800元"]),
        ("绿色出行比例达到三成五。", ["绿色出行比例=35%"]),
        ("公寓入住率超过九成。", ["公寓入住率>=90%"]),
        ("研发投入占比达到百分之三点五。", ["研发投入占比=3.5%"]),
        ("新增应急避难场所四处。", ["新增应急避难场所数=4处"]),
        ("为五百户独居老人安装水表。", ["独居老人安装水表户数=500户"]),
        ("入驻企业一百一十余家。", ["入驻企业数>=110家"]),
    ],
)
def test_numbers_in_chinese_characters_are_figures(sentence: str, figures: list[str]) -> None:
    assert said(sentence) == figures


@pytest.mark.parametrize(
    "sentence",
    [
        "抓好一个中心、两个重点。",
        "实现三个提升。",
        "按照省委十二届十一次全会部署。",
        "下设一办九组，加强领导。",
        "实施十大工程。",
        "服务千家万户。",
        "落实三十条措施。",
        "二〇二五年全面完成。",
        "第十五次会议召开。",
        "打造十五分钟生活圈。",
        "一成不变的做法。",
    ],
)
def test_numerals_of_phrases_are_no_figures(sentence: str) -> None:
    assert said(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("新增公园绿地3.2km²。", ["新增公园绿地面积=3.2km²"]),
        ("年发电量2.6亿kWh。", ["年发电量=2.6亿kWh"]),
        ("光伏装机容量达到120MW。", ["光伏装机容量=120MW"]),
        ("粮食产量6.3万t。", ["粮食产量=6.3万t"]),
        ("造林面积45hm²。", ["造林面积=45hm²"]),
        ("污水日处理能力12万m³/d。", ["污水日处理能力=12万m³/d"]),
        ("PM2.5年均浓度27μg/m³。", ["PM2.5年均浓度=27μg/m³"]),
        ("立体绿化面积3.6万㎡。", ["立体绿化面积=3.6万㎡"]),
        ("地均税收3.2亿元/平方公里。", ["地均税收=3.2亿元/平方公里"]),
        ("完成投资￥3.2亿。", ["投资=3.2亿元"]),
    ],
)
def test_units_may_be_symbols_and_letters_with_a_scale(sentence: str, figures: list[str]) -> None:
    assert said(sentence) == figures
