"""Both kinds of address."""

import pytest

from unhunch.wire.address import TcpAddress, UnixAddress


@pytest.fixture(params=["unix", "tcp"])
def address(request, tmp_path):
    if request.param == "unix":
        return UnixAddress(tmp_path / "run" / "wire.sock")
    return TcpAddress(tmp_path / "run" / "wire.json")
