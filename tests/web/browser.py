"""A real browser on the room: chromium through playwright, skipped where it is not there."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn

from dabir.web.app import make_app
from dabir.web.desk import Desk
from dabir.web.guards import Rules
from dabir.web.room import Door

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
]
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="no chromium here (apt-get install chromium)"
)


@contextmanager
def serving(door: Door, desk: Desk | None = None) -> Iterator[str]:
    """The address of a room that is served as long as the context lasts."""
    listening = socket.create_server(("127.0.0.1", 0))
    host = f"127.0.0.1:{listening.getsockname()[1]}"
    app = make_app(door, Rules(frozenset({host})), desk)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://{host}"
    server.should_exit = True
    thread.join(10)
