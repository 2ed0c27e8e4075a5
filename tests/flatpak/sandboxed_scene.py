# SPDX-License-Identifier: GPL-3.0-or-later
"""A sign-in in the window: what is done and seen is that of tests/window, the program is in its sandbox."""

import desktop  # noqa: F401, finds the next ones
from sandboxed_window import SandboxedToolcrib, show

from crib_page import Page
from crib_scene import Scene


class SandboxedScene(Scene):
    def __init__(self, office, permissions):
        self.office = office
        self.toolcrib = SandboxedToolcrib(permissions=['--env=G_MESSAGES_DEBUG=all', *permissions])
        self.demo = office.demo
        self.page = Page(self.toolcrib, self.demo)
        self.ada = office.ada

    def list_items(self):
        return self.office.host_items()


def play(office, *acts, permissions=()):
    """Runs acts(office, scene) one after another."""
    scene = SandboxedScene(office, permissions)
    try:
        for act in acts:
            act(office, scene)
    except Exception:
        show(scene.toolcrib)
        raise
    finally:
        scene.toolcrib.kill()
        office.leaks.keep('standard error', scene.toolcrib.last_words(1 << 24).encode())
