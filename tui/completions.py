"""Completion scripts for shells: commands first, then each one's options, files and fields.

What a command takes is asked of the parser of the command line, so that no script can be behind.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Final

from tui.arguments import COMMANDS, FIELDS, SHELLS, Request
from tui.options import Option, options_of

_FILES_ONLY: Final = ("import", "new")
"""The commands whose words are files of any kind, and no dossier and filter."""

_BASH: Final = """\
_onrecord() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} command="" options
    (( COMP_CWORD > 1 )) && command=${{COMP_WORDS[1]}}
    COMPREPLY=()
    case "$command $before" in
{values}
        "completions completions") COMPREPLY=($(compgen -W "{shells}" -- "$word")); return ;;
    esac
    if [[ $word == --* ]]; then
        case $command in
{options}
        esac
        COMPREPLY=($(compgen -W "$options" -- "$word"))
        return
    fi
    case $command in
        {files}) compopt -o default 2>/dev/null; return ;;
    esac
    (( COMP_CWORD == 1 )) && COMPREPLY=($(compgen -W "{commands}" -- "$word"))
    COMPREPLY+=($(compgen -W "{fields}" -- "$word"))
    # A field is no file name, which would have its colon escaped, and goes on behind it.
    local option=default IFS=$'\\n'
    [[ "${{COMPREPLY[*]}}" == *: ]] && option=nospace
    [[ ${{#COMPREPLY[@]}} -eq 0 ]] && option=filenames
    COMPREPLY+=($(compgen -f -X '!*.json' -- "$word") $(compgen -d -- "$word"))
    compopt -o $option 2>/dev/null
}}
complete -F _onrecord onrecord
"""

_ZSH: Final = """\
#compdef onrecord
_onrecord() {{
    local command=""
    (( CURRENT > 2 )) && command=${{words[2]}}
    case "$command ${{words[CURRENT-1]}}" in
{values}
        "completions completions") compadd -- {shells}; return ;;
    esac
    if [[ $PREFIX == --* ]]; then
        case $command in
{options}
        esac
        return
    fi
    case $command in
        {files}) _files; return ;;
    esac
    (( CURRENT == 2 )) && compadd -- {commands}
    compadd -S '' -- {fields}
    _files -g '*.json'
}}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _onrecord "$@"
else
    compdef _onrecord onrecord
fi
"""

_FISH: Final = """\
complete -c onrecord -n __fish_use_subcommand -a "{commands}"
complete -c onrecord -n "__fish_seen_subcommand_from completions" -f -a "{shells}"
{options}
complete -c onrecord -a "{fields}"
"""


def print_script(request: Request) -> int:
    """Prints the script of the shell that is asked for, and gives the exit status."""
    sys.stdout.write(f"{script(request.shell)}\n")
    return 0


def script(shell: str) -> str:
    """The completion script of a shell.

    Args:
        shell: One of `SHELLS`.
    """
    taken = {command: options_of(command) for command in ("", *COMMANDS)}
    common = {
        "commands": " ".join(COMMANDS),
        "fields": " ".join(f"{field}:" for field in FIELDS),
        "shells": " ".join(SHELLS),
        "files": "|".join(_FILES_ONLY),
    }
    if shell == "fish":
        lines = [line for command, found in taken.items() for line in _fish(command, found)]
        return _FISH.format(options="\n".join(dict.fromkeys(lines)), **common).rstrip()
    form, values, options = {
        "bash": (_BASH, _bash_values, "options={}"),
        "zsh": (_ZSH, _zsh_values, "compadd -- {}"),
    }[shell]
    return form.format(
        values="\n".join(
            f"{'':8}{' | '.join(names)}) {values(option)}; return ;;"
            for command, found in taken.items()
            for option in found
            if option.takes_value
            and (names := [f'"{command} {name}"' for name in option.names])
        ),
        options="\n".join(
            f"{'':12}{_quoted(command)}) {options.format(_list(found, shell))} ;;"
            for command, found in taken.items()
        ),
        **common,
    ).rstrip()  # fmt: skip


def _list(found: list[Option], shell: str) -> str:
    names = " ".join(name for option in found for name in option.names if name.startswith("--"))
    return f'"{names}"' if shell == "bash" else names


def _quoted(command: str) -> str:
    return command or '""'


def _bash_values(option: Option) -> str:
    if option.choices:
        return f'COMPREPLY=($(compgen -W "{" ".join(option.choices)}" -- "$word"))'
    return "compopt -o default 2>/dev/null" if option.is_file else ":"


def _zsh_values(option: Option) -> str:
    if option.choices:
        return f"compadd -- {' '.join(option.choices)}"
    return "_files" if option.is_file else ":"


def _fish(command: str, found: list[Option]) -> Iterator[str]:
    where = "__fish_use_subcommand" if not command else f"__fish_seen_subcommand_from {command}"
    for option in found:
        if {"--help", "--version"}.intersection(option.names):
            names, condition = option.names, ""
        else:
            names, condition = option.names, f' -n "{where}"'
        said = " ".join(
            f"-l {name.removeprefix('--')}" if name.startswith("--") else f"-s {name[1:]}"
            for name in names
        )
        if option.choices:
            said += f' -x -a "{" ".join(option.choices)}"'
        elif option.takes_value:
            said += " -r" if option.is_file else " -x"
        yield f"complete -c onrecord{condition} {said} -d {_fish_text(option.help)}"


def _fish_text(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
