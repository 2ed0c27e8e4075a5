#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ada plans a shipment: lists, a choice of places, what depends on something else, and both sides."""

import crib_window
from crib_gallery import Focus
from crib_window import Atspi, Failure, wait_until

PLAN = {
    "order": "A-20418",
    "parcels": [
        {"contents": "Hobel", "weight": 2.5, "size": [30, 8, 7], "fragile": True},
        {"contents": "Säge", "weight": 12.34, "size": [60, 20, 10], "fragile": False},
    ],
    "delivery": {"kind": "locker", "number": 118},
    "insured": True,
    "insured_value": 1250.5,
    "tags": ["Express", "Upright"],
    "labels": {"Lager": "Tor 3"},
    "code": 340123450000000018,
    "note": None,
}
# What a reader of numbers could have changed on the way.
LETTERS = ('"insured_value":1250.50', '"code":340123450000000018')


VALUE = ("text", "spin button")


def see_all(toolcrib, n, **wish):
    """All widgets of a kind, from the top to the bottom, once there are n of them."""
    def look():
        found = [node for node in toolcrib.frames()[0].find_all(**wish) if node.on_show]
        return sorted(found, key=lambda node: node.box[1]) if len(found) == n else None

    return wait_until(look, f"{n} of {wish}")


def see_value(toolcrib, name):
    return toolcrib.see(name=name, test=lambda node: node.role in VALUE)


def see_texts(toolcrib, name, *texts):
    """What stands in all entries of a name, in their order."""
    wait_until(lambda: [node.text for node in see_all(toolcrib, len(texts), role="text", name=name)]
               == list(texts), f"{name} to be {texts}")


def add_entry(toolcrib, group, entry="Entry"):
    toolcrib.click(toolcrib.see(role="push button", name=f"Add {entry} to {group}"))


def fill_parcel(toolcrib, n, contents, weight, size):
    def last(name):
        return see_all(toolcrib, n, name=name, test=lambda node: node.role in VALUE)[-1]

    toolcrib.fill(last("Contents"), contents)
    toolcrib.fill(last("Weight"), weight)
    for name, length in zip(("Length", "Width", "Height"), size):
        toolcrib.fill(last(name), length)


def add_parcels(toolcrib):
    add_entry(toolcrib, "Parcels", "Parcel")
    fill_parcel(toolcrib, 1, "Säge", "12.34", ("60", "20", "10"))
    # by keyboard: the button has the focus where the last entry of the list ends
    add_entry(toolcrib, "Parcels", "Parcel")
    fill_parcel(toolcrib, 2, "Hobel", "2.5", ("30", "8", "7"))
    toolcrib.click(see_all(toolcrib, 2, role="check box", name="Fragile")[1])


def reorder(toolcrib, focus):
    """The second parcel goes up, with all that was typed, and the focus with it."""
    see_texts(toolcrib, "Contents", "Säge", "Hobel")
    focus.hear(lambda: toolcrib.click(see_all(toolcrib, 2, role="text", name="Contents")[1]))
    while True:
        node = focus.hear(lambda: toolcrib.press("shift+Tab"))
        if node.name.startswith("Parcel 2"):
            break
    toolcrib.press("alt+Up")
    see_texts(toolcrib, "Contents", "Hobel", "Säge")


def choose_branch(toolcrib, title, choice):
    button = see_all(toolcrib, 1, role="push button", name=title,
                     test=lambda node: node.find_above("combo box") is not None)[0]
    toolcrib.choose(button.find_above("combo box"), choice)


def choose_place(toolcrib):
    """What was typed for one place is still there after a look at another."""
    choose_branch(toolcrib, "Delivery", "Locker")
    toolcrib.fill(see_value(toolcrib, "Number"), "7")
    choose_branch(toolcrib, "Delivery", "Pick-up point")
    toolcrib.see(role="push button", name="Shop")
    choose_branch(toolcrib, "Delivery", "Locker")
    wait_until(lambda: see_value(toolcrib, "Number").text == "7", "the number to come back")


def insure(toolcrib):
    """What is insured has a value; what is not has no such field."""
    toolcrib.see_gone(name="Insured value")
    toolcrib.click(toolcrib.see(role="check box", name="Insured"))
    toolcrib.fill(see_value(toolcrib, "Insured value"), "1250.50")


