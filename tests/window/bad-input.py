#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad input in the window: each gives one clear sentence, and what was typed is still there."""

import re

import crib_window
from crib_window import Failure

# Words of protocols, which belong on a page of details.
JARGON = re.compile(r"JSON|RPC|SSE|HTTP/|status \d|errno|GError|domain|quark|NULL|-32\d{3}")

HTML = {"kind": "html"}
SIGN_IN = {"kind": "status", "status": 401, "headers": {"WWW-Authenticate": "Bearer"}}
BROKEN = {"kind": "status", "status": 500}
NOT_FOUND = {"kind": "status", "status": 404}
CUT = {"kind": "cut"}

# What is typed as an address ({open}: the stand-in's), what goes wrong there, what is then said.
ADDRESSES = [
    ("not a url", None, "not an address"),
    ("http://tools.example/mcp", None, "Without encryption"),
    ("ftp://127.0.0.1/mcp", None, "start with https://"),
    ("{open}", HTML, "answers a page for people"),
    # it publishes nothing of where to sign in
    ("{open}", SIGN_IN, "There is nothing at http"),
    ("{open}", NOT_FOUND, "nothing at this address"),
    ("{open}", BROKEN, "cannot work at the moment"),
    ("{open}", CUT, "(broke|ended|incomplete|cut)"),
    ("http://127.0.0.1:9/mcp", None, "Nothing answers"),
]

# What goes wrong with a call, and what is then said.
CALLS = [
    # it publishes nothing of where to sign in
    (SIGN_IN, "There is nothing at http"),
    (BROKEN, "cannot work at the moment"),
    (HTML, "(cannot be read|page for people)"),
    (CUT, "may or may not have run"),
    ({"kind": "malformed"}, "cannot be read"),
]


def see_sentence(toolcrib, pattern):
    found = toolcrib.see(role="label", test=lambda n: re.search(pattern, n.text))
    sentence = found.text
    if JARGON.search(sentence) or not sentence[0].isupper() or sentence[-1] not in ".!?":
        raise Failure(f"not a clear sentence: {sentence!r}")
    return sentence


def type_addresses(toolcrib, demo):
    toolcrib.press("ctrl+n")
    entry = toolcrib.see(role="text", name="Address")
    said = None
    for address, fault, pattern in ADDRESSES:
        address = address.format(open=demo.open)
        demo.control("/reset", {})
        if fault is not None:
            demo.control("/fault", {**fault, "server": "open", "times": 9})
        toolcrib.fill(entry, address)
        toolcrib.press("Return")
        sentence = see_sentence(toolcrib, pattern)
        if sentence == said or entry.text != address:
            raise Failure(f"{address}: {sentence!r}, {entry.text!r}")
        said = sentence
    demo.control("/reset", {})
    toolcrib.press("Escape")
    toolcrib.see_gone(role="text", name="Address")


def type_values(toolcrib):
    toolcrib.choose_tool("random num", "Get random number")
    toolcrib.fill(toolcrib.see(role="text", name="Min"), "4040")
    toolcrib.fill(toolcrib.see(role="text", name="Max"), "many")
    toolcrib.press("ctrl+Return")
    see_sentence(toolcrib, "whole number")
    toolcrib.see(role="label", contains="1 value needs attention")
    assert_typed(toolcrib, "many")
    toolcrib.fill(toolcrib.see(role="text", name="Max"), "4044")


def assert_typed(toolcrib, maximum):
    for name, text in (("Min", "4040"), ("Max", maximum)):
        entry = toolcrib.see(role="text", name=name)
        if entry.text != text:
            raise Failure(f"{name} was {text!r} and is {entry.text!r}")


def run_and_fail(toolcrib, pattern):
    toolcrib.run_tool(asks=True)
    see_sentence(toolcrib, pattern)
    assert_typed(toolcrib, "4044")


def bad_input(toolcrib, demo):
    toolcrib.start()
    type_addresses(toolcrib, demo)
    toolcrib.add_server(demo.open, "Open Tools")
    type_values(toolcrib)

    for fault, pattern in CALLS:
        demo.control("/fault", {**fault, "server": "open", "rpc": "tools/call"})
        run_and_fail(toolcrib, pattern)

    # slow: what has begun can be given up
    demo.control("/fault", {"kind": "hang", "server": "open", "rpc": "tools/call"})
    toolcrib.run_tool(asks=True)
    toolcrib.click(toolcrib.see(role="push button", name="Cancel"))
    toolcrib.see(role="label", starts="Cancelled after")
    assert_typed(toolcrib, "4044")
    demo.control("/release", {})

    demo.control("/tools", {"server": "open", "remove": "get_random_number"})
    run_and_fail(toolcrib, "What you typed is kept")

    demo.stop()
    run_and_fail(toolcrib, "Nothing answers")
    toolcrib.quit()


crib_window.run(bad_input)
