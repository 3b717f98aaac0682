"""What holds at a place: the most specific that is valid, and the wider below it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.faq.model import (
    Answer,
    Category,
    Entry,
    EntryId,
    Level,
    LocalTexts,
    Manner,
    Overlay,
    Place,
    Region,
    RegionCode,
    Source,
    Variant,
)
from bot.faq.places import Here, chain, chosen, localised
from bot.faq.reply import Lacking, Shown
from bot.i18n.languages import Language

TODAY = date(2026, 11, 22)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
FEE = EntryId("homework-time")
LEVELS = ("province", "city", "district", "school")
AT_SCHOOL = Place("district", "school")


def _words(
    who: str,
    manner: Manner,
    *,
    until: date | None = None,
    begin: date | None = None,
    variants: tuple[Variant, ...] = (),
) -> Overlay:
    source = Source(f"{who}的文件", None, who, None, None)
    written = LocalTexts(who, Answer(f"{who}的话", variants), (source,))
    level = Level.SCHOOL if who.startswith("school") else Level.REGION
    return Overlay(FEE, level, manner, written, (source,), TODAY, begin, until, is_example=False)


def _regions(words: Mapping[str, Overlay | None]) -> dict[RegionCode, Region]:
    regions: dict[RegionCode, Region] = {}
    within: RegionCode | None = None
    for name in LEVELS[:-1]:
        code, own = RegionCode(name), words.get(name)
        overlays = {FEE: own} if own else {}
        regions[code] = Region(code, name, within, is_example=False, overlays=overlays, schools={})
        within = code
    school = words.get("school")
    last = regions[RegionCode("district")]
    schools = {"school": {FEE: school}} if school else {}
    regions[last.code] = replace(last, schools=schools)
    return regions


STATES = st.sampled_from([None, "over", "not yet", "now", "always"])


@st.composite
def _levels(draw: st.DrawFn) -> dict[str, Overlay | None]:
    words: dict[str, Overlay | None] = {}
    for name in LEVELS:
        state, manner = draw(STATES), draw(st.sampled_from(Manner))
        until = {"over": YESTERDAY, "now": TODAY}.get(state or "")
        begin = {"not yet": TOMORROW, "now": TODAY}.get(state or "")
        words[name] = None if state is None else _words(name, manner, until=until, begin=begin)
    return words


@given(_levels())
def test_the_narrowest_valid_replacing_words_stand_and_only_narrower_ones_are_added(
    words: dict[str, Overlay | None],
) -> None:
    found = chosen(_regions(words), AT_SCHOOL, FEE, TODAY)

    valid = [one for name in LEVELS if (one := words[name]) and one.is_current(TODAY)]
    replacing = [one for one in valid if one.manner is Manner.REPLACES]
    assert found.base == (replacing[-1] if replacing else None)
    begin = valid.index(replacing[-1]) + 1 if replacing else 0
    assert list(found.added) == valid[begin:]


@given(_levels())
def test_words_that_do_not_hold_today_change_nothing(words: dict[str, Overlay | None]) -> None:
    valid = {name: one for name, one in words.items() if one and one.is_current(TODAY)}

    everything = chosen(_regions(words), AT_SCHOOL, FEE, TODAY)

    assert everything == chosen(_regions(valid), AT_SCHOOL, FEE, TODAY)
    assert all(one.is_current(TODAY) for one in everything.all)


@given(_levels(), st.sampled_from(["province", "city", "nowhere"]))
def test_a_place_never_hears_what_is_said_beside_or_below_it(
    words: dict[str, Overlay | None], region: str
) -> None:
    found = chosen(_regions(words), Place(region, "school"), FEE, TODAY)

    allowed = LEVELS[: LEVELS.index(region) + 1] if region in LEVELS else ()
    assert {one.written.who for one in found.all} <= set(allowed)


@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("abcdef"), max_size=6))
def test_the_way_up_ends_even_in_a_ring(within: dict[str, str]) -> None:
    regions = {
        RegionCode(code): Region(
            RegionCode(code), code, RegionCode(up), is_example=False, overlays={}, schools={}
        )
        for code, up in within.items()
    }

    for code in "abcdef":
        around = [region.code for region in chain(regions, code)]
        assert len(around) == len(set(around)) <= len(within)
        assert around[-1:] == ([code] if code in within else [])


def _entry(*, is_local: bool = True) -> Entry:
    return Entry(
        id=FEE,
        category=Category.HOMEWORK,
        question="问题",
        short="短名",
        wordings=("问题",),
        answer=Answer("全国的话"),
        sources=(),
        who_decides=None,
        see_also=(),
        checked_on=TODAY,
        valid_from=None,
        valid_until=None,
        is_local=is_local,
    )


def _national(*, span: tuple[int, int] | None = None, needs_grade: bool = False) -> Shown:
    return Shown(
        id=FEE,
        question="问题",
        text="全国的话",
        variant=None,
        grade=span[0] if span else None,
        needs_grade=needs_grade,
        sources=(Source("全国的文件", None, "教育部", None, None),),
        who_decides=None,
        see_also=(),
        span=span,
    )


def _at(
    words: Mapping[str, Overlay | None], *places: Place, span: tuple[int, int] | None = None
) -> Shown:
    here = Here(places, _regions(words), TODAY)
    return localised(_national(span=span), _entry(), here, Language.ZH_HANS)


def test_words_that_replace_bring_their_own_source_and_say_whose_they_are() -> None:
    shown = _at({"district": _words("district", Manner.REPLACES)}, AT_SCHOOL)

    assert shown.text == "district的话"
    assert shown.whose is not None
    assert shown.whose.who == "district"
    assert [source.document for source in shown.sources] == ["district的文件"]


def test_words_that_extend_leave_the_wider_rule_and_its_source() -> None:
    words = {name: _words(name, Manner.EXTENDS) for name in LEVELS}

    shown = _at(words, AT_SCHOOL)

    assert (shown.text, shown.whose) == ("全国的话", None)
    assert [source.document for source in shown.sources] == ["全国的文件"]
    assert [part.whose.who for part in shown.local] == list(LEVELS)
    assert {part.school for part in shown.local} == {None}


def test_what_two_schools_share_is_said_once_and_their_own_under_each_name() -> None:
    words = {
        "district": _words("district", Manner.EXTENDS),
        "school": _words("school", Manner.EXTENDS),
    }

    shown = _at(words, AT_SCHOOL, Place("district", "other"))

    said = [(part.whose.who, part.school) for part in shown.local]
    assert said == [("district", None), ("school", "school")]
    assert shown.without == ()


def test_where_only_one_school_replaces_the_national_rule_stays_above_both() -> None:
    shown = _at({"school": _words("school", Manner.REPLACES)}, AT_SCHOOL, Place("city", "other"))

    assert (shown.text, shown.whose) == ("全国的话", None)
    assert [(part.text, part.school) for part in shown.local] == [("school的话", "school")]
    assert shown.without == ("other",)
    assert shown.lacking is None


def test_two_children_at_one_school_hear_it_once() -> None:
    words = {"school": _words("school", Manner.REPLACES)}

    assert _at(words, AT_SCHOOL, AT_SCHOOL) == _at(words, AT_SCHOOL)


def test_an_answer_that_places_decide_says_why_it_is_only_the_national_one() -> None:
    assert _at({}, AT_SCHOOL).lacking is Lacking.NOT_ENTERED
    assert _at({}).lacking is Lacking.PLACE_UNKNOWN
    assert _at({"school": _words("school", Manner.EXTENDS)}, AT_SCHOOL).lacking is None


def test_an_answer_that_is_the_same_everywhere_misses_nothing() -> None:
    here = Here((), {}, TODAY)

    shown = localised(_national(), _entry(is_local=False), here, Language.ZH_HANS)

    assert shown == _national()


def test_the_grade_chooses_among_a_schools_words_and_is_asked_for_without() -> None:
    variants = (Variant(1, 2, "小的"), Variant(3, 6, "大的"))
    words = {"school": _words("school", Manner.EXTENDS, variants=variants)}

    assert _at(words, AT_SCHOOL, span=(4, 4)).local[0].text == "大的"
    assert not _at(words, AT_SCHOOL, span=(9, 9)).needs_grade
    unsure = _at(words, AT_SCHOOL)
    assert unsure.needs_grade
    assert unsure.choices == variants


def test_grades_to_choose_from_are_cut_where_any_text_changes() -> None:
    low = _words("district", Manner.EXTENDS, variants=(Variant(1, 6, "小学"),))
    fine = _words("school", Manner.EXTENDS, variants=(Variant(3, 4, "三四"), Variant(8, 9, "大")))

    shown = _at({"district": low, "school": fine}, AT_SCHOOL)

    assert [(one.first, one.last) for one in shown.choices] == [(1, 2), (3, 4), (5, 6), (8, 9)]


def test_a_replaced_answer_asks_for_no_grade_of_the_national_one() -> None:
    here = Here((AT_SCHOOL,), _regions({"school": _words("school", Manner.REPLACES)}), TODAY)

    shown = localised(_national(needs_grade=True), _entry(), here, Language.ZH_HANS)

    assert not shown.needs_grade


def test_each_language_reads_its_own_words_or_those_that_were_written() -> None:
    plain = _words("school", Manner.REPLACES)
    english = LocalTexts("School", Answer("English"), plain.sources)
    traditional = LocalTexts("學校", Answer("繁體"), (Source("檔案", None, "學校", None, None),))
    whole = replace(plain, english=english, traditional=traditional)

    def read(words: Overlay, language: Language) -> str:
        here = Here((AT_SCHOOL,), _regions({"school": words}), TODAY)
        return localised(_national(), _entry(), here, language).text

    here = Here((AT_SCHOOL,), _regions({"school": whole}), TODAY)
    converted = localised(_national(), _entry(), here, Language.ZH_HANT)
    assert [one.issuer for one in converted.sources] == ["學校"]
    assert read(whole, Language.EN) == "English"
    assert read(whole, Language.ZH_HANT) == "繁體"
    assert {read(plain, language) for language in Language} == {"school的话"}
