"""The imports obey one table: parts depend one way, and each library has its one home.

The same reading is tried on small broken trees, so a table that catches nothing fails too.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONGEST_MODULE = 250

# A part may import parts of its own storey and of any storey before it.
STOREYS = (
    {"questionnaire", "visit"},
    {"conditions", "wording"},
    {"outcomes"},
    {"rulebook"},
    {"shares", "compiled", "mistakes", "engine", "loading"},
    {"ranges", "explanation", "examples", "proofs", "batch", "pictures", "markup"},
    {
        "rulebook_pages",
        "compared",
        "contract",
        "structure",
        "rights",
        "telling",
        "reports",
        "storage",
        "editing",
    },
    {"screens", "commands"},
    {"__main__", "app"},
)
STOREY = {part: number for number, storey in enumerate(STOREYS) for part in storey}

# Neighbours that must not know each other, in either direction.
STRANGERS = (
    {"engine", "loading"},
    {"explanation", "loading"},
    {"reports", "storage"},
    {"screens", "commands"},
)

CONTENTS = "__init__"  # advisor/__init__.py, the table of contents: it may name every part

# Library -> the only parts that may import it.
HOMES: dict[str, set[str]] = {
    "streamlit": {"app", "screens"},
    "yaml": {"loading"},
    "pydantic": {"loading"},
    "pydantic_core": {"loading"},
    "ortools": {"proofs"},
    "sqlite3": {"storage"},
    "sqlalchemy": {"storage"},
    "alembic": {"storage"},
    "psycopg": {"storage"},
    "click": {"commands", "__main__"},
    "pyarrow": {"loading", "batch"},
    "openpyxl": {"loading", "batch"},
    "pyspark": {"batch"},
    "filelock": {"editing"},
    "docx": {"reports"},
    "typst": {"reports"},
    "PIL": {"reports"},
}
# Nothing is fetched at run time, and nothing that was stored can run as code.
NOWHERE = {
    "pickle", "marshal", "shelve", "requests", "httpx", "urllib3", "aiohttp",
    "urllib.request", "http.client", "ftplib", "smtplib", "playwright", "pytest", "hypothesis",
}  # fmt: skip


@dataclass(frozen=True)
class Module:
    """One file: its dotted name, the part it belongs to, and the dotted names it imports."""

    name: str
    part: str
    path: Path
    imports: tuple[str, ...]


def modules_of(root: Path) -> list[Module]:
    """Every module of the program below `root`: app.py and advisor/."""
    paths = [*root.glob("app.py"), *sorted(root.glob("advisor/**/*.py"))]
    return [_module(path.relative_to(root), path) for path in paths]


def _module(relative: Path, path: Path) -> Module:
    parts = relative.with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)
    package = parts[:-1]
    imports = tuple(_imports(ast.parse(path.read_text("utf-8")), package))
    return Module(name, parts[1] if parts[0] == "advisor" else parts[0], path, imports)


def _imports(tree: ast.AST, package: tuple[str, ...]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def broken_imports(modules: list[Module]) -> list[str]:
    """One sentence for each import that the tables do not allow."""
    return [
        sentence
        for module in modules
        for imported in module.imports
        if (sentence := _objection(module, imported))
    ]


def _objection(module: Module, imported: str) -> str | None:
    library = imported.partition(".")[0]
    if library == "advisor":
        return _inner_objection(module, imported)
    if any(imported == name or imported.startswith(f"{name}.") for name in NOWHERE):
        return f"{module.name} imports {imported}, which nothing may"
    if library in HOMES and module.part not in HOMES[library]:
        return f"{module.name} imports {library}, which only {sorted(HOMES[library])} may"
    return None


def _inner_objection(module: Module, imported: str) -> str | None:
    if module.part == CONTENTS:
        return None
    part = f"{imported}.".split(".")[1]
    if part not in STOREY:
        top = STOREY.get(module.part, 0) >= STOREY["screens"]
        return None if top else f"{module.name} imports {imported} through the table of contents"
    if STOREY.get(module.part, 0) < STOREY[part]:
        return f"{module.name} imports {imported} from a storey above its own"
    if {module.part, part} in STRANGERS:
        return f"{module.name} imports {imported}, a neighbour it must not know"
    return None


def cycle_of(modules: list[Module]) -> list[str]:
    """The modules of one import cycle, or nothing."""
    names = {module.name for module in modules}
    graph = {m.name: {_within(i, names) for i in m.imports} - {"", m.name} for m in modules}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def _within(imported: str, names: set[str]) -> str:
    """The module that an imported name belongs to; nothing for libraries and the contents."""
    for name in (imported, imported.rpartition(".")[0]):
        if name in names and name != "advisor":
            return name
    return ""


PROGRAM = modules_of(ROOT)


def test_every_import_goes_down_the_house_and_every_library_stays_at_home() -> None:
    assert broken_imports(PROGRAM) == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert cycle_of(PROGRAM) == []


def test_every_library_that_the_program_imports_is_pinned() -> None:
    files = ("requirements.txt", "requirements-spark.txt")
    text = "".join((ROOT / name).read_text("utf-8") for name in files)
    pinned = re.findall(r"^([\w-]+)==", text, re.MULTILINE)
    imported = {name.partition(".")[0] for module in PROGRAM for name in module.imports}
    # pydantic pins its own core, to the patch.
    libraries = imported - sys.stdlib_module_names - {"advisor", "pydantic_core"}
    homes = packages_distributions()  # an extra that is not installed goes by its own name
    assert {name for name in libraries if not set(homes.get(name, [name])) & set(pinned)} == set()


def test_every_part_has_its_storey() -> None:
    assert {m.part for m in PROGRAM} - {CONTENTS} <= set(STOREY)


@pytest.mark.parametrize("module", PROGRAM, ids=lambda module: module.name)
def test_a_module_is_short_and_says_what_it_is_for(module: Module) -> None:
    text = module.path.read_text("utf-8")
    assert text.count("\n") <= LONGEST_MODULE
    assert ast.get_docstring(ast.parse(text)), "the module has no docstring"


@pytest.mark.parametrize(
    ("path", "line", "words"),
    [
        ("advisor/engine.py", "import streamlit as st", "imports streamlit, which only"),
        ("advisor/proofs/model.py", "from yaml import load", "imports yaml, which only"),
        ("advisor/commands/check.py", "from ortools.sat import cp", "imports ortools, which only"),
        ("advisor/storage/folder.py", "import pickle", "pickle, which nothing may"),
        ("advisor/batch.py", "from urllib import request", "urllib.request, which nothing may"),
        ("advisor/questionnaire.py", "from advisor.rulebook import Rule", "a storey above"),
        ("advisor/engine.py", "from advisor import explanation", "a storey above"),
        ("advisor/proofs/model.py", "from ..screens import start", "a storey above"),
        ("advisor/engine.py", "from advisor.loading import load", "must not know"),
        ("advisor/engine.py", "def f():\n    from advisor import advise", "table of contents"),
    ],
)
def test_a_planted_wrong_import_is_found(tmp_path: Path, path: str, line: str, words: str) -> None:
    planted = tmp_path / path
    planted.parent.mkdir(parents=True)
    planted.write_text(line, "utf-8")
    (objection,) = broken_imports(modules_of(tmp_path))
    assert words in objection


def test_allowed_imports_raise_no_objection(tmp_path: Path) -> None:
    for path, line in {
        "app.py": "import streamlit\nfrom advisor import advise\nfrom advisor.screens import start",
        "advisor/__init__.py": "from advisor.engine import advise",
        "advisor/engine.py": "import advisor.rulebook\nfrom urllib.parse import quote",
        "advisor/loading/sheets/reading.py": "import yaml\nfrom .files import read",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(line, "utf-8")
    assert broken_imports(modules_of(tmp_path)) == []


def test_a_planted_circle_is_found(tmp_path: Path) -> None:
    package = tmp_path / "advisor" / "proofs"
    package.mkdir(parents=True)
    (package / "model.py").write_text("from advisor.proofs.answers import find", "utf-8")
    (package / "answers.py").write_text("from advisor.proofs import model", "utf-8")
    assert {"advisor.proofs.model", "advisor.proofs.answers"} == set(cycle_of(modules_of(tmp_path)))
