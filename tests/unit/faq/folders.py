"""Builds small knowledge folders for tests."""

from __future__ import annotations

from pathlib import Path

import yaml

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"
"""The folder we ship."""

Content = dict[str, object]


def content(entry_id: str = "homework-time", **changes: object) -> Content:
    """Return a good entry's content, with some keys changed; None removes a key."""
    base: Content = {
        "id": entry_id,
        "category": "homework",
        "question": f"{entry_id}作业最多写多久？",
        "short": "作业时间",
        "wordings": [f"{entry_id}说法{number}" for number in "一二三四五六"],
        "answer": {"text": "每天不超过一小时。"},
        "sources": [{"document": "作业通知", "issuer": "教育部", "date": "2021-04"}],
        "checked_on": "2026-11-01",
    }
    merged = base | changes
    return {key: value for key, value in merged.items() if value is not None}


def write(folder: Path, *contents: Content) -> Path:
    """Write entries into a knowledge folder, each where it belongs, and return the folder."""
    for one in contents:
        path = folder / "faq" / str(one.get("category", "homework")) / f"{one.get('id')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(one, allow_unicode=True, sort_keys=False), "utf-8")
    return folder
