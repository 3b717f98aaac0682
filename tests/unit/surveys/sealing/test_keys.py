from __future__ import annotations

from pathlib import Path

import pytest

from bot.surveys.sealing.keys import KeyFolder, KeyMissing, KeysUnreachable
from bot.surveys.sealing.seals import public_key_of


@pytest.fixture
def folder(tmp_path: Path) -> KeyFolder:
    return KeyFolder(tmp_path / "keys")


def test_both_keys_are_files_that_only_the_service_may_read(folder: KeyFolder) -> None:
    public_key = folder.make()

    files = sorted(folder.path.iterdir())
    assert [path.suffix for path in files] == [".marks", ".private"]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert folder.path.stat().st_mode & 0o777 == 0o700
    assert public_key_of(folder.private_key(public_key)) == public_key


def test_two_waves_have_nothing_in_common(folder: KeyFolder) -> None:
    one, another = folder.make(), folder.make()

    assert folder.private_key(one) != folder.private_key(another)
    assert folder.mark_key(one) != folder.mark_key(another)


def test_destroyed_keys_are_gone_and_destroying_can_be_repeated(folder: KeyFolder) -> None:
    public_key = folder.make()

    folder.destroy(public_key)
    folder.destroy(public_key)

    assert list(folder.path.iterdir()) == []
    with pytest.raises(KeyMissing):
        folder.private_key(public_key)


def test_destroying_one_waves_keys_leaves_the_others(folder: KeyFolder) -> None:
    one, another = folder.make(), folder.make()

    folder.destroy(one)

    assert folder.mark_key(another)


def test_a_missing_folder_is_not_taken_for_a_missing_key(folder: KeyFolder) -> None:
    public_key = folder.make()
    folder.path.rename(folder.path.with_name("unmounted"))

    with pytest.raises(KeysUnreachable, match=r"surveys\.keys_path"):
        folder.mark_key(public_key)


def test_half_a_key_counts_as_missing(folder: KeyFolder) -> None:
    public_key = folder.make()
    next(folder.path.glob("*.private")).write_bytes(b"half")

    with pytest.raises(KeyMissing):
        folder.private_key(public_key)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("a file stands in the way")

    with pytest.raises(KeysUnreachable, match="keys"):
        KeyFolder(tmp_path / "keys").make()
