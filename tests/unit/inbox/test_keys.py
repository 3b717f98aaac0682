from __future__ import annotations

import errno
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.inbox.errors import KeyUnusable
from bot.inbox.keys import InboxKey
from bot.inbox.model import GroupId


@pytest.fixture
def key(tmp_path: Path) -> InboxKey:
    return InboxKey(tmp_path / "keys")


def test_a_family_has_one_mark_in_a_group_and_others_elsewhere(key: InboxKey) -> None:
    mark = key.mark(GroupId(1), "family:12")

    assert mark == key.mark(GroupId(1), "family:12")
    assert len(mark) == 32
    others = {key.mark(GroupId(2), "family:12"), key.mark(GroupId(1), "chat:12")}
    assert mark not in others


def test_processes_that_start_together_agree_on_one_key(key: InboxKey) -> None:
    with ThreadPoolExecutor(8) as several:
        marks = set(several.map(lambda _: key.mark(GroupId(1), "family:12"), range(8)))

    assert len(marks) == 1
    assert [path.name for path in key.folder.iterdir()] == ["inbox.key"]


def test_a_damaged_key_is_named_and_never_replaced(key: InboxKey) -> None:
    key.mark(GroupId(1), "family:12")
    (key.folder / "inbox.key").write_bytes(b"half")

    with pytest.raises(KeyUnusable, match=r"surveys\.keys_path: .*inbox\.key.*damaged"):
        key.mark(GroupId(1), "family:12")

    assert (key.folder / "inbox.key").read_bytes() == b"half"


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("", encoding="utf-8")

    with pytest.raises(KeyUnusable, match=r"surveys\.keys_path"):
        InboxKey(tmp_path / "keys").mark(GroupId(1), "family:12")


def test_where_files_have_one_name_only_the_key_is_made_all_the_same(
    key: InboxKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(_draft: Path, _path: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr("os.link", no_links)

    mark = key.mark(GroupId(1), "family:12")

    assert mark == key.mark(GroupId(1), "family:12")
    assert [path.name for path in key.folder.iterdir()] == ["inbox.key"]
