#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A page that the view inside cannot get past: a bar says so, and the browser goes on instead."""

import crib_scene
from crib_window import Failure, wait_until


def walk_to_page(scene):
    scene.page.see_first()
    scene.page.enter_account(scene.ada["username"])
    scene.page.enter_password(scene.ada["password"])


def find_bar(scene):
    dialog = scene.page.find_dialog()
    return dialog and dialog.find(role="label", name="Security keys do not work in this window.")


def need_a_key(scene):
    """The page for a security key, which WebKitGTK knows nothing of."""
    scene.demo.control("/policies", {"policies": [{"require": "passkey"}]})
    scene.toolcrib.start()
    scene.press_sign_in()
    walk_to_page(scene)
    wait_until(lambda: find_bar(scene), "the bar above the page")


def go_on_in_the_browser(scene):
    """A browser that has such a key: to the stand-in it is one that nobody asks for it."""
    scene.demo.control("/policies", {"policies": []})
    scene.choose_browser(scene.ada)
    scene.open_in_browser()
    scene.see_tools()
    scene.run_tool()
    if [page["heading"] for page in scene.read_browser()][-1] != "Back to Toolcrib":
        raise Failure("the browser did not bring the answer")
    scene.assert_kept()
    scene.sign_out()
    scene.toolcrib.quit()


def be_unmanaged(scene):
    """The page that wants a managed device, told apart from a mistake of hers when it is closed."""
    scene.demo.control("/policies", {"policies": [{"require": "managed_device"}]})
    scene.toolcrib.start()
    scene.press_sign_in()
    walk_to_page(scene)
    scene.toolcrib.press("Escape")
    scene.page.see_gone()
    scene.toolcrib.see(role="label", test=lambda n: n.text.startswith("The computer must be managed"))
    scene.toolcrib.see(role="push button", contains="rowser")
    scene.toolcrib.quit()


def play(scene):
    scene.keyring.start()
    scene.trust()
    scene.save_server()
    for act in (need_a_key, go_on_in_the_browser, be_unmanaged):
        act(scene)


crib_scene.run(play)
