import pytest

from mapapp.documents import read_document
from tests.documents.pdf.paper import Page, pdf

HEAD = ["序号", "项目名称", "所在街镇", "形象进度"]
ROWS = [
    ["1", "甲桥新建工程", "青石镇", "主体封顶"],
    ["2", "乙路改建工程", "云岭镇", "竣工"],
    ["3", "丙站工程", "", "开工"],
]
WIDTHS = [40, 140, 100, 140]


@pytest.fixture
def document_of(tmp_path):
    def read(*pages, **options):
        path = tmp_path / "a.pdf"
        path.write_bytes(pdf(*pages, **options))
        document = read_document(path)
        for table in document.tables:
            for cell in (held for row in table.rows for held in row.cells):
                assert "".join(document.text[start:end] for start, end in cell.spans) == cell.words
        return document

    return read


def words(rows):
    return [[cell.words for cell in row.cells] for row in rows]


@pytest.mark.parametrize("draw", ["rule", "bar"])
def test_a_ruled_table_gives_its_cells_and_the_text_round_it_stays(document_of, draw):
    page = (
        Page()
        .words(60, 800, "2025年重大工程进展情况")
        .grid(60, 700, WIDTHS, [HEAD, *ROWS], draw=draw)
        .words(60, 560, "以上各项均已核对。")
    )
    document = document_of(page)
    (table,) = document.tables
    assert (table.headings, words(table.body)) == (tuple(HEAD), ROWS)
    assert document.text.split("\n")[:2] == ["2025年重大工程进展情况", "\t".join(HEAD)]
    assert "以上各项均已核对。" in document.text.split("\n")
    assert table.rows[0].page == 1


def test_boxes_drawn_one_by_one_are_a_table(document_of):
    page = Page().grid(60, 700, WIDTHS, [HEAD, *ROWS], merged=[(0, 0, 4, 4)])
    for row in range(4):
        for column in range(4):
            page.box(60 + sum(WIDTHS[:column]), 680 - row * 20, WIDTHS[column], 20)
    assert words(document_of(page).tables[0].body) == ROWS


def test_a_page_shown_turned_is_read_as_it_is_seen(document_of):
    page = Page(842, 595, rotate=90)
    # seen (x, y) is stored at (842 - y, x): words run upwards
    for y in (300, 320, 340, 360):
        page.rule(842 - y, 100, 842 - y, 400)
    for x in (100, 200, 400):
        page.rule(842 - 360, x, 842 - 300, x)
    for y, cells in ((346, ("项目名称", "进展")), (326, ("甲桥", "竣工")), (306, ("乙桥", "开工"))):
        for x, said in zip((104, 204), cells, strict=True):
            page.turned_words(842 - y, x, said)
    page.turned_words(842 - 500, 100, "附表：各项目进展情况一览")
    (table,) = document_of(page).tables
    assert words(table.rows) == [["项目名称", "进展"], ["甲桥", "竣工"], ["乙桥", "开工"]]


def test_merged_cells_stand_at_every_place_they_cover(document_of):
    rows = [
        ["街镇", "项目", "计划时间", "", "备注"],
        ["", "", "开工", "竣工", ""],
        ["青石镇", "甲桥", "2025年", "2026年", ""],
        ["", "乙桥", "2026年", "2027年", ""],
        ["二、续建项目", "", "", "", ""],
        ["云岭镇", "丙桥", "2024年", "2025年", "市属"],
    ]
    merged = [(0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 2), (0, 4, 2, 1), (2, 0, 2, 1), (4, 0, 1, 5)]
    (table,) = document_of(Page().grid(60, 700, [80, 100, 80, 80, 60], rows, merged=merged)).tables
    assert table.headings == ("街镇", "项目", "计划时间 开工", "计划时间 竣工", "备注")
    assert words(table.body)[:2] == [
        ["青石镇", "甲桥", "2025年", "2026年", ""],
        ["青石镇", "乙桥", "2026年", "2027年", ""],
    ]
    assert [row.band.words if row.band else "" for row in table.body] == ["", "", "二、续建项目", ""]


