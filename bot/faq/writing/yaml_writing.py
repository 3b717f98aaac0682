"""How YAML files are written: by ruamel, in the shape our files have.

A list in a file that people wrote gets one more line where its last line is; comments,
order, quotes and line ends stay byte for byte. A new file has the shape of the others:
lists at the margin of their key, texts of several lines as blocks, nothing written as `null`.
"""

from __future__ import annotations

import io
from typing import Final

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.scalarstring import LiteralScalarString, SingleQuotedScalarString

_WIDTH: Final = 4096
"""No line is broken for its length."""


class _Representer(RoundTripRepresenter):
    """Writes nothing as `null`, as the files by hand do."""

    def represent_none(self, data: None) -> ScalarNode:
        del data
        node: ScalarNode = self.represent_scalar("tag:yaml.org,2002:null", "null")
        return node


_Representer.add_representer(type(None), _Representer.represent_none)


def values(text: str) -> dict[str, object]:
    """Return what a file says; empty when it cannot be read, or is no list of keys."""
    try:
        found = YAML(typ="safe", pure=True).load(io.StringIO(text))
    except YAMLError:
        return {}
    return dict(found) if isinstance(found, dict) else {}


def with_item(text: str, key: str, item: str) -> str | None:
    """Add a line to a list of lines.

    Args:
        text: A file whose top is a list of keys.
        key: The key of the list.
        item: What the new line says.

    Returns:
        The file with the line; None where the list is not written one a line.
    """
    before = values(text)
    known = before.get(key)
    last = _last_item(text, key) if isinstance(known, list) else None
    if last is None or not isinstance(known, list):
        return None
    lines = text.splitlines(keepends=True)
    ends = "\r\n" if lines[0].endswith("\r\n") else "\n"
    at = last.end_mark.line + (last.end_mark.column > 0)
    lines[at - 1] = lines[at - 1].rstrip("\r\n") + ends
    margin = lines[last.start_mark.line][: last.start_mark.column]
    lines.insert(at, f"{margin}{_scalar(item)}{ends}")
    after = "".join(lines)
    return after if values(after) == before | {key: [*known, item]} else None


def dumped(content: object) -> str:
    """Return a new file in the shape of the others."""
    writer = YAML()
    writer.width = _WIDTH
    writer.Representer = _Representer
    written = io.StringIO()
    writer.dump(content, written)
    return written.getvalue()


def block(text: str) -> str:
    """Mark a text to be written as a block of lines."""
    written: str = LiteralScalarString(text.strip() + "\n")
    return written


def quoted(text: str | None) -> str | None:
    """Mark a text to be written in quotes, as days are."""
    return SingleQuotedScalarString(text) if text is not None else None


def _last_item(text: str, key: str) -> Node | None:
    root = YAML().compose(io.StringIO(text))
    assert isinstance(root, MappingNode)
    for name, value in root.value:
        is_list = isinstance(value, SequenceNode) and not value.flow_style
        if name.value == key and is_list and value.value:
            last: Node = value.value[-1]
            return last
    return None


def _scalar(text: str) -> str:
    return dumped([text]).removeprefix("- ").rstrip("\n")
