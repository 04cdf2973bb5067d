from mapapp.contracts.vocabulary import Modality, Stage
from mapapp.documents import read_document
from mapapp.extraction import find_project_events, load_lexicon

TEXT = """云溪区2024年政府工作报告

一、2024年重点工作

滚动实施碧水四大工程，持续改善水环境。

名词解释

1.碧水四大工程。指鹿鸣河岸线修复，松涛污水处理厂改造，云岭水库除险加固，滨江泵站扩建工程。

2.四个一批。指出让一批，开工一批，竣工一批，投产一批。
"""


def test_a_defined_campaign_gives_its_projects_the_stage_of_the_sentence_that_names_it(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    events = [event for event in find_project_events(read_document(path), load_lexicon()) if "碧水" not in event.name]
    assert [event.name for event in events] == [
        "鹿鸣河岸线修复",
        "松涛污水处理厂改造",
        "云岭水库除险加固",
        "滨江泵站扩建工程",
    ]
    assert {(event.stage, event.modality, event.year) for event in events} == {(Stage.BUILDING, Modality.PLANNED, 2024)}
    assert all(event.quote == TEXT[event.start : event.end] for event in events)
