"""The statements, built once: the same for SQLite and PostgreSQL.

`BINDS` stand in all that look for an assessment: nobody gets at one that is not open to them.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    and_,
    bindparam,
    delete,
    false,
    func,
    insert,
    or_,
    select,
    true,
    update,
)  # fmt: skip

from advisor.storage.tables import ASSESSMENT, SHARE, VERSION

_ROW = ASSESSMENT.c
_ASKED = _ROW.token == bindparam("asked")
_EVERYBODY = bindparam("everybody", type_=Boolean) == true()
_OWN = or_(_EVERYBODY, and_(_ROW.owner == bindparam("person"), _ROW.owner != ""))
_SHARED = _ROW.token.in_(select(SHARE.c.token).where(SHARE.c.email == bindparam("email")))
_OPEN = or_(_OWN, _SHARED)
_WHOLE_COMPANY = _ROW.respondent == false()

_DRAFT = select(_ROW.token, _ROW.body, _ROW.saved, _ROW.edition)
ONE = _DRAFT.where(_ASKED, _OPEN)
LATEST = (
    _DRAFT.where(_OPEN, _ROW.archived == "", _WHOLE_COMPANY)
    .order_by(_ROW.saved.desc(), _ROW.token)
    .limit(bindparam("most"))
)
LISTED = (
    select(*(column for column in _ROW if column.name not in ("body", "edition")))
    .where(_OPEN, _WHOLE_COMPANY, (_ROW.archived != "") == bindparam("put_away", type_=Boolean))
    .order_by(_ROW.saved.desc(), _ROW.token)
)
WHOLE = select(ASSESSMENT).where(_ASKED, _OPEN)
KNOWN = select(_ROW.token).where(_ASKED)
SEEN = select(_ROW.token).where(_ASKED, _OPEN).with_for_update()
OWNED = select(_ROW.token).where(_ASKED, _OWN).with_for_update()
OWNER = select(_ROW.owner).where(_ASKED, _OPEN)
INSERT = insert(ASSESSMENT)
CHANGE = update(ASSESSMENT).where(_ASKED, _OPEN, _ROW.edition == bindparam("read"))
SET = update(ASSESSMENT).where(_ASKED, _OPEN)
ERASE = delete(ASSESSMENT).where(_ASKED)
ERASE_RESPONDENT = delete(ASSESSMENT).where(_ASKED, _OWN, _ROW.respondent == true())
ADOPT = (
    update(ASSESSMENT)
    .where(_ASKED, _ROW.owner == "", bindparam("person") != "")
    .values(owner=bindparam("person"))
)

_VERSION_ASKED = VERSION.c.token == bindparam("asked")
VERSIONS = select(VERSION).join(ASSESSMENT).where(_VERSION_ASKED, _OPEN).order_by(VERSION.c.number)
VERSION_ONE = VERSIONS.where(VERSION.c.number == bindparam("wanted"))
LAST_NUMBER = select(func.max(VERSION.c.number)).where(_VERSION_ASKED)
INSERT_VERSION = insert(VERSION)
ERASE_VERSION = delete(VERSION).where(
    _VERSION_ASKED,
    VERSION.c.number == bindparam("wanted"),
    VERSION.c.saved == bindparam("then"),
)
FORGET_NAME = (
    update(VERSION).where(VERSION.c.by_id == bindparam("person")).values(by_id="", by_name="")
)

SHARED_WITH = (
    select(SHARE.c.email)
    .join(ASSESSMENT)
    .where(SHARE.c.token == bindparam("asked"), _OPEN)
    .order_by(SHARE.c.email)
)
INSERT_SHARE = insert(SHARE)
UNSHARE = delete(SHARE).where(
    SHARE.c.token == bindparam("asked"), SHARE.c.email == bindparam("address")
)
UNSHARE_ALL = delete(SHARE).where(SHARE.c.email == bindparam("email"))
OF_PERSON = (
    select(_ROW.token)
    .where(_ROW.owner == bindparam("person"), _ROW.owner != "")
    .order_by(_ROW.created, _ROW.token)
)
ERASE_OF_PERSON = delete(ASSESSMENT).where(_ROW.owner == bindparam("person"), _ROW.owner != "")
