import pytest

from mapapp.entities.linking.project_names import read_name
from mapapp.entities.linking.similarity import candidate_pairs, compare, find_vetoes, is_abbreviation, place_prefix


@pytest.mark.parametrize(
    ("left", "right", "word"),
    [
        ("轨交13号线西延伸", "轨交17号线西延伸", "线路"),
        ("练塘镇卫生服务中心", "朱家角镇卫生服务中心", "街镇"),
        ("轨交15号线南延伸", "轨交15号线北延伸", "方向"),
        ("第一水厂", "第二水厂", "数字"),
        ("龙吴路改造", "剑川路改造", "道路"),
        ("青龙博物馆", "青龙公园", "类别"),
        ("体育中心", "第二体育中心", "数字"),
        ("昆阳初雨调蓄池", "虹南初雨调蓄池", "主体"),
        ("浦江召稼楼城中村改造", "浦江杜行老街城中村改造", "主体"),
        ("甲山工业园区", "甲山工业园区创建国家绿色园区", "称号"),
    ],
)
def test_a_differing_token_is_a_veto_however_alike_the_letters(left, right, word):
    comparison = compare(read_name(left), read_name(right))
    assert any(word in veto for veto in comparison.vetoes)
    assert not comparison.probable


def test_a_town_only_one_name_carries_is_no_veto():
    assert find_vetoes(read_name("金泽古镇景区"), read_name("古镇景区")) == ()


def test_alike_names_are_probable_with_reasons():
    comparison = compare(read_name("甲山中科细胞卓越中心基地"), read_name("甲山中科细胞科学卓越创新中心基地"))
    assert comparison.probable
    assert any("字面相似" in reason for reason in comparison.reasons)


def test_one_differing_letter_may_be_a_misprint():
    assert compare(read_name("网昂国际文创园"), read_name("网易国际文创园")).probable


@pytest.mark.parametrize(
    ("full", "short", "same"),
    [
        ("友东路片区城市更新", "友东路片区更新", True),
        ("法治政府建设示范创建", "法治政府示范创建", True),
        ("朱家角镇场站", "朱家角站", False),
        ("轨交17号线西延伸", "轨交17号线", False),
        ("甲山第二污水处理厂", "甲山污水处理厂", False),
        ("练塘镇卫生服务中心", "朱家角镇卫生服务中心", False),
    ],
)
def test_leaving_letters_out(full, short, same):
    assert is_abbreviation(read_name(full), read_name(short)) is same


def test_place_prefix_is_a_place_or_nothing():
    full, short = read_name("大零号湾国际智能医疗创新中心"), read_name("国际智能医疗创新中心")
    assert place_prefix(full, short) == "大零号湾"
    assert place_prefix(read_name("甲公司国际智能医疗创新中心"), short) == ""
    assert place_prefix(read_name("大零号湾图书馆"), read_name("图书馆")) == ""


def test_candidate_pairs_share_letters_and_come_once():
    assert list(candidate_pairs(["华为研发中心", "东航路", "华为基地"])) == [(0, 2)]
