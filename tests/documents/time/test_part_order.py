"""The parts of a work report by their order."""

from mapapp.documents import read_document

OPENING = "政府工作报告\n——2031年1月14日在岚桥区第七届人民代表大会第六次会议上\n各位代表：\n我代表区人民政府向大会报告工作，请予审议。\n"
BODY = (
    "深入贯彻新发展理念，把高质量发展作为首要任务，统筹发展和安全，以更加务实的作风抓好各项工作，让人民群众过上更好的日子。"
    * 2
    + "\n"
)


def times_of(tmp_path, *titles, opening=OPENING):
    path = tmp_path / "report.txt"
    path.write_text(opening + "".join(f"{title}\n{BODY}{BODY}" for title in titles), encoding="utf-8")
    return [
        (section.mode.value, section.years, section.time_rule)
        for section in read_document(path).sections
        if section.headings and section.headings[-1][0] in {title[0] for title in titles}
    ]


def test_chapters_without_a_word_of_time_look_back_and_then_ahead(tmp_path):
    back, ahead = ("review", (2030, 2030), "parts"), ("plan", (2031, 2031), "parts")
    for titles in (
        ("一、来时路", "二、新征程"),
        ("上篇 耕耘", "下篇 播种"),
        ("一、2030：爬坡过坎", "二、2031：破浪前行"),
    ):
        assert times_of(tmp_path, *titles) == [back, ahead], titles
    assert times_of(tmp_path, "一、砥砺奋进", "二、乘势而上", "三、从严治政") == [back, ahead, ahead]


def test_what_comes_before_a_part_that_looks_back_looks_back_too(tmp_path):
    modes = [mode for mode, _, _ in times_of(tmp_path, "一、奋楫争先", "二、存在的问题", "三、扬帆起航")]
    assert modes == ["review", "review", "plan"]


def test_words_of_time_and_many_chapters_leave_the_order_alone(tmp_path):
    assert all(rule != "parts" for _, _, rule in times_of(tmp_path, "一、过去一年工作回顾", "二、今年主要任务"))
    assert all(rule != "parts" for _, _, rule in times_of(tmp_path, "一、产业", "二、城市", "三、民生", "四、治理"))
    assert all(
        rule != "parts"
        for _, _, rule in times_of(tmp_path, "一、来时路", "二、新征程", opening="岚桥区简介\n本区位于东部。\n")
    )
