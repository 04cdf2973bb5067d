import pytest

from mapapp.entities import load_registry
from mapapp.errors import RegistryError
from mapapp.settings import SEEDS_DIR

HEADER = "canonical,aliases,district,zones,parts,source,note\n"


@pytest.fixture
def write_registry(tmp_path):
    def write(*rows):
        path = tmp_path / "projects.csv"
        path.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
        return path

    return write


def test_alias_without_document_holds_everywhere_and_with_one_only_there(write_registry):
    registry = load_registry(write_registry("甲研发中心,甲西部基地;甲@002,青浦区,,,002 原文,"))
    row, part = registry.find("甲西部基地", "000", "青浦区")
    assert (row.canonical, part) == ("甲研发中心", "")
    assert registry.find("甲", "002", "青浦区")[0].canonical == "甲研发中心"
    assert registry.find("甲", "000", "青浦区") is None


def test_district_of_the_row_must_fit(write_registry):
    registry = load_registry(write_registry("青浦区体育中心,体育中心,青浦区,,,000 原文,"))
    assert registry.find("体育中心", "003", "闵行区") is None
    assert registry.find("体育中心二期", "000", "青浦区")[1] == "二期"


def test_listed_part_is_a_lane_of_its_parent(write_registry):
    registry = load_registry(write_registry("西山科创中心,西山科创园;创新组团@000,青浦区,,体育中心;创新组团,000 原文,"))
    row, part = registry.find("西山科创园体育中心", "004", "青浦区")
    assert (row.canonical, part) == ("西山科创中心", "体育中心")
    assert registry.find("创新组团", "000", "青浦区")[1] == "创新组团"
    assert registry.find("东山体育中心", "004", "青浦区") is None


def test_every_fault_is_listed_at_once(write_registry):
    path = write_registry(
        "甲园,,青浦区,北郊,,原文,", ",,青浦区,,,原文,", "乙园,丙,青浦区,,,原文,", "丁园,丙,青浦区,,,,"
    )
    with pytest.raises(RegistryError) as caught:
        load_registry(path)
    message = str(caught.value)
    assert all(word in message for word in ("北郊", "第3行", "source 为空", "“丙”同时属于"))


def test_missing_file_says_what_to_do(tmp_path):
    with pytest.raises(RegistryError, match=r"projects\.csv"):
        load_registry(tmp_path)


@pytest.mark.parametrize(
    ("name", "doc", "canonical"),
    [
        ("新城中央公园", "002", "上达中央公园"),
        ("青浦中央公园", "001", "上达中央公园"),
        ("318国道", "002", "G318改扩建"),
        ("沪青平公路改扩建", "001", "G318改扩建"),
        ("北斗导航基地", "001", "北斗西虹桥基地"),
        ("北斗产业园", "001", "北斗西虹桥基地"),
        ("示范区城际轨道", "001", "示范区城际线"),
        ("沪苏嘉城际线", "001", "示范区城际线"),
        ("示范区线", "004", "示范区城际线"),
        ("网昂国际文创园", "000", "网易国际文创园"),
        ("浦东龙天地", "000", "蟠龙天地"),
    ],
)
def test_shipped_registry_knows_other_names(name, doc, canonical):
    assert load_registry(SEEDS_DIR / "registry").find(name, doc, "青浦区")[0].canonical == canonical
