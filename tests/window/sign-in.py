#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ada signs in to a protected server, comes back the next day, and one day signs out."""

import crib_scene
from crib_window import Failure


def sign_in(scene):
    toolcrib = scene.toolcrib
    toolcrib.start()
    toolcrib.see(role="push button", starts="Sign In")
    scene.see_no_tools()
    if toolcrib.has_web_kit():
        raise Failure("WebKit is loaded before anybody signs in")
    scene.press_sign_in()
    scene.page.sign_in(scene.ada)
    if not toolcrib.has_web_kit():
        raise Failure("the page was shown without WebKit")
    scene.see_tools()
    scene.run_tool()
    toolcrib.see(contains=scene.ada["username"])
    scene.assert_kept()
    toolcrib.quit()


def come_back(scene):
    asked = scene.count("authorize")
    scene.toolcrib.start()
    scene.see_tools()
    scene.run_tool()
    if scene.count("authorize") != asked:
        raise Failure("somebody had to sign in again")
    if scene.toolcrib.has_web_kit():
        raise Failure("WebKit is loaded though nobody was asked")
    scene.toolcrib.quit()


def find_it_locked(scene):
    """It asks for the keyring rather than forget; dismissing is no answer, but loses nothing."""
    asked = scene.count("authorize")
    scene.keyring.stop()
    scene.keyring.start_locked()
    scene.toolcrib.start()
    unlock = scene.toolcrib.see(role="push button", starts="Unlock")
    if scene.question.find():
        raise Failure("the keyring's question came by itself")
    scene.toolcrib.click(unlock)
    scene.question.dismiss()
    scene.toolcrib.click(scene.toolcrib.see(role="push button", starts="Unlock"))
    scene.question.answer()
    scene.see_tools()
    scene.run_tool()
    if scene.count("authorize") != asked or len(scene.list_items()) != 1:
        raise Failure("the sign-in was forgotten")
    scene.toolcrib.quit()


def sign_out(scene):
    toolcrib = scene.toolcrib
    toolcrib.start()
    scene.see_tools()
    scene.sign_out()
    toolcrib.quit()
    toolcrib.start()
    toolcrib.see(role="push button", starts="Sign In")
    scene.see_no_tools()
    toolcrib.quit()


def play(scene):
    scene.keyring.start()
    scene.trust()
    scene.save_server()
    for act in (sign_in, come_back, find_it_locked, sign_out):
        act(scene)


crib_scene.run(play)
