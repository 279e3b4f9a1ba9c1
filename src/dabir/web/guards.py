"""Who may ask, and how much: host, origin, token, lengths; and what every answer says of itself."""

import secrets
from collections.abc import Collection
from http.cookies import CookieError, SimpleCookie
from typing import NamedTuple
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LONGEST_QUERY = 8192  # bytes; a Persian letter takes six of them
LONGEST_BODY = 65_536
COOKIE = "dabir"
METHODS = ("GET", "HEAD", "POST")

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # no-referrer would make browsers hide the origin of our own forms too
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Rules(NamedTuple):
    """`hosts` are the values of the header Host that are answered; `token` is asked for if set."""

    hosts: Collection[str]
    token: str | None = None


class Guards:
    """Lets a request through to the application, or refuses it."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app = app
        self._rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the application answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "private, no-cache")
            await send(message)

        refusal = self._refuse(scope)
        await (refusal or self._app)(scope, receive, send_guarded)

    def _refuse(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if headers.get("host", "").lower() not in self._rules.hosts:
            return PlainTextResponse("dabir: this host is not served here\n", 421)
        if scope["method"] not in METHODS:
            return PlainTextResponse("dabir: not allowed\n", 405, {"Allow": ", ".join(METHODS)})
        if len(scope["query_string"]) > LONGEST_QUERY:
            return PlainTextResponse("dabir: the address is too long\n", 414)
        return self._refuse_stranger(scope, headers) or self._refuse_post(scope, headers)

    def _refuse_stranger(self, scope: Scope, headers: Headers) -> Response | None:
        token = self._rules.token
        if token is None or _is(_cookie(headers), token):
            return None
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if not _is(given, token):
            return PlainTextResponse("dabir: the token is missing or wrong\n", 401)
        welcome = Response(status_code=303, headers={"Location": "/"})
        welcome.set_cookie(COOKIE, token, httponly=True, samesite="lax")
        return welcome

    def _refuse_post(self, scope: Scope, headers: Headers) -> Response | None:
        if scope["method"] != "POST":
            return None
        host = headers["host"].lower()
        if headers.get("origin", "").lower() not in (f"http://{host}", f"https://{host}"):
            return PlainTextResponse("dabir: a form of another site\n", 403)
        length = headers.get("content-length", "")
        if not length.isdecimal() or int(length) > LONGEST_BODY:
            return PlainTextResponse("dabir: too much\n", 413)
        return None


def _cookie(headers: Headers) -> str:
    try:
        cookies = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return ""
    return cookies[COOKIE].value if COOKIE in cookies else ""


def _is(given: str, token: str) -> bool:
    return secrets.compare_digest(given.encode(), token.encode())
