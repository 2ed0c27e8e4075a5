#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is typed: the server proposes how it goes on, what is no value blocks, and all of it is there
again when the program starts again, but for secrets."""

import glob
import os

import crib_window
from crib_window import Atspi, Failure, wait_until

SECRET = "Engine-1843!"
SIGN = {
    "name": "sign", "title": "Sign a parcel", "annotations": {"readOnlyHint": True},
    "inputSchema": {
        "type": "object", "required": ["parcels"],
        "properties": {
            "clerk": {"type": "string", "title": "Clerk"},
            "word": {"type": "string", "title": "Word", "format": "password"},
            "parcels": {"type": "integer", "title": "Parcels"},
        },
    },
}


def field(toolcrib, title):
    return toolcrib.see(starts=title, test=lambda n: n.role.endswith("text"))


def wait_focus(toolcrib, title):
    wait_until(lambda: any(n.has_state(Atspi.StateType.FOCUSED)
                           for n in field(toolcrib, title).walk()), f"the keyboard in {title!r}")


def switch_to(toolcrib, name):
    # GTK 4.8 calls every button a push button
    toolcrib.click(toolcrib.see(name=name, test=lambda n: n.role.endswith(" button")))


def take_suggestion(toolcrib, demo):
    """Proposals follow the last letter; the arrow and Enter take one, Ctrl+Return shows."""
    switch_to(toolcrib, "Prompts")
    toolcrib.fill(toolcrib.see(role="entry", name="Search prompts"), "thank")
    toolcrib.press("Return")
    toolcrib.see(role="heading", name="Thank a customer")
    toolcrib.fill(field(toolcrib, "Customer"), "ware")
    toolcrib.see(role="list item", name="Proseware")
    asked = [e["body"]["params"]["argument"]["value"] for e in demo.log("completion/complete")]
    if asked[-1] != "ware":
        raise Failure(f"asked for {asked}")
    toolcrib.press("Down", "Down", "Return")
    wait_until(lambda: field(toolcrib, "Customer").text == "Proseware", "the second to be taken")
    toolcrib.see_gone(role="list item", name="Proseware")
    toolcrib.press("ctrl+Return")
    toolcrib.see(contains="that thank Proseware for the order")
    switch_to(toolcrib, "Tools")


def type_values(toolcrib):
    toolcrib.choose_tool("sign", "Sign a parcel")
    toolcrib.fill(field(toolcrib, "Clerk"), "  Ada")
    toolcrib.click(field(toolcrib, "Word"))
    toolcrib.type(SECRET)
    toolcrib.fill(field(toolcrib, "Parcels"), "12a")


def see_blocked(toolcrib, demo):
    """Ctrl+Return does not call, and brings the keyboard to what is wrong."""
    toolcrib.click(field(toolcrib, "Clerk"))
    toolcrib.press("ctrl+Return")
    wait_focus(toolcrib, "Parcels")
    if demo.log("tools/call"):
        raise Failure("it was called")


def see_values(toolcrib):
    for title, text in (("Clerk", "  Ada"), ("Parcels", "12a")):
        wait_until(lambda: field(toolcrib, title).text == text, f"{text!r} to be there again")


def look_at_files():
    folder = os.path.join(os.environ["HOME"], ".local", "state", "toolcrib", "drafts")
    texts = []
    for path in glob.glob(os.path.join(folder, "*")):
        with open(path, encoding="utf-8") as file:
            texts.append(file.read())
        if os.stat(path).st_mode & 0o077:
            raise Failure(f"others may read {path}")
    if not any("  Ada" in text and "12a" in text for text in texts):
        raise Failure(f"what was typed is in none of {texts}")
    if any(SECRET in text for text in texts):
        raise Failure("the secret is in a file")


def drafts(toolcrib, demo):
    demo.control("/tools", {"server": "showcase", "add": SIGN})
    toolcrib.start()
    toolcrib.add_server(demo.showcase, "Showcase")
    take_suggestion(toolcrib, demo)
    type_values(toolcrib)
    see_blocked(toolcrib, demo)
    toolcrib.quit()
    look_at_files()

    toolcrib.start()
    toolcrib.choose_tool("sign", "Sign a parcel")
    see_values(toolcrib)
    see_blocked(toolcrib, demo)
    toolcrib.fill(field(toolcrib, "Parcels"), "12")
    toolcrib.press("ctrl+Return")
    wait_until(lambda: demo.log("tools/call"), "the call")
    arguments = demo.log("tools/call")[-1]["body"]["params"]["arguments"]
    if arguments != {"clerk": "  Ada", "parcels": 12}:
        raise Failure(f"called with {arguments}")
    toolcrib.quit()


crib_window.run(drafts)
