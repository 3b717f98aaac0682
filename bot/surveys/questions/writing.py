"""The JSON Schema of surveys, for editors that check and complete a file while it is written.

`python -m bot.surveys.questions.writing [FOLDER]` writes it; `make texts` calls it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final

from bot.surveys.questions.schema import Survey

SCHEMA_FILE: Final = "schema/survey.schema.json"


def json_schema() -> str:
    """Return the JSON Schema of a survey's file."""
    schema = Survey.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "knowledge")
    (folder / SCHEMA_FILE).write_text(json_schema(), encoding="utf-8")
