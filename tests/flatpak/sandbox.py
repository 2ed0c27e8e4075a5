# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs of the installed package, each run in its sandbox. FLATPAK_USER_DIR says where it is installed."""

import os
import subprocess

ID = 'io.github.toolcrib.Toolcrib'

# The machine may be busy with other things, and the package is compiled in here.
PATIENCE = 600


def run(*words, **options):
    """Runs a program of the host, which must succeed; returns what it says."""
    result = subprocess.run(words, capture_output=True, text=True, check=False, timeout=PATIENCE, **options)
    assert result.returncode == 0, f'{" ".join(words)}: {result.returncode}\n{result.stdout[-3000:]}{result.stderr[-3000:]}'
    return result.stdout


def words_for(command, *words, permissions=()):
    """The words that run a command in the sandbox, with permissions beyond those of the manifest."""
    return ['flatpak', 'run', '--user', *permissions, f'--command={command}', ID, *words]


def sandboxed(command, *words, permissions=(), **options):
    return run(*words_for(command, *words, permissions=permissions), **options)


def private_folder():
    """Where the host finds what the program keeps."""
    return f'{os.environ["HOME"]}/.var/app/{ID}'


def end_all():
    subprocess.run(['flatpak', 'kill', ID], capture_output=True, check=False)
