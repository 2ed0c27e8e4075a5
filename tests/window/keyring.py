#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Without a keyring nothing is written down: it offers to stay signed in until it is closed. Locked
in the middle of a sign-in it asks; turned down, it goes on and says that nothing was kept."""

import crib_scene
from crib_window import Failure


def sign_in_without(scene):
    toolcrib = scene.toolcrib
    toolcrib.start()
    scene.press_sign_in()
    scene.see_sentence("never writes it to a plain file")
    if scene.count("authorize"):
        raise Failure("a page was shown though nothing could be kept")
    toolcrib.click(toolcrib.see(role="push button", contains="Until I Close"))
    scene.page.sign_in(scene.ada)
    scene.see_tools()
    scene.run_tool()
    toolcrib.quit()

    toolcrib.start()
    toolcrib.see(role="push button", contains="Until I Close")
    scene.see_no_tools()
    toolcrib.quit()


def lock_it_meanwhile(scene):
    toolcrib = scene.toolcrib
    scene.keyring.start()
    toolcrib.start()
    scene.press_sign_in()
    scene.page.see_first()
    scene.keyring.lock()
    scene.page.enter_password(scene.ada["password"])
    scene.page.press_button(1, "kmsi")
    scene.question.dismiss()
    scene.see_tools()
    scene.see_sentence("could not be saved")
    scene.run_tool()
    toolcrib.quit()
    scene.keyring.stop()
    scene.keyring.start()
    if scene.list_items():
        raise Failure(f"the keyring holds {scene.list_items()}")


def lock_it_afterwards(scene):
    """What is in memory goes on; to sign out it asks, and then the item is gone."""
    toolcrib = scene.toolcrib
    toolcrib.start()
    scene.press_sign_in()
    scene.page.sign_in(scene.ada, consents=False, is_known=True)
    scene.see_tools()
    scene.assert_kept()
    scene.keyring.lock()
    scene.run_tool()
    scene.press_sign_out()
    scene.question.answer()
    scene.see_signed_out()
    toolcrib.quit()


def play(scene):
    scene.trust()
    scene.save_server()
    for act in (sign_in_without, lock_it_meanwhile, lock_it_afterwards):
        act(scene)


crib_scene.run(play)
