"""Many people at once: each a websocket that speaks Streamlit's own messages.

One process and one event loop play everybody, so a machine of two cores measures the server
and not the players.
"""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.app_server import AppServer

THINKING = 5.0  # seconds between two clicks, on average


@dataclass
class Person:
    """One session: the pages that it wanders between and how long each took to come (seconds)."""

    line: ClientConnection
    pages: tuple[str, ...]
    query: str
    hashes: dict[str, str] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)

    async def open(self, page: str) -> None:
        """Ask for a page and wait until the server has sent all of it."""
        asked = BackMsg()
        asked.rerun_script.query_string = self.query
        asked.rerun_script.page_script_hash = self.hashes.get(page, "")
        asked.rerun_script.page_name = page
        start = time.perf_counter()
        await self.line.send(asked.SerializeToString())
        await self._finished()
        self.waits.append(time.perf_counter() - start)

    async def _finished(self) -> None:
        while True:
            told = ForwardMsg()
            told.ParseFromString(await self._received())
            kind = told.WhichOneof("type")
            if kind == "navigation":
                self.hashes = {
                    p.url_pathname: p.page_script_hash for p in told.navigation.app_pages
                }
            if kind == "script_finished":
                assert told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY, told
                return
            if kind == "delta" and told.delta.new_element.HasField("exception"):
                raise RuntimeError(told.delta.new_element.exception.message)

    async def _received(self) -> bytes:
        message = await asyncio.wait_for(self.line.recv(), 60)
        assert isinstance(message, bytes)
        return message

    async def wander(self, seconds: float, chance: random.Random) -> None:
        """Open one page after another, with time to think in between."""
        end = time.perf_counter() + seconds
        await asyncio.sleep(chance.uniform(0, THINKING))
        await self.open(self.pages[0])
        self.waits.clear()  # the first page opens the session as well
        while time.perf_counter() < end:
            await asyncio.sleep(chance.expovariate(1 / THINKING))
            await self.open(chance.choice(self.pages))


def waits_of_crowd(
    server: AppServer, pages: tuple[str, ...], seconds: float, queries: list[str]
) -> list[float]:
    """How long each page took (seconds) while one person for each query used the app.

    A query is what stands behind the `?` of that person's address.
    """
    return asyncio.run(_crowd(server, pages, seconds, queries))


async def _crowd(
    server: AppServer, pages: tuple[str, ...], seconds: float, queries: list[str]
) -> list[float]:
    address = f"ws://127.0.0.1:{server.port}/_stcore/stream"

    async def visit(number: int, query: str) -> list[float]:
        async with connect(
            address, subprotocols=[Subprotocol("streamlit")], max_size=None, proxy=None
        ) as line:
            person = Person(line, pages, query)
            await person.wander(seconds, random.Random(number))
            return person.waits

    visits = [visit(number, query) for number, query in enumerate(queries)]
    return [wait for waits in await asyncio.gather(*visits) for wait in waits]
