"""Whole messages teach the words that go with a question, and no others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.matching.index import FEATURES, Group, Index
from bot.matching.normalise import fold
from bot.matching.teaching import MOST_TERMS, Taught, teach
from bot.matching.terms import Concepts, run_text, spelled

SPOKEN_FOR, CLAUSE = FEATURES.index("spoken_for"), FEATURES.index("clause")
CONCEPTS = Concepts({"tired": ["累", "疲惫"]})
GROUPS = (
    Group("care", ("课后服务必须参加吗", "延时班可以不报吗")),
    Group("time", ("作业每天写多久", "写作业到几点算超时")),
    Group("weather", (), answered=False),
)
MESSAGES = (
    ("care", "我们六点下班，孩子没人接，真累"),
    ("care", "两口子六点下班，没人接孩子，太累了"),
    ("weather", "明天暴雨，地铁停不停"),
    ("weather", "又是暴雨，路上堵"),
)


def _words(taught: Taught, *texts: str) -> dict[str, int]:
    latin = {code: word for text in texts for code, word in spelled(fold(text)).items()}
    pairs = zip(taught.terms.tolist(), taught.times.tolist(), strict=True)
    return {CONCEPTS.text(code) or run_text(code, latin): times for code, times in pairs}


def test_what_comes_up_again_and_again_is_kept_with_its_count() -> None:
    words = _words(teach(GROUPS, MESSAGES, CONCEPTS)["care"], *(text for _, text in MESSAGES))

    assert words["没人接"] == 2
    assert words["tired"] == 2
    assert "真" not in words


def test_a_matter_without_any_wording_is_known_by_its_words() -> None:
    taught = teach(GROUPS, MESSAGES, CONCEPTS)
    evidence = Index(GROUPS, CONCEPTS, taught).evidence("暴雨")

    assert evidence.features[:, SPOKEN_FOR].argmax() == 2
    assert Index(GROUPS, CONCEPTS, taught).wording(int(evidence.nearest[2])) == ""


def test_words_of_a_message_lead_to_its_question() -> None:
    message = "六点才下班，没人接"
    untaught = Index(GROUPS, CONCEPTS).evidence(message)
    taught = Index(GROUPS, CONCEPTS, teach(GROUPS, MESSAGES, CONCEPTS)).evidence(message)

    assert untaught.features[0, CLAUSE] < taught.features[0, CLAUSE]


def test_nothing_is_taught_by_nothing() -> None:
    assert teach(GROUPS, (), CONCEPTS) == {}
    assert teach(GROUPS, [("unknown", "六点下班")], CONCEPTS) == {}


@given(
    st.lists(
        st.tuples(st.sampled_from(["care", "time", "weather"]), st.text(max_size=40)), max_size=8
    )
)
def test_no_term_is_kept_oftener_than_it_was_met(messages: list[tuple[str, str]]) -> None:
    taught = teach(GROUPS, messages, CONCEPTS)

    for key, one in taught.items():
        length = sum(len(fold(text)) * 4 for asked, text in messages if asked == key)
        assert 0 < one.times.sum() <= length
        assert len(set(one.terms.tolist())) == len(one.terms)
        assert key == "weather" or len(one.terms) <= MOST_TERMS
