"""Figures of closed surveys, for those who may see how whole schools stand.

A school's office sees its own school, a district those of its region; nobody sees a class or
a teacher, because no answer knows one. Whoever looks stands in the account.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bot.audit.model import InChat
from bot.chat.keyboards import button, column, grid
from bot.chat.result_taps import GiveDistrict, GiveResults, ShowDistrict, ShowResults
from bot.chat.talk import Talk
from bot.clock import at_school
from bot.errors import NotAllowed
from bot.people.permissions import Action, posts_for
from bot.surveys.figures.results import Results
from bot.surveys.figures.trend import ALONE, Trend
from bot.surveys.model import Wave, WaveState
from bot.surveys.showing import booklets, charts, export, messages
from bot.surveys.showing.export import Format
from bot.taps import UnreadableTap

MOST_LISTED = 8
PICTURE = "png"
TREND = "trend"


async def choose(talk: Talk) -> None:
    """Offer the closed surveys of one's schools, the newest first."""
    schools = await _schools(talk)
    waves = [
        wave
        for wave in await talk.services.surveys.waves()
        if wave.state is WaveState.CLOSED and wave.school_id in schools
    ][:MOST_LISTED]
    if not waves:
        await talk.say(talk.words("results-none"))
        return
    titles = _titles(talk, waves, schools)
    choices = [
        button(title, ShowResults(wave.id)) for title, wave in zip(titles, waves, strict=True)
    ]
    await talk.say(talk.words("results-which"), column(choices))


async def show(talk: Talk, tap: ShowResults) -> None:
    """Show figures, with buttons for files."""
    await talk.toast()
    wave = await _mine(talk, tap.wave)
    found = await talk.services.surveys.results(wave.id)
    await _note(talk, wave, "chat", found.digest)
    kinds = [
        button(talk.words("results-picture"), GiveResults(wave.id, PICTURE)),
        button(talk.words("results-trend"), GiveResults(wave.id, TREND)),
        button(talk.words("results-sheet"), GiveResults(wave.id, Format.XLSX.value)),
        button(talk.words("results-print"), GiveResults(wave.id, Format.PDF.value)),
    ]
    if await _region_of(talk, wave) is not None:
        kinds.append(button(talk.words("results-district"), ShowDistrict(wave.id)))
    await talk.say(messages.as_message(found, talk.language), grid(kinds, 2))


async def show_district(talk: Talk, tap: ShowDistrict) -> None:
    """Show the totals over a district's schools, with buttons for files."""
    await talk.toast()
    found = await _district(talk, tap.wave)
    await _note(talk, found.wave, "district-chat", found.digest)
    kinds = [
        button(talk.words("results-picture"), GiveDistrict(tap.wave, PICTURE)),
        button(talk.words("results-sheet"), GiveDistrict(tap.wave, Format.XLSX.value)),
        button(talk.words("results-print"), GiveDistrict(tap.wave, Format.PDF.value)),
    ]
    await talk.say(messages.as_message(found, talk.language), grid(kinds, 2))


async def give_district(talk: Talk, tap: GiveDistrict) -> None:
    """Send a district's totals as a file."""
    if tap.kind not in (PICTURE, Format.XLSX, Format.PDF):
        raise UnreadableTap
    await _say_it_takes_a_while(talk, tap.kind)
    found = await _district(talk, tap.wave)
    await _note(talk, found.wave, f"district-{tap.kind}", found.digest)
    await _give(talk, found, ALONE, tap.kind, f"{found.wave.survey.id}-district")


async def give(talk: Talk, tap: GiveResults) -> None:
    """Send figures as a file."""
    if tap.kind not in (PICTURE, TREND, *Format):
        raise UnreadableTap
    await _say_it_takes_a_while(talk, tap.kind)
    wave = await _mine(talk, tap.wave)
    found = await talk.services.surveys.results(wave.id)
    await _note(talk, wave, tap.kind, found.digest)
    trend = ALONE if tap.kind == PICTURE else await talk.services.surveys.trend(found)
    await _give(talk, found, trend, tap.kind, f"{wave.survey.id}-{wave.id}")


