"""What is made from the rules ahead of time: their zh-Hant texts and their JSON Schema.

`python -m bot.notices.rules.writing [FOLDER]` writes both; `make texts` calls it. The
converted file says for each text what it was made from, so that a text that has changed
since is shown as it was written rather than converted wrongly.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from bot.matching.scripts import to_traditional
from bot.notices.rules.loading import TRADITIONAL_FILE, simplified_texts
from bot.notices.rules.schema import RulesFile
from bot.yaml_loader import load_mapping

SCHEMA_FILE: Final = "schema/notice_rules.schema.json"
CORRECTIONS_FILE: Final = "zh-Hant/corrections.yaml"
_HEADING: Final = (
    "# 由 make texts 从 notice_rules.yaml 转换，不要手改；"
    "改 zh-Hant/corrections.yaml 或简体原文。\n"
)
_QUOTES: Final = str.maketrans("“”‘’", "「」『』")


def json_schema() -> str:
    """Return the JSON Schema of the file of rules."""
    schema = RulesFile.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def traditional(texts: Sequence[str], corrections: Mapping[str, str]) -> str:
    """Return the content of the zh-Hant file: each text, and what it becomes."""
    lines = [
        # JSON's texts are YAML's, whatever they hold.
        f"{json.dumps(text, ensure_ascii=False)}: "
        f"{json.dumps(_converted(text, corrections), ensure_ascii=False)}\n"
        for text in dict.fromkeys(texts)
    ]
    return _HEADING + "".join(lines)


def wanted_files(folder: Path) -> dict[Path, str]:
    """Return the files that are made from the rules of a folder, with their content.

    Raises:
        BadRules: The rules cannot be read.
    """
    path = folder / CORRECTIONS_FILE
    corrections = (
        {key: str(value) for key, value in load_mapping(path).items()} if path.exists() else {}
    )
    return {
        folder / TRADITIONAL_FILE: traditional(simplified_texts(folder), corrections),
        folder / SCHEMA_FILE: json_schema(),
    }


def _converted(text: str, corrections: Mapping[str, str]) -> str:
    converted = to_traditional(text).translate(_QUOTES)
    for wrong, right in corrections.items():
        converted = converted.replace(wrong, right)
    return converted


def main(arguments: Sequence[str]) -> int:
    """Write the files of the folder named first, `knowledge` by default."""
    for path, content in wanted_files(Path(arguments[0] if arguments else "knowledge")).items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
