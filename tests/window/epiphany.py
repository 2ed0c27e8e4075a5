#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ada signs in in Epiphany, a real browser."""

import crib_scene
from crib_epiphany import Epiphany


def play(scene):
    toolcrib = scene.toolcrib
    scene.keyring.start()
    scene.trust()
    scene.save_server()
    epiphany = Epiphany(scene)
    # a browser that the program starts has its standard error
    toolcrib.shares_journal = True
    try:
        toolcrib.start()
        scene.press_sign_in()
        scene.page.see_first()
        scene.open_in_browser()
        epiphany.sign_in(scene.ada)
        scene.see_tools()
        epiphany.see("Back to Toolcrib")
        epiphany.stop()
        scene.run_tool()
        scene.assert_kept()
        toolcrib.quit()
    finally:
        epiphany.stop()


crib_scene.run(play)