async def _say_it_takes_a_while(talk: Talk, kind: str) -> None:
    is_drawn = kind in (PICTURE, TREND, Format.PDF)
    await talk.toast(talk.words("drawing-wait") if is_drawn else None)


async def _give(talk: Talk, found: Results, trend: Trend, kind: str, name: str) -> None:
    zone = talk.services.clock.zone
    if kind == PICTURE:
        picture = await charts.draw(charts.chart_of(found, talk.language, zone))
        await talk.give(f"{name}.png", picture)
    elif kind == TREND:
        course = charts.trend_of(found, trend, talk.language, zone)
        await talk.give(f"{name}-{TREND}.png", await charts.draw_trend(course))
    elif kind == Format.PDF:
        booklet = booklets.booklet_of(found, trend, talk.language, zone)
        await talk.give(f"{name}.pdf", await booklets.draw(booklet))
    else:
        sheet = await _sheet(talk, found, trend, Format(kind))
        await talk.give(f"{name}.{kind}", sheet)


async def _sheet(talk: Talk, found: Results, trend: Trend, kind: Format) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path, zone = Path(folder) / "sheet", talk.services.clock.zone
        await asyncio.to_thread(export.write, found, path, kind, talk.language, zone, trend=trend)
        return path.read_bytes()


async def _district(talk: Talk, number: int) -> Results:
    """Return the totals over the district that a wave's school is in.

    Raises:
        NotAllowed: It is not a district of one's own.
        DistrictTooSmall: Too few of its schools have closed the survey.
    """
    wave = await _mine(talk, number)
    region = await _region_of(talk, wave)
    if region is None:
        raise NotAllowed
    return await talk.services.surveys.district(region, wave.survey.id)


async def _region_of(talk: Talk, wave: Wave) -> str | None:
    """Return the region of a wave's school if the person works for its district."""
    posts = posts_for(talk.person, Action.SEE_TOTALS)
    regions = {post.school.region for post in posts if post.own_school is None}
    schools = await talk.services.people.schools()
    return next(
        (s.region for s in schools if s.id == wave.school_id and s.region in regions), None
    )


async def _note(talk: Talk, wave: Wave, kind: str, digest: str) -> None:
    surveys = talk.services.surveys
    await surveys.note_export(wave.id, kind, by=InChat(talk.address), digest=digest)


async def _mine(talk: Talk, number: int) -> Wave:
    wave = await talk.services.surveys.wave(number)
    if wave.school_id not in await _schools(talk):
        raise NotAllowed
    return wave


async def _schools(talk: Talk) -> dict[int, str]:
    """Return the schools whose figures a person may see, with their names."""
    posts = posts_for(talk.person, Action.SEE_TOTALS)
    own = {post.own_school for post in posts}
    regions = {post.school.region for post in posts if post.own_school is None}
    return {
        school.id: school.name
        for school in await talk.services.people.schools()
        if school.id in own or school.region in regions
    }


def _titles(talk: Talk, waves: Sequence[Wave], schools: dict[int, str]) -> list[str]:
    """Name each survey; where two would be called alike, with their numbers."""
    titles = [_title(talk, wave, schools) for wave in waves]
    return [
        talk.words("results-numbered", title=title, wave=str(wave.id))
        if titles.count(title) > 1
        else title
        for title, wave in zip(titles, waves, strict=True)
    ]


def _title(talk: Talk, wave: Wave, schools: dict[int, str]) -> str:
    assert wave.closed_at is not None
    day = f"{at_school(wave.closed_at, talk.services.clock):%Y-%m-%d}"
    title = wave.survey.title.in_language(talk.language)
    name = f"{schools[wave.school_id]} " if len(schools) > 1 else ""
    return f"{name}{title} {day}"
