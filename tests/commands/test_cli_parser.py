"""What the command line takes, and how it refuses."""

from __future__ import annotations

import pytest

from mapapp.commands.cli_parser import CALL_IS_WRONG, command_parser


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["exprot"], "没有 'exprot' 这个命令"),
        (["build"], "缺少 --out"),
        (["build", "--out", "a", "--fast"], "不认识 --fast"),
        (["export", "--format"], "--format 后面要有值"),
        (["api", "--port", "five"], "--port 的值 'five' 不对"),
    ],
)
def test_a_wrong_call_is_one_chinese_line(words, said, capsys):
    with pytest.raises(SystemExit) as left:
        command_parser().parse_args(words)
    heard = capsys.readouterr().err
    assert left.value.code == CALL_IS_WRONG and said in heard and heard.count("\n") == 1


def test_nothing_typed_opens_the_app_for_this_machine_only():
    options = command_parser().parse_args([])
    assert (options.command, options.port, options.host, options.workspace) == (None, 8501, "127.0.0.1", None)


def test_the_workspace_may_stand_before_or_behind_the_command():
    before = command_parser().parse_args(["--workspace", "甲", "check"])
    behind = command_parser().parse_args(["check", "--workspace", "甲"])
    assert before.workspace == behind.workspace
