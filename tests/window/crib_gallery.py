# SPDX-License-Identifier: GPL-3.0-or-later
"""The gallery's window, and what its pages say of themselves."""

import glob
import json
import os

from crib_window import Atspi, Failure, GLib, Node, Toolcrib, wait_until

PAGES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "gallery", "pages")


def read_pages():
    """All pages as their files have them, in the order of the window."""
    pages = []
    for path in sorted(glob.glob(os.path.join(PAGES, "*.json"))):
        with open(path, encoding="utf-8") as file:
            pages.append(json.load(file))
    return pages


class Gallery(Toolcrib):
    def is_ready(self):
        if self.process.poll() is not None:
            raise Failure(f"the gallery ended with {self.process.returncode}")
        return self.find(role="list", name="Pages")

    def open_page(self, title):
        self.click(self.see(role="label", name=title))
        return self.see(role="heading", name=title)

    def close(self):
        self.press("ctrl+q")
        self.see_end()

    def see_end(self):
        wait_until(lambda: self.process.poll() is not None, "the gallery to end", 60)
        if self.process.returncode != 0 or self.complaints():
            raise Failure(f"ended with {self.process.returncode}: {self.complaints()}")


class Focus:
    """Hears where the focus goes, as a screen reader does."""

    def __init__(self):
        self.gained = []
        self.is_late = False
        self.listener = Atspi.EventListener.new(self.focused_cb)
        self.listener.register("object:state-changed:focused")

    def focused_cb(self, event, *_):
        if event.detail1:
            self.gained.append(event.source)

    def late_cb(self):
        self.is_late = True
        return GLib.SOURCE_REMOVE

    def hear(self, act, deadline=5):
        """Calls act() and returns the widget that has the focus then, or None."""
        context = GLib.MainContext.default()
        while context.iteration(False):
            pass
        self.gained.clear()
        act()
        self.is_late = False
        alarm = GLib.timeout_add_seconds(deadline, self.late_cb)
        while not self.gained and not self.is_late:
            context.iteration(True)
        if not self.is_late:
            GLib.source_remove(alarm)
        return Node(self.gained[-1]) if self.gained else None
