#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""sign-in-window.py SOURCE BUILD: Ada signs in in the window, in the page and in her browser, comes back the
next day and signs out; the program is in the sandbox with the permissions of the manifest."""

import contextlib
import os
import sys

from office import open_office
from sandboxed_scene import play

from crib_window import wait_until


def networks_of(command):
    """The networks that sandboxed processes of a name are in."""
    for number in filter(str.isdigit, os.listdir('/proc')):
        with contextlib.suppress(OSError):
            with open(f'/proc/{number}/cmdline', encoding='utf-8', errors='replace') as file:
                program = os.path.basename(file.read().split('\0')[0])
            if program == command and os.path.exists(f'/proc/{number}/root/.flatpak-info'):
                yield os.readlink(f'/proc/{number}/ns/net')


def page_is_shut_in():
    """What shows the page is in a sandbox within the sandbox, without any network."""
    networks = wait_until(lambda: set(networks_of('WebKitWebProcess')), 'the process of the page')
    ours = set(networks_of('toolcrib'))
    assert ours and not networks & ours, (networks, ours)


def sign_in_on_the_page(office, scene):
    scene.toolcrib.start()
    scene.press_sign_in()
    page_is_shut_in()
    scene.page.sign_in(scene.ada)
    scene.see_tools()
    scene.run_tool()
    assert not office.browser.started(), 'a browser was started'
    wait_until(lambda: office.file_items() == 1, 'the sign-in in the file')
    assert not office.host_items()
    scene.toolcrib.quit()


def come_back(office, scene):
    asked = office.asked()
    scene.toolcrib.start()
    scene.see_tools()
    scene.run_tool()
    assert office.asked() == asked, 'somebody had to sign in again'


def sign_out(office, scene):
    scene.sign_out()
    assert office.file_items() == 0
    scene.toolcrib.quit()
    scene.toolcrib.start()
    scene.see_no_tools()


def sign_in_in_the_browser(office, scene):
    scene.press_sign_in()
    scene.page.see_first()
    scene.open_in_browser()
    scene.see_tools()
    scene.run_tool()
    assert len(office.browser.started()) == 1, office.browser.started()
    last = office.browser.pages()[-1]
    assert last['method'] == 'POST' and '//localhost:' in last['url'], last
    scene.toolcrib.quit()


def leave(office, scene):
    scene.toolcrib.quit()


with open_office(sys.argv[2]) as place:
    play(place, sign_in_on_the_page, come_back, sign_out, sign_in_in_the_browser, come_back, leave)
    place.assert_nothing_leaked()
