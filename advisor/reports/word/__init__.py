"""A report as a Word document that can be edited: its styles hold how it looks.

`template/` is an empty document with the styles, lists and settings; python-docx opens it and
packs the file. Text is only ever put into text nodes, so nothing that was typed can become
markup, a field or a link.
"""

from advisor.reports.word.writing import word

__all__ = ["word"]
