from mapapp.contracts.vocabulary import DocumentKind
from mapapp.documents.front_matter import read_about


def test_the_line_that_says_when_a_page_was_posted_gives_its_year():
    about = read_about("青石园区建设提速\n2031-05-06 08:30 大字\n鹿鸣产业园竣工。\n", stem="a")
    assert (about.kind, about.year, about.issued) == (DocumentKind.OTHER, 2031, "2031-05-06")


def test_numbers_with_dashes_are_no_date():
    about = read_about("青石园区建设提速\n联系电话 2031-05-06-08\n鹿鸣产业园竣工。\n", stem="a")
    assert about.year is None


def test_a_report_whose_first_part_names_its_year_looks_back_on_it():
    about = read_about("2023年云溪镇政府工作报告\n一、2023年我们奋力拼搏\n鹿鸣产业园竣工。\n", stem="a")
    assert about.reviews == 2023
    ahead = read_about("2023年云溪镇政府工作报告\n一、2023年主要目标\n鹿鸣产业园竣工。\n", stem="a")
    assert ahead.reviews == 2022
