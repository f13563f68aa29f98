"""Whose program is at the other end of a connection, where the system tells.

On a machine with several users each can reach the port of the other, look a link up in the list of
processes before the browser comes, or collect the cookie on a port of their own.
"""

import os
import socket
import struct
from pathlib import Path

TABLE = Path("/proc/net/tcp")
"""Linux: each connection with the user who opened it (proc(5))."""

Address = tuple[str, int]


def may_be_ours(client: Address, server: Address, table: Path = TABLE) -> bool:
    """Whether this user opened the connection: false only where the system says it was another."""
    try:
        rows = table.read_text(encoding="ascii").splitlines()[1:]
        ends = [_as_listed(client), _as_listed(server)]
    except OSError:
        return True
    for row in rows:
        fields = row.split()
        if fields[1:3] == ends:
            return int(fields[7]) == os.getuid()
    return True


def _as_listed(address: Address) -> str:
    """Return an address as the table has it: the number as it lies in memory, in hex."""
    host, port = address
    (number,) = struct.unpack("=I", socket.inet_aton(host))
    return f"{number:08X}:{port:04X}"
