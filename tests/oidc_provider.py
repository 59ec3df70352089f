"""An OpenID Connect provider on this computer: what the program's log-in is tested with.

It speaks the authorization code flow as a provider on the internet does: discovery, a page where a
person is chosen, a code that works once, proof of the code's owner (PKCE), an ID token signed with
RS256, published keys, logging out. Only people and passwords are left out: whoever is chosen is in.
"""

from __future__ import annotations

import json
import secrets
import threading
import time
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "advisor", "only for tests"
COOKIE_SECRET = "only for tests, long enough to sign cookies with"
CALLBACK = "/oauth2callback"
_CODE_LASTS = 60.0  # seconds

Claims = Mapping[str, Any]
ANN: Claims = {
    "sub": "ann",
    "name": "Ann Bell",
    "email": "ann@example.org",
    "email_verified": True,
}
BEN: Claims = {
    "sub": "ben",
    "name": "Ben Okafor",
    "email": "Ben@Example.org",
    "email_verified": True,
}
CAT: Claims = {"sub": "cat", "name": "Cat <b>& Co", "email": "ann@example.org"}
"""She claims somebody else's address, which was never verified."""


@dataclass(frozen=True)
class Code:
    """What an authorization code stands for until it is used."""

    person: Claims
    redirect: str
    nonce: str
    challenge: str
    until: float


