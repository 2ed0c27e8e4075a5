#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The answer of a sign-in never reaches the network: caught in the view, whatever it is sent to."""

import os
import subprocess
import urllib.parse

import crib_network
import crib_scene
from crib_scene import STUB
from crib_window import Failure, wait_until

NATIVE = "https://login.microsoftonline.com/common/oauth2/nativeclient"


def catch_native_client(scene):
    """Microsoft's own address, with no way to get there."""
    if os.geteuid() == 0 and crib_network.list_interfaces() != ["lo"]:
        raise Failure(f"there is a network: {crib_network.list_interfaces()}")
    scene.save_server()
    scene.toolcrib.start()
    scene.press_sign_in()
    scene.page.sign_in(scene.ada)
    scene.see_tools()
    sent = scene.page.list_visits("authorize")[-1]["query"]["redirect_uri"]
    if sent != NATIVE:
        raise Failure(f"redirected to {sent}")
    scene.sign_out()
    scene.toolcrib.quit()


def catch_localhost(scene):
    """A listener is really there, and hears nothing of it."""
    counter = crib_network.Counter()
    redirect = f"http://localhost:{counter.port}/cb"
    scene.demo.control("/redirect", {"uri": redirect})
    scene.save_server(redirect_uri=redirect)
    scene.toolcrib.start()
    scene.press_sign_in()
    scene.page.sign_in(scene.ada, consents=False)
    scene.see_tools()
    scene.run_tool()
    visit = scene.page.list_visits("authorize")[-1]
    if visit["query"]["redirect_uri"] != redirect:
        raise Failure(f"redirected to {visit['query']['redirect_uri']}")
    if counter.count != 0:
        raise Failure(f"{counter.count} connections came")
    scene.toolcrib.quit()
    return counter, visit


def load_it_in_a_browser(scene, counter, visit):
    """The control: who does not catch it connects."""
    plan = scene.choose_browser(scene.ada)
    query = urllib.parse.urlencode(visit["query"])
    origin = scene.demo.tenant["issuer"].removesuffix("/v2.0")
    subprocess.run([STUB, "visit", plan, f"{origin}/oauth2/v2.0/authorize?{query}"], check=True)
    wait_until(lambda: counter.count == 1, "one connection")


def play(scene):
    scene.keyring.start()
    scene.trust()
    catch_native_client(scene)
    load_it_in_a_browser(scene, *catch_localhost(scene))


if os.geteuid() == 0:
    crib_network.leave()
else:
    print("not looked at: a network of the loopback only, needs root")
crib_scene.run(play)
