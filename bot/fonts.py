"""A font that really has Chinese glyphs, because a page of empty boxes informs nobody.

Fonts a system commonly has come first; then the font package this project names as an
extra; else one error that says what to install. Matplotlib reads fonts here and draws with
them later, so what was checked is what is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from bot.errors import NotFound

FOLDERS: Final = tuple(
    Path(folder).expanduser()
    for folder in (
        "~/.local/share/fonts",
        "~/.fonts",
        "/usr/local/share/fonts",
        "/usr/share/fonts",
        "~/Library/Fonts",
        "/Library/Fonts",
        "/System/Library/Fonts",
        "C:/Windows/Fonts",
    )
)

PATTERNS: Final = (
    "NotoSansSC*Regular*",
    "NotoSansCJKsc*Regular*",
    "NotoSansCJK*Regular*",
    "SourceHanSansSC*Regular*",
    "SourceHanSansCN*Regular*",
    "SourceHanSans*Regular*",
    "NotoSansSC*",
    "wqy-microhei*",
    "wqy-zenhei*",
    "LXGWWenKai*Regular*",
    "LXGW*",
)
"""Names in the order we like them: even strokes read best in small sizes."""

ENDINGS: Final = {".ttc", ".otf", ".ttf"}
PACKAGE: Final = "pylopdf_fonts_zh_cn"
_SIMPLIFIED: Final = ("SC", "CN")


class FontMissing(NotFound):
    """No font with Chinese glyphs was found on this machine."""


@dataclass(frozen=True)
class Font:
    """A font's file, and which of the faces in it is meant."""

    path: Path
    face: int = 0


def find_font(folders: Sequence[Path] = FOLDERS, package: str = PACKAGE) -> Font:
    """Find a font for Chinese text.

    Args:
        folders: Where the system keeps its fonts.
        package: The Python package to fall back to.

    Raises:
        FontMissing: There is none; says what to install.
    """
    present = [path for folder in folders for path in _files(folder)]
    for pattern in PATTERNS:
        for path in present:
            if path.match(pattern):
                return Font(path, _simplified_face(path))
    packaged = find_spec(package)
    if packaged is not None and packaged.origin is not None:
        for path in sorted(Path(packaged.origin).parent.glob("*Sans*.[ot]tf")):
            return Font(path)
    message = (
        "font: this machine has no Chinese font; install Noto Sans CJK (on Debian: "
        "apt install fonts-noto-cjk) or type `pip install 'jiaxiao-bot[fonts]'`."
    )
    raise FontMissing(message)


def missing_glyphs(texts: Iterable[str], font: Font) -> set[str]:
    """Return the characters a font cannot draw; white space needs no glyph."""
    # Matplotlib is imported on use: only what draws needs it, and it is large.
    from matplotlib.font_manager import FontPath, get_font  # noqa: PLC0415

    known = get_font(FontPath(str(font.path), font.face)).get_charmap()
    characters = {character for text in texts for character in text if not character.isspace()}
    return {character for character in characters if ord(character) not in known}


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in ENDINGS)


def _simplified_face(path: Path) -> int:
    """Find the face for simplified Chinese in a file of several; else the first."""
    from matplotlib.font_manager import FontPath, get_font  # noqa: PLC0415

    for face in range(get_font(FontPath(str(path), 0)).num_faces):
        words = get_font(FontPath(str(path), face)).family_name.split()
        if words[-1] in _SIMPLIFIED:
            return face
    return 0