@dataclass
class Provider:
    """The provider while it runs. A test may change its fields at any time.

    `callbacks`: where it may send people to. `lasts`: seconds that an ID token holds. `key` signs;
    `published` is what it says that it signs with. `refused` are the reasons for which it refused
    a request, the latest last.
    """

    issuer: str
    people: tuple[Claims, ...] = (ANN, BEN, CAT)
    callbacks: set[str] = field(default_factory=set)
    lasts: float = 3600.0
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, auto_kid=True))
    published: RSAKey | None = None
    codes: dict[str, Code] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def secrets_for(self, url: str, folder: Path) -> Path:
        """A file of Streamlit's secrets that has the app at `url` log in here."""
        self.callbacks.add(url + CALLBACK)
        file = folder / "secrets.toml"
        settings = {
            "redirect_uri": url + CALLBACK,
            "cookie_secret": COOKIE_SECRET,
            "client_id": CLIENT,
            "client_secret": SECRET,
            "server_metadata_url": f"{self.issuer}/.well-known/openid-configuration",
        }
        lines = (f"{name} = {json.dumps(value)}" for name, value in settings.items())
        file.write_text("\n".join(("[auth]", *lines, "")), "utf-8")
        return file

    def metadata(self) -> dict[str, Any]:
        """What the provider says of itself."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "end_session_endpoint": f"{self.issuer}/log-out",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        }

    def keys(self) -> dict[str, Any]:
        """The keys with which its tokens can be checked."""
        key = self.published or self.key
        return {"keys": [{**key.as_dict(private=False), "use": "sig", "alg": "RS256"}]}

    def choices(self, asked: Mapping[str, str]) -> str:
        """The page where a person is chosen. Raises ValueError where the request is wrong."""
        self._check(asked)
        held = "".join(
            f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
            for name, value in asked.items()
        )
        buttons = "".join(
            f'<button name="person" value="{escape(one["sub"])}">{escape(one["name"])}</button>'
            for one in self.people
        )
        return (
            '<!doctype html><html lang="en"><title>Test provider</title><h1>Who are you?</h1>'
            f'<form method="post" action="/consent">{held}{buttons}'
            '<button name="person" value="">Nobody</button></form>'
        )

    def consent(self, asked: Mapping[str, str]) -> str:
        """Where a person goes after choosing: back, with a code or a refusal."""
        self._check(asked)
        chosen = next((one for one in self.people if one["sub"] == asked.get("person")), None)
        if chosen is None:
            return f"{asked['redirect_uri']}?{urlencode(_refusal(asked))}"
        code = secrets.token_urlsafe()
        self.codes[code] = Code(
            chosen, asked["redirect_uri"], asked["nonce"], asked["code_challenge"],
            time.time() + _CODE_LASTS,
        )  # fmt: skip
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, sent: Mapping[str, str], authorization: str) -> dict[str, Any]:
        """The tokens for a code. Raises ValueError where anything about the request is wrong."""
        _expect(authorization == _basic(), "the client's secret")
        code = self.codes.pop(sent.get("code", ""), None)
        if code is None:
            raise ValueError("the code")
        _expect(sent.get("grant_type") == "authorization_code", "the kind of grant")
        _expect(code.until > time.time(), "the time of the code")
        _expect(sent.get("redirect_uri") == code.redirect, "the address to go back to")
        _expect(_challenge(sent.get("code_verifier", "")) == code.challenge, "the code's owner")
        return {
            "access_token": secrets.token_urlsafe(),
            "token_type": "Bearer",
            "expires_in": int(self.lasts),
            "id_token": self._id_token(code),
        }

    def _id_token(self, code: Code) -> str:
        now = time.time()
        claims = {
            "iss": self.issuer, "aud": CLIENT, "iat": int(now), "exp": int(now + self.lasts),
            "nonce": code.nonce, **code.person,
        }  # fmt: skip
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, self.key)

    def _check(self, asked: Mapping[str, str]) -> None:
        _expect(asked.get("client_id") == CLIENT, "the client")
        _expect(asked.get("redirect_uri") in self.callbacks, "the address to go back to")
        _expect(asked.get("response_type") == "code", "the flow")
        _expect("openid" in asked.get("scope", "").split(), "the scope")
        _expect(asked.get("code_challenge_method") == "S256", "proof of the code's owner")
        _expect(all(asked.get(name) for name in ("state", "nonce", "code_challenge")), "a part")


def _expect(right: bool, what: str) -> None:
    if not right:
        raise ValueError(what)


def _refusal(asked: Mapping[str, str]) -> dict[str, str]:
    return {"error": "access_denied", "state": asked["state"]}


def _challenge(verifier: str) -> str:
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).decode().rstrip("=")


def _basic() -> str:
    return f"{CLIENT}:{SECRET}"


class _Answers(BaseHTTPRequestHandler):
    """The provider's pages by their paths."""

    provider: Provider

    def do_GET(self) -> None:
        path, asked = self._asked(urlsplit(self.path).query)
        if path == "/.well-known/openid-configuration":
            self._json(200, self.provider.metadata())
        elif path == "/keys":
            self._json(200, self.provider.keys())
        elif path == "/authorize":
            self._told(lambda: self._send(200, "text/html", self.provider.choices(asked)))
        elif path == "/log-out" and asked.get("post_logout_redirect_uri") in (
            self.provider.callbacks
        ):
            self._redirect(asked["post_logout_redirect_uri"])
        else:
            self._json(404, {"error": "not_found"})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        path, sent = self._asked(body)
        if path == "/consent":
            self._told(lambda: self._redirect(self.provider.consent(sent)))
        elif path == "/token":
            kind, _, held = self.headers.get("Authorization", "").partition(" ")
            who = unquote(b64decode(held).decode().replace("+", " ")) if kind == "Basic" else ""
            self._told(lambda: self._json(200, self.provider.token(sent, who)))
        else:
            self._json(404, {"error": "not_found"})

    def _asked(self, query: str) -> tuple[str, dict[str, str]]:
        return urlsplit(self.path).path, dict(parse_qsl(query))

    def _told(self, answer: Any) -> None:
        try:
            answer()
        except ValueError as wrong:
            self.provider.refused.append(str(wrong))
            self._json(400, {"error": "invalid_request", "error_description": str(wrong)})

    def _redirect(self, address: str) -> None:
        self.send_response(302)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _json(self, status: int, body: Mapping[str, Any]) -> None:
        self._send(status, "application/json", json.dumps(body))

    def _send(self, status: int, kind: str, body: str) -> None:
        held = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(held)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(held)

    def log_message(self, *_: object) -> None:
        """Nothing is written to the terminal."""


@contextmanager
def running() -> Iterator[Provider]:
    """A provider on a free port of this computer, in a thread of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Answers", (_Answers,), {}))
    provider = Provider(f"http://localhost:{server.server_port}")
    server.RequestHandlerClass.provider = provider  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
