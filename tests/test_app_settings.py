"""What the app's own settings promise: it is open to this computer only, and fetches nothing."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path
from typing import Any

import pytest

from advisor.screens.clients import files as clients_files
from advisor.screens.portfolio import page as portfolio

SETTINGS = tomllib.loads(
    (Path(__file__).parent.parent / ".streamlit" / "config.toml").read_text("utf-8")
)


def setting(name: str) -> Any:
    """A setting by its full name; None where Streamlit's default holds."""
    section, _, option = name.partition(".")
    return SETTINGS.get(section, {}).get(option)


def test_only_this_computer_can_open_the_app() -> None:
    """With an address Streamlit also asks no outside server for the computer's own."""
    assert setting("server.address") == "127.0.0.1"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("browser.gatherUsageStats", False),
        ("server.showEmailPrompt", False),
        ("client.showErrorDetails", "none"),
        ("client.showErrorLinks", False),
        ("client.allowedOrigins", []),
    ],
)
def test_nothing_is_sent_or_shown_to_anybody_else(name: str, safe: object) -> None:
    assert setting(name) == safe


@pytest.mark.parametrize(
    "name",
    [
        "server.enableCORS",
        "server.enableXsrfProtection",
        "server.enableAgentApi",
        "server.corsAllowedOrigins",
    ],
)
def test_what_is_safe_by_default_stays_so(name: str) -> None:
    assert setting(name) is None


def test_an_upload_may_hold_the_largest_file_of_assessments_and_little_more() -> None:
    assert setting("server.maxUploadSize") == clients_files.MEGABYTES


def test_only_tables_and_files_of_assessments_may_have_more_than_one_megabyte() -> None:
    screens = Path(__file__).parent.parent / "advisor" / "screens"
    fields = [
        call
        for path in screens.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "st.file_uploader"
    ]
    limits = [
        ast.unparse(k.value) for f in fields for k in f.keywords if k.arg == "max_upload_size"
    ]
    assert sorted(limits) == [*["1"] * (len(fields) - 2), "MEGABYTES", "MEGABYTES"]
    assert portfolio.MEGABYTES < clients_files.MEGABYTES


def test_what_everybody_can_fetch_is_the_editor_and_how_it_was_built() -> None:
    folder = Path(__file__).parent.parent / "static"
    public = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "node_modules" not in path.parts
    }
    assert setting("server.enableStaticServing") is True
    assert public == {
        "README.md",
        "rule-editor.js",
        "rule-editor-licences.txt",
        "build/.gitignore",
        "build/package.json",
        "build/package-lock.json",
        "build/rule-editor.js",
    }
