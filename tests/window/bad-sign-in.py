#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Signing in goes wrong: each time one clear sentence, what to do next, and nothing is lost."""

import json
import os
import shutil

import crib_scene
from crib_window import Failure

NATIVE = "https://login.microsoftonline.com/common/oauth2/nativeclient"
NOBODY = "00000000-1111-2222-3333-444444444444"

# The pages, and how many Tabs away from its start each has its Cancel.
PAGES = [("account", 2), ("password", 2), ("stay", 3), ("consent", 2)]


def walk_to(scene, wanted):
    """Goes on until a page is on show."""
    page = scene.page
    page.see_first()
    steps = {
        "account": lambda: page.enter_account(scene.ada["username"]),
        "password": lambda: page.enter_password(scene.ada["password"]),
        "stay": lambda: page.press_button(1, "kmsi"),
    }
    for name, step in steps.items():
        if name == wanted:
            return
        step()


def see_cancelled(scene, pattern="nothing you typed is lost"):
    scene.page.see_gone()
    scene.see_sentence(pattern)
    scene.see_no_tools()
    if scene.count("token") or scene.list_items():
        raise Failure("somebody is signed in")


def cancel_each_page(scene):
    endpoints = {"account": "login", "password": "login", "stay": "kmsi", "consent": "consent"}
    for name, tabs in PAGES:
        scene.press_sign_in()
        walk_to(scene, name)
        scene.page.press_button(tabs, endpoints[name])
        see_cancelled(scene, "they were not accepted" if name == "consent" else "nothing you typed is lost")


def cancel_the_dialog(scene):
    scene.press_sign_in()
    scene.page.see_first()
    scene.toolcrib.press("Escape")
    see_cancelled(scene)
    scene.press_sign_in()
    scene.page.see_first()
    scene.toolcrib.click(scene.page.find_dialog().find(role="push button", contains="Cancel"))
    see_cancelled(scene)


def forge_the_answer(scene):
    """Only the state that was sent counts; what lacks it changes nothing."""
    frames = "".join(f'<iframe src="{NATIVE}?code=forged{state}"></iframe>'
                     for state in ("", "&amp;state=wrong", "&amp;state=a&amp;state=b"))
    scene.demo.control("/fault", {"server": "tenant", "endpoint": "authorize", "kind": "html",
                                  "body": f"<!DOCTYPE html><title>x</title>{frames}"
                                          f'<a href="{NATIVE}?code=forged&amp;state=x" autofocus>x</a>'})
    scene.press_sign_in()
    scene.page.see_first()
    scene.toolcrib.press("Return")
    scene.toolcrib.press("Escape")
    see_cancelled(scene)


def post_the_answer(scene):
    """What only a browser can read: it says so, and the browser is offered."""
    scene.demo.control("/fault", {
        "server": "tenant", "endpoint": "authorize", "kind": "html",
        "body": f'<!DOCTYPE html><form method="post" action="{NATIVE}"><input name="code" value="x">'
                "</form><script>document.forms[0].submit()</script>"})
    scene.press_sign_in()
    scene.see_sentence("Open the sign-in in your browser")
    if scene.page.find_dialog().find(role="push button", contains="Open in Browser") is None:
        raise Failure("the browser is not offered")
    scene.toolcrib.press("Escape")
    see_cancelled(scene)


def mistake_the_password(scene):
    """The page's own words, in the same dialog; then it goes on."""
    scene.press_sign_in()
    scene.page.see_first()
    scene.page.enter_account("nobody@contoso.example")
    scene.page.enter_account(scene.ada["username"])
    scene.page.enter_password("not it")
    scene.page.enter_password(scene.ada["password"])
    scene.page.press_button(1, "kmsi")
    scene.page.press_button(1, "consent")
    scene.page.see_gone()
    scene.see_tools()
    scene.assert_kept()


def end_it_elsewhere(scene):
    """An administrator ends her sign-ins: she is asked once, for no more than her password."""
    toolcrib = scene.toolcrib
    toolcrib.quit()
    scene.demo.control("/revoke", {})
    toolcrib.start()
    toolcrib.see(role="label", test=lambda n: n.text.startswith("The sign-in ended because the "))
    scene.see_sentence("^The sign-in service asks for something that only you can do")
    scene.see_no_tools()
    scene.press_sign_in()
    scene.page.see_first()
    scene.page.enter_password(scene.ada["password"])
    scene.page.press_button(1, "kmsi")
    scene.page.see_gone()
    scene.see_tools()
    scene.assert_kept()
    scene.sign_out()
    toolcrib.quit()


def fail(scene, pattern, fault=None, trust=None, **members):
    """Starts with such a profile and with nothing that was kept of the tenant, and sees what is said
    where nobody can sign in."""
    shutil.rmtree(os.path.join(crib_scene.HOME, ".cache", "toolcrib"), ignore_errors=True)
    asked = scene.count("authorize")
    scene.trust(**(trust or {}))
    scene.save_server(**members)
    if fault is not None:
        scene.demo.control("/fault", {"server": "tenant", "times": 9, **fault})
    scene.toolcrib.start()
    scene.see_sentence(pattern)
    if scene.page.find_dialog() is not None or scene.count("authorize") != asked:
        raise Failure("a page was shown")
    scene.toolcrib.quit()
    scene.demo.control("/reset", {})


def go_nowhere(scene):
    """A tenant that does not exist, metadata of somebody else, an authority that nobody trusts."""
    issuer = scene.demo.tenant["issuer"]
    nowhere = issuer.replace(scene.demo.tenant["tenant_id"], NOBODY)
    fail(scene, "^What is registered does not fit", trust={"issuer": nowhere}, authority=nowhere)
    fail(scene, "says that it is http", {
        "endpoint": "discovery", "kind": "status", "status": 200,
        "content_type": "application/json", "body": json.dumps({
            "issuer": nowhere, "authorization_endpoint": f"{issuer}/a", "token_endpoint": f"{issuer}/t",
            "jwks_uri": f"{issuer}/k", "response_types_supported": ["code"]})})
    fail(scene, "only to those that are trusted", trust={"issuer": "https://login.other.example/v2.0"})


def play(scene):
    scene.keyring.start()
    scene.trust()
    scene.save_server()
    scene.toolcrib.start()
    for act in (cancel_each_page, cancel_the_dialog, forge_the_answer, post_the_answer,
                mistake_the_password, end_it_elsewhere, go_nowhere):
        act(scene)


crib_scene.run(play)
