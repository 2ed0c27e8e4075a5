# SPDX-License-Identifier: GPL-3.0-or-later
"""A real gnome-keyring, started, locked, held up and read by a test. Runs under with-keyring.sh."""

import os
import signal
import subprocess

from crib_window import Failure, wait_until, xdotool
from gi.repository import Gio, GLib

NAME = "org.freedesktop.secrets"
SERVICE_PATH = "/org/freedesktop/secrets"
DEFAULT_PATH = "/org/freedesktop/secrets/aliases/default"
PASSWORD = "open sesame"
# What makes tests strict must not reach other people's programs.
STRICT = "G_DEBUG", "MALLOC_CHECK_", "MALLOC_PERTURB_"
LENIENT = {name: value for name, value in os.environ.items() if name not in STRICT}


class Keyring:
    def __init__(self):
        self.daemon = None
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)

    def call(self, path, interface, method, arguments, answer=None):
        return self.bus.call_sync(NAME, path, interface, method, arguments,
                                  GLib.VariantType(answer) if answer else None,
                                  Gio.DBusCallFlags.NO_AUTO_START, 10000, None).unpack()

    def is_there(self):
        return self.bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus",
                                  "org.freedesktop.DBus", "NameHasOwner",
                                  GLib.Variant("(s)", (NAME,)), None,
                                  Gio.DBusCallFlags.NONE, 10000, None).unpack()[0]

    def start(self, password=PASSWORD):
        """With another password than the first time the keyring is there and locked."""
        self.daemon = subprocess.Popen(
            ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=LENIENT)
        self.daemon.stdin.write(password.encode())
        self.daemon.stdin.close()
        wait_until(self.is_there, "the keyring")

    def start_locked(self):
        self.start("not " + PASSWORD)
        if not self.is_locked():
            raise Failure("the keyring is open")

    def stop(self):
        if self.daemon is not None:
            self.daemon.send_signal(signal.SIGCONT)
            self.daemon.terminate()
            self.daemon.wait(10)
            self.daemon = None
            wait_until(lambda: not self.is_there(), "the keyring to go")

    def kill(self):
        """Ends at once, with what it was about to do."""
        self.daemon.kill()
        self.daemon.wait(10)
        self.daemon = None
        wait_until(lambda: not self.is_there(), "the keyring to go")

    def hold_up(self):
        """From here it answers nothing until let_go(): what is asked waits."""
        self.daemon.send_signal(signal.SIGSTOP)

    def let_go(self):
        self.daemon.send_signal(signal.SIGCONT)

    def is_locked(self):
        return self.call(DEFAULT_PATH, "org.freedesktop.DBus.Properties", "Get",
                         GLib.Variant("(ss)", ("org.freedesktop.Secret.Collection", "Locked")))[0]

    def lock(self):
        self.call(SERVICE_PATH, "org.freedesktop.Secret.Service", "Lock",
                  GLib.Variant("(ao)", ([DEFAULT_PATH],)))
        if not self.is_locked():
            raise Failure("the keyring is open")

    def list_items(self):
        """The paths of what it holds, the items of others too."""
        return self.call(DEFAULT_PATH, "org.freedesktop.DBus.Properties", "Get",
                         GLib.Variant("(ss)", ("org.freedesktop.Secret.Collection", "Items")))[0]

    def read_attributes(self, item):
        return self.call(item, "org.freedesktop.DBus.Properties", "Get",
                         GLib.Variant("(ss)", ("org.freedesktop.Secret.Item", "Attributes")))[0]

    def read_label(self, item):
        return self.call(item, "org.freedesktop.DBus.Properties", "Get",
                         GLib.Variant("(ss)", ("org.freedesktop.Secret.Item", "Label")))[0]


class Question:
    """gnome-keyring's own window that asks for the keyring's password."""

    @staticmethod
    def find():
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "gcr-prompter"],
                               stdout=subprocess.PIPE, text=True, check=False).stdout.split()
        return found[-1] if found else None

    def see(self):
        return wait_until(self.find, "the keyring's question")

    def see_gone(self):
        wait_until(lambda: self.find() is None, "the keyring's question to go")

    def answer(self, password=PASSWORD):
        xdotool("windowfocus", "--sync", self.see())
        xdotool("type", "--delay", 20, password)
        xdotool("key", "Return")

    def dismiss(self):
        xdotool("windowfocus", "--sync", self.see())
        xdotool("key", "Escape")
        self.see_gone()
