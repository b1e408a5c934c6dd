"""Completion scripts for shells: commands first, then options, dossiers and the filter's fields."""

from __future__ import annotations

from tui.arguments import COMMANDS, DOCUMENTS, FIELDS, FORMATS, GROUPINGS, SHELLS

_BASH = """\
_onrecord() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}}
    COMPREPLY=()
    case $before in
        --format) COMPREPLY=($(compgen -W "{formats}" -- "$word")); return ;;
        --to) COMPREPLY=($(compgen -W "{documents}" -- "$word")); return ;;
        --by) COMPREPLY=($(compgen -W "{groupings}" -- "$word")); return ;;
        -o) COMPREPLY=(); compopt -o default 2>/dev/null; return ;;
        completions) COMPREPLY=($(compgen -W "{shells}" -- "$word")); return ;;
    esac
    if [[ $word == --* ]]; then
        local options="--format --source --help --version"
        [[ ${{COMP_WORDS[1]}} == clip ]] && options="{clip} --help --version"
        COMPREPLY=($(compgen -W "$options" -- "$word"))
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
    elif [[ ${{words[CURRENT-1]}} == --to ]]; then
        compadd -- {documents}
    elif [[ ${{words[CURRENT-1]}} == --by ]]; then
        compadd -- {groupings}
    elif [[ ${{words[CURRENT-1]}} == -o ]]; then
        _files
    elif [[ ${{words[CURRENT-1]}} == completions ]]; then
        compadd -- {shells}
    elif [[ $PREFIX == --* && ${{words[2]}} == clip ]]; then
        compadd -- {clip} --help --version
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
complete -c onrecord -n "__fish_seen_subcommand_from clip" -l by -x -a "{groupings}"
complete -c onrecord -n "__fish_seen_subcommand_from clip" -o o -r -d "the file"
complete -c onrecord -n "__fish_seen_subcommand_from clip" -l marked
complete -c onrecord -n "__fish_seen_subcommand_from clip" -l notes
complete -c onrecord -n "__fish_seen_subcommand_from clip" -l force
complete -c onrecord -l help -s h
complete -c onrecord -l version
complete -c onrecord -a "{fields}"
"""

_CLIP = "--to --by --marked --notes --force --style --marks --dates"

_SCRIPTS = dict(zip(SHELLS, (_BASH, _ZSH, _FISH), strict=True))


def script(shell: str) -> str:
    """The completion script of a shell.

    Args:
        shell: One of `SHELLS`.
    """
    return (
        _SCRIPTS[shell]
        .format(
            clip=_CLIP,
            commands=" ".join(COMMANDS),
            documents=" ".join(DOCUMENTS),
            fields=" ".join(f"{field}:" for field in FIELDS),
            formats=" ".join(FORMATS),
            groupings=" ".join(GROUPINGS),
            shells=" ".join(SHELLS),
        )
        .rstrip()
    )
