from __future__ import annotations

import html
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.errors import Refusal
from bot.sandbox.markup import parse_html, trim_end, utf16_length


@given(st.text())
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parse_html(html.escape(text, quote=False)) == (text, ())


@given(st.text(), st.text(min_size=1), st.text())
def test_an_entity_covers_exactly_what_was_marked(before: str, marked: str, after: str) -> None:
    source = f"{html.escape(before)}<b>{html.escape(marked)}</b>{html.escape(after)}"

    text, entities = parse_html(source.replace("&#x27;", "'"))

    assert text == before + marked + after
    assert entities == (
        {"type": "bold", "offset": utf16_length(before), "length": utf16_length(marked)},
    )


@given(st.text())
def test_any_text_is_parsed_or_refused(text: str) -> None:
    with suppress(Refusal):
        plain, entities = parse_html(text)

        assert len(plain) <= len(text)
        assert (entities == ()) or "<" in text


def test_tags_may_be_nested() -> None:
    text, entities = parse_html('<b>一<i>二</i></b><a href="https://a.cn">三</a><s></s>')

    assert text == "一二三"
    assert [entity["type"] for entity in entities] == ["bold", "italic", "text_link"]
    assert entities[2]["url"] == "https://a.cn"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<b>一", 'Can\'t find end tag corresponding to start tag "b"'),
        ("一</b>", "Unexpected end tag at byte offset 3"),
        ("<b><i>一</b></i>", 'expected "</i>", found "</b>"'),
        ("<p>一</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
    ],
)
def test_broken_mark_up_says_where(source: str, words: str) -> None:
    with pytest.raises(Refusal) as refusal:
        parse_html(source)

    assert words in refusal.value.description


def test_white_space_at_the_end_is_cut_off_with_its_marks() -> None:
    text, entities = trim_end(*parse_html("<b>一 </b><i> </i>\n"))

    assert text == "一"
    assert entities == ({"type": "bold", "offset": 0, "length": 1},)
