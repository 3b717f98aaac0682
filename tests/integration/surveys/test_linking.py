"""The linking attack: can anybody who has everything but the keys do better than guessing?

The attacker has the database file byte by byte, while the wave is open and after its end, a
backup of each, the log, every row of every other table, and on top of it the true order and
time of all taps, as Telegram could know them. A thousand families each gave one of four
answers; whoever guesses is right for a quarter of them. Every way of matching an order in the
file with the order of the taps is tried, and none may be right more often than chance is.
"""

from __future__ import annotations

import hashlib
import hmac
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from statistics import fmean

import sqlalchemy as sa
import yaml
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from bot.app import Services, open_services
from bot.config import load
from bot.i18n.languages import Language
from bot.storage.backups import back_up
from bot.surveys.model import Wave
from bot.surveys.sealing import receipts
from bot.surveys.taps import SurveyHandIn
from tests.support.crowd import a_school_of
from tests.support.dumps import files_of, rows_of
from tests.support.surveys import a_ready_survey

FAMILIES = 1000
ANSWERS = 4
SEED = 20_261_122

WIDTH = 4.5 * sqrt(1 / ANSWERS * (1 - 1 / ANSWERS) / FAMILIES)
"""How far chance strays: once in a hundred thousand attempts, for there are many attempts."""


@dataclass(frozen=True)
class Loot:
    """What the attacker has.

    Attributes:
        taps: The families in the order of their taps.
        opened: The database's file with an open wave, and its write-ahead log.
        closed: The same after the wave's end.
        wave: What stands about the wave in the database.
        others: Every row of every other table, before the first tap and after the last.
    """

    taps: list[int]
    opened: Path
    closed: Path
    files_opened: dict[str, bytes]
    files_closed: dict[str, bytes]
    wave: Wave
    others: tuple[object, object]


async def truth_and_loot(tmp_path: Path) -> tuple[dict[int, str], Loot]:
    config = tmp_path / "config.yaml"
    settings = {
        "database": {"url": f"sqlite:///{tmp_path}/school.db"},
        "surveys": {"keys_path": str(tmp_path / "keys")},
    }
    config.write_text(yaml.safe_dump(settings), encoding="utf-8")
    async with open_services(load(config), make_absent=True) as services:
        # What a plugged machine keeps is no matter here, and each commit would wait for it.
        engine = services.database.engine.sync_engine
        sa.event.listen(engine, "connect", lambda each, _: each.execute("PRAGMA synchronous=OFF"))
        await services.database.engine.dispose()
        families = list(range(1, FAMILIES + 1))
        school = await a_school_of(services, families)
        wave = await services.surveys.open(a_ready_survey("pulse"), school)
        return await answered(services, wave, families, tmp_path)


async def answered(
    services: Services, wave: Wave, families: list[int], folder: Path
) -> tuple[dict[int, str], Loot]:
    chance = random.Random(SEED)
    chance.shuffle(families)
    truth = {family: str(chance.randrange(ANSWERS)) for family in families}
    before = await rows_of(services.database, without="survey_")
    for family in families:
        tap = SurveyHandIn(wave.id, 3, truth[family], receipts.new_code(), wave.tag)
        screen = await services.surveys.press(family, tap, Language.ZH_HANS)
        assert "已经交上" in screen.text
    after = await rows_of(services.database, without="survey_")
    files_opened = files_of(services.database)
    opened, closed = folder / "open.db", folder / "closed.db"
    await back_up(services.database, opened)
    await services.surveys.close(wave.id)
    files_closed = files_of(services.database)
    await back_up(services.database, closed)
    loot = Loot(families, opened, closed, files_opened, files_closed, wave, (before, after))
    return truth, loot


def _column(path: Path, query: str) -> list[object]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute(query)]


PAGE = 4096


