"""`dabir serve`: the reading room, a local web page over a data set."""

import getpass
import ipaddress
import secrets
import socket
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dabir.commands.asking import open_news
from dabir.commands.help import ExampleFirst
from dabir.errors import OptionError

if TYPE_CHECKING:
    from dabir.store.dataset import DataSet
    from dabir.web.desk import Desk

LOCAL = "127.0.0.1"
PORT = 8642


@click.command(
    "serve",
    cls=ExampleFirst,
    examples=("dabir serve news/", "dabir serve article.txt"),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.argument("news", metavar="NEWS", type=click.Path(exists=True, path_type=Path))
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--address",
    default=LOCAL,
    show_default=True,
    help="Address of this machine to listen on; another than its own needs --public.",
)
@click.option("--public", is_flag=True, help="Let other machines in, with a token.")
@click.option(
    "--host", "names", multiple=True, metavar="NAME", help="A name that others call this host by."
)
@click.option("--token", metavar="TOKEN", help="The token to ask for; without it one is made up.")
@click.option(
    "--corrections",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Let corrections be written, into that file (made where it is missing).",
)
@click.option(
    "--who",
    metavar="NAME",
    help="The name under which corrections are kept; without it that of the user.",
)
def command(
    news: Path,
    port: int,
    address: str,
    public: bool,
    names: tuple[str, ...],
    token: str | None,
    corrections: Path | None,
    who: str | None,
) -> None:
    """Open the data set NEWS as a web page for reading, checking and citing.

    NEWS may also be a file or folder that `dabir read` reads; it is read first. The page is for
    this machine alone, and nothing in the data set is changed. Corrections are written with
    --corrections only, beside the data set; dabir corrections gives them out.
    """
    local = _is_local(address)
    if not local and not public:
        raise OptionError(f"--address {address} lets other machines in: say so with --public")
    if public and not names:
        raise OptionError("--public needs the names that others call this host by: --host NAME")
    if public and token is None:
        token = secrets.token_urlsafe(24)
    with _listen(address, port) as listening, _dataset(news) as dataset:
        port = listening.getsockname()[1]
        hosts = {f"{name}:{port}" for name in (LOCAL, "localhost", "[::1]")}
        hosts |= {name.lower() for given in names for name in (given, f"{given}:{port}")}
        desk = None if corrections is None else _desk(corrections, who)
        _serve(dataset, listening, hosts, token, desk, port)


def _serve(
    dataset: "DataSet",
    listening: socket.socket,
    hosts: set[str],
    token: str | None,
    desk: "Desk | None",
    port: int,
) -> None:
    import uvicorn

    from dabir.web.app import make_app
    from dabir.web.guards import Rules
    from dabir.web.room import Door

    door = Door(dataset, lambda words: click.echo(f"dabir: {words}", err=True))
    app = make_app(door, Rules(frozenset(hosts), token), desk)
    asked = f"?token={token}" if token else ""
    click.echo(f"dabir: reading room at http://{LOCAL}:{port}/{asked} (Ctrl-C closes it)", err=True)
    config = uvicorn.Config(
        app, log_level="warning", server_header=False, limit_concurrency=64, proxy_headers=False
    )
    with closing(door), suppress(KeyboardInterrupt):  # Ctrl-C is the way to close the room
        uvicorn.Server(config).run(sockets=[listening])


def _desk(corrections: Path, who: str | None) -> "Desk":
    from dabir.corrections.table import Corrections
    from dabir.web.desk import Desk

    return Desk(Corrections(corrections), who or _user())


def _user() -> str:
    """The name of the user of this machine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise OptionError("--corrections needs the name of the one who corrects: --who") from None


def _is_local(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def _listen(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        return socket.create_server((address, port), family=family)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OptionError(f"cannot listen on {address} port {port}: {reason}") from error


@contextmanager
def _dataset(news: Path) -> Iterator["DataSet"]:
    """The data set in a folder, or one for the time being of the files that are there."""
    from dabir.store.dataset import MANIFESTS

    if (news / MANIFESTS).is_dir():
        yield open_news(news)
        return
    with tempfile.TemporaryDirectory(prefix="dabir-") as folder:
        yield _read(news, Path(folder))


def _read(news: Path, folder: Path) -> "DataSet":
    from dabir.building import Options, build_dataset
    from dabir.commands.building import BuildDesk
    from dabir.engines.local import LocalEngine

    with BuildDesk(quiet=False, progress=None) as desk:
        build = build_dataset([str(news)], folder, LocalEngine(1), Options(), desk.step)
    if not build.articles:
        problem = build.unreadable[0] if build.unreadable else f"{news}: no article could be read"
        raise OptionError(problem)
    return open_news(folder)
