# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window, run in the sandbox and driven from outside of it."""

import os
import subprocess
import sys

import sandbox
from desktop import WINDOW_TESTS  # noqa: F401, finds the next one

from crib_window import Atspi, Node, Toolcrib


class SandboxedToolcrib(Toolcrib):
    def __init__(self, *arguments, permissions=()):
        super().__init__(*sandbox.words_for('toolcrib', *arguments, permissions=permissions))

    def frames(self):
        """As Toolcrib's. The process on the bus is the sandbox's proxy, so the name must do."""
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(i)
            if app is not None and (app.get_name() or '').lower() == 'toolcrib':
                return [Node(app.get_child_at_index(j)) for j in range(app.get_child_count())]
        return []

    def kill(self):
        if self.process is not None and self.process.poll() is None:
            sandbox.end_all()
            self.process.wait(10)


def show(toolcrib):
    """What is on the screen and what the program said, for somebody who reads of a failure."""
    folder = os.environ.get('CRIB_WINDOW_PICTURES', '.')
    picture = os.path.join(folder, f'flatpak-{os.path.splitext(os.path.basename(sys.argv[0]))[0]}-failed.png')
    subprocess.run(['import', '-window', 'root', picture], check=False)
    print(f'exit code: {toolcrib.process.poll()}', f'picture: {picture}', toolcrib.last_words(), sep='\n', file=sys.stderr)
    toolcrib.dump()
