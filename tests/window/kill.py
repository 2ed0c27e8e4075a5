#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Killed between "new refresh token received" and "stored", the program loses no sign-in.

The keyring is held up, so the program has its new token and cannot store it; then both go."""

import subprocess
import tempfile

import crib_scene
from crib_page import hash_secret
from crib_window import Failure, wait_until

TOKEN = {"server": "tenant", "endpoint": "token"}


class BusWatch:
    """Sees what is asked of the keyring."""

    def __init__(self):
        self.said = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            ["dbus-monitor", "--session", "type='method_call'"],
            stdout=self.said, stderr=subprocess.DEVNULL)
        # its first words come once it listens
        wait_until(self.read, "dbus-monitor")

    def read(self):
        self.said.seek(0)
        return self.said.read()

    def count_questions(self):
        return self.read().count(b"path=/org/freedesktop/secrets")

    def stop(self):
        self.process.terminate()
        self.process.wait(10)


def list_refresh_tokens(scene):
    return [s["value"] for s in scene.demo.control("/secrets") if s["kind"] == "refresh_token"]


def sign_in(scene):
    scene.toolcrib.start()
    scene.press_sign_in()
    scene.page.sign_in(scene.ada)
    scene.see_tools()
    scene.toolcrib.quit()


def kill_it_in_between(scene):
    """Returns the refresh token that is in the keyring, and the one that should have been."""
    old = list_refresh_tokens(scene)
    watch = BusWatch()
    scene.demo.control("/fault", {**TOKEN, "kind": "hang"})
    scene.toolcrib.start()
    wait_until(lambda: scene.demo.control("/state")["held"] == 1, "the request for a new token")
    scene.keyring.hold_up()
    asked = watch.count_questions()
    scene.demo.control("/release", {})
    # it waited for nothing else: what it now wants of the keyring is to store
    wait_until(lambda: watch.count_questions() > asked, "the program to store the new token")
    scene.toolcrib.kill()
    scene.keyring.kill()
    watch.stop()
    new = list_refresh_tokens(scene)
    if len(new) != len(old) + 1:
        raise Failure(f"{len(new) - len(old)} new refresh tokens")
    return old[-1], new[-1]


def come_back(scene, old, new):
    asked, refreshed = scene.count("authorize"), scene.count("token")
    scene.keyring.start()
    scene.toolcrib.start()
    scene.see_tools()
    scene.run_tool()
    if scene.count("authorize") != asked:
        raise Failure("somebody had to sign in again")
    sent = scene.page.list_visits("token")[refreshed]["form"]["refresh_token"]
    if sent == hash_secret(new):
        raise Failure("the new token was stored: the kill came too late to prove anything")
    if sent != hash_secret(old):
        raise Failure("neither the old nor the new token was sent")
    scene.assert_kept()
    scene.toolcrib.quit()


def play(scene):
    scene.keyring.start()
    scene.trust()
    scene.save_server()
    sign_in(scene)
    come_back(scene, *kill_it_in_between(scene))


crib_scene.run(play)
