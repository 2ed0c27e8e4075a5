# SPDX-License-Identifier: GPL-3.0-or-later
"""A private home with a real keyring, the protected server in it, and eyes on all that leaks.

Runs under with-display.sh and with-keyring.sh --none; as root with a journal of its own."""

import json
import os
import re
import resource
import subprocess
import sys

import crib_namespace
import crib_profile
import crib_window
from crib_journal import Journal
from crib_keyring import Keyring, Question
from crib_leaks import SHARED, Leaks
from crib_page import Page
from crib_window import Failure, Toolcrib, wait_until

HOME = os.environ["HOME"]
CONFIG = os.path.join(HOME, ".config")
NAME = "Contoso Tools"
# Words of protocols, which belong on a page of details.
JARGON = re.compile(r"JSON|RPC|OAuth|token|invalid_|AADSTS|GError|domain|quark|NULL|HTTP/")
STUB = os.path.join(os.path.dirname(os.path.abspath(__file__)), "stub-browser.py")
# WebKit misses GL, which with-display.sh switches off.
FORGIVEN = ("Disabled hardware acceleration because GTK failed to initialize GL",
            # the engine's way to D-Bus, ended while it was being made
            "Error writing credentials to socket")

# The rooms' log domains: what the program itself says, where another one writes to its journal.
OWN = ("crib", "crib-ui", "entra", "form", "http", "mcp", "oauth", "sjson", "vault")


def allow_core_dumps():
    """Without its own doing the program could dump core."""
    most = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))


class Watched(Toolcrib):
    """The program, saying all it has to say, to a journal where there can be one."""

    def __init__(self, program, *arguments):
        super().__init__(program, *arguments)
        self.leaks = self.journal = None
        self.shares_journal = False
        if os.geteuid() == 0:
            crib_namespace.enter()
            for folder in SHARED:
                crib_namespace.cover(folder)
            self.journal = Journal()
        else:
            print("not looked at: the journal, and folders that others write to; needs root")

    def spawn(self):
        environment = {**os.environ, "G_MESSAGES_DEBUG": "all"}
        if self.journal is None:
            return subprocess.Popen(self.command, stdout=self.said, stderr=self.said,
                                    env=environment, preexec_fn=allow_core_dumps)
        with self.journal.open_stream() as out, self.journal.open_stream() as errors:
            return subprocess.Popen(self.command, stdout=out, stderr=errors, env=environment,
                                    preexec_fn=allow_core_dumps)

    def read_said(self):
        self.said.seek(0)
        said = self.said.read()
        if self.journal is not None:
            said += "\n".join(text.decode("utf-8", "replace")
                              for where, text in self.journal.read() if "stream" in where)
        return said

    def last_words(self, most=6000):
        words = self.read_said()
        if self.journal is not None:
            words += "\n".join(text.decode("utf-8", "replace")
                               for where, text in self.journal.read() if "message" in where)
        return words[-most:]

    def complaints(self):
        found = [line.strip() for line in self.read_said().splitlines()
                 if "-CRITICAL **" in line or "-WARNING **" in line]
        if self.journal is not None:
            found += [text.decode("utf-8", "replace") for _, text in self.journal.read()
                      if any(f"PRIORITY={level}\n".encode() in text for level in range(5))
                      and (not self.shares_journal or
                           any(f"GLIB_DOMAIN={domain}\n".encode() in text for domain in OWN))]
        return [line for line in found if not any(words in line for words in FORGIVEN)]

    def quit(self):
        self.leaks.keep_process(self.process.pid)
        with open(f"/proc/{self.process.pid}/limits", encoding="ascii") as file:
            assert re.search(r"^Max core file size +0 +0 ", file.read(), re.M), "could dump core"
        super().quit()

    def has_web_kit(self):
        with open(f"/proc/{self.process.pid}/maps", encoding="utf-8") as file:
            maps = file.read().lower()
        return "webkit" in maps or "javascriptcore" in maps


