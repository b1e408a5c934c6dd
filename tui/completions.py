"""Completion scripts for shells: commands first, then options, dossiers and the filter's fields."""

from __future__ import annotations

import sys

from tui.arguments import (
    COMMANDS,
    DOCUMENTS,
    EXPORTS,
    FIELDS,
    FORMATS,
    GROUPINGS,
    IMPORTS,
    SHELLS,
    Request,
)  # fmt: skip

_BASH = """\
_onrecord() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}}
    COMPREPLY=()
    case $before in
        --format) COMPREPLY=($(compgen -W "{formats}" -- "$word")); return ;;
        --to)
            local forms="{documents}"
            [[ ${{COMP_WORDS[1]}} == export ]] && forms="{exports}"
            COMPREPLY=($(compgen -W "$forms" -- "$word")); return ;;
        --by) COMPREPLY=($(compgen -W "{groupings}" -- "$word")); return ;;
        --from) COMPREPLY=($(compgen -W "{imports}" -- "$word")); return ;;
        --report) COMPREPLY=($(compgen -W "text json" -- "$word")); return ;;
        --into|--mapping|--save-mapping) COMPREPLY=(); compopt -o default 2>/dev/null; return ;;
        -o) COMPREPLY=(); compopt -o default 2>/dev/null; return ;;
        completions) COMPREPLY=($(compgen -W "{shells}" -- "$word")); return ;;
    esac
    if [[ $word == --* ]]; then
        local options="--format --source --help --version"
        [[ ${{COMP_WORDS[1]}} == clip ]] && options="{clip} --help --version"
        [[ ${{COMP_WORDS[1]}} == export ]] && options="{export} --help --version"
        [[ ${{COMP_WORDS[1]}} == import ]] && options="{bring} --help --version"
        [[ ${{COMP_WORDS[1]}} == new ]] && options="--title --examples --force --help --version"
        COMPREPLY=($(compgen -W "$options" -- "$word"))
        return
    fi
    if [[ ${{COMP_WORDS[1]}} == import || ${{COMP_WORDS[1]}} == new ]] && (( COMP_CWORD > 1 )); then
        compopt -o default 2>/dev/null
        return
    fi
    if [[ $COMP_CWORD -eq 1 ]]; then
        COMPREPLY=($(compgen -W "{commands}" -- "$word"))
    fi
    COMPREPLY+=($(compgen -W "{fields}" -- "$word"))
    # A field is no file name, which would have its colon escaped.
    local option=nospace IFS=$'\n'
    [[ ${{#COMPREPLY[@]}} -eq 0 ]] && option=filenames
    COMPREPLY+=($(compgen -f -X '!*.json' -- "$word") $(compgen -d -- "$word"))
    compopt -o $option 2>/dev/null
}}
complete -F _onrecord onrecord
"""

_ZSH = """\
#compdef onrecord
_onrecord() {{
    if [[ ${{words[CURRENT-1]}} == --format ]]; then
        compadd -- {formats}
    elif [[ ${{words[CURRENT-1]}} == --to && ${{words[2]}} == export ]]; then
        compadd -- {exports}
    elif [[ ${{words[CURRENT-1]}} == --to ]]; then
        compadd -- {documents}
    elif [[ ${{words[CURRENT-1]}} == --by ]]; then
        compadd -- {groupings}
    elif [[ ${{words[CURRENT-1]}} == --from ]]; then
        compadd -- {imports}
    elif [[ ${{words[CURRENT-1]}} == --report ]]; then
        compadd -- text json
    elif [[ ${{words[CURRENT-1]}} == (-o|--into|--mapping|--save-mapping) ]]; then
        _files
    elif [[ ${{words[CURRENT-1]}} == completions ]]; then
        compadd -- {shells}
    elif [[ $PREFIX == --* && ${{words[2]}} == clip ]]; then
        compadd -- {clip} --help --version
    elif [[ $PREFIX == --* && ${{words[2]}} == export ]]; then
        compadd -- {export} --help --version
    elif [[ $PREFIX == --* && ${{words[2]}} == import ]]; then
        compadd -- {bring} --help --version
    elif [[ $PREFIX == --* && ${{words[2]}} == new ]]; then
        compadd -- --title --examples --force --help --version
    elif (( CURRENT > 2 )) && [[ ${{words[2]}} == (import|new) ]]; then
        _files
    elif [[ $PREFIX == --* ]]; then
        compadd -- --format --source --help --version
    else
        (( CURRENT == 2 )) && compadd -- {commands}
        compadd -S '' -- {fields}
        _files -g '*.json'
    fi
}}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _onrecord "$@"
else
    compdef _onrecord onrecord
fi
"""

