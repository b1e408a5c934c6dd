"""Files are replaced whole or not at all; modes and links are kept, and nothing is left over."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from store import files
from store.errors import DossierError


def made(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def failing(code: int, only: Callable[..., bool] = lambda *_: True) -> Callable[..., object]:
    def fail(*given: object, **_: object) -> object:
        if only(*given):
            raise OSError(code, os.strerror(code))
        return None

    return fail


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace", "pathlib.Path.chmod"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = made(tmp_path / "old.json", b"old")
    monkeypatch.setattr(step, failing(errno.ENOSPC))
    with pytest.raises(DossierError, match="No space left") as caught:
        files.write_bytes(path, b"new")
    assert caught.value.mend == "Nothing was changed."
    assert caught.value.exit_status == 3
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interrupted_write_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(tmp_path / "old.json", b"old")

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        files.write_bytes(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="there a folder cannot be synchronised")
@pytest.mark.parametrize(("code", "tolerated"), [(errno.EINVAL, True), (errno.EIO, False)])
def test_a_folder_that_does_not_confirm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, *, tolerated: bool
) -> None:
    path = made(tmp_path / "old.json", b"old")

    def of_folder(handle: object, *_: object) -> bool:
        assert isinstance(handle, int)
        return stat.S_ISDIR(os.fstat(handle).st_mode)

    monkeypatch.setattr(os, "fsync", failing(code, of_folder))
    if tolerated:
        files.write_bytes(path, b"new")
    else:
        with pytest.raises(DossierError) as caught:
            files.write_bytes(path, b"new")
        assert "is written" in caught.value.what
        assert "Nothing was changed" not in str(caught.value)
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_writing_into_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match="cannot be written"):
        files.write_bytes(tmp_path / "no" / "x.json", b"new")
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_the_mode_is_kept(tmp_path: Path, mode: int) -> None:
    path = made(tmp_path / "old.json", b"old")
    path.chmod(mode)
    files.write_bytes(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_new_file_obeys_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        files.write_bytes(tmp_path / "new.json", b"new")
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new.json").stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    target = made(tmp_path / "there" / "real.json", b"old")
    inner, outer = tmp_path / "inner.json", tmp_path / "outer.json"
    inner.symlink_to("there/real.json")
    outer.symlink_to(inner)
    files.write_bytes(outer, b"new")
    assert outer.is_symlink()
    assert inner.is_symlink()
    assert target.read_bytes() == b"new"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such lock")
def test_the_lock_of_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match="folder"), files.locked(tmp_path / "no" / "x.json"):
        pytest.fail("there is nothing to lock")
