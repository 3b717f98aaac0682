"""`jiaxiao knowledge`: check the answers, ask them, score them, and learn the numbers."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from bot.cli import invocation
from bot.cli.batch import read_batch
from bot.cli.explaining import explanation, explanation_lines
from bot.cli.inbox import inbox
from bot.cli.places import hint, lacking, place_of
from bot.clock import SystemClock, today
from bot.errors import BadOption
from bot.faq.checking import checks
from bot.faq.files.loader import LoadedEntry, load, read_entries
from bot.faq.learning.learned import write_points, write_tuning
from bot.faq.learning.material import latin_words, read_material
from bot.faq.model import Entry, EntryId, Place
from bot.faq.problems import Problem
from bot.faq.rendering import render
from bot.faq.reply import Reply
from bot.faq.scoring import Score, read_labelled, score
from bot.faq.service import Answers, EntryMissing
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.matching.calibration import calibrate, points_by
from bot.notices.rules.loading import check_rules
from bot.notices.rules.schema import RULES_FILE
from bot.surveys.questions.loader import check_surveys

app = typer.Typer(help="Check, ask, score and tune the answers.", no_args_is_help=True)

FAILED = 1


@app.callback()
def _knowledge() -> None:
    """Check, ask, score and tune the answers."""


@app.command("check")
def check(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(help="The folder; else knowledge.path of the configuration.")
    ] = None,
    region: Annotated[
        str | None, typer.Option(help="Also list what this region has not said itself.")
    ] = None,
    school: Annotated[str | None, typer.Option(help="The same for a school of it.")] = None,
) -> int:
    """Find every problem of the knowledge folder, with file, line and advice.

    Example: jiaxiao knowledge check
    """
    root, place = folder or _folder(context), place_of(region, school)
    entries = read_entries(root)[0]
    problems = [*checks.check(root, today(SystemClock())), *_rule_problems(root, entries)]
    problems += _survey_problems(root)
    for problem in problems:
        invocation.complain(str(problem))
    count = len(entries)
    document: dict[str, object] = {
        "entries": count,
        "problems": [
            {"file": str(one.path), "line": one.line, "problem": one.sentence} for one in problems
        ],
    }
    told = (
        f"{count} entries, {len(problems)} problems" if problems else f"{count} entries, all well"
    )
    if place is not None and not problems:
        without = _without(root, place)
        document["lacking"] = [entry.id for entry in without]
        told += "".join(f"\n{line}" for line in _lacking_lines(without))
    invocation.answer(context, told, document)
    return FAILED if problems else 0


@app.command("ask")
def ask(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument(help="What a parent would type.")] = None,
    grade: Annotated[int | None, typer.Option(min=1, max=12, help="7 is 初一.")] = None,
    region: Annotated[str | None, typer.Option(help="The region's code.")] = None,
    school: Annotated[str | None, typer.Option(help="A school's name in the region.")] = None,
    lang: Annotated[Language, typer.Option(help="The language of the reply.")] = Language.ZH_HANS,
    after: Annotated[str | None, typer.Option(help="The topic of the last answer.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show why.")] = False,
    batch: Annotated[
        str | None, typer.Option(help='JSON lines {"n", "q", "grade"?, "region"?}, or -.')
    ] = None,
) -> int:
    """Ask a question as a parent, or many from a file.

    Example: jiaxiao knowledge ask 课后服务必须参加吗 --grade 3
    """
    if (question is None) == (batch is None):
        message = "Give either a question or --batch FILE."
        raise BadOption(message)
    place = place_of(region, school)
    answers = Answers.load(_folder(context))
    if batch is not None:
        return _ask_all(answers, batch, lang)
    assert question is not None
    begun = perf_counter()
    last = answers.entry(EntryId(after)).id if after else None
    hints = _Hints(answers)
    reply = answers.ask(
        question, grade=grade, language=lang, places=hints.heard(place), after=last
    )
    document = _document(reply, (perf_counter() - begun) * 1000)
    text = render(reply, speaking(lang))
    if explain:
        explained = answers.explain(question, grade)
        document["explain"] = explanation(answers, explained)
        text += "\n\n" + "\n".join(explanation_lines(answers, explained))
    invocation.answer(context, text, document)
    return 0


app.command("inbox")(inbox)


@app.command("score")
def score_file(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="Labelled messages, YAML.")],
) -> None:
    """Turn labelled messages into figures.

    Example: jiaxiao knowledge score tests/quality/questions.yaml
    """
    result = score(Answers.load(_folder(context)), read_labelled(file))
    document = {
        "figures": {
            name: {"count": share.count, "of": share.of, "share": round(share.value, 4)}
            for name, share in result.shares.items()
        },
        "decisions": result.decisions,
        "wrong": [
            {"n": one.n, "answered": reply.candidates[0].id, "label": one.label}
            for one, reply in result.wrong
        ],
    }
    invocation.answer(context, "\n".join(_score_lines(result)), document)


@app.command("calibrate")
def calibrate_folder(context: typer.Context) -> None:
    """Learn thresholds.yaml and learned-points.yaml anew from the knowledge folder.

    Example: jiaxiao knowledge calibrate
    """
    folder = _folder(context)
    material = read_material(folder, load(folder))
    tuning, latin = calibrate(material), latin_words(material)
    write_tuning(folder, tuning)
    write_points(folder, points_by(material), latin)
    document = {"answer": tuning.answer.threshold, "suggest": tuning.suggest.threshold}
    told = (
        f"Written: answer from {tuning.answer.threshold}, suggest from {tuning.suggest.threshold}"
    )
    invocation.answer(context, told, document)


class _Hints:
    """Says of each place we know nothing about that it is unknown, once."""

    def __init__(self, answers: Answers) -> None:
        self._regions = answers.snapshot.regions
        self._said: set[str] = set()

    def heard(self, place: Place | None) -> tuple[Place, ...]:
        """Return the place as `ask` takes it, after a hint on standard error if need be."""
        sentence = hint(self._regions, place)
        if sentence is not None and sentence not in self._said:
            self._said.add(sentence)
            invocation.complain(sentence)
        return () if place is None else (place,)


def _rule_problems(root: Path, entries: Sequence[LoadedEntry]) -> list[Problem]:
    """Check the rules for notices, if there are any, against the answers they rest on."""
    if not (root / RULES_FILE).exists():
        return []
    sources = {
        str(one.entry.id): [(source.document, source.clause) for source in one.entry.sources]
        for one in entries
    }
    return [Problem(one.path, one.line, one.sentence) for one in check_rules(root, sources.get)]


def _survey_problems(root: Path) -> list[Problem]:
    """Check the ready surveys, if there are any."""
    found = check_surveys(sorted((root / "surveys").glob("*.yaml")))
    return [Problem(one.path, one.line, one.sentence) for one in found]


def _without(root: Path, place: Place) -> list[Entry]:
    snapshot = load(root)
    sentence = hint(snapshot.regions, place)
    if sentence is not None:
        invocation.complain(sentence)
    return list(lacking(snapshot, place, today(SystemClock())))


def _lacking_lines(entries: Sequence[Entry]) -> Iterator[str]:
    if not entries:
        yield "Nothing local is lacking here."
        return
    yield f"{len(entries)} answers that places decide have no words of this place yet:"
    for entry in entries:
        yield f"  {entry.category}/{entry.id}  {entry.question}"


def _folder(context: typer.Context) -> Path:
    return invocation.of(context).configuration().knowledge.path


def _ask_all(answers: Answers, batch: str, language: Language) -> int:
    """Answer line by line; a line that cannot be read is one sentence and the rest goes on."""
    failed = 0
    words, hints = speaking(language), _Hints(answers)
    for line in read_batch(batch):
        if isinstance(line, str):
            invocation.complain(line)
            failed = FAILED
            continue
        begun = perf_counter()
        try:
            after = answers.entry(EntryId(line.after)).id if line.after else None
        except EntryMissing as error:
            invocation.complain(str(error))
            failed = FAILED
            continue
        places = hints.heard(line.place)
        reply = answers.ask(
            line.q, grade=line.grade, language=language, places=places, after=after
        )
        spent = (perf_counter() - begun) * 1000
        document = {"n": line.n, **_document(reply, spent), "text": render(reply, words)}
        sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")
    return failed


def _document(reply: Reply, spent: float) -> dict[str, object]:
    document: dict[str, object] = {
        "decision": reply.decision,
        "topics": [{"id": offer.id, "score": round(offer.score, 4)} for offer in reply.candidates],
        "text": render(reply, speaking(reply.language)),
        "ms": round(spent, 3),
    }
    if reply.answer is not None:
        document["needs_grade"] = reply.answer.needs_grade
        if reply.more:
            document["answered"] = [shown.id for shown in (reply.answer, *reply.more)]
    return document


def _score_lines(result: Score) -> Iterator[str]:
    for name, share in result.shares.items():
        low, high = share.interval
        counts = f"{share.count:>4}/{share.of:<4}"
        yield f"{name:<24}{counts} {share.value:6.1%}  (95 %: {low:.1%} to {high:.1%})"
    for label, row in result.decisions.items():
        told = ", ".join(f"{name} {count}" for name, count in row.items() if count)
        yield f"{label}: {told}"
    for one, reply in result.wrong:
        yield f"wrong: n={one.n} label={one.label} answered={reply.candidates[0].id}"
