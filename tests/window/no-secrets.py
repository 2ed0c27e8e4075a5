#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Error pages, claims, a code for another device, what the token says and all of it removed: none
of it leaves a secret behind (crib_scene.run looks when it is over)."""

import html
import os
import re
import subprocess
import sys
import urllib.parse
import urllib.request

import crib_namespace
import crib_scene
from crib_window import Failure, wait_until

CLI = os.path.join(os.path.dirname(sys.argv[1]), "cli", "toolcrib-cli")
POLICY = "/etc/toolcrib"


def run_cli(scene, *arguments, status=0):
    """Says all that it has to say; returns what."""
    done = subprocess.run([CLI, *arguments, "--debug"], capture_output=True, check=False,
                          stdin=subprocess.DEVNULL)
    said = done.stdout + done.stderr
    scene.leaks.keep(f"what {arguments[0]} said", said)
    if done.returncode != status:
        raise Failure(f"{arguments} ended with {done.returncode}: {said.decode()}")
    return said.decode()


def meet_an_error_page(scene):
    """Whoever closes it is told in words what it said, and which ids to look for."""
    scene.demo.control("/policies", {"policies": [{"require": "block"}]})
    scene.toolcrib.start()
    scene.press_sign_in()
    scene.page.see_first()
    scene.page.enter_account(scene.ada["username"])
    scene.page.enter_password(scene.ada["password"])
    scene.toolcrib.press("Escape")
    scene.page.see_gone()
    scene.see_sentence("a rule of your organisation")
    scene.demo.control("/policies", {"policies": []})


def be_challenged(scene):
    """An authentication context in the middle of a run: the page, a second factor, and on it goes."""
    scene.toolcrib.click(scene.toolcrib.see(role="push button", starts="Try Again"))
    scene.page.sign_in(scene.ada)
    scene.see_tools()
    scene.run_tool()

    calls = len(scene.list_calls())
    scene.demo.control("/guard", {"challenge": "auth_context:c1"})
    scene.toolcrib.run_tool(asks=True)
    scene.page.see_first()
    scene.page.enter_password(scene.ada["password"])
    scene.page.press_button(1, "mfa")
    scene.page.press_button(1, "kmsi")
    scene.page.see_gone()
    wait_until(lambda: len(scene.list_calls()) == calls + 1, "the call at the server")
    scene.demo.control("/guard", {})
    scene.toolcrib.quit()


class Phone:
    """Another device: types the code, and whatever its pages ask."""

    def __init__(self, user):
        self.user = user
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())

    def open(self, uri, fields=None):
        data = urllib.parse.urlencode(fields).encode() if fields else None
        with self.opener.open(uri, data) as answer:
            return answer.geturl(), answer.read().decode()

    def answer(self, page, code):
        if 'name="otc"' in page:
            return {"otc": code}
        if 'name="loginfmt"' in page:
            return {"action": "next", "loginfmt": self.user["username"]}
        if 'name="passwd"' in page:
            return {"action": "next", "passwd": self.user["password"]}
        for word in ("continue", "accept", "approve"):
            if f'value="{word}"' in page:
                return {"action": word}
        return {"action": "no"}

    def type_code(self, uri, code):
        uri, page = self.open(uri)
        while "<form" in page:
            action = html.unescape(re.search(r'<form[^>]* action="([^"]*)"', page).group(1))
            token = html.unescape(re.search(r'name="flowToken" value="([^"]*)"', page).group(1))
            uri, page = self.open(urllib.parse.urljoin(uri, action),
                                  {"flowToken": token, **self.answer(page, code)})


def sign_in_by_code(scene):
    """Printed is the code that people type, never the one that the program polls with."""
    run_cli(scene, "sign-out", crib_scene.NAME)
    if os.geteuid() != 0:
        print("not looked at: a code for another device, which an administrator has to allow")
        run_cli(scene, "sign-in", crib_scene.NAME, "--device-code", status=1)
        return
    crib_namespace.cover("/etc")
    os.makedirs(POLICY, exist_ok=True)
    with open(f"{POLICY}/policy.json", "w", encoding="utf-8") as file:
        file.write('{"device_code": true}')
    scene.demo.control("/lifetime", {"seconds": 3600, "device_interval": 1})
    command = [CLI, "sign-in", crib_scene.NAME, "--device-code", "--debug"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          stdin=subprocess.DEVNULL, text=True) as process:
        said = ""
        while (found := re.search(r"(http\S+/devicelogin)(?s:.*?)\b([A-Z0-9]{9})\b", said)) is None:
            line = process.stdout.readline()
            if not line:
                raise Failure(f"no code was shown: {said}")
            said += line
        Phone(scene.ada).type_code(*found.groups())
        said += process.stdout.read()
    scene.leaks.keep("what sign-in by a code said", said.encode())
    if process.returncode != 0 or not any(
            secret["kind"] == "device_code" for secret in scene.demo.control("/secrets")):
        raise Failure(f"nobody signed in by a code: {said}")


def look_at_it(scene):
    """What the token says, whose it is, and a call with all that goes over the wire."""
    said = run_cli(scene, "token", crib_scene.NAME)
    if "mcp:tools" not in said:
        raise Failure(f"the token says nothing: {said}")
    run_cli(scene, "token", crib_scene.NAME, "--json")
    run_cli(scene, "accounts", "show", scene.ada["username"])
    scene.demo.control("/guard", {"challenge": "auth_context:c1"})
    run_cli(scene, "call", crib_scene.NAME, "get_current_date_time", "--trace", status=3)
    scene.demo.control("/guard", {})


def remove_it(scene):
    run_cli(scene, "remove-everything", "--yes")
    if scene.list_items():
        raise Failure(f"the keyring still holds {scene.list_items()}")


def play(scene):
    scene.keyring.start()
    scene.trust()
    scene.save_server()
    for act in (meet_an_error_page, be_challenged, sign_in_by_code, look_at_it, remove_it):
        act(scene)


crib_scene.run(play)
