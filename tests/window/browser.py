#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ada signs in in her browser, which brings the answer back to a listener of the program's.

A screen reader asks for windows without end meanwhile: dialogs come and go here."""

import shutil

import crib_reader
import crib_scene
from crib_window import Failure


def sign_in(scene):
    toolcrib = scene.toolcrib
    scene.choose_browser(scene.ada)
    toolcrib.start()
    scene.press_sign_in()
    scene.page.see_first()
    scene.open_in_browser()
    scene.see_tools()
    scene.run_tool()
    pages = scene.read_browser()
    headings = [page["heading"] for page in pages]
    if headings != ["Sign in", "Enter password", "Stay signed in?", "Permissions requested",
                    "Working...", "Back to Toolcrib"]:
        raise Failure(f"the browser saw {headings}")
    if pages[-1]["method"] != "POST" or "//localhost:" not in pages[-1]["url"]:
        raise Failure(f"the answer was brought by {pages[-1]}")
    scene.assert_kept()
    toolcrib.quit()


def come_back(scene):
    asked = scene.count("authorize")
    scene.toolcrib.start()
    scene.see_tools()
    scene.run_tool()
    if scene.count("authorize") != asked:
        raise Failure("somebody had to sign in again")
    scene.sign_out()
    scene.toolcrib.quit()


def refuse(scene):
    """No in the browser ends in one sentence and a way on."""
    toolcrib = scene.toolcrib
    shutil.rmtree(scene.browser)  # and with it what it knows of Ada
    scene.choose_browser(scene.ada, press={"Enter password": "cancel"})
    toolcrib.start()
    scene.press_sign_in()
    scene.page.see_first()
    scene.open_in_browser()
    scene.see_sentence("nothing you typed is lost")
    scene.see_no_tools()
    toolcrib.quit()


def play(scene):
    scene.keyring.start()
    scene.trust()
    scene.save_server()
    reader = crib_reader.start()
    try:
        for act in (sign_in, come_back, refuse):
            act(scene)
    finally:
        reader.kill()
        reader.wait()


crib_scene.run(play)
