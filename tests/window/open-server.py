#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A first day with Toolcrib: add servers, run tools, cancel one, rename, come back tomorrow."""

import re

import crib_window
from crib_window import Failure, wait_until

NEW_NAME = "Werkstatt Söhne"

ORDER = {
    "customer": {
        "name": "Jörg Weiß",
        "address": {"street": "Ring 1", "city": "Köln", "country": "Schweiz"},
    },
    "article": "Hobel",
    "quantity": 3,
    "discount": 2.5,
    "gift_wrap": True,
    "note": "Bitte klingeln €",
}


def assert_sent(demo, server, expected):
    sent = demo.log("tools/call", server)[-1]["body"]["params"]["arguments"]
    if sent != expected:
        raise Failure(f"sent {sent}, not {expected}")


def run_random_number(toolcrib, demo):
    toolcrib.choose_tool("random num", "Get random number")
    toolcrib.fill(toolcrib.see(name="Min", role="text"), "4040")
    toolcrib.fill(toolcrib.see(name="Max", role="text"), "4044")
    toolcrib.run_tool(asks=True)
    toolcrib.see(role="label", test=lambda n: n.text in ("4040", "4041", "4042", "4043"))
    assert_sent(demo, "open", {"min": 4040, "max": 4044})


def place_order(toolcrib, demo):
    toolcrib.choose_tool("place", "Place order")
    toolcrib.fill(toolcrib.see(name="Name", role="text"), "Jörg Weiß")
    toolcrib.fill(toolcrib.see(name="Street and number", role="text"), "Ring 1")
    toolcrib.fill(toolcrib.see(name="City", role="text"), "Köln")
    country = toolcrib.see(name="Country", role="push button")
    toolcrib.choose(country.find_above("combo box"), "Schweiz")
    toolcrib.fill(toolcrib.see(name="Quantity", role="spin button"), "3")
    toolcrib.click(toolcrib.see(name="Gift wrap", role="check box"))
    toolcrib.fill(toolcrib.see(name="Note", role="text"), "Bitte klingeln €")
    toolcrib.run_tool(asks=True)
    toolcrib.see(role="label", test=lambda n: n.text.startswith(
        "Order A-20460 is placed: 3 × Hobel for Jörg Weiß, Ring 1, Köln, Schweiz."))
    assert_sent(demo, "showcase", ORDER)


def cancel_long_job(toolcrib, demo):
    toolcrib.choose_tool("print", "Print labels")
    toolcrib.fill(toolcrib.see(name="Labels", role="spin button"), "500")
    toolcrib.run_tool(asks=True)
    toolcrib.see(role="label", test=lambda n: re.match(r"Label \d+ of 500 printed", n.text))
    toolcrib.click(toolcrib.see(role="push button", name="Cancel"))
    toolcrib.see(role="label", starts="Cancelled after")
    wait_until(lambda: demo.control("/state")["running_calls"] == 0, "the job to stop")
    call, words = demo.log("tools/call")[-1], demo.log("notifications/cancelled")
    if not demo.has_sessions_only:
        if not call["hung_up"] or words:
            raise Failure(f"cancelled by {words}, not by closing the stream: {call}")
    elif words[-1]["body"]["params"]["requestId"] != call["id"]:
        raise Failure(f"cancelled {words[-1]['body']}, not {call['id']}")


def assert_era(demo):
    eras = {e["era"] for e in demo.log("tools/call")}
    if eras != {"session" if demo.has_sessions_only else "stateless"}:
        raise Failure(f"called in {eras}")


def rename(toolcrib):
    toolcrib.press("alt+Return")
    toolcrib.fill(toolcrib.see(role="text", name="Name",
                               test=lambda n: n.text == "Showcase"), NEW_NAME)
    toolcrib.click(toolcrib.see(role="push button", starts="_Save"))
    toolcrib.see(role="push button", starts=f"Server: {NEW_NAME},")


def first_day(toolcrib, demo):
    toolcrib.start()
    toolcrib.add_server(demo.open, "Open Tools")
    run_random_number(toolcrib, demo)
    toolcrib.add_server(demo.showcase, "Showcase")
    place_order(toolcrib, demo)
    cancel_long_job(toolcrib, demo)
    rename(toolcrib)
    toolcrib.quit()
    assert_era(demo)

    toolcrib.start()
    toolcrib.click(toolcrib.see(role="push button", starts="Server: "))
    toolcrib.see(role="list item", starts="Open Tools, ")
    toolcrib.see(role="list item", starts=f"{NEW_NAME}, ")
    toolcrib.press("Escape")
    toolcrib.quit()


crib_window.run(first_day)