class Scene:
    def __init__(self, toolcrib, demo):
        self.toolcrib = toolcrib
        self.demo = demo
        self.keyring = Keyring()
        self.question = Question()
        self.page = Page(toolcrib, demo)
        self.ada, self.tom = demo.tenant["users"][:2]
        self.browser = os.path.join(HOME, "browser")
        self.temporary = os.path.join(HOME, "temporary")
        os.mkdir(self.temporary)
        os.environ["TMPDIR"] = self.temporary
        self.leaks = toolcrib.leaks = Leaks([os.environ["KEYRING_TOP"]], toolcrib.journal,
                                            [self.browser], SHARED if toolcrib.journal else ())

    # ---- what is saved

    def trust(self, **more):
        """The stand-in among the trusted authorities, as the command line would put it there."""
        crib_profile.save_trust(CONFIG, **{"issuer": self.demo.tenant["issuer"], "kind": "entra",
                                           "allow-http-loopback": True, **more})

    def save_server(self, **members):
        crib_profile.save_server(CONFIG, "protected", name=NAME, url=self.demo.protected,
                                 client_id=self.demo.tenant["client_id"], **members)

    def choose_browser(self, user, **plan):
        """Makes the stub browser this home's, and signs in as somebody there."""
        path = os.path.join(self.browser, "plan.json")
        os.makedirs(self.browser, exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"folder": self.browser, "account": user["username"],
                       "password": user["password"], **plan}, file)
        subprocess.run([STUB, "register", path], check=True)
        return path

    def read_browser(self):
        with open(os.path.join(self.browser, "log.jsonl"), encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    # ---- what is done

    def press_sign_in(self):
        self.toolcrib.click(self.toolcrib.see(role="push button", starts="Sign In"))

    def open_in_browser(self):
        dialog = self.page.find_dialog()
        self.toolcrib.click(dialog.find(role="push button", contains="Open in Browser"))

    def press_sign_out(self):
        self.toolcrib.click(self.toolcrib.see(role="push button", starts="Server: "))
        self.toolcrib.activate(self.toolcrib.see(role="push button", contains="Sign Out"))

    def see_signed_out(self):
        self.toolcrib.see(role="push button", starts="Sign In")
        self.see_no_tools()
        if self.list_items():
            raise Failure(f"the keyring still holds {self.list_items()}")

    def sign_out(self):
        self.press_sign_out()
        self.see_signed_out()

    def see_sentence(self, pattern):
        """What the program says to people, in words of theirs."""
        found = self.toolcrib.see(role="label", test=lambda n: re.search(pattern, n.text))
        if JARGON.search(found.text) or found.text[-1] not in ".!?":
            raise Failure(f"not a clear sentence: {found.text!r}")
        return found.text

    def see_tools(self):
        self.toolcrib.see(role="list item", starts="Get random number,")

    def see_no_tools(self):
        self.toolcrib.see_gone(role="list item", starts="Get random number,")

    def run_tool(self):
        """Runs a protected tool, and sees that it ran."""
        self.toolcrib.choose_tool("random num", "Get random number")
        self.toolcrib.fill(self.toolcrib.see(name="Min", role="text"), "4040")
        self.toolcrib.fill(self.toolcrib.see(name="Max", role="text"), "4042")
        before = len(self.list_calls())
        self.toolcrib.run_tool(asks=True)
        wait_until(lambda: len(self.list_calls()) > before, "the call at the server")
        self.toolcrib.see(role="label", test=lambda n: n.text in ("4040", "4041"))

    def list_calls(self):
        return [entry for entry in self.demo.log("tools/call", "protected")
                if entry["status"] == 200]

    def count(self, endpoint):
        return len(self.page.list_visits(endpoint))

    def list_items(self):
        """What the keyring holds of ours."""
        items = map(self.keyring.read_attributes, self.keyring.list_items())
        return [item for item in items if item.get("kind") == "account"]

    def see_items(self, number):
        """A sign-in is written beside what the window does with it."""
        wait_until(lambda: len(self.list_items()) == number, f"{number} in the keyring")

    def assert_kept(self):
        self.see_items(1)
        items = self.list_items()
        if items[0]["client_id"] != self.demo.tenant["client_id"]:
            raise Failure(f"the keyring holds {items}")

    def assert_nothing_leaked(self):
        known = [(s["kind"], s["value"]) for s in self.demo.control("/secrets")]
        kinds = {kind for kind, _ in known}
        if not {"access_token", "refresh_token", "code"} <= kinds:
            raise Failure(f"the stand-in issued only {kinds}")
        found = self.leaks.find(known)
        if found:
            raise Failure("leaked: " + ", ".join(f"{kind} ({how}) in {where}"
                                                 for where, kind, how in found))


def run(scenario):
    """Runs scenario(scene), and looks for leaks when it is over."""

    def play(toolcrib, demo):
        scene = Scene(toolcrib, demo)
        try:
            scenario(scene)
            toolcrib.kill()
            scene.assert_nothing_leaked()
        finally:
            scene.keyring.stop()
            if toolcrib.journal is not None:
                toolcrib.journal.close()

    if "KEYRING_TOP" not in os.environ:
        sys.exit("run this under with-keyring.sh --none")
    crib_window.run(play, Watched)
