# SPDX-License-Identifier: GPL-3.0-or-later
"""The network as a test wants it: none but the loopback; a place that counts who comes."""

import ctypes
import fcntl
import os
import socket
import struct
import threading

CLONE_NEWNET = 0x40000000
SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 1


def leave():
    """From here this process and its children have the loopback only. Needs root."""
    if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWNET) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"unshare: {os.strerror(number)}")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sH14s", b"lo", 0, b"")
        flags = struct.unpack("16sH14s", fcntl.ioctl(any_socket, SIOCGIFFLAGS, request))[1]
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sH14s", b"lo", flags | IFF_UP, b""))


def list_interfaces():
    return sorted(name for _, name in socket.if_nameindex())


class Counter:
    """Listens at localhost, in both of its addresses, and counts connections."""

    def __init__(self):
        self.count = 0
        self.sockets = [socket.create_server(("127.0.0.1", 0))]
        self.port = self.sockets[0].getsockname()[1]
        if socket.has_dualstack_ipv6():
            try:
                self.sockets.append(socket.create_server(("::1", self.port),
                                                         family=socket.AF_INET6))
            except OSError:
                pass  # no such address on this machine
        for listening in self.sockets:
            threading.Thread(target=self.serve, args=(listening,), daemon=True).start()

    def serve(self, listening):
        while True:
            connection, _ = listening.accept()
            self.count += 1
            with connection:
                connection.recv(1 << 16)
                connection.sendall(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>There</h1>")
