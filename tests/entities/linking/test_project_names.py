import pytest

from mapapp.entities.linking.project_names import HEADS_FILE, fold_name, read_name, split_phase
from mapapp.text.lexicon_files import read_entries


def test_phase_is_stripped_but_direction_of_a_line_stays():
    assert split_phase("创智引擎二期") == ("创智引擎", "二期")
    assert split_phase("上达中央公园北园") == ("上达中央公园", "北园")
    assert split_phase("环城水系公园一二期") == ("环城水系公园", "一二期")
    assert split_phase("米其林上海工厂改扩建项目二期") == ("米其林上海工厂改扩建项目", "二期")
    assert split_phase("青浦大道南段") == ("青浦大道", "南段")
    assert split_phase("轨交17号线西延伸") == ("轨交17号线西延伸", "")
    assert split_phase("莘庄工业区") == ("莘庄工业区", "")


def test_phase_in_full_width_brackets_is_a_phase():
    assert split_phase("轨道交通23号线（一期）") == ("轨道交通23号线", "一期")
    assert split_phase("青西郊野公园（一期）") == ("青西郊野公园", "一期")


def test_brackets_inside_a_name_keep_their_print():
    assert split_phase("长三角（上海）智慧互联网医院一期") == ("长三角（上海）智慧互联网医院", "一期")


def test_spellings_of_one_line_fold_to_one_form():
    forms = {fold_name(name) for name in ("轨道交通 13 号线西延伸", "轨交13号线西延伸", "13号线 西延伸")}
    assert forms == {"轨交13号线西延伸"}


def test_quotes_blanks_and_tails_do_not_count():
    assert read_name("“大零号湾”科创大厦").key == read_name("大零号湾 科创大厦项目").key


def test_district_in_front_does_not_count_while_enough_is_left():
    assert read_name("青浦区公共卫生中心").key == read_name("公共卫生中心").key
    assert read_name("青浦新城").key != read_name("新城").key


def test_tokens_that_forbid_a_merge_are_read():
    shape = read_name("轨交13号线西延伸")
    assert (shape.head, shape.lines, shape.directions) == ("rail", {"13"}, {"西"})
    assert read_name("练塘水厂").towns == {"练塘"}
    assert read_name("第二水厂").numbers == {"第二"}


@pytest.mark.parametrize("entry", read_entries(HEADS_FILE, "head"), ids=lambda entry: entry["id"])
def test_a_kind_catches_its_name_and_leaves_the_other(entry):
    assert read_name(entry["catches"]).head == entry["id"]
    assert read_name(entry["leaves"]).head != entry["id"]
