# SPDX-License-Identifier: GPL-3.0-or-later
"""What the host's desktop offers to a sandbox: a keyring, and a browser that links go to. Both live in the
private home and on the private session bus of with-display.sh; the portals come by themselves."""

import contextlib
import json
import os
import shutil
import subprocess
import sys

WINDOW_TESTS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'window')
sys.path.insert(0, WINDOW_TESTS)
from crib_keyring import SERVICE_PATH, GLib, Keyring  # noqa: E402


@contextlib.contextmanager
def open_keyring():
    """A gnome-keyring that is open, on the desktop's own bus: a sandbox reaches it through the portal alone."""
    keyring = Keyring()
    keyring.start()
    try:
        yield keyring
    finally:
        keyring.stop()


def items_of(keyring, schema):
    """The labels of what the host's keyring holds of one schema."""
    found = keyring.call(SERVICE_PATH, 'org.freedesktop.Secret.Service', 'SearchItems',
                         GLib.Variant('(a{ss})', ({'xdg:schema': schema},)))
    return [keyring.read_label(item) for items in found for item in items]


def begin_anew(keyring):
    """As on another computer, or after somebody lost their password: from now on the portal gives out another
    secret than before."""
    data = os.environ.get('XDG_DATA_HOME') or f'{os.environ["HOME"]}/.local/share'
    keyring.stop()
    shutil.rmtree(f'{data}/keyrings')
    keyring.start()


class Browser:
    """The browser of the private home: signs somebody in by itself (tests/window/stub-browser.py)."""

    def __init__(self, account='', password=''):
        self.folder = f'{os.environ["HOME"]}/stub-browser'
        plan = f'{self.folder}/plan.json'
        os.mkdir(self.folder)
        with open(plan, 'w', encoding='utf-8') as file:
            json.dump({'account': account, 'password': password, 'folder': self.folder}, file)
        subprocess.run([sys.executable, f'{WINDOW_TESTS}/stub-browser.py', 'register', plan], check=True)

    def read(self, name):
        with contextlib.suppress(FileNotFoundError):
            with open(f'{self.folder}/{name}', encoding='utf-8') as file:
                return file.read().splitlines()
        return []

    def started(self):
        """The addresses it was started with."""
        return self.read('started')

    def pages(self):
        """The pages it saw."""
        return [json.loads(line) for line in self.read('log.jsonl')]
