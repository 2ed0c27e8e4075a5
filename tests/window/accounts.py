#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ada looks at her account, somebody else signs in in her place, and both sign out again."""

import crib_scene
from crib_window import Failure, wait_until


def find_frame(scene, name):
    return next((f for f in scene.toolcrib.frames() if f.name == name), None)


def open_accounts(scene):
    scene.toolcrib.press("F10")
    scene.toolcrib.activate(scene.toolcrib.see(role="menu item", contains="ccounts"))
    return wait_until(lambda: find_frame(scene, "Accounts"), "the accounts")


def close_accounts(scene):
    # Not by Escape: without a window manager nobody has the keyboard after a question.
    scene.toolcrib.activate(find_frame(scene, "Accounts").find(role="push button", name="Close"))
    wait_until(lambda: find_frame(scene, "Accounts") is None, "the accounts to close")


def find_dialog(scene):
    return next((f for f in scene.toolcrib.frames() if f.role == "dialog"), None)


def respond(scene, words):
    """The buttons of a question; each is there twice, for wide and narrow."""
    dialog = wait_until(lambda: find_dialog(scene), "the question")
    scene.toolcrib.activate(wait_until(lambda: dialog.find(role="push button", starts=words), words))
    wait_until(lambda: find_dialog(scene) is None, "the question to go")


def look(scene):
    """By keys alone: who, where, what for."""
    open_accounts(scene)
    for text in ("Ada Example", scene.ada["username"], "contoso.example", "mcp:tools"):
        scene.toolcrib.see(role="label", name=text)
    scene.toolcrib.click(scene.toolcrib.see(role="list item", name=crib_scene.NAME))
    lens = wait_until(lambda: find_frame(scene, "What the Server Sees"), "what the server sees")
    for claim in ("aud", "tid", "scp"):
        if lens.find(role="label", name=claim) is None:
            raise Failure(f"{claim} is not there")
    secrets = [s["value"] for s in scene.demo.control("/secrets")]
    for node in lens.walk():
        if any(secret in node.text for secret in secrets):
            raise Failure(f"a secret is on show: {node.text[:20]}")
    scene.toolcrib.press("Escape")
    wait_until(lambda: find_frame(scene, "What the Server Sees") is None, "it to close")
    close_accounts(scene)


def offer_other_accounts(scene):
    """A page of the tenant forgets whom it was asked for, as a person who chooses another account there
    makes it do."""
    forget = r"location.replace (location.href.replace (/&(login_hint|prompt)=[^&]*/g, ''))"
    scene.demo.control("/fault", {"server": "tenant", "endpoint": "authorize", "kind": "html",
                                  "body": f"<!DOCTYPE html><title>x</title><script>{forget}</script>"})


def sign_in_as_tom(scene, consents):
    offer_other_accounts(scene)
    scene.toolcrib.click(scene.toolcrib.see(role="list item", name="Sign In Again"))
    scene.page.sign_in(scene.tom, consents)


def meet_somebody_else(scene):
    """Cancel leaves all as it was; Keep makes the server Tom's."""
    open_accounts(scene)
    sign_in_as_tom(scene, consents=True)
    respond(scene, "_Cancel")
    scene.see_items(1)

    sign_in_as_tom(scene, consents=False)
    respond(scene, "_Keep")
    close_accounts(scene)
    scene.toolcrib.see(role="label", name=scene.tom["username"])
    scene.see_tools()
    scene.run_tool()
    scene.toolcrib.see(role="label", name=f"Runs as {scene.tom['username']}")
    scene.see_items(2)


def sign_out_both(scene):
    open_accounts(scene)
    for rest in (1, 0):
        row = scene.toolcrib.find(role="list item", name="Sign Out…")
        if row is None:
            scene.toolcrib.click(scene.toolcrib.see(role="list item", contains="Example"))
            row = scene.toolcrib.see(role="list item", name="Sign Out…")
        scene.toolcrib.click(row)
        respond(scene, "_Sign Out Here")
        scene.see_items(rest)
    scene.toolcrib.see(role="label", name="Nobody Is Signed In")
    close_accounts(scene)
    scene.see_signed_out()
    scene.toolcrib.quit()


def play(scene):
    scene.keyring.start()
    scene.trust()
    scene.save_server()
    scene.toolcrib.start()
    scene.press_sign_in()
    scene.page.sign_in(scene.ada)
    scene.see_tools()
    look(scene)
    meet_somebody_else(scene)
    sign_out_both(scene)


crib_scene.run(play)
