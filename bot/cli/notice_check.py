"""`jiaxiao notice check`: hold a text against the rules before anybody is written to.

It needs no database, so a school can check its drafts wherever they are written.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.app import grounds_of, knowledge_at
from bot.cli import invocation
from bot.clock import SystemClock, at_school
from bot.config import Configuration
from bot.errors import BadOption
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.notices.beforehand import previewing
from bot.notices.beforehand.previewing import Grounds
from bot.notices.rules.loading import load_rules
from bot.notices.rules.model import BOTH_STAGES, Finding, Stage

FOUND = 1
Lang = Annotated[Language, typer.Option(help="The language of the advice.")]


def check(
    context: typer.Context,
    text: Annotated[str | None, typer.Option(help="What parents would read.")] = None,
    file: Annotated[Path | None, typer.Option(help="A file that holds the text.")] = None,
    at: Annotated[str | None, typer.Option(help="When it would go out; now by default.")] = None,
    stage: Annotated[
        list[Stage] | None, typer.Option(help="The children's stage; both by default.")
    ] = None,
    lang: Lang = Language.ZH_HANS,
) -> int:
    """Hold a text against the rules of knowledge/notice_rules.yaml; exit 1 if they object.

    Example: jiaxiao notice check --text "请家长批改今天的作业。"
    """
    configuration = invocation.of(context).configuration()
    clock = SystemClock(configuration.zone)
    found = load_rules(configuration.knowledge.path).findings(
        content(text, file),
        at_school(_moment(at, configuration) if at else clock.now(), clock),
        frozenset(stage or BOTH_STAGES),
    )
    grounds = grounds_of(knowledge_at(configuration, clock))
    words = speaking(lang)
    lines = previewing.findings(found, words, lang, grounds)
    document = {"findings": told(found, grounds, lang)}
    invocation.answer(context, "\n".join(lines) or previewing.all_well(words), document)
    return FOUND if found else 0


def content(text: str | None, file: Path | None) -> str:
    """Return the text of a notice from whichever option holds it.

    Raises:
        BadOption: Both or neither are given, or the file cannot be read.
    """
    if (text is None) == (file is None):
        message = "--text: give the text either with --text or with --file."
        raise BadOption(message)
    if file is None:
        return text or ""
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"--file {file}: cannot be read as UTF-8 text; check its name and encoding."
        raise BadOption(message) from error


def told(
    found: Sequence[Finding], grounds: Grounds, language: Language
) -> list[dict[str, object]]:
    """Return findings as `--json` prints them."""
    return [
        {
            "rule": one.rule,
            "title": one.title[language],
            "excerpt": one.excerpt,
            "start": one.start,
            "end": one.end,
            "advice": one.advice[language],
            "because": [
                {"entry": basis.entry, "document": source.document, "clause": source.clause}
                for basis in one.because
                if (source := grounds(basis, language)) is not None
            ],
        }
        for one in found
    ]


def _moment(written: str, configuration: Configuration) -> datetime:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as error:
        message = f"--at {written}: write the time like 2026-09-01T08:00."
        raise BadOption(message) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=configuration.zone)
