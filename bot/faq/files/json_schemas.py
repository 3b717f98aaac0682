"""The JSON Schemas that editor programs use for completion and red underlines.

They are made from the classes the bot itself checks files with, and a test compares the
files with what is made, so the two cannot drift apart.

`python -m bot.faq.files.json_schemas [FOLDER]` writes them into `FOLDER/schema`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from pydantic import BaseModel

from bot.faq.files.overlay_schema import RegionFile, RegionWordsFile, SchoolFile
from bot.faq.files.schema import EntryFile

SCHEMA_FOLDER: Final = "schema"
SHAPES: Final[Mapping[str, type[BaseModel]]] = MappingProxyType(
    {
        "entry.schema.json": EntryFile,
        "region.schema.json": RegionFile,
        "region-answer.schema.json": RegionWordsFile,
        "school.schema.json": SchoolFile,
    }
)
"""The name of each schema's file, and the class that files of that shape are checked with."""


def json_schema(shape: type[BaseModel]) -> str:
    """Return the content of a schema's file."""
    schema = shape.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Write the schemas of the folder named first, `knowledge` by default."""
    folder = Path(arguments[0] if arguments else "knowledge") / SCHEMA_FOLDER
    folder.mkdir(exist_ok=True)
    for name, shape in SHAPES.items():
        (folder / name).write_text(json_schema(shape), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