_FISH = """\
complete -c onrecord -n __fish_use_subcommand -a "{commands}"
complete -c onrecord -n "__fish_seen_subcommand_from completions" -f -a "{shells}"
complete -c onrecord -l format -x -a "{formats}"
complete -c onrecord -n "__fish_seen_subcommand_from verify" -l source -r
complete -c onrecord -n "__fish_seen_subcommand_from clip" -l to -x -a "{documents}"
complete -c onrecord -n "__fish_seen_subcommand_from export" -l to -x -a "{exports}"
complete -c onrecord -n "__fish_seen_subcommand_from export" -l with-marks
complete -c onrecord -n "__fish_seen_subcommand_from clip" -l by -x -a "{groupings}"
complete -c onrecord -n "__fish_seen_subcommand_from clip export" -o o -r -d "the file"
complete -c onrecord -n "__fish_seen_subcommand_from clip" -l marked
complete -c onrecord -n "__fish_seen_subcommand_from clip" -l notes
complete -c onrecord -n "__fish_seen_subcommand_from clip export" -l force
complete -c onrecord -n "__fish_seen_subcommand_from import" -l from -x -a "{imports}"
complete -c onrecord -n "__fish_seen_subcommand_from import" -l report -x -a "text json"
complete -c onrecord -n "__fish_seen_subcommand_from import" -l dates -x -a "dmy mdy"
complete -c onrecord -n "__fish_seen_subcommand_from import" -o o -r -d "the new dossier"
complete -c onrecord -n "__fish_seen_subcommand_from import" -l into -r
complete -c onrecord -n "__fish_seen_subcommand_from import" -l map -x
complete -c onrecord -n "__fish_seen_subcommand_from import" -l mapping -r
complete -c onrecord -n "__fish_seen_subcommand_from import" -l save-mapping -r
complete -c onrecord -n "__fish_seen_subcommand_from import" -l dry-run
complete -c onrecord -n "__fish_seen_subcommand_from import" -l keep-going
complete -c onrecord -n "__fish_seen_subcommand_from import new" -l title -x
complete -c onrecord -n "__fish_seen_subcommand_from import new" -l force
complete -c onrecord -n "__fish_seen_subcommand_from new" -l examples
complete -c onrecord -l help -s h
complete -c onrecord -l version
complete -c onrecord -a "{fields}"
"""

_CLIP = "--to --by --marked --notes --force --style --marks --dates"

_IMPORT = (
    "--into --from --dry-run --keep-going --force --title --report --map --mapping --save-mapping "
    "--dates --time-zone --groups-are-actors"
)

_EXPORT = "--to --with-marks --force --style --marks --dates"

_SCRIPTS = dict(zip(SHELLS, (_BASH, _ZSH, _FISH), strict=True))


def print_script(request: Request) -> int:
    """Prints the script of the shell that is asked for, and gives the exit status."""
    sys.stdout.write(f"{script(request.shell)}\n")
    return 0


def script(shell: str) -> str:
    """The completion script of a shell.

    Args:
        shell: One of `SHELLS`.
    """
    return (
        _SCRIPTS[shell]
        .format(
            clip=_CLIP,
            bring=_IMPORT,
            export=_EXPORT,
            imports=" ".join(IMPORTS),
            exports=" ".join(EXPORTS),
            commands=" ".join(COMMANDS),
            documents=" ".join(DOCUMENTS),
            fields=" ".join(f"{field}:" for field in FIELDS),
            formats=" ".join(FORMATS),
            groupings=" ".join(GROUPINGS),
            shells=" ".join(SHELLS),
        )
        .rstrip()
    )
