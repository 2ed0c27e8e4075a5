# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real window as a person would: reads it by AT-SPI, acts by keys and clicks.

Nothing in the program knows of this; run it under with-display.sh. What waits, waits for something
to be seen, with a deadline.
"""

import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.request

try:
    import gi
    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi, GLib
except (ImportError, ValueError) as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

DEADLINE = float(os.environ.get("CRIB_WINDOW_DEADLINE", "20"))
# What is waited for is seen in the bus, in files and in other processes alike, and GTK 4.8 does not
# announce each change of a widget; so it is looked for again and again, until the deadline.
POLL = 0.05


class Failure(AssertionError):
    """Something that should have been seen was not."""


def wait_until(look, what, deadline=DEADLINE):
    """Calls look() until it returns something true, and returns that."""
    end = time.monotonic() + deadline
    while True:
        try:
            found = look()
        except GLib.Error:
            found = None  # a widget that went while it was being read
        if found:
            return found
        if time.monotonic() > end:
            raise Failure(f"waited {deadline:g} s for {what}")
        time.sleep(POLL)


def xdotool(*arguments):
    return subprocess.run(["xdotool", *map(str, arguments)], check=True,
                          stdout=subprocess.PIPE, text=True).stdout


class Node:
    """One widget as a screen reader knows it."""

    def __init__(self, accessible):
        self.accessible = accessible

    @property
    def name(self):
        return self.accessible.get_name() or ""

    @property
    def role(self):
        return self.accessible.get_role_name()

    @property
    def text(self):
        """What stands in an entry or text view, else the name."""
        if "Text" not in self.accessible.get_interfaces():
            return self.name
        # GTK 4.8: (0, -1) reads nothing from an entry
        length = Atspi.Text.get_character_count(self.accessible)
        return Atspi.Text.get_text(self.accessible, 0, length)

    @property
    def box(self):
        if "Component" not in self.accessible.get_interfaces():
            return 0, 0, 0, 0
        rect = Atspi.Component.get_extents(self.accessible, Atspi.CoordType.WINDOW)
        return rect.x, rect.y, rect.width, rect.height

    def has_state(self, state):
        return self.accessible.get_state_set().contains(state)

    @property
    def on_show(self):
        # GTK 4.8 never sets SHOWING
        box = self.box
        return self.has_state(Atspi.StateType.VISIBLE) and box[2] > 0 and box[3] > 0

    @property
    def sensitive(self):
        return self.has_state(Atspi.StateType.SENSITIVE)

    def walk(self):
        yield self
        for i in range(self.accessible.get_child_count()):
            child = self.accessible.get_child_at_index(i)
            if child is not None:
                yield from Node(child).walk()

    def find_all(self, role=None, name=None, starts=None, contains=None, test=None):
        for node in self.walk():
            if ((role is None or node.role == role)
                    and (name is None or node.name == name)
                    and (starts is None or node.name.startswith(starts))
                    and (contains is None or contains in node.name)
                    and (test is None or test(node))):
                yield node

    def find(self, **wish):
        return next((n for n in self.find_all(**wish) if n.on_show), None)

    def find_above(self, role):
        above = self.accessible.get_parent()
        while above is not None and above.get_role_name() != role:
            above = above.get_parent()
        return Node(above) if above is not None else None

    def dump(self, depth=0, out=sys.stderr):
        try:
            text = self.text
            extra = "" if text == self.name else f" = {text!r}"
            out.write(f"{'  ' * depth}{self.role} {self.name!r}{extra} {self.box} "
                      f"{'' if self.on_show else 'hidden'}\n")
            for i in range(self.accessible.get_child_count()):
                child = self.accessible.get_child_at_index(i)
                if child is not None:
                    Node(child).dump(depth + 1, out)
        except (GLib.Error, AttributeError) as error:
            out.write(f"{'  ' * depth}({error})\n")


class Demo:
    """A toolcrib-demo of our own, and its control port."""

    def __init__(self, program, *options):
        self.has_sessions_only = "session" in options
        self.process = subprocess.Popen([program, *options], stdout=subprocess.PIPE, text=True)
        addresses = json.loads(self.process.stdout.readline())
        self.open = addresses["open"]
        self.showcase = addresses["showcase"]
        self.protected = addresses["protected"]
        self.tenant = addresses["tenant"]
        self.base = addresses["control"]

    def control(self, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(self.base + path, data, timeout=10) as answer:
            return json.load(answer)

    def log(self, rpc=None, server=None):
        return [e for e in self.control("/log")
                if (rpc is None or e["rpc"] == rpc) and (server is None or e["server"] == server)]

    def stop(self):
        self.process.terminate()
        self.process.wait(10)


class Toolcrib:
    """The program with its window."""

    def __init__(self, program, *arguments):
        self.command = [program, *arguments]
        self.process = None
        self.said = tempfile.TemporaryFile("w+")

    def start(self):
        # a keyboard that has the letters: those xdotool must first invent get lost at times
        subprocess.run(["setxkbmap", "de"], check=True)
        self.process = self.spawn()
        wait_until(self.is_ready, "the window")

    def spawn(self):
        return subprocess.Popen(self.command, stderr=self.said)

    def assert_running(self):
        if self.process.poll() is not None:
            raise Failure(f"the program ended with {self.process.returncode}")

    def is_ready(self):
        button = self.find(role="push button", contains="Add Server")
        return ((button is not None and button.sensitive)
                or self.find(role="push button", starts="Server: "))

    def frames(self):
        """Its windows, the one opened last at the end."""
        self.assert_running()
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(i)
            if app is not None and app.get_process_id() == self.process.pid:
                frames = map(app.get_child_at_index, range(app.get_child_count()))
                return [Node(frame) for frame in frames if frame is not None]
        return []

    def find(self, **wish):
        for frame in reversed(self.frames()):
            node = frame.find(**wish)
            if node is not None:
                return node
        return None

    def see(self, deadline=DEADLINE, **wish):
        """Waits for a widget to be on show."""
        return wait_until(lambda: self.find(**wish), f"{wish}", deadline)

    def see_gone(self, deadline=DEADLINE, **wish):
        wait_until(lambda: self.find(**wish) is None, f"{wish} to go", deadline)

    def settle(self, node):
        """Where a widget is once it no longer moves."""
        boxes = [None, node.box]

        def look():
            boxes[:] = boxes[1], node.box
            return boxes[0] == boxes[1]

        wait_until(look, f"{node.name!r} to stand still")
        return boxes[1]

    def reach(self, node):
        """Turns the wheel over the panes that hold a widget until its middle is in sight."""
        pane = node.find_above("scroll pane")
        while pane is not None:
            self.reach_in(pane, node)
            pane = pane.find_above("scroll pane")

    def reach_in(self, pane, node):
        while True:
            x, y, width, height = node.box
            left, top, _, room = pane.box
            above, below = y + height / 2 < top + 8, y + height / 2 > top + room - 8
            if not above and not below:
                return
            # beside the fields, whose numbers would turn with the wheel
            xdotool("mousemove", left + 24, int(top + room / 2),
                    "click", 4 if above else 5)
            wait_until(lambda: node.box[1] != y, f"{node.name!r} to scroll into sight")

    def click(self, node):
        wait_until(lambda: node.sensitive and node.on_show, f"{node.name!r} to take clicks")
        self.reach(node)
        x, y, width, height = self.settle(node)
        xdotool("mousemove", int(x + width / 2), int(y + height / 2), "click", 1)

    def activate(self, node):
        """Presses a button as a screen reader does: in a popover, whose place on the screen AT-SPI
        does not know."""
        wait_until(lambda: node.sensitive and node.on_show, f"{node.name!r} to be there")
        node.accessible.do_action(0)

    def press(self, *keys):
        xdotool("key", "--clearmodifiers", *keys)

    def type(self, text):
        xdotool("type", "--delay", 15, text)

    def fill(self, node, text):
        """Replaces what stands in an entry, and sees that it stands there."""
        self.click(node)
        self.press("ctrl+a")
        self.type(text)
        wait_until(lambda: node.text == text, f"{text!r} to stand in {node.name!r}")

    def choose(self, node, choice):
        """Opens a drop-down and goes down to a choice by the keys."""
        self.click(node)
        wait_until(lambda: node.find(role="list item"), f"the choices of {node.name!r}")
        names = [n.name for item in node.find_all(role="list item")
                 for n in item.find_all(role="label")]
        self.press("Home", *["Down"] * names.index(choice), "Return")
        button = next(node.find_all(role="push button"))
        wait_until(lambda: button.find(role="label", name=choice), f"{choice!r} to be chosen")

    def add_server(self, address, title):
        """From any page: the dialog, the address, what was found there, and Add."""
        self.press("ctrl+n")
        self.fill(self.see(role="text", name="Address"), address)
        self.see(role="list item", name=title)
        self.click(self.see(role="push button", starts="_Add Add"))
        self.see_gone(role="text", name="Address")
        self.see(role="push button", starts=f"Server: {title},")

    def choose_tool(self, words, title):
        """Finds a tool by search and opens it."""
        self.fill(self.see(role="entry", name="Search tools"), words)
        wait_until(lambda: self.click_row(title), f"a click on {title!r} to open it")

    def click_row(self, title):
        """Clicks a row of the list. The search follows the typing after a moment and moves the
        row; a person whose click went beside it clicks again."""
        self.click(self.see(role="list item", starts=f"{title},"))
        try:
            return self.see(role="heading", name=title, deadline=2)
        except Failure:
            return None

    def run_tool(self, asks):
        self.click(self.see(role="push button", test=lambda n: n.name in ("Run", "Run Again")))
        if asks:
            dialog = wait_until(lambda: next((f for f in self.frames() if f.role == "dialog"), None),
                                "the question before running")
            self.click(next(dialog.find_all(role="push button", starts="_Run")))
            wait_until(lambda: all(f.role != "dialog" for f in self.frames()), "the question to go")

    def quit(self):
        self.press("ctrl+q")
        try:
            status = self.process.wait(10)
        except subprocess.TimeoutExpired:
            raise Failure("waited 10 s for the program to end") from None
        if status != 0:
            raise Failure(f"the program ended with {status}")
        for line in self.complaints():
            raise Failure(f"the program said: {line}")

    def last_words(self, most=6000):
        self.said.seek(0)
        return self.said.read()[-most:]

    def complaints(self):
        """What GLib and its libraries had to warn of."""
        self.said.seek(0)
        return [line.strip() for line in self.said
                if "-CRITICAL **" in line or "-WARNING **" in line]

    def kill(self):
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait(10)

    def dump(self):
        for frame in self.frames():
            frame.dump()


def run(scenario, make=Toolcrib):
    """Runs scenario(toolcrib, demo) as the one test of a program; paths come as arguments, and
    after them the demo's options."""
    if shutil.which("xdotool") is None or shutil.which("setxkbmap") is None:
        print("skipped: xdotool and setxkbmap are needed")
        sys.exit(77)
    toolcrib, demo = make(sys.argv[1]), Demo(*sys.argv[2:])
    name = os.path.splitext(os.path.basename(sys.argv[0]))[0]
    try:
        scenario(toolcrib, demo)
        status = 0
    except Exception:  # whatever it was: a picture of it, then the words
        traceback.print_exc()
        picture = os.path.join(os.environ.get("CRIB_WINDOW_PICTURES", "."), f"{name}-failed.png")
        subprocess.run(f"import -window root {shlex.quote(picture)}", shell=True, check=False)
        print(f"picture: {picture}", toolcrib.last_words(), sep="\n", file=sys.stderr)
        try:
            toolcrib.dump()
        except (GLib.Error, Failure) as error:
            print(error, file=sys.stderr)
        status = 1
    finally:
        toolcrib.kill()
        demo.stop()
    sys.exit(status)
