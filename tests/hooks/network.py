"""The network is shut: a test talks to this machine only."""

import socket
from typing import Any

import pytest

HERE = ("127.", "::1", "localhost", "0.0.0.0")  # noqa: S104 -- compared with, not listened on


class NetworkIsShut(AssertionError):  # noqa: N818 -- says what happened
    pass


def shut(patch: pytest.MonkeyPatch) -> None:
    for name in ("connect", "connect_ex"):
        patch.setattr(socket.socket, name, _only_here(getattr(socket.socket, name)))
    look_up = socket.getaddrinfo

    def look_up_here(host: str | bytes | None, *rest: Any, **named: Any) -> Any:  # Any: passed on
        _insist(host)
        return look_up(host, *rest, **named)

    patch.setattr(socket, "getaddrinfo", look_up_here)


def _only_here(connect: Any) -> Any:  # Any: socket's own methods
    def connect_here(self: socket.socket, address: Any) -> Any:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            _insist(address[0])
        return connect(self, address)

    return connect_here


def _insist(host: str | bytes | None) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name and not name.startswith(HERE):
        raise NetworkIsShut(f"A test reached for {name}. Tests talk to this machine only.")
