# SPDX-License-Identifier: GPL-3.0-or-later
"""Signs in on the pages of the stand-in inside the program, by keys, as a person does.

Web content is no part of what AT-SPI shows, so the stand-in's log tells what came of the keys."""

import hashlib
import time

from crib_window import Failure, wait_until

# How long keys may take to become a request before they count as lost.
PATIENCE = 4


def hash_secret(text):
    """How the stand-in's log shows a secret."""
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()[:16]


class Page:
    """The page on show in the program's sign-in dialog."""

    def __init__(self, toolcrib, demo):
        self.toolcrib = toolcrib
        self.demo = demo
        self.seen = 0

    def list_visits(self, endpoint=None, method=None):
        return [entry for entry in self.demo.log(server="tenant")
                if (endpoint is None or entry["endpoint"] == endpoint)
                and (method is None or entry["method"] == method)]

    def find_dialog(self):
        return next((frame for frame in self.toolcrib.frames() if frame.name == "Sign In"
                     and frame.find(role="push button", contains="Copy")), None)

    def is_loading(self):
        dialog = self.find_dialog()
        return dialog is None or dialog.find(role="progress bar") is not None

    def see_first(self):
        """Waits for the dialog and the first page in it."""
        wait_until(self.find_dialog, "the sign-in dialog")
        self.see_answer("authorize", "GET")

    def find_answer(self, endpoint, method):
        found = [entry for entry in self.list_visits(endpoint, method) if entry["n"] > self.seen
                 and entry["status"]]
        return found[-1] if found else None

    def see_answer(self, endpoint, method="POST", **wait):
        entry = wait_until(lambda: self.find_answer(endpoint, method),
                           f"{method} {endpoint} in the log", **wait)
        self.seen = entry["n"]
        if entry["status"] == 200:
            wait_until(lambda: not self.is_loading(), "the page")
        return entry

    def enter(self, name, text, endpoint="login"):
        """Types into the field that has the cursor, presses Return, sees what was sent."""
        expected = hash_secret(text) if name == "passwd" else text
        for _ in range(5):
            self.toolcrib.press("ctrl+a")
            self.toolcrib.type(text)
            self.toolcrib.press("Return")
            end = time.monotonic() + PATIENCE
            while time.monotonic() < end:
                if self.find_answer(endpoint, "POST"):
                    entry = self.see_answer(endpoint)
                    if entry["form"].get(name) == expected:
                        return entry
                    break  # typed before the page was there: it asks again
        raise Failure(f"{name} was never sent")

    def enter_account(self, text):
        return self.enter("loginfmt", text)

    def enter_password(self, text):
        return self.enter("passwd", text)

    def press_button(self, tabs, endpoint):
        """The button so many Tabs away from where the cursor is."""
        self.toolcrib.press(*["Tab"] * tabs, "Return")
        return self.see_answer(endpoint)

    def sign_in(self, user, consents=True, is_known=False):
        """is_known: she was here before, so only her password is asked for."""
        self.see_first()
        if not is_known:
            self.enter_account(user["username"])
        self.enter_password(user["password"])
        self.press_button(1, "kmsi")
        if consents:
            self.press_button(1, "consent")
        self.see_gone()

    def see_gone(self):
        wait_until(lambda: self.find_dialog() is None, "the sign-in dialog to go")
