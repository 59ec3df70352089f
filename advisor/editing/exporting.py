"""All rule files as one zip, to keep or to pass on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file inside: the same rules make the same zip."""


def exported(texts: Mapping[str, str], folder: str = "rules") -> bytes:
    """A zip that holds every rule file, as it is, below one folder."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as whole:
        for name in sorted(texts):
            entry = zipfile.ZipInfo(f"{folder}/{name}", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            whole.writestr(entry, texts[name])
    return content.getvalue()
