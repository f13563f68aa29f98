"""One GNOME setting: what it is now, and the signal that it may have changed.

`gsettings get` knows the vendor's defaults and the administrator's locks, and is gone after a few
milliseconds; `gsettings monitor` would be a second program that is always there.
"""

import asyncio
from collections.abc import Mapping
from typing import Any

from dbus_fast import Message

from ..bus import Rule
from ..errors import NotHere
from ..sentence import Sentence

CHANGED = Rule(sender="ca.desrt.dconf", interface="ca.desrt.dconf.Writer", member="Notify")
"""dconf's signal sass: a path, the names below it that changed ("": the path itself), a tag."""


def concerns(message: Message, key: str) -> bool:
    """Whether dconf's signal may be about this key, given by its path in dconf."""
    if message.signature != "sass":
        return False
    path, names, _tag = message.body
    # A path that ends in a slash was reset with all that is below it.
    changed = [path + name for name in names]
    return any(key == each or (each.endswith("/") and key.startswith(each)) for each in changed)


async def get_setting(
    schema: str, key: str, environ: Mapping[str, str], patience: float = 5.0
) -> str:
    """Return a setting as GVariant text ("true", "'right'").

    Raise NotHere when there is no gsettings, no such setting or no answer within `patience`
    seconds.
    """
    what = f"{schema} {key}"
    try:
        process = await asyncio.create_subprocess_exec(
            "gsettings",
            "get",
            schema,
            key,
            env=dict(environ),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
    except OSError as error:
        raise NotHere(Sentence("gsettings cannot be started: {error}", error=error)) from error
    out = await _answer(process, what, patience)
    if process.returncode != 0:
        raise NotHere(Sentence("gsettings does not know {what}", what=what))
    return out.decode("utf-8", "replace").strip()


async def _answer(process: Any, what: str, patience: float) -> bytes:
    try:
        async with asyncio.timeout(patience):
            out, _ = await process.communicate()
            return bytes(out)
    except TimeoutError as error:
        raise NotHere(Sentence("gsettings does not answer for {what}", what=what)) from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
