"""The application: every page under both languages and in three forms, behind the guards."""

from collections.abc import Awaitable, Callable
from functools import partial
from hashlib import sha256
from importlib.resources import files
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dabir.errors import DabirError, OptionError
from dabir.web.answers import Missing, Renderer, View
from dabir.web.asked import Asked
from dabir.web.desk import Desk
from dabir.web.guards import Guards, Rules
from dabir.web.pages import MENU, PAGES, Page
from dabir.web.room import Door
from dabir.web.words import LANGUAGES, Words

FORMS = ("json", "jsonl", "csv")
MEDIA = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "woff2": "font/woff2",
    "svg": "image/svg+xml",
}
FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
Endpoint = Callable[[Request], Awaitable[Response]]


def make_app(door: Door, rules: Rules, desk: Desk | None = None) -> Starlette:
    """The application over a data set.

    `desk` takes corrections; without one nothing can be written.
    """
    static = _load_static()
    renderer = Renderer(MENU, {name: digest for name, (_, digest) in static.items()})
    front = _Front(door, renderer, desk)
    routes = [Route("/", _choose_language), Route("/static/{name}", partial(_serve, static))]
    for page in PAGES:
        named = f"/{{language}}{page.path if page.path != '/' else '/start'}"
        forms = {form: form for form in FORMS} | {form: f"file.{form}" for form in page.files}
        for suffix, form in forms.items():
            endpoint = front.endpoint(page, form)
            routes.append(Route(f"{named}.{suffix}", endpoint, methods=["GET"]))
        methods = ["GET", "POST"] if page.writes else ["GET"]
        routes.append(
            Route(f"/{{language}}{page.path}", front.endpoint(page, "html"), methods=methods)
        )
    routes += [Route(f"/{language}", _choose_language) for language in LANGUAGES]
    routes.append(Route("/{rest:path}", front.missing))
    middleware = [
        Middleware(Guards, rules=rules),
        Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5),
    ]
    app = Starlette(routes=routes, middleware=middleware)
    app.router.redirect_slashes = False  # an address is there or it is not
    return app


class _Front:
    """Turns requests into questions to pages, and their views and errors into answers."""

    def __init__(self, door: Door, renderer: Renderer, desk: Desk | None) -> None:
        self._door = door
        self._renderer = renderer
        self._desk = desk

    def endpoint(self, page: Page, form: str) -> Endpoint:
        async def answer(request: Request) -> Response:
            posted = (await request.body()).decode("utf-8", "replace")
            return await run_in_threadpool(self._answer, page, form, request, posted)

        return answer

    async def missing(self, request: Request) -> Response:
        language = request.path_params["rest"].partition("/")[0]
        words = Words("en" if language == "en" else "fa")
        asked = self._plain_question(words)
        return self._problem(asked, words("error.missing"), 404)

    def _answer(self, page: Page, form: str, request: Request, posted: str) -> Response:
        parts = dict(request.path_params)
        language = parts.pop("language")
        if language not in LANGUAGES:
            return self._problem(self._plain_question(), Words("fa")("error.missing"), 404)
        asked = self._plain_question(Words(language))
        try:
            asked = Asked(
                self._door.room,
                Words(language),
                page.path.format(**parts),
                parts,
                request.query_params.multi_items(),
                form,
                self._desk,
                parse_qsl(posted) if request.method == "POST" else None,
            )
            if page.desk and asked.desk is None:
                raise Missing(page.path)
            answer = page.show(asked)
        except Missing as error:
            return self._problem(asked, asked.words("error.missing"), 404, str(error))
        except OptionError as error:
            return self._problem(asked, asked.words("error.asked"), 400, str(error))
        except DabirError as error:
            return self._problem(asked, asked.words("error.store"), 503, str(error))
        return self._renderer.answer(asked, answer) if isinstance(answer, View) else answer

    def _plain_question(self, words: Words | None = None) -> Asked:
        return Asked(self._door.room, words or Words("fa"), "/", {}, [], desk=self._desk)

    def _problem(self, asked: Asked, said: str, status: int, reason: str = "") -> Response:
        view = View(
            "problem.html",
            said,
            {"reason": reason},
            ("problem", "reason"),
            [(said, reason)],
            {"problem": said, "reason": reason},
            status,
        )
        return self._renderer.answer(asked, view)


async def _choose_language(request: Request) -> Response:
    """To the face that the browser asks for; English only where it stands before Persian."""
    wanted = request.headers.get("accept-language", "").lower()
    asked = [part.strip()[:2] for part in wanted.split(",")]
    known = [language for language in asked if language in LANGUAGES]
    given = request.url.path.strip("/")
    language = given if given in LANGUAGES else (known or ["fa"])[0]
    return RedirectResponse(f"/{language}/", 303)


# --- static files --------------------------------------------------------------------------------

Static = dict[str, tuple[bytes, str]]


def _load_static() -> Static:
    """Every static file by name, with its digest: what is not in here is not served."""
    found: Static = {}
    for file in (files("dabir.web") / "static").iterdir():
        if file.name.rpartition(".")[2] in MEDIA:
            content = file.read_bytes()
            found[file.name] = content, sha256(content).hexdigest()[:12]
    return found


async def _serve(static: Static, request: Request) -> Response:
    content, _ = static.get(request.path_params["name"], (b"", ""))
    if not content:
        return Response(status_code=404)
    kind = MEDIA[request.path_params["name"].rpartition(".")[2]]
    return Response(content, headers=FOREVER, media_type=kind)
