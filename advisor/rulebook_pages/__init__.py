"""The rulebook as pages to read: generated from the rule files, for the screen and for paper."""

from advisor.rulebook_pages.edition import KINDS, PAGE, WITHIN, Edition, Kind, address, linked
from advisor.rulebook_pages.pages import Page, page_of
from advisor.rulebook_pages.printed import printed
from advisor.rulebook_pages.search import LONGEST, Hit, find
from advisor.rulebook_pages.style import block
from advisor.rulebook_pages.told import conditions_told, points_told

__all__ = [
    "KINDS",
    "LONGEST",
    "PAGE",
    "WITHIN",
    "Edition",
    "Hit",
    "Kind",
    "Page",
    "address",
    "block",
    "conditions_told",
    "find",
    "linked",
    "page_of",
    "points_told",
    "printed",
]
