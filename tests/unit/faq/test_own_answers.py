"""A school's own answer is given to its own families only."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.faq.checking.across import problems_across
from bot.faq.files.loader import read_entries
from bot.faq.model import EntryId, Place
from bot.faq.service import Answers
from bot.faq.writing.traditional import write_all
from bot.i18n.languages import Language
from bot.matching.decision import Decision
from tests.unit.faq.folders import KNOWLEDGE, content, write

OURS = Place("north", "阳光小学")
THEIRS = Place("north", "育才小学")
OWN = EntryId("asked-1")
QUESTION = "校车座位要怎样才能换？"


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    folder = tmp_path_factory.mktemp("knowledge")
    own = content(
        OWN,
        category="local-school",
        question=QUESTION,
        wordings=["校车换座位", "怎么换校车座位"],
        answer={"text": "找车上的老师。"},
        sources=[{"document": "校车须知", "issuer": "阳光小学"}],
        only_for={"region": "north", "school": "阳光小学"},
    )
    write(folder, content(), own)
    for name in ("thresholds.yaml", "words.yaml", "negatives.yaml"):
        (folder / name).write_bytes((KNOWLEDGE / name).read_bytes())
    write_all(folder)
    return Answers.load(folder, lambda: date(2026, 11, 22))


def ask(answers: Answers, *places: Place) -> tuple[Decision, str | None]:
    reply = answers.ask(QUESTION, grade=None, language=Language.ZH_HANS, places=places)
    assert all(answers.entry(one.id).holds_at(places) for one in reply.candidates)
    return reply.decision, reply.answer.id if reply.answer else None


def test_its_own_families_are_answered_and_told_whose_words_these_are(answers: Answers) -> None:
    assert ask(answers, OURS) == (Decision.ANSWER, OWN)
    shown = answers.answer_for(OWN, None, Language.ZH_HANS, [OURS])
    assert shown.whose is not None
    assert shown.whose.who == "阳光小学"
    assert not shown.whose.is_example


@pytest.mark.parametrize("places", [(), (THEIRS,), (Place("south", "阳光小学"),)])
def test_nobody_else_is_given_it(answers: Answers, places: tuple[Place, ...]) -> None:
    decision, given = ask(answers, *places)
    assert decision in (Decision.ABSTAIN, Decision.SUGGEST)
    assert given is None


def test_it_is_offered_where_it_holds_and_nowhere_else(answers: Answers) -> None:
    def offered(*places: Place) -> list[EntryId]:
        found = answers.others(QUESTION, (), Language.ZH_HANS, places=places)
        return [one.id for one in found]

    assert OWN in offered(OURS)
    assert OWN not in offered()
    assert OWN not in offered(THEIRS)


def test_a_schools_own_paper_need_not_stand_among_the_documents(tmp_path: Path) -> None:

    (tmp_path / "documents.yaml").write_text(yaml.safe_dump(["作业通知"]), "utf-8")
    source = {"sources": [{"document": "校车须知", "issuer": "阳光小学"}]}
    own = {"only_for": {"region": "north", "school": "阳光小学"}}
    write(tmp_path, content("general", **source), content("own", **source, **own))
    found = problems_across(tmp_path, read_entries(tmp_path)[0], date(2026, 11, 22))
    assert [one.path.stem for one in found if "documents.yaml" in one.sentence] == ["general"]
