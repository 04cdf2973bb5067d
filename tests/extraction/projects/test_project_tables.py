from mapapp.contracts.vocabulary import Modality, Stage
from mapapp.documents import read_document
from mapapp.extraction import find_project_events, load_lexicon

TEXT = """云溪区2024年政府工作报告

一、2023年工作回顾

重大项目进展见下表。

序号\t项目名称\t建设地点\t进展情况
1\t鹿鸣大桥新建工程\t滨江镇\t主体结构封顶
2\t松涛中学\t松涛镇\t已竣工
3\t远达半导体二期\t开发区\t按计划执行

二、2024年主要任务

指标见下表。

序号\t指标名称\t单位\t目标
1\t城镇新增就业\t人\t5000
"""


def test_rows_of_a_project_table_take_their_stage_from_the_progress_cell(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    events = find_project_events(read_document(path), load_lexicon())
    assert [(event.name, event.stage, event.modality) for event in events] == [
        ("鹿鸣大桥新建工程", Stage.TOPPED_OUT, Modality.REPORTED),
        ("松涛中学", Stage.COMPLETED, Modality.REPORTED),
    ]
    assert events[0].quote == "鹿鸣大桥新建工程\t滨江镇\t主体结构封顶"
    assert events[0].year == 2023
