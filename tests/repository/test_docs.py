"""The papers are true: what they tell to type exists, what they link to is there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from bot import config
from bot.cli import application
from bot.cli.invocation import taken_out
from bot.cli.reference import page
from bot.yaml_loader import load_mapping
from tests.support import papers

LONGEST_README = 120
PATHS = re.compile(r"(?:bot|tests|knowledge|docs|benchmarks|\.ci)/[\w./-]*")
MODULE = re.compile(r"[a-z]\w*\.py")
ELSEWHERE = re.compile(
    "|".join(("/" + "root/", "/" + "home/", "file" + "://", "(?<!emit-)index-" + "url"))
)
TEXTS = {".py", ".md", ".toml", ".yaml", ".yml", ".cfg", ".lock", ".ftl", ".js", ".css", ".html"}
NOT_OURS = {".venv", ".venv-peers", ".git", ".jiaxiao-demo"}


def parse(words: list[str]) -> None:
    """Read a call of the command line as it would be read, running nothing."""
    _, rest = taken_out(words)
    command: object = typer.main.get_command(application())
    assert isinstance(command, TyperGroup)
    context = typer.Context(command, info_name="jiaxiao")
    while isinstance(command, TyperGroup):
        name = rest.pop(0)
        found = command.get_command(context, name)
        assert found is not None, f"there is no command {' '.join(words)}"
        command = found
        if not isinstance(command, TyperGroup):
            command.make_context(name, rest, parent=context)


@pytest.mark.parametrize("paper", papers.NAMES)
def test_every_command_line_can_be_typed_as_it_stands(paper: str) -> None:
    for words in papers.typed(paper):
        if words[0] in papers.JIAXIAO:
            parse(words[1:])


@pytest.mark.parametrize("paper", papers.NAMES)
def test_every_command_spoken_of_is_there(paper: str) -> None:
    group = typer.main.get_command(application())
    assert isinstance(group, TyperGroup)
    context = typer.Context(group, info_name="jiaxiao")
    for code in papers.spoken(paper):
        head, *rest = code.split() or [""]
        if head in papers.JIAXIAO and rest and rest[0].isalpha():
            found = group.get_command(context, rest[0])
            assert found is not None, code
            if isinstance(found, TyperGroup) and len(rest) > 1:
                assert found.get_command(context, rest[1]) is not None, code


@pytest.mark.parametrize("paper", papers.NAMES)
def test_every_make_target_is_there(paper: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", papers.text_of("Makefile"), re.MULTILINE))
    lines = [*papers.typed(paper), *(code.split() for code in papers.spoken(paper))]

    named = {words[1] for words in lines if len(words) > 1 and words[0] == "make"}

    assert named <= targets


@pytest.mark.parametrize("paper", papers.NAMES)
def test_no_link_is_dead(paper: str) -> None:
    for link in papers.links(paper):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        target = (papers.ROOT / paper).parent / path if path else papers.ROOT / paper
        assert target.exists(), link
        if anchor:
            name = str(target.resolve().relative_to(papers.ROOT))
            assert anchor in papers.anchors(name), link


@pytest.mark.parametrize("paper", papers.NAMES)
def test_every_file_spoken_of_is_there(paper: str) -> None:
    for code in papers.spoken(paper):
        if PATHS.fullmatch(code):
            assert (papers.ROOT / code).exists(), code
        elif MODULE.fullmatch(code):
            folder = "tests" if code.startswith("test_") else "bot"
            assert any(papers.ROOT.glob(f"{folder}/**/{code}")), code


def test_the_commands_page_is_what_the_commands_say() -> None:
    written = papers.text_of("docs/commands.md")

    assert written == page(), "type: .venv/bin/python -m bot.cli.reference > docs/commands.md"


def test_every_setting_is_explained_with_the_default_of_the_example() -> None:
    rows = re.findall(
        r"^\| `([\w.]+)` \| `([^`]*)` \|", papers.text_of("docs/configuration.md"), re.MULTILINE
    )

    explained = dict(rows)

    assert len(explained) == len(rows)
    assert set(explained) == set(config.known_keys())
    example = dict(flat(load_mapping(papers.ROOT / "config.example.yaml")))
    assert {key: said.strip('"') for key, said in explained.items()} == example


def flat(values: dict[str, object], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in values.items():
        if isinstance(value, dict):
            yield from flat(value, f"{before}{key}.")
        elif isinstance(value, list):
            yield f"{before}{key}", f"[{', '.join(map(str, value))}]"
        else:
            plain = {None: "null", True: "true", False: "false"}
            yield f"{before}{key}", plain.get(value, str(value))  # type: ignore[call-overload]


def test_the_example_of_the_settings_holds_the_defaults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "knowledge").mkdir()

    example = config.load(papers.ROOT / "config.example.yaml", environment={})

    assert example == config.load(environment={})


def test_the_architecture_names_the_floors_that_are_checked() -> None:
    settings = tomllib.loads(papers.text_of("pyproject.toml"))
    contracts = {one["id"]: one for one in settings["tool"]["importlinter"]["contracts"]}
    told = next(papers.fences("docs/architecture.md")).content

    floors = [line.split("  ")[0] for line in told.splitlines()]

    assert floors == contracts["floors"]["layers"]


def test_every_decision_is_in_the_list_of_decisions() -> None:
    pages = sorted(path.name for path in (papers.ROOT / "docs/decisions").glob("[0-9]*.md"))

    assert papers.links("docs/decisions/README.md") == pages


def test_every_folder_of_the_code_is_shown_to_strangers() -> None:
    readme = papers.text_of("README.md")
    folders = {path.parent.name for path in (papers.ROOT / "bot").glob("*/__init__.py")}

    assert {name for name in folders - {"i18n"} if f"`bot/{name}/`" not in readme} == set()


def test_the_readme_fits_one_sitting() -> None:
    assert len(papers.text_of("README.md").splitlines()) <= LONGEST_README


@pytest.mark.parametrize("paper", ["README.md", "README.zh-CN.md"])
def test_both_readmes_say_where_telegram_cannot_be_reached(paper: str) -> None:
    said = " ".join(papers.text_of(paper).split())

    assert re.search("cannot be reached from mainland China|中国大陆.{0,12}连不上 Telegram", said)


def test_nothing_names_a_place_on_somebodys_machine_or_a_registry() -> None:
    named = {
        str(path.relative_to(papers.ROOT)): found.group()
        for path in files()
        if (found := ELSEWHERE.search(path.read_text(encoding="utf-8")))
    }

    assert named == {}


def files() -> Iterator[Path]:
    for path in papers.ROOT.iterdir():
        if path.is_file() and (path.suffix in TEXTS or path.name == "Makefile"):
            yield path
        elif path.is_dir() and path.name not in NOT_OURS:
            inside = (one for one in path.rglob("*") if one.suffix in TEXTS and one.is_file())
            yield from (one for one in inside if not path.name.endswith("_cache"))
