#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""form-access.py GALLERY: forms as a screen reader and the Tab key know them.

On every page: what takes the focus has a name of its own, says its description and what is wrong
with it, and Tab goes through all of it in the order in which it is seen."""

import re
import sys
import traceback

from crib_gallery import Focus, Gallery, read_pages
from crib_window import Atspi, Failure, Node, wait_until

# More than any page has; the focus going round would be found by that.
MOST = 400
# Longer ones are cut off at some place.
TITLE = 80
# What a widget that nobody named is called.
TWICE = re.compile(r"^(.+) \1$")
NAMELESS = re.compile(r"^(Gtk|Adw|Crib)\w+$|^$")


def read_at_rest(nodes):
    """Where they are; what comes to the focus is scrolled into sight first."""
    places = []

    def look():
        places.append([node.box for node in nodes])
        return len(places) > 1 and places[-2] == places[-1]

    wait_until(look, f"{nodes[0].name!r} to stand still")
    return places[-1]


def read_labels(node):
    return [label.name for label in node.find_all(role="label") if label.on_show and label.name]


def read_strings(value):
    """All that the page's server says."""
    if isinstance(value, str):
        return {value.strip()}
    if isinstance(value, dict):
        value = list(value.values())
    return set().union(*map(read_strings, value)) if isinstance(value, list) else set()


def read_way(node, row):
    """The widget, and what a screen reader comes through on its way there from the row."""
    way = [node.accessible]
    while row is not None and way[-1].get_parent() not in (None, row.accessible):
        way.append(way[-1].get_parent())
    return way


class Stop:
    """What Tab came to."""

    def __init__(self, node, heading, said):
        row = node.find_above("list item")
        nodes = [node, heading] if row is None else [node, heading, row]
        (x, y, self.width, self.height), (left, top, _, _), *rows = read_at_rest(nodes)
        self.x, self.y = x - left, y - top
        self.row = rows[0][1] - top if rows else None
        self.title = row.name if row is not None else ""
        self.role, self.name = node.role, node.name
        # Our sentences end as sentences do; nothing else of ours in a row is one.
        self.errors = [text for text in read_labels(row)
                       if text.endswith(".") and text not in said] if row is not None else []
        self.shown = read_labels(node) if node.role == "push button" else []
        way = read_way(node, row)
        self.is_wrong = any(Node(step).has_state(Atspi.StateType.INVALID) for step in way)
        self.heard = " ".join(step.get_name() or "" for step in way)
        self.description = " ".join(filter(None, (step.get_description() for step in way)))

    def __repr__(self):
        return f"{self.role} {self.name!r} at {self.x}, {self.y}"


def walk(gallery, focus, heading, said):
    """All stops of the form, from its first to the button below it."""
    stops = []
    focus.hear(lambda: gallery.click(gallery.see(role="push button", name="Form")))
    for _ in range(MOST):
        node = focus.hear(lambda: gallery.press("Tab"))
        if node is None:
            raise Failure(f"Tab leads nowhere after {stops[-1:]}")
        if node.name == "Check":
            return stops
        if node.name != "JSON":
            stops.append(Stop(node, heading, said))
    raise Failure("Tab goes round")


def assert_named(stops):
    nameless = [stop for stop in stops if NAMELESS.match(stop.name)]
    if nameless:
        raise Failure(f"without a name: {nameless}")


def assert_said(stops):
    """What a button shows, and what it belongs to, is heard as well as seen."""
    for stop in stops:
        if TWICE.match(stop.name):
            raise Failure(f"{stop} says the same twice")
        missing = [text for text in stop.shown
                   if text not in stop.name and text not in stop.description]
        if missing:
            raise Failure(f"{stop} shows {missing}, and says only {stop.description!r}")
        # A name that the person gives stands in its entry.
        if stop.title not in stop.heard and stop.heard.strip() != "Name":
            raise Failure(f"{stop} does not say that it belongs to {stop.title!r}: {stop.heard!r}")


def assert_in_order(stops):
    """From the top to the bottom, and along each line of one row in the direction of reading."""
    for last, stop in zip(stops, stops[1:]):
        below = stop.y + stop.height / 2 > last.y + last.height
        beside = stop.row == last.row and stop.x >= last.x + last.width
        if not below and not beside:
            raise Failure(f"{stop} comes after {last}")


def assert_told(stops):
    """Whatever is wrong is said by the input that it is wrong with, and by nothing else."""
    for stop in stops:
        if stop.is_wrong and not any(error in stop.description for error in stop.errors):
            raise Failure(f"{stop} is wrong, and says only {stop.description!r} of {stop.errors}")
    for error in {error for stop in stops for error in stop.errors}:
        if not any(stop.is_wrong and error in stop.description for stop in stops):
            raise Failure(f"nothing is said to be wrong where {error!r} is shown")


def fills_itself(member):
    """What has but one value, or is the server's, is not asked for."""
    return "const" in member or member.get("readOnly") or member.get("type") == "null"


def assert_described(page, stops):
    """The form's own fields: each is there, with what the server says of it."""
    for name, member in page["schema"].get("properties", {}).items():
        title, said = member.get("title"), member.get("description")
        if title is None:
            continue
        found = [stop for stop in stops if title[:TITLE] in stop.heard]
        if not found:
            raise Failure(f"Tab never comes to {title!r}: {stops}")
        if said is not None and not any(said[:TITLE] in stop.description for stop in found):
            raise Failure(f"{title!r} does not say {said!r}: {[s.description for s in found]}")
        needed = name in page["schema"].get("required", []) and not fills_itself(member)
        if needed and not any("required" in stop.description for stop in found):
            raise Failure(f"{title!r} does not say that it is needed")


def look_at_each(gallery, focus):
    failed = []
    for page in read_pages():
        heading = gallery.open_page(page["title"])
        stops = walk(gallery, focus, heading, read_strings(page["schema"]))
        for check in (assert_named, assert_said, assert_in_order, assert_told,
                      lambda stops: assert_described(page, stops)):
            try:
                check(stops)
            except Failure as failure:
                failed.append(f"{page['title']}: {failure}")
        if page.get("check") and not any(stop.is_wrong for stop in stops):
            failed.append(f"{page['title']}: nothing is wrong")
    if failed:
        raise Failure("\n".join(failed))


def main():
    gallery = Gallery(sys.argv[1])
    try:
        gallery.start()
        look_at_each(gallery, Focus())
        gallery.close()
    except Exception:  # whatever it was
        traceback.print_exc()
        print(gallery.last_words(), file=sys.stderr)
        return 1
    finally:
        gallery.kill()
    return 0


sys.exit(main())
