"""The pages of the workshop without a browser, on a copy of the small rulebook."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

from streamlit.testing.v1 import AppTest

from advisor.editing.files import texts_in
from advisor.editing.keeping import Proposals
from advisor.editing.proposal import Proposal, begun, rewritten
from tests.app_server import ROOT
from tests.loading import small

AUTHOR = "Ann Bell"


class Workshop:
    """One author at work on rule files of their own."""

    def __init__(self, folder: Path) -> None:
        self.rules, self.data = folder / "rules", folder / "data"
        shutil.copytree(small.FOLDER, self.rules)

    def open(self, page: str, author: str = AUTHOR, **asked: str) -> AppTest:
        """Open a page as this author; without a name, as somebody who was not asked yet."""
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
        if author:
            app.session_state["rule-author"] = author
        app.query_params.update(asked)
        app.run()
        app._page_hash = app.session_state["desk"].pages[page]._script_hash
        return app.run()

    def proposal(self, author: str = AUTHOR) -> Proposal | None:
        """What is kept of an author's changes."""
        return Proposals(self.data / "proposals").load(author)

    def mine(self, file: str, author: str = AUTHOR) -> str:
        """The text of a file as the author would have it."""
        proposal = self.proposal(author)
        text = (proposal.mine if proposal else {}).get(file, self.published(file))
        assert text is not None
        return text

    def published(self, file: str) -> str:
        """The text of a file on disk."""
        return (self.rules / file).read_text("utf-8")

    def rewrite(self, file: str, text: str, author: str = AUTHOR) -> None:
        """Put a text in an author's proposal, as the editor does."""
        now = "2026-01-01T00:00:00+00:00"
        published = texts_in(self.rules)

        def made(proposal: Proposal | None) -> Proposal:
            here = proposal or begun(author, published, now)
            return rewritten(here, published, file, text, now)

        Proposals(self.data / "proposals").change(author, made)

    def publish(self, file: str, old: str, new: str) -> None:
        """Change a file on disk, as when somebody publishes."""
        text = self.published(file)
        assert old in text
        (self.rules / file).write_text(text.replace(old, new), "utf-8")


def told(app: AppTest) -> str:
    """All that a page says, without its marks."""
    html = [unescape(re.sub(r"<[^>]+>", " ", str(h.proto.body))) for h in app.get("html")]
    marks = [*app.markdown, *app.error, *app.warning, *app.info, *app.success, *app.title]
    texts = [re.sub(r"\\(.)", r"\1", str(m.value)) for m in [*marks, *app.header, *app.subheader]]
    return re.sub(r"\s+", " ", " ".join([*texts, *html]))


def field(app: AppTest, kind: str, label: str) -> object:
    """The field with this label."""
    found = [f for f in app.get(kind) if re.sub(r"\\(.)", r"\1", f.label) == label]
    assert found, (label, [f.label for f in app.get(kind)])
    return found[0]
