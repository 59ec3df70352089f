"""The formats that a report can be had in, by the ending of the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING

from advisor.loading.sheets.writing import sheet_json, sheet_yaml
from advisor.questionnaire import Profile
from advisor.reports.build import build
from advisor.reports.choices import Choices
from advisor.reports.content.blocks import clean
from advisor.reports.model import Report
from advisor.reports.tables import steps_csv
from advisor.rulebook import Rulebook

if TYPE_CHECKING:
    from advisor.proofs import Exact

NAME_AT_MOST = 60
BYTES_AT_MOST = 100
"""Of client and version each: file systems take 255 bytes, and a sign has up to four."""


@dataclass(frozen=True)
class Order:
    """What a file is to be made from. `exact` is None where nothing is to be proved."""

    rulebook: Rulebook
    profile: Profile
    exact: Exact | None
    choices: Choices

    @cached_property
    def report(self) -> Report:
        """The report. Raises TooLittle where too little is answered."""
        return build(self.rulebook, self.profile, self.exact, self.choices)


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name, its media type, what writes it, and whether it holds the report.

    A format that holds the answers or the next steps alone needs nothing proved.
    """

    name: str
    media_type: str
    write: Callable[[Order], bytes]
    whole: bool = True


def _by(module: str, function: str) -> Callable[[Order], bytes]:
    """A writer of reports, imported when it is first needed: document libraries load slowly."""

    def write(order: Order) -> bytes:
        writer: Callable[[Report], bytes] = getattr(import_module(module), function)
        return writer(order.report)

    return write


FORMATS: Mapping[str, Format] = {
    "html": Format("Web page", "text/html", _by("advisor.reports.html", "html")),
    "md": Format("Markdown", "text/markdown", _by("advisor.reports.markdown", "markdown")),
    "docx": Format(
        "Word document",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _by("advisor.reports.word", "word"),
    ),
    "pdf": Format("PDF", "application/pdf", _by("advisor.reports.pdf", "pdf")),
    "json": Format(
        "Answers as JSON",
        "application/json",
        lambda order: sheet_json(order.profile).encode("utf-8", "backslashreplace"),
        whole=False,
    ),
    "yaml": Format(
        "Answers as YAML",
        "application/yaml",
        lambda order: sheet_yaml(order.profile).encode("utf-8", "backslashreplace"),
        whole=False,
    ),
    "csv": Format(
        "Next steps as CSV",
        "text/csv",
        lambda order: steps_csv(order.rulebook, order.profile, order.choices),
        whole=False,
    ),
}
"""Every format by its ending. A new one is one line here and one module."""


def file_name(order: Order, ending: str) -> str:
    """ "example-ltd_2026-11-22_draft-2.html": client, date, version (else the rulebook's)."""
    choices, version = order.choices, order.rulebook.version
    client = _plain(order.profile.company) or "report"
    return f"{client}_{choices.dated.isoformat()}_{_plain(choices.version) or version}.{ending}"


def _plain(text: str) -> str:
    """Letters, digits and hyphens of any script: what every file system takes.

    Dots stay between digits alone: some systems read what stands before a dot as a device.
    """
    normal = unicodedata.normalize("NFC", clean(text)).casefold()
    normal = re.sub(r"(?<!\d)\.|\.(?!\d)", "-", normal)
    words = "".join(sign if _stays(sign) else "-" for sign in normal)
    short = re.sub(r"-{2,}", "-", words).strip("-.")[:NAME_AT_MOST]
    return short.encode()[:BYTES_AT_MOST].decode(errors="ignore").rstrip("-.")


def _stays(sign: str) -> bool:
    return sign == "." or unicodedata.category(sign)[0] in "LMN"
