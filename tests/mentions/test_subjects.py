from mapapp.mentions.subjects import sums_up


def test_an_area_of_a_kind_of_building_is_a_sum():
    assert sums_up("保障房", "约12万平方米")
    assert not sums_up("青石商务区", "12万平方米")
    assert not sums_up("保障房", "，绿道贯通")
