"""Files of notices: kept with them, uploaded once, and forgotten when nobody needs them."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.app import open_services
from bot.config import load
from bot.delivery.model import FileKind, NewFile
from bot.delivery.pacing import Pacing
from bot.i18n.languages import Language
from bot.notices.announcing import Manner
from bot.notices.errors import AlreadyOnItsWay, TooManyFiles
from bot.people import audience
from tests.support.builders import A_MOTHER, Rooms, join_parent, make_class, make_draft
from tests.support.clocks import AT_ANY_HOUR
from tests.support.command_line import Desk
from tests.support.dispatching import ScriptedSender, make_dispatcher, running
from tests.support.files import a_pdf, a_picture
from tests.support.outbox import until_settled

PHOTO = NewFile(FileKind.PHOTO, "路线.png", 3, b"abc")
FROM_CHAT = NewFile(FileKind.DOCUMENT, "回执.pdf", 9, known_as="BQAC-known")


async def kept(rooms: Rooms, what: str) -> int:
    async with rooms.database.read() as connection:
        found = await connection.exec_driver_sql(f"SELECT count(*) FROM {what}")
        return int(found.scalar_one())


async def a_class(rooms: Rooms) -> str:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id, A_MOTHER, seat=1)
    return f"class:{class_id}"


async def deliver(rooms: Rooms, sender: ScriptedSender, batch: str) -> None:
    dispatcher = make_dispatcher(
        rooms.database, sender, clock=rooms.clock, pacing=Pacing(1000, chat_pause=0)
    )
    async with running(dispatcher):
        await until_settled(rooms.database, batch)
    await rooms.notices.close_finished()


async def test_the_files_of_a_draft_come_before_its_text_in_order(rooms: Rooms) -> None:
    draft = await make_draft(rooms, await a_class(rooms), text="天" * 1100)
    assert await rooms.notices.attach(draft.id, PHOTO, bot_id=0) == 1
    assert await rooms.notices.attach(draft.id, FROM_CHAT, bot_id=0) == 2
    sender = ScriptedSender()
    await rooms.notices.send(draft.id)
    await deliver(rooms, sender, draft.batch)

    carried = [[file.name for file in body.files] for _, body in sender.said]
    assert carried == [["路线.png"], ["回执.pdf"], []]
    assert sender.said[1][1].files[0].known_as == "BQAC-known"
    assert (await rooms.notices.status(draft.id)).attachments == 2


async def test_the_bytes_go_once_the_notice_is_out(rooms: Rooms) -> None:
    whom = audience.parse_all([await a_class(rooms)])
    notice = await rooms.notices.announce(whom, "见图。", Manner(files=[PHOTO]))
    await rooms.notices.tidy_files()
    assert await kept(rooms, "outgoing_files WHERE content IS NOT NULL") == 1
    await deliver(rooms, ScriptedSender(), notice.batch)

    await rooms.notices.tidy_files()

    assert await kept(rooms, "outgoing_files WHERE content IS NOT NULL") == 0
    assert await kept(rooms, "outgoing_file_names") == 1


async def test_a_corrected_text_does_not_bring_the_files_again(rooms: Rooms) -> None:
    whom = audience.parse_all([await a_class(rooms)])
    notice = await rooms.notices.announce(whom, "见图。", Manner(files=[PHOTO]))
    sender = ScriptedSender()
    await deliver(rooms, sender, notice.batch)
    await rooms.notices.correct(notice.id, "见图，八点集合。")
    await deliver(rooms, sender, notice.batch)
    await deliver(rooms, sender, f"edits:{notice.id}:1")

    first, *later = [body for _, body in sender.said]
    assert len(first.files) == 1
    assert [(len(body.files), body.deed.value) for body in later] == [(0, "send"), (0, "caption")]


async def test_a_withdrawn_file_is_replaced(rooms: Rooms) -> None:
    whom = audience.parse_all([await a_class(rooms)])
    notice = await rooms.notices.announce(whom, "天" * 1100, Manner(files=[PHOTO]))
    sender = ScriptedSender()
    await deliver(rooms, sender, notice.batch)
    await rooms.notices.withdraw(notice.id)
    await deliver(rooms, sender, f"edits:{notice.id}:1")

    assert [body.deed.value for _, body in sender.said[2:]] == ["blank", "edit"]
    assert [body.edits for _, body in sender.said[2:]] == [1, 2]


async def test_detached_files_are_erased(rooms: Rooms) -> None:
    draft = await make_draft(rooms, await a_class(rooms))
    await rooms.notices.attach(draft.id, PHOTO, bot_id=0)

    await rooms.notices.detach_all(draft.id)

    assert await kept(rooms, "outgoing_files") == 0
    assert await rooms.notices.attached(draft.id) == []


async def test_the_files_of_a_dropped_draft_are_erased(rooms: Rooms) -> None:
    draft = await make_draft(rooms, await a_class(rooms))
    await rooms.notices.attach(draft.id, FROM_CHAT, bot_id=5)
    await rooms.notices.discard(draft.id)

    await rooms.notices.tidy_files()

    assert await kept(rooms, "outgoing_files") == 0
    assert await kept(rooms, "outgoing_file_names") == 0


async def test_forgetting_an_author_erases_the_files_of_their_drafts_at_once(
    rooms: Rooms,
) -> None:
    number = await rooms.notices.draft(None, 77, audience.parse_all([await a_class(rooms)]))
    await rooms.notices.attach(number, PHOTO, bot_id=0)

    async with rooms.database.begin() as connection:
        await rooms.notices.forget(connection, 77)

    assert await kept(rooms, "outgoing_files") == 0


async def test_a_notice_carries_five_files_at_most(rooms: Rooms) -> None:
    draft = await make_draft(rooms, await a_class(rooms))
    for _ in range(5):
        await rooms.notices.attach(draft.id, PHOTO, bot_id=0)

    with pytest.raises(TooManyFiles):
        await rooms.notices.attach(draft.id, PHOTO, bot_id=0)


async def test_nothing_is_attached_to_what_has_left(rooms: Rooms) -> None:
    whom = audience.parse_all([await a_class(rooms)])
    notice = await rooms.notices.announce(whom, "明天穿校服。")

    with pytest.raises(AlreadyOnItsWay):
        await rooms.notices.attach(notice.id, PHOTO, bot_id=0)


@pytest.fixture
def desk(
    tmp_path: Path,
    database_template: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Desk:
    """A folder with one school of one parent, and files of every kind."""
    (tmp_path / "school.db").write_bytes(database_template.read_bytes())
    (tmp_path / "config.yaml").write_text(
        "database:\n  url: sqlite:///school.db\nquiet_hours:\n  primary: ''\n  junior: ''\n"
    )
    (tmp_path / "路线.png").write_bytes(a_picture())
    (tmp_path / "课表.pdf").write_bytes(a_pdf())
    (tmp_path / "坏的.pdf").write_bytes(a_pdf()[:300])
    (tmp_path / "合影.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture")
    with (tmp_path / "录像.pdf").open("wb") as large:
        large.truncate(60 * 1024 * 1024)
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path, capsys)


def founded(desk: Desk) -> None:
    async def join() -> None:
        async with open_services(load(desk.folder / "config.yaml")) as services:
            school = await services.office.add_school("阳光小学", "example")
            class_id = await services.office.add_class(school, 2, "二（1）班")
            made = await services.office.invite_family(class_id, seat=1)
            await services.membership.join(A_MOTHER, Language.ZH_HANS, made.code)

    asyncio.run(join())


WHY = ("--despite", AT_ANY_HOUR)
SEND = ("notice", "send", "--to", "class:1", "--text", "明天秋游。", *WHY)


def test_a_picture_and_a_pdf_are_attached_at_the_command_line(desk: Desk) -> None:
    founded(desk)

    sent = desk.gets(*SEND, "--attach", "路线.png", "--attach", "课表.pdf")

    assert (sent["state"], sent["attachments"]) == ("sending", 2)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("坏的.pdf", "坏的.pdf: this PDF is damaged"),
        ("合影.jpg", "合影.jpg: neither a PDF nor a picture"),
        ("录像.pdf", "录像.pdf: 60.0 MB; Telegram takes files up to 50 MB"),
        ("没有.pdf", "--attach 没有.pdf: cannot be read"),
    ],
)
def test_a_file_that_cannot_be_attached_is_refused_in_one_sentence_and_nothing_is_sent(
    desk: Desk, name: str, words: str
) -> None:
    founded(desk)

    line = desk.is_refused(*SEND, "--attach", "路线.png", "--attach", name, code=2)

    assert words in line
    assert desk.gets("notice", "list") == []


def test_six_files_are_too_many(desk: Desk) -> None:
    founded(desk)

    line = desk.is_refused(*SEND, *("--attach", "路线.png") * 6, code=2)

    assert line.startswith("--attach: a notice carries at most 5 files")


def test_a_notice_is_corrected_and_withdrawn_at_the_command_line(desk: Desk) -> None:
    founded(desk)
    desk.gets(*SEND, "--when-unsure", "leave")

    corrected = desk.gets("notice", "correct", "1", "--text", "后天秋游。", *WHY)
    withdrawn = desk.gets("notice", "withdraw", "1")

    assert (corrected["id"], corrected["corrections"], corrected["pending"]) == (1, 1, 1)
    assert (corrected["when_unsure"], corrected["state"]) == ("leave", "sending")
    assert (withdrawn["state"], withdrawn["cancelled"]) == ("withdrawn", 1)


@pytest.mark.parametrize(
    ("arguments", "words", "code"),
    [
        (("correct", "1", "--text", "明天秋游。"), "--text: this is the text", 2),
        (("correct", "1", "--text", " "), "--text: the notice is empty", 1),
        (("correct", "9", "--text", "好"), "Notice 9: there is none with this number.", 1),
        (("correct", "1"), "--text: give the text either with", 2),
        (("withdraw", "9"), "Notice 9: there is none with this number.", 1),
    ],
)
def test_what_cannot_be_corrected_or_withdrawn_is_refused_in_one_sentence(
    desk: Desk, arguments: tuple[str, ...], words: str, code: int
) -> None:
    founded(desk)
    desk.gets(*SEND)

    assert desk.is_refused("notice", *arguments, code=code).startswith(words)


def test_a_correction_that_the_rules_object_to_needs_a_reason(desk: Desk) -> None:
    founded(desk)
    desk.gets(*SEND)
    against = "请家长批改今天的作业，并在群里打卡。"

    refused = desk.types("notice", "correct", "1", "--text", against)
    corrected = desk.gets("notice", "correct", "1", "--text", against, "--despite", "测试")

    assert refused.code == 1
    assert "Nothing was corrected" in refused.err
    assert corrected["corrections"] == 1
