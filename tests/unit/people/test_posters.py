from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
import segno
import zxingcpp
from PIL import Image

from bot.errors import BadOption
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.people.posters import Printed, poster, slips
from bot.printing.page import GlyphMissing, matrix_of

LINK = "https://t.me/sunshine_school_bot?start=abcdefghjkmn"
INVITATION = Printed("阳光小学", "二年级(1)班", "abcdefghjkmn", LINK, "2026年12月6日")
HANS = speaking(Language.ZH_HANS)


def seen(picture: bytes) -> list[str]:
    """Return what a phone reads on a page."""
    return [code.text for code in zxingcpp.read_barcodes(Image.open(BytesIO(picture)))]


@pytest.mark.parametrize("language", list(Language))
def test_a_phone_reads_the_link_on_a_poster(language: Language) -> None:
    assert seen(poster(INVITATION, speaking(language), ".png")) == [LINK]


def test_the_squares_are_those_of_the_standard() -> None:
    expected = segno.make(LINK, error="m").matrix

    assert matrix_of(LINK) == [[bool(module) for module in row] for row in expected]


def test_a_poster_is_a4() -> None:
    picture = Image.open(BytesIO(poster(INVITATION, HANS, ".png")))

    assert picture.width / picture.height == pytest.approx(210 / 297, abs=0.002)


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (8, 1), (9, 2)])
def test_eight_slips_stand_on_a_page(count: int, pages: int) -> None:
    printed = [replace(INVITATION, seat=seat) for seat in range(1, count + 1)]

    document = slips(printed, HANS, ".pdf")

    assert document.startswith(b"%PDF-")
    assert document.count(b"/Type /Page ") == pages


def test_a_code_is_written_in_groups_and_the_bot_is_named() -> None:
    assert (INVITATION.grouped, INVITATION.bot) == ("abcd-efgh-jkmn", "@sunshine_school_bot")


def test_a_character_nobody_can_print_is_named() -> None:
    with pytest.raises(GlyphMissing, match="\U000f0000: the font"):
        poster(replace(INVITATION, name="\U000f0000班"), HANS, ".pdf")


def test_other_files_are_refused() -> None:
    with pytest.raises(BadOption, match=r"\.pdf or \.png"):
        poster(INVITATION, HANS, ".svg")
    with pytest.raises(BadOption, match=r"\.pdf"):
        slips([INVITATION], HANS, ".png")
