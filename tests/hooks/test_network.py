"""Tests talk to this machine only."""

import socket

import pytest

from .network import NetworkIsShut


def test_another_machine_cannot_be_reached() -> None:
    with socket.socket() as caller, pytest.raises(NetworkIsShut):
        caller.connect(("192.0.2.1", 80))


def test_another_machine_cannot_be_looked_up() -> None:
    with pytest.raises(NetworkIsShut):
        socket.getaddrinfo("example.org", 80)


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as caller:
        caller.connect(server.getsockname())
