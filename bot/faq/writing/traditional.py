"""zh-Hant texts, converted ahead of time and kept as files that can be read and reviewed.

Texts get Taiwan's words and characters (`s2twp`); documents and who issued them only its
characters, because these are names. Where the tables are wrong, `zh-Hant/corrections.yaml`
says what to write instead, and that survives every new conversion.

`python -m bot.faq.writing.traditional [FOLDER]` writes what has changed and removes what has no
entry any more.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import yaml

from bot.faq.files.fingerprint import fingerprint
from bot.faq.files.loader import CORRECTIONS_FILE, read_entries
from bot.faq.files.overlay_texts import region_text_path, school_text_path
from bot.faq.files.overlays import LoadedSchool, read_regions
from bot.faq.files.shapes import TRADITIONAL_FOLDER
from bot.faq.model import Answer, Entry, Overlay, Source
from bot.faq.problems import BrokenKnowledge
from bot.matching.scripts import to_traditional, to_traditional_title
from bot.yaml_loader import load_mapping

_LIKE_A_NUMBER = re.compile("[0-9]+[eE][0-9]+")
_QUOTES = str.maketrans("“”‘’", "「」『』")

Content = dict[str, object]

_HEADING = "# 由 make texts 从简体转换，不要手改；改 corrections.yaml 或简体原文。\n"


class _Dumper(yaml.SafeDumper):
    """Writes several lines as a block, the way people write them."""


def _written(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    # A mark such as 83e7 is a text for this writer and a number for newer readers.
    style = "'" if _LIKE_A_NUMBER.fullmatch(text) else style
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _written)


def read_corrections(folder: Path) -> dict[str, str]:
    """Read which converted phrase is to be written otherwise; none without the file.

    Raises:
        BrokenYaml: The file cannot be read.
    """
    path = folder / TRADITIONAL_FOLDER / CORRECTIONS_FILE
    if not path.exists():
        return {}
    return {wrong: str(right) for wrong, right in load_mapping(path).items()}


def converted(entry: Entry, corrections: Mapping[str, str]) -> str:
    """Return the content of an entry's zh-Hant file."""
    content: Content = {
        "id": entry.id,
        "made_from": fingerprint(entry.texts),
        "question": _words(entry.question, corrections),
        "short": _words(entry.short, corrections),
        "answer": _answer(entry.answer, corrections),
    }
    if entry.who_decides:
        content["who_decides"] = _words(entry.who_decides, corrections)
    content["sources"] = _sources(entry.sources, corrections)
    return _dumped(content)


def converted_region(overlay: Overlay, corrections: Mapping[str, str]) -> str:
    """Return the content of the zh-Hant file of a region's words."""
    return _dumped({"id": overlay.entry, **_local(overlay, corrections)})


def converted_school(school: LoadedSchool, corrections: Mapping[str, str]) -> str:
    """Return the content of a school's zh-Hant file."""
    overlays = [one.overlay for one in school.overlays]
    answers = {str(one.entry): _local(one, corrections) for one in overlays}
    return _dumped({"answers": answers})


def _local(overlay: Overlay, corrections: Mapping[str, str]) -> Content:
    written = overlay.written
    return {
        "made_from": fingerprint(written),
        "who": _words(written.who, corrections),
        "answer": _answer(written.answer, corrections),
        "sources": _sources(written.sources, corrections),
    }


def _answer(answer: Answer, corrections: Mapping[str, str]) -> Content:
    content: Content = {"text": _words(answer.text, corrections)}
    if answer.variants:
        content["variants"] = [
            {"grades": f"{one.first}-{one.last}", "text": _words(one.text, corrections)}
            for one in answer.variants
        ]
    return content


def _words(text: str, corrections: Mapping[str, str]) -> str:
    return _corrected(to_traditional(text), corrections)


def _sources(sources: Sequence[Source], corrections: Mapping[str, str]) -> list[Content]:
    """Return the sources; what is not known stays out."""
    return [
        {
            key: _corrected(to_traditional_title(str(value)), corrections)
            for key, value in asdict(source).items()
            if value is not None
        }
        for source in sources
    ]


def _dumped(content: Content) -> str:
    dumped = yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=4096)
    return _HEADING + dumped


def write_all(folder: Path) -> list[Path]:
    """Write the zh-Hant file of everything parents read, and remove those without a source.

    Returns:
        The files that were changed.

    Raises:
        BrokenKnowledge: A file cannot be read.
    """
    root = folder / TRADITIONAL_FOLDER
    wanted = wanted_files(folder)
    changed = []
    for path in sorted(root.rglob("*.yaml")):
        if path not in wanted and path != root / CORRECTIONS_FILE:
            path.unlink()
            changed.append(path)
    for path, content in wanted.items():
        if not path.exists() or path.read_text(encoding="utf-8") != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
            changed.append(path)
    return changed


def wanted_files(folder: Path) -> dict[Path, str]:
    """Return every zh-Hant file there should be, with its content.

    Raises:
        BrokenKnowledge: A file cannot be read.
    """
    loaded, problems = read_entries(folder)
    entries = {one.entry.id: one.entry for one in loaded}
    regions, more = read_regions(folder, None if problems else entries)
    if problems or more:
        raise BrokenKnowledge([*problems, *more])
    corrections = read_corrections(folder)
    root = folder / TRADITIONAL_FOLDER
    wanted = {root / f"{key}.yaml": converted(one, corrections) for key, one in entries.items()}
    for region in regions:
        code = region.region.code
        for one in region.overlays:
            path = region_text_path(folder, code, one.overlay.entry)
            wanted[path] = converted_region(one.overlay, corrections)
        for school in region.schools:
            path = school_text_path(folder, code, school.document.path.name)
            wanted[path] = converted_school(school, corrections)
    return wanted


def _corrected(text: str, corrections: Mapping[str, str]) -> str:
    text = text.translate(_QUOTES)
    for wrong, right in corrections.items():
        text = text.replace(wrong, right)
    return text


def main(arguments: Sequence[str]) -> int:
    """Convert the folder named first, `knowledge` by default."""
    folder = Path(arguments[0] if arguments else "knowledge")
    changed = write_all(folder)
    sys.stdout.write(f"{len(changed)} of {len(wanted_files(folder))} zh-Hant files changed\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
