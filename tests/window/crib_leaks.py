# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks for secrets wherever a program may have left them, in each way of writing them down."""

import base64
import os
import re
import urllib.parse

# Long secrets are looked for by their ends: half of one is found too.
END = 32
MOST = 64 * 1024 * 1024
SHARED = "/tmp", "/var/tmp", "/dev/shm"  # what programs may all write to


def encode_base64(text):
    """What stands in base64 of anything that has text in it, wherever it begins there."""
    for shift in range(3):
        whole = base64.b64encode(b"\0" * shift + text)
        first = (shift * 8 + 5) // 6
        last = (shift + len(text)) * 8 // 6
        yield whole[first:last]


def make_needles(secret):
    """The bytes that tell of a secret, by the way in which it is written."""
    raw = secret.encode()
    parts = [raw]
    if len(raw) > 2 * END:
        parts = [raw[-END:]]
        if not raw.startswith(b"eyJ"):
            parts.append(raw[:END])  # the head of a JWT is no secret
    for part in parts:
        yield "plain", part
        for code in encode_base64(part):
            yield "base64", code
            other = code.translate(bytes.maketrans(b"+/", b"-_"))
            if other != code:
                yield "base64", other


def search(text, secrets):
    """The secrets that a text holds, as (kind, way)."""
    decoded = urllib.parse.unquote_to_bytes(text)
    views = [("", text)]
    if decoded != text:
        views.append(("percent-encoded ", decoded))
        views.append(("percent-encoded twice ", urllib.parse.unquote_to_bytes(decoded)))
    views.append(("folded ", re.sub(rb"[\s\\]+", b"", text)))
    for kind, value in secrets:
        for how, needle in make_needles(value):
            for prefix, view in views:
                if needle in view:
                    yield kind, (prefix + how).strip()
                    break


class Leaks:
    """What a program under test may have left behind, and where.

    folders: all that is its own (home, runtime folder, temporary files); apart: what in them
    belongs to somebody else, a browser's profile say. shared: folders that all programs share, of
    which only what is new counts; others must not see them so (crib_namespace.cover). journal:
    None where there is none."""

    def __init__(self, folders, journal, apart=(), shared=()):
        self.folders = [os.path.realpath(folder) for folder in folders]
        self.apart = [os.path.realpath(folder) for folder in apart]
        self.journal = journal
        self.kept = {}
        self.shared = shared
        self.before = {path for folder in shared for path in self.list_shared(folder)}

    @staticmethod
    def list_shared(folder):
        try:
            return {entry.path for entry in os.scandir(folder)}
        except FileNotFoundError:
            return set()

    def keep(self, where, text):
        """Remembers what is gone later: an output, a command line."""
        self.kept[where] = text

    def keep_process(self, pid):
        """The command line and environment of a process and of those it started."""
        for name in ("cmdline", "environ"):
            try:
                with open(f"/proc/{pid}/{name}", "rb") as file:
                    self.keep(f"{name} of process {pid}", file.read())
            except (FileNotFoundError, ProcessLookupError):
                return
        for child in self.list_children(pid):
            self.keep_process(child)

    @staticmethod
    def list_children(pid):
        for thread in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{thread}/children", encoding="ascii") as file:
                yield from map(int, file.read().split())

    def is_apart(self, path):
        return any(path == folder or path.startswith(folder + "/") for folder in self.apart)

    def list_files(self):
        tops = list(self.folders)
        for folder in self.shared:
            tops += sorted(self.list_shared(folder) - self.before)
        for top in tops:
            if os.path.isfile(top):
                yield top
            for folder, folders, names in os.walk(top):
                folders[:] = [n for n in folders if not self.is_apart(os.path.join(folder, n))]
                for name in names:
                    path = os.path.join(folder, name)
                    if not os.path.islink(path) and os.path.isfile(path):
                        yield path

    def read_places(self):
        """Every place, with what stands there; a file's name counts as well."""
        for path in self.list_files():
            yield f"name of {path}", os.fsencode(path)
            try:
                with open(path, "rb") as file:
                    yield path, file.read(MOST)
            except FileNotFoundError:
                pass  # it went while we looked
        yield from list(self.kept.items())
        if self.journal is not None:
            yield from self.journal.read()

    def find(self, secrets):
        """secrets: (kind, value) each. Returns (where, kind, how) of all that leaked."""
        return [(where, kind, how) for where, text in self.read_places()
                for kind, how in search(text, secrets)]
