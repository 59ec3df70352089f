"""Rule files -> Rulebook and answer sheets -> Profile, or every mistake at once."""

from advisor.loading.assembling import RULES, load_rulebook, load_texts
from advisor.loading.sheets.reading import check_answers, read_sheet, read_sheet_text, sheet_of

__all__ = [
    "RULES",
    "check_answers",
    "load_rulebook",
    "load_texts",
    "read_sheet",
    "read_sheet_text",
    "sheet_of",
]
