"""Who watches whom, as PipeWire's registry tells it: a camera in use, a screen that is shared.

One connection for both questions. Of a node only this is kept: whether it is a camera or a screen,
and which client it is of; of a client its process id. No name is kept.
"""

import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path

from ..desk.policy import Hold
from ..errors import NotHere
from ..sentence import Sentence
from . import pipewire_wire as wire
from .open_files import PROC, name_of
from .said import Report, Said
from .server import Garbled, Server, bursts

ONLOOKERS = ("plasmashell", "xdg-desktop-por")
"""Begin the names of those who look at a screen on its own user's behalf: Plasma draws the pictures
of its task bar from such streams, and a portal the choice of what to share."""

_OURS = 4
"""Messages that greeting() sends."""


class Picture(Enum):
    """What a node gives that somebody may look at."""

    CAMERA = auto()
    SCREEN = auto()


class Graph:
    """Cameras, screens and the links to them."""

    def __init__(self, proc: Path = PROC) -> None:
        self._proc = proc
        self._pictures: dict[int, Picture] = {}
        self._owners: dict[int, int] = {}
        self._processes: dict[int, int] = {}
        self._links: dict[int, tuple[int, int]] = {}

    def added(self, number: int, kind: str, about: Mapping[str, str]) -> None:
        """Something is there now; most things are of no interest. Raise Garbled."""
        try:
            match kind.rpartition(":")[2]:
                case "Client":
                    self._processes[number] = int(about.get("pipewire.sec.pid", 0))
                case "Link":
                    ends = int(about["link.output.node"]), int(about["link.input.node"])
                    self._links[number] = ends
                case "Node":
                    self._owners[number] = int(about.get("client.id", -1))
                    picture = _picture(about)
                    if picture is not None:
                        self._pictures[number] = picture
        except (KeyError, ValueError) as error:
            raise Garbled(f"a {kind} without its numbers") from error

    def removed(self, number: int) -> None:
        """It is gone."""
        for known in (self._pictures, self._owners, self._processes, self._links):
            known.pop(number, None)

    def is_seen(self, picture: Picture) -> bool:
        """Whether somebody looks at such a picture."""
        return any(
            self._pictures.get(source) is picture and not self._is_onlooker(viewer)
            for source, viewer in self._links.values()
        )

    def _is_onlooker(self, viewer: int) -> bool:
        process = self._processes.get(self._owners.get(viewer, -1), 0)
        return name_of(process, self._proc).startswith(ONLOOKERS)


def _picture(about: Mapping[str, str]) -> Picture | None:
    """GNOME's and KDE's screens are streams; those of wlroots' portals look like a camera, but
    belong to no device and play no part."""
    match about.get("media.class"):
        case "Stream/Output/Video":
            return Picture.SCREEN
        case "Video/Source":
            is_camera = "device.id" in about or about.get("media.role") == "Camera"
            return Picture.CAMERA if is_camera else Picture.SCREEN
    return None


class PipeWire:
    """The one connection. It is there while somebody listens."""

    def __init__(self, environ: Mapping[str, str], proc: Path = PROC) -> None:
        self._environ = environ
        self._proc = proc
        self._listeners: list[Callable[[Graph | None], None]] = []
        self._server: Server | None = None
        self._graph: Graph | None = None

    @property
    def is_there(self) -> bool:
        """Whether it has told what there is."""
        return self._graph is not None

    def join(self, told: Callable[[Graph | None], None]) -> None:
        """Tell this listener of the graph, now and at changes; None: nobody knows.

        Raise NotHere when there can be no PipeWire here.
        """
        if self._server is None:
            self._server = Server(address(self._environ), self._talk, self._gone, self._proc)
            self._server.start()
        self._listeners.append(told)
        told(self._graph)

    async def leave(self, told: Callable[[Graph | None], None]) -> None:
        """Tell this one no more; hang up after the last. May be called by one who never joined."""
        with suppress(ValueError):
            self._listeners.remove(told)
        if not self._listeners and self._server is not None:
            server, self._server = self._server, None
            await server.close()
            self._graph = None

    async def _talk(self, connection: socket.socket) -> None:
        connection.sendall(wire.greeting("Unhunch"))
        graph, sent, is_whole = Graph(self._proc), _OURS, False
        told = bytearray()
        async for said in bursts(connection):
            told += said
            for message in wire.take(told):
                if (message.to, message.opcode) == (wire.CORE, wire.PING):
                    connection.sendall(wire.pong(message, sent))
                    sent += 1
                is_whole = _heed(graph, message) or is_whole
            if is_whole:
                self._graph = graph
                self._tell()

    def _gone(self) -> None:
        self._graph = None
        self._tell()

    def _tell(self) -> None:
        for told in tuple(self._listeners):
            told(self._graph)


