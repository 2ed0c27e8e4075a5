# SPDX-License-Identifier: GPL-3.0-or-later
"""The real Epiphany as the browser of this home, signed in with by keys.

Its pages are part of what AT-SPI shows."""

import json
import os
import signal
import subprocess

from crib_keyring import STRICT
from crib_scene import HOME, STUB
from crib_window import Atspi, Node, wait_until, xdotool


class Epiphany:
    def __init__(self, scene):
        self.toolcrib = scene.toolcrib
        self.folder = scene.browser
        plan = os.path.join(HOME, "epiphany.json")
        without = [word for name in STRICT for word in ("-u", name)]
        with open(plan, "w", encoding="utf-8") as file:
            json.dump({"command": ["env", *without, "epiphany", "--private-instance",
                                   f"--profile={self.folder}"]}, file)
        subprocess.run([STUB, "register", plan], check=True)
        # it would ask whether to keep the password, above the page
        subprocess.run(["gsettings", "set", "org.gnome.Epiphany.web:/org/gnome/epiphany/web/",
                        "remember-passwords", "false"], check=True)

    @staticmethod
    def find_application():
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(i)
            if application is not None and application.get_name() == "epiphany":
                return Node(application)
        return None

    def find(self, **wish):
        """In the page only: the window asks things as well."""
        application = self.find_application()
        page = application and application.find(role="document web")
        return page and page.find(**wish)

    def see(self, heading):
        wait_until(lambda: self.find(role="heading", name=heading), f"the page {heading!r}")

    def focus(self):
        pid = self.find_application().accessible.get_process_id()
        xdotool("search", "--sync", "--onlyvisible", "--all", "--pid", pid, "--name", "Sign in",
                "windowraise", "windowfocus", "--sync")

    def enter(self, role, text):
        """Types where the page put the cursor."""
        field = wait_until(lambda: self.find(
            role=role, test=lambda n: n.has_state(Atspi.StateType.FOCUSED)), f"a {role} to type in")
        self.toolcrib.type(text)
        wait_until(lambda: len(field.text) == len(text), f"{text!r} in the page")
        self.toolcrib.press("Return")

    def press(self, name):
        """Goes to a button by the keys and presses it."""
        button = wait_until(lambda: self.find(role="push button", name=name), f"button {name!r}")
        self.toolcrib.press("Tab")
        wait_until(lambda: button.has_state(Atspi.StateType.FOCUSED), f"the cursor on {name!r}")
        self.toolcrib.press("Return")

    def sign_in(self, user):
        self.see("Sign in")
        self.focus()
        self.enter("entry", user["username"])
        self.see("Enter password")
        self.enter("password text", user["password"])
        self.see("Stay signed in?")
        self.press("Yes")
        self.see("Permissions requested")
        self.press("Accept")

    def stop(self):
        application = self.find_application()
        if application is not None:
            os.kill(application.accessible.get_process_id(), signal.SIGTERM)
            wait_until(lambda: self.find_application() is None, "Epiphany to go")
