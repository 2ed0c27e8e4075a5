# SPDX-License-Identifier: GPL-3.0-or-later
"""A journal of the test's own: what a program would tell systemd's, this process reads.

GLib's writer takes standard error for the journal when it is a socket below /run/systemd/journal,
and then writes to the socket there. Both are bound here, in the namespace of crib_namespace, so
the program finds them where a desktop has them."""

import os
import socket
import threading

import crib_namespace

FOLDER = "/run/systemd/journal"


class Journal:
    """Collects messages, and what is written to the streams it hands out."""

    def __init__(self):
        self.messages = []
        self.streams = []
        self.lock = threading.Condition()
        self.made = []
        self.make_folder()
        crib_namespace.mount_empty(FOLDER)
        self.inbox = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.inbox.bind(f"{FOLDER}/socket")
        self.door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.door.bind(f"{FOLDER}/stdout")
        self.door.listen()
        threading.Thread(target=self.read_messages, daemon=True).start()

    def make_folder(self):
        folder = FOLDER
        while not os.path.isdir(folder):
            self.made.append(folder)
            folder = os.path.dirname(folder)
        for folder in reversed(self.made):
            os.mkdir(folder)

    def close(self):
        """Leaves the machine as it was."""
        crib_namespace.unmount(FOLDER)
        for folder in self.made:
            os.rmdir(folder)

    def read_messages(self):
        while True:
            message, given, _, _ = socket.recv_fds(self.inbox, 1 << 20, 4)
            for number in given:
                # a message too long for a datagram comes in a file
                with open(number, "rb") as file:
                    file.seek(0)
                    message += file.read()
            with self.lock:
                self.messages.append(message)
                self.lock.notify_all()

    def read_stream(self, stream, text):
        while True:
            part = stream.recv(1 << 16)
            if not part:
                return
            with self.lock:
                text.extend(part)
                self.lock.notify_all()

    def open_stream(self):
        """What to give a program as its standard output or error."""
        outer = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        outer.connect(f"{FOLDER}/stdout")
        inner, _ = self.door.accept()
        text = bytearray()
        self.streams.append(text)
        threading.Thread(target=self.read_stream, args=(inner, text), daemon=True).start()
        return outer

    def wait_until(self, look, deadline=20):
        """Calls look() with each message that comes, until it returns something true."""
        with self.lock:
            return self.lock.wait_for(look, deadline)

    def read(self):
        """All of it so far, as (where, bytes)."""
        with self.lock:
            for number, message in enumerate(self.messages):
                yield f"journal message {number}", message
            for number, text in enumerate(self.streams):
                yield f"journal stream {number}", bytes(text)