def test_words_wrapped_inside_a_cell_are_one_line(document_of):
    rows = [HEAD, ["1", "甲桥\n新建工程", "青石镇", "主体结构\n封顶"], *ROWS[1:]]
    (table,) = document_of(Page().grid(60, 700, WIDTHS, rows, height=32)).tables
    assert words(table.body)[0] == ["1", "甲桥新建工程", "青石镇", "主体结构封顶"]


def test_a_table_over_two_pages_with_its_header_again_is_one(document_of):
    first = Page().grid(60, 140, WIDTHS, [HEAD, *ROWS]).words(290, 30, "- 1 -")
    second = (
        Page()
        .grid(60, 800, WIDTHS, [HEAD, ["4", "丁园工程", "青石镇", "竣工"], ["5", "戊馆工程", "青石镇", "封顶"]])
        .words(290, 30, "- 2 -")
    )
    (table,) = document_of(first, second).tables
    assert [row.cells[0].words for row in table.body] == ["1", "2", "3", "4", "5"]
    assert [row.page for row in table.body] == [1, 1, 1, 2, 2]


def test_a_table_that_goes_on_without_a_header_keeps_its_columns(document_of):
    first = Page().grid(60, 140, WIDTHS, [HEAD, *ROWS]).words(290, 30, "- 1 -")
    second = (
        Page()
        .grid(60, 800, WIDTHS, [["4", "丁园工程", "青石镇", "竣工"], ["5", "戊馆工程", "青石镇", "封顶"]])
        .words(290, 30, "- 2 -")
    )
    (table,) = document_of(first, second).tables
    assert words(table.body)[3:] == [["4", "丁园工程", "青石镇", "竣工"], ["5", "戊馆工程", "青石镇", "封顶"]]


def test_a_row_cut_by_the_page_is_one_row_with_two_pieces(document_of):
    first = Page().grid(60, 140, WIDTHS, [HEAD, ROWS[0], ["2", "乙路改建", "云岭镇", "路基完成，"]])
    second = Page().grid(60, 800, WIDTHS, [HEAD, ["", "工程二期", "", "年内通车"], ["3", "丙站工程", "青石镇", "封顶"]])
    document = document_of(first, second)
    (table,) = document.tables
    assert words(table.body)[1:] == [
        ["2", "乙路改建工程二期", "云岭镇", "路基完成，年内通车"],
        ["3", "丙站工程", "青石镇", "封顶"],
    ]
    pieces = table.body[1].cells[1].spans
    assert [document.span(*piece).quote for piece in pieces] == ["乙路改建", "工程二期"]


def test_a_merged_cell_cut_by_the_page_reaches_over_the_rows_below_the_cut(document_of):
    head = ["街镇", "项目名称", "进展"]
    first = Page().grid(
        60, 140, [80, 150, 150], [head, ["青石镇", "甲桥", "竣工"], ["", "乙桥", "封顶"]], merged=[(1, 0, 2, 1)]
    )
    second = Page().grid(
        60,
        800,
        [80, 150, 150],
        [head, ["", "丙桥", "开工"], ["", "丁桥", "竣工"], ["云岭镇", "戊桥", "开工"]],
        merged=[(1, 0, 2, 1)],
    )
    (table,) = document_of(first, second).tables
    assert [row.cells[0].words for row in table.body] == ["青石镇", "青石镇", "青石镇", "青石镇", "云岭镇"]


def test_tables_of_other_columns_on_the_next_page_stay_apart(document_of):
    first = Page().grid(60, 140, WIDTHS, [HEAD, *ROWS])
    second = Page().grid(60, 800, [60, 160, 100, 100], [HEAD, ["1", "丁园工程", "青石镇", "竣工"]])
    assert len(document_of(first, second).tables) == 2


