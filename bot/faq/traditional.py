"""zh-Hant texts, converted ahead of time and kept as files that can be read and reviewed.

Texts get Taiwan's words and characters (`s2twp`); titles of documents only its characters,
because a title is a name. Where the tables are wrong, `zh-Hant/corrections.yaml` says what
to write instead, and that survives every new conversion.

`python -m bot.faq.traditional [FOLDER]` writes what has changed and removes what has no
entry any more.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from bot.faq.fingerprint import fingerprint
from bot.faq.loader import CORRECTIONS_FILE, load, read_entries
from bot.faq.model import Entry
from bot.faq.problems import BrokenKnowledge
from bot.faq.shapes import TRADITIONAL_FOLDER
from bot.matching.scripts import to_traditional, to_traditional_title
from bot.yaml_loader import load_mapping

_QUOTES = str.maketrans("“”‘’", "「」『』")

_HEADING = "# 由 make texts 从简体转换，不要手改；改 corrections.yaml 或简体原文。\n"


class _Dumper(yaml.SafeDumper):
    """Writes several lines as a block, the way people write them."""


def _written(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
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

    def convert(text: str) -> str:
        return _corrected(to_traditional(text), corrections)

    answer: dict[str, object] = {"text": convert(entry.answer.text)}
    if entry.answer.variants:
        answer["variants"] = [
            {"grades": f"{variant.first}-{variant.last}", "text": convert(variant.text)}
            for variant in entry.answer.variants
        ]
    content: dict[str, object] = {
        "id": entry.id,
        "made_from": fingerprint(entry.texts),
        "question": convert(entry.question),
        "short": convert(entry.short),
        "answer": answer,
    }
    if entry.who_decides:
        content["who_decides"] = convert(entry.who_decides)
    content["documents"] = [
        _corrected(to_traditional_title(source.document), corrections) for source in entry.sources
    ]
    dumped = yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=4096)
    return _HEADING + dumped


def write_all(folder: Path) -> list[Path]:
    """Write the zh-Hant file of every entry, and remove those without one.

    Returns:
        The files that were changed.

    Raises:
        BrokenKnowledge: An entry cannot be read.
    """
    loaded, problems = read_entries(folder)
    if problems:
        raise BrokenKnowledge(problems)
    corrections = read_corrections(folder)
    root = folder / TRADITIONAL_FOLDER
    root.mkdir(exist_ok=True)
    wanted = {root / f"{one.entry.id}.yaml": one.entry for one in loaded}
    changed = []
    for path in sorted(root.glob("*.yaml")):
        if path not in wanted and path.name != CORRECTIONS_FILE:
            path.unlink()
            changed.append(path)
    for path, entry in wanted.items():
        content = converted(entry, corrections)
        if not path.exists() or path.read_text(encoding="utf-8") != content:
            path.write_text(content, encoding="utf-8")
            changed.append(path)
    return changed


def _corrected(text: str, corrections: Mapping[str, str]) -> str:
    text = text.translate(_QUOTES)
    for wrong, right in corrections.items():
        text = text.replace(wrong, right)
    return text


def main(arguments: Sequence[str]) -> int:
    """Convert the folder named first, `knowledge` by default."""
    folder = Path(arguments[0] if arguments else "knowledge")
    changed = write_all(folder)
    sys.stdout.write(f"{len(changed)} of {len(load(folder).entries)} zh-Hant files changed\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
