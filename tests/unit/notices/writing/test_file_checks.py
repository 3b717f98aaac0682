from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.figure import Figure

from bot.delivery.model import FileKind
from bot.notices.errors import FileUnusable
from bot.notices.writing.file_checks import (
    LARGEST_DOCUMENT,
    LARGEST_PHOTO,
    check_size,
    clean,
    examined,
)
from tests.support.files import a_pdf, a_picture


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(FileUnusable) as caught:
        examined(name, content)
    return str(caught.value)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_shown_as_one(kind: str) -> None:
    found = examined("秋游路线.bin", a_picture(kind=kind))

    assert (found.kind, found.name) == (FileKind.PHOTO, "秋游路线.bin")
    assert found.content is not None
    assert found.size == len(found.content)


@pytest.mark.parametrize("content", [a_pdf(), a_pdf(before=b"\n\n"), a_pdf(after=b"\n\n\x00")])
def test_a_pdf_is_a_document(content: bytes) -> None:
    assert examined("回执.pdf", content).kind is FileKind.DOCUMENT


def test_a_pdf_that_another_program_made_is_a_document() -> None:
    figure, out = Figure(figsize=(1, 1)), io.BytesIO()
    FigureCanvasPdf(figure).print_pdf(out)  # type: ignore[no-untyped-call]

    assert examined("charts.pdf", out.getvalue()).kind is FileKind.DOCUMENT


def test_a_pdf_whose_table_is_a_stream_is_a_document() -> None:
    content = b"%PDF-1.5\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
    table = b"9 0 obj\n<< /Type /XRef /Size 2 /Root 1 0 R /W [1 2 1] >>\nstream\nx\nendstream\n"
    whole = content + table + b"endobj\nstartxref\n%d\n%%%%EOF" % len(content)

    assert examined("回执.pdf", whole).kind is FileKind.DOCUMENT


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(a_pdf()[:-30], id="cut short"),
        pytest.param(a_pdf()[:200], id="cut in the middle"),
        pytest.param(a_pdf().replace(b"xref\n0", b"xxxx\n0"), id="without its table"),
        pytest.param(a_pdf().replace(b"/Root", b"/Boot"), id="without its root"),
        pytest.param(b"\x00" * 2000 + a_pdf(), id="with its header too late"),
        pytest.param(b"%PDF-1.4\n" + b"x" * 500, id="only a header"),
        pytest.param(b"<html>404</html>", id="a web page"),
    ],
)
def test_a_damaged_pdf_is_refused_by_name(content: bytes) -> None:
    assert refusal("课表.pdf", content) == (
        "课表.pdf: this PDF is damaged and would not open; export it again and attach that."
    )


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(a_picture(600, 400, "JPEG")[:-300], id="cut short"),
        pytest.param(a_picture()[:40], id="only a header"),
        pytest.param(b"PK\x03\x04 a document of another kind", id="another kind"),
    ],
)
def test_what_nobody_can_look_at_is_refused_by_name(content: bytes) -> None:
    assert refusal("合影.jpg", content).startswith("合影.jpg: neither a PDF nor a picture")


def test_an_empty_file_is_refused() -> None:
    assert refusal("a.png", b"").startswith("a.png: the file is empty")


def test_a_strip_is_refused() -> None:
    assert "Telegram takes pictures whose sides" in refusal("a.png", a_picture(2100, 100))


def test_a_picture_with_too_many_pixels_is_refused() -> None:
    assert "6000 × 6000 pixels" in refusal("a.png", a_picture(6000, 6000))


@pytest.mark.parametrize(
    ("size", "kind", "limit"),
    [
        (60 * 1024 * 1024, FileKind.DOCUMENT, "up to 50 MB"),
        (LARGEST_PHOTO + 1, FileKind.PHOTO, "up to 10 MB"),
    ],
)
def test_what_telegram_would_not_take_is_refused_by_name(
    size: int, kind: FileKind, limit: str
) -> None:
    with pytest.raises(FileUnusable) as caught:
        check_size("家长会.pdf", size, kind)

    assert str(caught.value).startswith("家长会.pdf: ")
    assert limit in str(caught.value)


def test_the_largest_that_telegram_takes_is_taken() -> None:
    check_size("a.pdf", LARGEST_DOCUMENT, FileKind.DOCUMENT)
    check_size("a.jpg", LARGEST_PHOTO, FileKind.PHOTO)


@given(st.text(max_size=200))
def test_a_name_is_one_short_line_without_a_folder(name: str) -> None:
    found = clean(name)

    assert 0 < len(found) <= 80
    assert not set(found) & set("\n\r\t/\\")


def test_a_long_name_keeps_its_ending() -> None:
    assert clean("C:\\Schule/" + "长" * 100 + ".pdf").endswith(".pdf")


@given(st.binary(max_size=300), st.sampled_from(["x.pdf", "x.jpg"]))
def test_bytes_of_no_kind_are_refused(content: bytes, name: str) -> None:
    assert refusal(name, content).startswith(name)