def _heed(graph: Graph, message: wire.Message) -> bool:
    """Take a message in; return whether with it everything that is there has been told."""
    match message:
        case wire.Message(wire.REGISTRY, wire.ADDED, [int(number), _, str(kind), _, about]):
            graph.added(number, kind, wire.dictionary(about))
        case wire.Message(wire.REGISTRY, wire.REMOVED, [int(number)]):
            graph.removed(number)
        case wire.Message(wire.CORE, wire.DONE, [_, wire.READY]):
            return True
        case wire.Message(wire.CORE, wire.ERROR, [*_, int(result), str(why)]):
            raise Garbled(f"error {result}: {why}")
    return False


def address(environ: Mapping[str, str]) -> Path:
    """Return where PipeWire's socket is or will be (pipewire(1)). Raise NotHere."""
    name = environ.get("PIPEWIRE_REMOTE") or "pipewire-0"
    folder = environ.get("PIPEWIRE_RUNTIME_DIR") or environ.get("XDG_RUNTIME_DIR")
    if not folder:
        raise NotHere(Sentence("XDG_RUNTIME_DIR is not set"), lasting=True)
    return Path(folder) / name


class PictureSign:
    """A SignSensor: whether somebody looks at such a picture. Unknown without PipeWire.

    `knows_no` False: that nobody does is no news, because there are other ways to look.
    """

    def __init__(
        self, pipewire: PipeWire, name: str, question: Hold, picture: Picture, *, knows_no: bool
    ) -> None:
        self.name = name
        self._question = question
        self._pipewire = pipewire
        self._picture = picture
        self._knows_no = knows_no
        self._said = Said()

    @property
    def question(self) -> Hold:
        """Which hold it is."""
        return self._question

    @property
    def caveat(self) -> str:
        """Why it does not know; empty when it does."""
        if not self._said.is_unknown:
            return ""
        if self._pipewire.is_there:
            return Sentence("on X11 every program can see the screen without asking")
        return Sentence("PipeWire does not answer")

    async def start(self, report: Report, lost: Callable[[str], None]) -> None:
        """Begin. Raise NotHere without a runtime folder; PipeWire itself may come later."""
        self._said.begin(report)
        try:
            self._pipewire.join(self._told)
        except NotHere:
            self._said.end()
            raise

    async def close(self) -> None:
        """Stop listening."""
        self._said.end()
        await self._pipewire.leave(self._told)

    def _told(self, graph: Graph | None) -> None:
        seen = None if graph is None else graph.is_seen(self._picture)
        self._said.say(None if seen is False and not self._knows_no else seen)


def camera(pipewire: PipeWire) -> PictureSign:
    """A camera that PipeWire opens for somebody."""
    return PictureSign(pipewire, "camera-pipewire", Hold.CAMERA, Picture.CAMERA, knows_no=True)


def screencast(pipewire: PipeWire, environ: Mapping[str, str]) -> PictureSign:
    """A screen that is shared or recorded through the portal. On X11 everybody sees everything."""
    on_wayland = (
        bool(environ.get("WAYLAND_DISPLAY")) or environ.get("XDG_SESSION_TYPE") == "wayland"
    )
    return PictureSign(
        pipewire, "screencast-pipewire", Hold.SCREENCAST, Picture.SCREEN, knows_no=on_wayland
    )
