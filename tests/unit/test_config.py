"""Settings: what is taken, and what is reported and passed over."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.binding import Binding
from textual.keys import Keys

from tui.commands import BY_ID, COMMANDS, keys_of
from tui.config import Config, italics_wanted, read_config
from tui.user_folders import config_path


def read(folder: Path, text: str) -> Config:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return read_config(path)


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert read_config(tmp_path / "none" / "config.toml") == Config()
    assert not list(tmp_path.iterdir())
    assert read(tmp_path, "") == Config()


def test_all_settings(tmp_path: Path) -> None:
    config = read(
        tmp_path,
        'theme = "onrecord-light"\nitalics = false\nsigns = "ascii"\n'
        '[keys]\n"quote.copy" = "w"\n"app.help" = "f1, ?"\n',
    )
    keys = {"quote.copy": "w", "app.help": "f1,question_mark"}
    assert config == Config("onrecord-light", italics=False, ascii_signs=True, keys=keys)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ('"pbcopy"', ("pbcopy",)),
        ('"xclip -selection clipboard"', ("xclip", "-selection", "clipboard")),
        ("\"'my tool' $HOME ~/x\"", ("my tool", "$HOME", "~/x")),
        ('["my tool", "a b", ""]', ("my tool", "a b", "")),
        ('"./clip"', ("./clip",)),
        ('"~/bin/clip -i"', (str(Path.home() / "bin/clip"), "-i")),
    ],
)
def test_the_command_for_copying(tmp_path: Path, written: str, words: tuple[str, ...]) -> None:
    assert read(tmp_path, f"copy-command = {written}") == Config(copy_command=words)


def test_unicode_signs_are_the_default(tmp_path: Path) -> None:
    assert read(tmp_path, 'signs = "unicode"') == Config()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("theme = 3", "theme must be a name"),
        ('theme = ["a"]', "theme must be a name"),
        ('italics = "no"', "italics must be true or false"),
        ("italics = 0", "italics must be true or false"),
        ('signs = "emoji"', "signs must be"),
        ("signs = true", "signs must be"),
        ("signs = []", "signs must be"),
        ("signs = {}", "signs must be"),
        ('colour = "red"', "“colour” is no setting"),
        ("copy-command = 3", "copy-command must be a program's name, or a list of words"),
        ('copy-command = ["xclip", 3]', "copy-command must be a program's name"),
        ("copy-command = {}", "copy-command must be a program's name"),
        ("copy-command = true", "copy-command must be a program's name"),
        ('copy-command = ""', "copy-command names no program"),
        ('copy-command = " "', "copy-command names no program"),
        ("copy-command = []", "copy-command names no program"),
        ('copy-command = ["", "-x"]', "copy-command names no program"),
        ('copy-command = "a\\u0000b"', "copy-command names no program"),
        ("copy-command = 'a \"b'", "copy-command cannot be taken apart: No closing quotation"),
        ("keys = 3", "keys must be a table"),
        ('keys = ["a"]', "keys must be a table"),
        ('[keys]\n"quote.shout" = "c"', "“quote.shout” is no command"),
        ('[keys]\nquote.copy = "c"', "“quote” is no command"),
        ('[keys]\n"quote.copy" = 3', "“3” is no key (for quote.copy)"),
        ('[keys]\n"quote.copy" = []', "no key (for quote.copy)"),
        ('[keys]\n"quote.copy" = ""', "no key (for quote.copy)"),
        ('[keys]\n"quote.copy" = "nosuch"', "“nosuch” is no key (for quote.copy)"),
        ('[keys]\n"quote.copy" = "c,nosuch"', "“nosuch” is no key"),
        ('[keys]\n"quote.copy" = "ctrl+"', "“ctrl+” is no key"),
        ('[keys]\n"quote.copy" = "hyper+c"', "“hyper+c” is no key"),
        ('[keys]\n"quote.copy" = "a b"', "“a b” is no key"),
        ('[keys]\n"quote.copy" = "z"', "quote.copy and pane.zoom share the key “z”"),
        ('[keys]\n"quote.copy" = "w"\n"quote.copy-as" = "w"', "share the key “w”"),
        ('[keys]\n"reader.close" = "y"', "quote.copy and reader.close share the key “y”"),
        ('[keys]\n"app.help" = "/"', "share the key “slash”"),
    ],
)
def test_what_is_wrong_is_said_and_passed_over(tmp_path: Path, text: str, said: str) -> None:
    config = read(tmp_path, text)
    assert len(config.complaints) == 1
    assert said in config.complaints[0]
    assert config == Config(complaints=config.complaints)


@pytest.mark.parametrize("data", [b"theme = ", b"\xff\xfe", b"[keys\n", b"a = 1\na = 2"])
def test_a_file_that_cannot_be_read(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(data)
    config = read_config(path)
    assert config == Config(complaints=config.complaints)
    assert config.complaints[0].startswith(f"{path} cannot be read: ")
    assert "cannot be read" in read_config(tmp_path).complaints[0]


def test_one_mistake_costs_no_other_setting(tmp_path: Path) -> None:
    config = read(
        tmp_path,
        'theme = "nord"\nitalics = 1\nfont = "x"\n[keys]\n"nosuch" = "c"\n"app.help" = "f1"\n',
    )
    assert (config.theme, config.italics, config.keys) == ("nord", None, {"app.help": "f1"})
    assert len(config.complaints) == 3


def test_a_key_clashes_however_it_is_written(tmp_path: Path) -> None:
    config = read(tmp_path, '[keys]\n"pane.zoom" = "-"\n"app.help" = "Minus"')
    assert "pane.zoom and app.help share the key “minus”" in config.complaints[0]


def test_the_names_that_are_shown_can_be_written(tmp_path: Path) -> None:
    for command in COMMANDS:
        shown = ",".join(keys_of(command, {})).replace('"', '\\"')
        config = read(tmp_path, f'[keys]\n"{command.id}" = "{shown}"')
        assert config == Config(keys={command.id: command.keys})


def test_a_clash_gives_back_all_default_keys(tmp_path: Path) -> None:
    config = read(tmp_path, '[keys]\n"quote.copy" = "q"\n"app.help" = "f1"')
    assert not config.keys
    assert "the default keys are used" in config.complaints[0]


def test_keys_may_change_places(tmp_path: Path) -> None:
    config = read(tmp_path, '[keys]\n"quote.copy" = "Y"\n"quote.copy-as" = "y"')
    assert not config.complaints
    assert config.keys == {"quote.copy": "Y", "quote.copy-as": "y"}


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("c", "c"), ("C", "C"), ("é", "é"), ("f12", "f12"), ("?", "question_mark"), ("/", "slash"),
        ("+", "plus"), ("ctrl+k", "ctrl+k"), ("ctrl+shift+k", "ctrl+shift+k"), ("=", "equals_sign"),
        ("esc", "escape"), ("PgUp", "pageup"), ("ctrl+PgDn", "ctrl+pagedown"), ("space", "space"),
        ("-", "minus"), ("_", "underscore"), (".", "full_stop"), (";", "semicolon"),
        ("@", "at"), ("~", "tilde"), ("{", "left_curly_bracket"), ("Space", "space"),
        ("Enter", "enter"), ("F2", "f2"), ("Return", "enter"), ("←", "left"),
        ("Ctrl+K", "ctrl+k"), ("ctrl++", "ctrl+plus"), ("Home", "home"),
        ("ctrl+[", "ctrl+left_square_bracket"),
    ],
)  # fmt: skip
def test_keys_are_written_as_people_write_them(tmp_path: Path, written: str, key: str) -> None:
    config = read(tmp_path, f"[keys]\n\"pane.zoom\" = '{written}'")
    clash = [said for said in config.complaints if "share" in said]
    assert config.complaints == tuple(clash)
    if not clash:
        assert config.keys == {"pane.zoom": key}
    else:
        assert f"“{key}”" in clash[0]


@pytest.mark.parametrize(
    "char", [chr(code) for code in range(0x21, 0x7F) if chr(code) not in ",'\\"]
)
def test_every_printable_key_is_the_one_that_textual_sends(tmp_path: Path, char: str) -> None:
    config = read(tmp_path, f"[keys]\n\"pane.zoom\" = '{char}'")
    key = config.keys.get("pane.zoom")
    if key is None:
        assert "share" in config.complaints[0]
        key = config.complaints[0].partition("“")[2].partition("”")[0]
    (binding,) = Binding.make_bindings([Binding(char, "x")])
    assert key == binding.key


def test_the_defaults_are_keys_that_could_be_written(tmp_path: Path) -> None:
    for command in COMMANDS:
        config = read(tmp_path, f'[keys]\n"{command.id}" = "{command.keys}"')
        assert config == Config(keys={command.id: command.keys})
    assert len(BY_ID) == len(COMMANDS)


def test_textual_knows_the_named_keys() -> None:
    known = {key.value for key in Keys}
    named = {key for one in COMMANDS for key in one.keys.split(",") if len(key) > 1}
    assert {key.rpartition("+")[2] for key in named if "ctrl" not in key} - known <= {
        "slash", "question_mark", "exclamation_mark", "left_square_bracket", "right_square_bracket",
        "equals_sign", "space", "tab",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("terminal", "wanted"),
    [
        ("xterm-256color", True), ("tmux-256color", True), ("screen", False), ("linux", False),
        ("screen-256color", False), ("dumb", False), ("", True),
    ],
)  # fmt: skip
def test_italics(terminal: str, wanted: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    assert italics_wanted(Config(), terminal) is wanted
    assert italics_wanted(Config(italics=True), terminal) is True
    assert italics_wanted(Config(italics=False), terminal) is False
    monkeypatch.setenv("TERM", terminal)
    assert italics_wanted(Config()) is wanted


def test_where_the_settings_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "conf"))
    assert config_path().name == "config.toml"
    assert config_path().parent.name == "onrecord"
    assert not list(tmp_path.iterdir())
