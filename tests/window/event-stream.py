#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proof of the event stream: a tool is on show while the stream that brought it is still open.

The stand-in sends the list as one event, cut inside a character into two writes, and ends the
stream only when told, which happens only after the row has been read by AT-SPI, if at all."""

import crib_window
from crib_window import Failure, wait_until

TITLE = "Grüße ausrichten"
LATER = "Später gekommen €"


def make_tool(name, title):
    return {"name": name, "title": title, "description": "Sagt, was man ihm gibt.",
            "inputSchema": {"type": "object", "properties": {"to": {"type": "string"}}},
            "annotations": {"readOnlyHint": True}}


def assert_streamed(entry):
    if entry["status"] != 200 or entry["content_type"] != "text/event-stream":
        raise Failure(f"{entry['rpc']}: {entry['status']} {entry['content_type']}")


def see_row_while_open(toolcrib, demo):
    demo.control("/tools", {"server": "open", "add": make_tool("greet", TITLE)})
    demo.control("/fault", {"server": "open", "rpc": "tools/list", "kind": "hold"})
    toolcrib.start()
    toolcrib.see(role="list item", starts=f"{TITLE},")
    entry = demo.log("tools/list", "open")[-1]
    assert_streamed(entry)
    if not demo.has_sessions_only:
        see_closed(demo)
        return
    if not entry["stream_open"] or demo.control("/state")["held"] != 1:
        raise Failure(f"the stream had ended before the row was read: {entry}")

    demo.control("/release", {})
    wait_until(lambda: not demo.log("tools/list", "open")[-1]["stream_open"], "the stream to end")
    if demo.log("tools/list", "open")[-1]["hung_up"]:
        raise Failure("the client did not wait for the end of the stream")


def see_closed(demo):
    """Without sessions the answer is the last of its stream, and the client closes it: the server,
    which was never told to go on, did not."""
    wait_until(lambda: not demo.log("tools/list", "open")[-1]["stream_open"], "the client to leave")
    if not demo.log("tools/list", "open")[-1]["hung_up"]:
        raise Failure("the server ended the stream by itself")


def call_it(toolcrib, demo):
    toolcrib.choose_tool("grüße", TITLE)
    toolcrib.fill(toolcrib.see(role="text", name="To"), "Söhne")
    toolcrib.run_tool(asks=False)
    toolcrib.see(role="label", test=lambda n: n.text == '{"to":"Söhne"}')
    assert_streamed(demo.log("tools/call", "open")[-1])


def see_list_change(toolcrib, demo):
    kind = "get_streams" if demo.has_sessions_only else "listeners"
    wait_until(lambda: demo.control("/state")[kind] == 1, "the stream for what changes")
    demo.control("/tools", {"server": "open", "add": make_tool("late", LATER)})
    told = demo.control("/notify", {"server": "open",
                                    "method": "notifications/tools/list_changed"})
    if told["streams"] != 1:
        raise Failure(f"told {told}")
    toolcrib.fill(toolcrib.see(role="entry", name="Search tools"), "später")
    toolcrib.see(role="list item", starts=f"{LATER},")


def stream(toolcrib, demo):
    toolcrib.start()
    toolcrib.add_server(demo.open, "Open Tools")
    toolcrib.see(role="list item", starts="Get random number,")
    toolcrib.quit()

    see_row_while_open(toolcrib, demo)
    call_it(toolcrib, demo)
    see_list_change(toolcrib, demo)
    toolcrib.quit()


crib_window.run(stream)