def fill_the_rest(toolcrib):
    for service in ("Express", "Upright"):
        toolcrib.click(toolcrib.see(role="check box", name=service))
    toolcrib.click(toolcrib.see(role="push button", name="Labels"))
    add_entry(toolcrib, "Labels")
    toolcrib.fill(toolcrib.see(role="text", name="Name"), "Lager")
    toolcrib.fill(toolcrib.see(role="text", name="Lager"), "Tor 3")
    toolcrib.fill(see_value(toolcrib, "Freight code"), "340123450000000018")


def assert_refused(toolcrib, demo, focus):
    """Ctrl+Return sends nothing, and leads to what is wrong."""
    node = focus.hear(lambda: toolcrib.press("ctrl+Return"))
    if node.name != "Number" or not node.has_state(Atspi.StateType.INVALID):
        raise Failure(f"the focus went to {node.role} {node.name!r}")
    if "100" not in node.accessible.get_description():
        raise Failure(f"it says only {node.accessible.get_description()!r}")
    toolcrib.see(role="push button", contains="needs attention")
    if demo.log("tools/call"):
        raise Failure("something wrong was sent")


def correct(toolcrib):
    toolcrib.fill(see_value(toolcrib, "Number"), "118")
    toolcrib.see_gone(role="push button", contains="needs attention")


def see_both_sides(toolcrib):
    """What was typed in the form stands on the other side, and the other way round."""
    toolcrib.click(toolcrib.see(role="push button", name="JSON"))
    other = toolcrib.see(role="text", name="Input as JSON")
    wait_until(lambda: '"insured_value": 1250.50' in other.text, "the value letter by letter")
    toolcrib.click(other)
    toolcrib.press("ctrl+Home", "Down", "End", "Left", "Left", "BackSpace", "8")
    wait_until(lambda: '"order": "A-20418",' in other.text, "the typed order")
    toolcrib.click(toolcrib.see(role="push button", name="Form"))
    wait_until(lambda: toolcrib.see(role="text", name="Order").text == "A-20418",
               "the order in the form")


def look_elsewhere(toolcrib):
    """Another tool, and back: the draft is as it was."""
    toolcrib.choose_tool("stock", "Stock level")
    toolcrib.choose_tool("plan", "Plan shipment")
    wait_until(lambda: toolcrib.see(role="text", name="Order").text == "A-20418", "the draft")
    see_texts(toolcrib, "Contents", "Hobel", "Säge")


def send(toolcrib, demo):
    toolcrib.press("ctrl+Return")
    dialog = wait_until(lambda: next((f for f in toolcrib.frames() if f.role == "dialog"), None),
                        "the question before running")
    toolcrib.click(next(dialog.find_all(role="push button", starts="_Run")))
    toolcrib.see(role="label", test=lambda n: n.text.startswith(
        "Shipment S-7001 of order A-20418 is planned."))
    entry = demo.log("tools/call", "showcase")[-1]
    sent = entry["body"]["params"]["arguments"]
    if sent != PLAN or list(sent["labels"]) != list(PLAN["labels"]):
        raise Failure(f"sent {sent}, not {PLAN}")
    missing = [letters for letters in LETTERS if letters not in entry["text"]]
    if missing:
        raise Failure(f"sent without {missing}: {entry['text']}")


def plan_shipment(toolcrib, demo):
    focus = Focus()
    toolcrib.start()
    toolcrib.add_server(demo.showcase, "Showcase")
    toolcrib.choose_tool("plan", "Plan shipment")
    toolcrib.fill(toolcrib.see(role="text", name="Order"), "A-20417")
    add_parcels(toolcrib)
    reorder(toolcrib, focus)
    choose_place(toolcrib)
    insure(toolcrib)
    fill_the_rest(toolcrib)
    assert_refused(toolcrib, demo, focus)
    correct(toolcrib)
    see_both_sides(toolcrib)
    look_elsewhere(toolcrib)
    send(toolcrib, demo)
    toolcrib.quit()


crib_window.run(plan_shipment)
