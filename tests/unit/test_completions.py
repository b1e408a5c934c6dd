"""The completion scripts, held against help and against the parser that they are made from."""

from __future__ import annotations

import re

import pytest

from store.errors import UsageError
from store.house import MARKS
from store.styles import STYLES
from tui.arguments import COMMANDS, IMPORTS, SHELLS, interpret
from tui.completions import script
from tui.options import Option, options_of

OF_ALL = [(command, option) for command in ("", *COMMANDS) for option in options_of(command)]
FIRST = {"import": ["a.csv", "-o", "b.json"], "new": ["a.json"], "check": ["a.json"],
         "verify": ["a.json"], "completions": ["bash"]}  # fmt: skip


@pytest.mark.parametrize("shell", SHELLS)
def test_every_option_of_every_command_is_in_every_script(shell: str) -> None:
    made = script(shell)
    for command, option in OF_ALL:
        name = option.names[-1]
        if shell == "fish":
            long = f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}"
            anywhere = not command or name in {"--help", "--version"}
            where = "" if anywhere else f'__fish_seen_subcommand_from {command}"'
            assert any(where in line and long in line for line in made.splitlines())
        elif option.takes_value:
            assert f'"{command} {name}")' in made
        elif name.startswith("--"):
            (listed,) = re.findall(rf'^ +(?:{command}|"{command}")\) (.*) ;;$', made, re.MULTILINE)
            assert name in listed.replace('"', " ").replace("=", " ").split()


@pytest.mark.parametrize(("command", "option"), OF_ALL, ids=str)
def test_what_is_offered_is_taken(command: str, option: Option) -> None:
    name = option.names[-1]
    if name in {"--help", "--version", "-o", "--into"}:
        return
    words = [command, *FIRST.get(command, [])] if command else []
    for value in option.choices if option.takes_value else ():
        interpret([*words, name, value])
    if not option.takes_value:
        interpret([*words, name])
        with pytest.raises(UsageError):
            interpret([*words, f"{name}=1"])


def test_help_names_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        interpret(["--help"])
    shown = capsys.readouterr().out
    for _, option in OF_ALL:
        assert any(name in shown for name in option.names), option


def test_what_is_suggested_is_what_there_is() -> None:
    offered = {option.names[-1]: option.choices for command, option in OF_ALL if command == "clip"}
    assert set(offered["--style"]) == set(STYLES)
    assert set(offered["--marks"]) == set(MARKS)
    (forms,) = [option.choices for command, option in OF_ALL
                if command == "import" and "--from" in option.names]  # fmt: skip
    assert forms == IMPORTS
