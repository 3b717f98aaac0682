"""Folded text is taken apart into numbers that mean the same every time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.matching.normalise import fold
from bot.matching.terms import (
    codes,
    grams,
    grams_of,
    pair_codes,
    pairs,
    run_code,
    run_codes,
    run_text,
    spelled,
    symbols,
)


def test_latin_words_and_numbers_are_one_symbol_each() -> None:
    assert symbols("用app写60分钟") == ["用", "app", "写", "60", "分", "钟"]
    assert pairs("写60分") == ["写60", "60分"]
    assert len(grams("ab作业")) == 3 + 2
    assert codes("a1") == codes("a1 ")


@given(st.text(max_size=80).map(fold), st.text(max_size=80).map(fold))
def test_texts_share_a_run_exactly_where_their_numbers_are_the_same(one: str, two: str) -> None:
    def runs(folded: str) -> set[tuple[str, ...]]:
        parts = symbols(folded)
        return {
            tuple(parts[start : start + length])
            for length in (1, 2)
            for start in range(len(parts) - length + 1)
        }

    assert len(set(grams(one).tolist())) == len(runs(one))
    shared = set(grams(one).tolist()) & set(grams(two).tolist())
    assert len(shared) == len(runs(one) & runs(two))


@given(st.lists(st.text(max_size=40).map(fold), max_size=6))
def test_many_texts_give_what_each_gives_alone(texts: list[str]) -> None:
    terms, owners = grams_of(texts)

    for number, text in enumerate(texts):
        assert sorted(terms[owners == number].tolist()) == sorted(grams(text).tolist())
        assert len(pair_codes(text)) == len(pairs(text))


@given(st.text(max_size=40).map(fold))
def test_numbers_are_read_back_as_text(text: str) -> None:
    latin = spelled(text)
    found = grams(text)
    written = [run_text(code, latin) for code in found.tolist()]

    assert [run_code(term) for term in written] == found.tolist()
    in_chinese = [term for term in written if " " not in term]
    assert run_codes(" ".join(in_chinese)).tolist() == [run_code(term) for term in in_chinese]