@pytest.mark.parametrize(
    "draw",
    [
        lambda page: page.box(40, 40, 500, 760),
        lambda page: page.rule(60, 780, 530, 780).rule(60, 60, 530, 60),
        lambda page: [
            page.rule(60, 500 - n * 9, 400, 500 - n * 9).rule(60 + n * 9, 140, 60 + n * 9, 500) for n in range(40)
        ],
        lambda page: [page.bar(100 + n * 30, 200, 18, 40 + n * 9) for n in range(8)],
        lambda page: page.box(60, 300, 400, 200).rule(60, 480, 460, 480),
    ],
)
def test_frames_rules_and_drawings_are_no_tables(document_of, draw):
    page = Page().words(60, 700, "2025年，甲桥建成通车，乙校竣工投用。").words(60, 350, "专栏：丙站开工。")
    draw(page)
    document = document_of(page)
    assert document.tables == ()
    assert "甲桥建成通车，乙校竣工投用" in document.view.text


def test_a_table_open_at_its_sides_keeps_its_outer_columns(document_of):
    page = Page()
    for y in (700, 680, 660, 640):
        page.rule(60, y, 480, y)
    for x in (200, 340):
        page.rule(x, 700, x, 640)
    rows = [["项目名称", "所在街镇", "进展"], ["甲桥", "青石镇", "竣工"], ["乙桥", "云岭镇", "开工"]]
    for number, cells in enumerate(rows):
        for x, said in zip((64, 204, 344), cells, strict=True):
            page.words(x, 687 - number * 20, said)
    assert words(document_of(page).tables[0].rows) == rows


def three_lines(page, top, rows, *, xs=(60, 220, 340), step=20, ruled=False):
    """Rules above and below the header and at the end, or below every row; no upright ones."""
    levels = range(len(rows) + 1) if ruled else (0, 1, len(rows))
    for number in levels:
        page.rule(60, top - number * step, 480, top - number * step)
    for number, cells in enumerate(rows):
        for x, said in zip(xs, cells, strict=True):
            if said:
                page.words(x + 4, top - number * step - 14, said)
    return page


OPEN_ROWS = [
    ["项目名称", "所在街镇", "进展"],
    ["甲桥新建工程", "青石镇", "竣工"],
    ["乙桥", "云岭街道", "开工"],
    ["丙站", "", "封顶"],
]


@pytest.mark.parametrize("ruled", [False, True])
def test_a_table_with_level_rules_only_is_a_table(document_of, ruled):
    page = three_lines(Page().words(60, 760, "表1 项目进展情况"), 700, OPEN_ROWS, ruled=ruled)
    (table,) = document_of(page.words(60, 560, "以上各项均已核对，请按时报送。")).tables
    assert words(table.rows) == OPEN_ROWS
    assert table.header_rows == 1


def test_a_table_without_a_rule_at_its_end_keeps_its_last_row(document_of):
    page = Page()
    for y in (700, 680, 660):
        page.rule(60, y, 480, y)
    for number, cells in enumerate(OPEN_ROWS[:3]):
        for x, said in zip((64, 224, 344), cells, strict=True):
            page.words(x, 686 - number * 20, said)
    page.words(60, 560, "以上各项均已核对，请按时报送。")
    assert words(document_of(page).tables[0].rows) == OPEN_ROWS[:3]


def test_a_cell_that_wraps_in_a_three_line_table_stays_one_cell(document_of):
    page = three_lines(Page(), 700, [*OPEN_ROWS[:2], ["", "", "验收合格"], *OPEN_ROWS[2:]])
    rows = words(document_of(page).tables[0].rows)
    assert rows[1] == ["甲桥新建工程", "青石镇", "竣工验收合格"]
    assert len(rows) == 4


@pytest.mark.parametrize(
    "draw",
    [
        lambda page: page.rule(60, 780, 530, 780).rule(60, 60, 530, 60),
        lambda page: page.rule(60, 780, 530, 780).rule(60, 500, 530, 500).rule(60, 60, 530, 60),
        lambda page: page.rule(60, 715, 260, 715).rule(60, 690, 260, 690),
        lambda page: page.rule(60, 720, 530, 720).rule(60, 716, 530, 716),
    ],
)
def test_prose_between_rules_is_no_table(document_of, draw):
    page = Page()
    for number in range(12):
        page.words(60, 700 - number * 16, "2025年，甲桥建成通车，乙校竣工投用，丙站开工建设。")
    draw(page)
    document = document_of(page)
    assert document.tables == ()
    assert document.text.count("甲桥建成通车") == 12
