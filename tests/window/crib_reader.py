# SPDX-License-Identifier: GPL-3.0-or-later
"""An impatient screen reader: without end it asks every program for a second window.

GTK 4.8 has no good answer where there is one window on show and one that is hidden: the path it
hands out is none, and the program ends. A reader that counted two windows a moment ago asks just
that. As a program it reads; start() runs it beside a scene."""

import subprocess
import sys

from gi.repository import Gio, GLib

ROOT = "/org/a11y/atspi/accessible/root"
ACCESSIBLE = "org.a11y.atspi.Accessible"
IN_FLIGHT = 200


class Reader:
    def __init__(self):
        self.bus = self.connect()
        self.in_flight = 0
        self.programs = []

    def connect(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress",
                                    None, None, 0, -1, None).unpack()[0]
        return Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)

    def look_around(self):
        try:
            found = self.bus.call_sync("org.a11y.atspi.Registry", ROOT, ACCESSIBLE, "GetChildren",
                                       None, None, 0, 500, None).unpack()[0]
            self.programs = [name for name, _ in found]
        except GLib.Error:
            self.programs = []
        return True

    def answered(self, bus, result):
        self.in_flight -= 1
        try:
            bus.call_finish(result)
        except GLib.Error:
            pass  # the program has gone: whoever started it knows whether it should

    def ask(self):
        while self.programs and self.in_flight < IN_FLIGHT:
            for name in self.programs:
                self.in_flight += 1
                self.bus.call(name, ROOT, ACCESSIBLE, "GetChildAtIndex", GLib.Variant("(i)", (1,)),
                              None, 0, 1000, None, self.answered)
        return True

    def read(self):
        GLib.timeout_add(200, self.look_around)
        GLib.timeout_add(50, self.ask)
        GLib.MainLoop().run()


def start():
    return subprocess.Popen([sys.executable, __file__])


if __name__ == "__main__":
    Reader().read()