def _in_the_file(files: dict[str, bytes], pieces: list[bytes]) -> Iterator[tuple[str, list[int]]]:
    """Give the places of records by where their bytes stand: first or last, and by pages.

    SQLite fills a page from its end, so within one the later record has the lower place.
    """
    whole = b"".join(files[name] for name in sorted(files))
    for name, places in (
        ("first", [whole.find(piece) for piece in pieces]),
        ("last", [whole.rfind(piece) for piece in pieces]),
    ):
        every = range(len(pieces))
        yield name, sorted(every, key=places.__getitem__)
        by_page = [(place // PAGE, -place) for place in places]
        yield f"{name} by page", sorted(every, key=by_page.__getitem__)


_BY_MARK = """
SELECT ciphertext FROM survey_sealed JOIN (
    SELECT row_number() OVER (ORDER BY rowid) AS place, mark FROM survey_marks
) ON place = survey_sealed.rowid ORDER BY mark
"""
"""Rows of both tables were written in pairs, so the places of marks may be tried, too."""


def orders_while_open(loot: Loot) -> Iterator[tuple[str, list[bytes]]]:
    """Every order of the sealed answers that the file betrays."""
    for name, query in (
        ("rowid", "SELECT ciphertext FROM survey_sealed ORDER BY rowid"),
        ("id", "SELECT ciphertext FROM survey_sealed ORDER BY id"),
        ("bytes", "SELECT ciphertext FROM survey_sealed ORDER BY ciphertext"),
        ("mark", _BY_MARK),
    ):
        yield name, [bytes(each) for each in _column(loot.opened, query)]  # type: ignore[call-overload]
    sealed = [
        bytes(each)  # type: ignore[call-overload]
        for each in _column(loot.opened, "SELECT ciphertext FROM survey_sealed")
    ]
    for name, places in _in_the_file(loot.files_opened, sealed):
        yield name, [sealed[place] for place in places]


def guessed_keys(loot: Loot) -> list[bytes]:
    """Everything in the loot that might have been used as a key."""
    seeds = [bytes(32), loot.wave.public_key, str(loot.wave.id).encode(), b"answer", b"1"]
    return [*seeds, *(hashlib.sha256(seed).digest() for seed in seeds)]


def read_by_force(ciphertext: bytes, keys: list[bytes]) -> bytes | None:
    for key in keys:
        if len(key) == 32:
            try:
                return SealedBox(PrivateKey(key)).decrypt(ciphertext)
            except CryptoError:
                continue
    return None


def guesses_while_open(loot: Loot) -> Iterator[tuple[str, dict[int, str]]]:
    """Match ciphertexts with families by order, and read an answer out of each by any trait."""
    for name, order in orders_while_open(loot):
        traits = {
            "length": [len(each) for each in order],
            "first": [each[0] for each in order],
            "last": [each[-1] for each in order],
            "sum": [sum(each) for each in order],
            "hash": [hashlib.sha256(each).digest()[0] for each in order],
        }
        for trait, values in traits.items():
            pairs = zip(loot.taps, values, strict=True)
            yield f"{name}/{trait}", {family: str(value % ANSWERS) for family, value in pairs}


def guesses_after_the_end(
    taps: list[int], stolen: Path, files: dict[str, bytes]
) -> Iterator[tuple[str, dict[int, str]]]:
    """Match plain rows with families by every order the file betrays, forwards and backwards."""
    rows = "SELECT choices FROM survey_answers ORDER BY"
    orders = {key: _column(stolen, f"{rows} {key}") for key in ("rowid", "id", "hex(id)")}
    # In the table, and not in the index beside it, grade and choices follow the number.
    written = (
        "SELECT CAST(id || char(grade) || choices AS BLOB) FROM survey_answers ORDER BY rowid"
    )
    ids = [bytes(each) for each in _column(stolen, written)]  # type: ignore[call-overload]
    for name, places in _in_the_file(files, ids):
        orders[name] = [orders["rowid"][place] for place in places]
    for name, order in orders.items():
        assert len(order) == FAMILIES
        for direction, tapped in (("on", taps), ("back", taps[::-1])):
            for turn in (0, 1, FAMILIES // 2):
                turned = order[turn:] + order[:turn]
                pairs = zip(tapped, turned, strict=True)
                yield f"{name}/{direction}/{turn}", {who: str(what) for who, what in pairs}
        for by in (sorted(taps), sorted(taps, key=str)):
            yield f"{name}/number", {who: str(what) for who, what in zip(by, order, strict=True)}


def accuracy(truth: dict[int, str], guess: dict[int, str]) -> float:
    return fmean(guess[family] == answer for family, answer in truth.items())


def interval(truth: dict[int, str]) -> float:
    """Return how often chance may be right: for guessing always the commonest answer, too."""
    most = max(list(truth.values()).count(str(answer)) for answer in range(ANSWERS))
    return most / FAMILIES + WIDTH


async def test_an_attacker_with_everything_but_the_keys_only_guesses(tmp_path: Path) -> None:
    truth, loot = await truth_and_loot(tmp_path)

    attempts = dict(guesses_while_open(loot))
    attempts |= dict(guesses_after_the_end(loot.taps, loot.closed, loot.files_closed))
    right = {name: accuracy(truth, guess) for name, guess in attempts.items()}

    assert len(attempts) > 50
    assert {name: share for name, share in right.items() if share > interval(truth)} == {}
    assert abs(fmean(right.values()) - 1 / ANSWERS) < WIDTH
    assert loot.others[0] == loot.others[1]
    _nothing_opens_by_force(loot)
    _marks_cannot_be_told_apart(loot)


def _nothing_opens_by_force(loot: Loot) -> None:
    keys = guessed_keys(loot)
    some = _column(loot.opened, "SELECT ciphertext FROM survey_sealed LIMIT 40")
    assert not any(read_by_force(bytes(each), keys) for each in some)  # type: ignore[call-overload]


def _marks_cannot_be_told_apart(loot: Loot) -> None:
    """So nobody can say who has answered, nor which mark stands beside which answer."""
    marks = {bytes(each) for each in _column(loot.opened, "SELECT mark FROM survey_marks")}  # type: ignore[call-overload]
    made = {
        hmac.digest(key, f"{kind}:{family}".encode(), "sha256")
        for key in guessed_keys(loot)
        for kind in ("answer", "comment", "asked")
        for family in loot.taps
    }
    assert len(marks) == FAMILIES
    assert not marks & made
    after = b"".join([*loot.files_closed.values(), loot.closed.read_bytes()])
    assert not any(mark in after for mark in marks)


def test_the_attack_works_where_rows_are_kept_as_they_came(tmp_path: Path) -> None:
    """An attack that can never succeed would prove nothing."""
    chance = random.Random(SEED)
    taps = list(range(1, FAMILIES + 1))
    truth = {family: str(chance.randrange(ANSWERS)) for family in taps}
    careless = tmp_path / "careless.db"
    with closing(sqlite3.connect(careless)) as connection, connection:
        connection.execute(
            "CREATE TABLE survey_answers (id BLOB PRIMARY KEY, wave_id, grade, choices TEXT)"
        )
        rows = [(chance.randbytes(16), truth[family]) for family in taps]
        connection.executemany("INSERT INTO survey_answers VALUES (?, 1, 3, ?)", rows)

    guesses = guesses_after_the_end(taps, careless, {"careless.db": careless.read_bytes()})
    right = {name: accuracy(truth, guess) for name, guess in guesses}

    assert right["rowid/on/0"] == 1.0
    assert max(share for name, share in right.items() if "by page" in name) > 0.9
