#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""sign-in-without-portal.py SOURCE BUILD: the window on a desktop whose portals keep no secrets, first with the
host's keyring allowed by hand, then with neither."""

import sys

from office import TALK, open_office
from sandboxed_scene import play


def sign_in_with_the_keyring(office, scene):
    scene.toolcrib.start()
    scene.press_sign_in()
    scene.page.sign_in(scene.ada)
    scene.see_tools()
    scene.see_items(1)
    assert not office.file_of_secrets()
    scene.toolcrib.quit()


def come_back(office, scene):
    asked = office.asked()
    scene.toolcrib.start()
    scene.see_tools()
    scene.run_tool()
    assert office.asked() == asked, 'somebody had to sign in again'


def sign_out(office, scene):
    scene.sign_out()
    scene.toolcrib.quit()


def sign_in_until_it_closes(office, scene):
    """Nothing can be kept, which is said before anybody types a password."""
    asked = office.asked()
    scene.toolcrib.start()
    scene.press_sign_in()
    scene.toolcrib.click(scene.toolcrib.see(role='push button', contains='Stay Signed In Until I Close'))
    assert office.asked() == asked, 'the page was shown before anybody knew'
    scene.page.sign_in(scene.ada, consents=False)
    scene.see_tools()
    scene.run_tool()
    assert office.asked() == asked + 1
    assert not office.host_items() and not office.file_of_secrets()
    scene.toolcrib.quit()


def start_over(office, scene):
    scene.toolcrib.start()
    scene.toolcrib.see(role='push button', contains='Stay Signed In Until I Close')
    scene.see_no_tools()
    scene.toolcrib.quit()


with open_office(sys.argv[2]) as place:
    play(place, sign_in_with_the_keyring, come_back, sign_out, permissions=TALK)
    play(place, sign_in_until_it_closes, start_over)
    place.assert_nothing_leaked()
