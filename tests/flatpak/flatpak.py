#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""flatpak.py SOURCE BUILD: the manifest builds, installs and starts in a real sandbox, on a runtime
made of this system. Runs inside with-display.sh."""

import json
import os
import re
import subprocess
import sys
import tempfile
import time

SOURCE, BUILD = (os.path.abspath(path) for path in sys.argv[1:3])
sys.path.insert(0, f'{SOURCE}/tests/house')
from tap import case, done  # noqa: E402

ID = 'io.github.toolcrib.Toolcrib'
MANIFEST = f'{SOURCE}/flatpak/{ID}.json'
FOLDER = tempfile.mkdtemp(prefix='toolcrib-flatpak.')
os.environ['FLATPAK_USER_DIR'] = f'{FOLDER}/flatpak'

# What org.gnome.Platform 50 has; a library beyond it would be found here and missing there.
PLATFORM = re.compile(
    r'^(lib(c|m|dl|pthread|rt|gcc_s|z|resolv)|ld-linux.*|'
    r'lib(glib|gobject|gio|gmodule|gthread)-2\.0|libgtk-4|libadwaita-1|libsoup-3\.0|libjson-glib-1\.0|libsecret-1|'
    r'libgnutls|libsqlite3|libgtksourceview-5|libwebkitgtk-6\.0|libjavascriptcoregtk-6\.0|'
    r'libpango(cairo|ft2)?-1\.0|libcairo(-gobject)?|libgdk_pixbuf-2\.0|libgraphene-1\.0|libharfbuzz|libidn2)\.so')


def run(*words, **options):
    result = subprocess.run(words, capture_output=True, text=True, check=False, timeout=240, **options)
    assert result.returncode == 0, f'{" ".join(words)}: {result.returncode}\n{result.stdout[-3000:]}{result.stderr[-3000:]}'
    return result.stdout


def sandboxed(command, *words):
    return run('flatpak', 'run', '--user', f'--command={command}', ID, *words)


@case
def builds_and_installs():
    branch = json.load(open(MANIFEST, encoding='utf-8'))['runtime-version']
    run(f'{SOURCE}/tests/flatpak/standin.sh', 'up', FOLDER, branch)
    output = run('flatpak-builder', '--force-clean', '--user', '--install', f'--state-dir={FOLDER}/state',
                 f'{FOLDER}/build', MANIFEST)
    assert 'WARNING: Unknown' not in output


@case
def holds_what_a_shop_needs():
    files = f'{FOLDER}/build/files'
    names = {os.path.relpath(os.path.join(top, name), files) for top, _, found in os.walk(files) for name in found}
    for wanted in (f'share/applications/{ID}.desktop', f'share/icons/hicolor/scalable/apps/{ID}.svg',
                   f'share/app-info/xmls/{ID}.xml.gz', 'bin/toolcrib', 'bin/toolcrib-cli', 'bin/toolcrib-demo',
                   'share/glib-2.0/schemas/gschemas.compiled'):
        assert wanted in names, f'{wanted} is not in the package'
    assert names & {f'share/metainfo/{ID}.metainfo.xml', f'share/appdata/{ID}.appdata.xml'}


@case
def asks_for_little():
    permissions = run('flatpak', 'info', '--user', '--show-permissions', ID)
    assert 'filesystems' not in permissions and '[Session Bus Policy]' not in permissions, permissions


@case
def leans_on_the_platform_only():
    for name in ('toolcrib', 'toolcrib-cli', 'toolcrib-demo'):
        needed = re.findall(r'NEEDED.*\[(.*)\]', run('readelf', '-d', f'{FOLDER}/build/files/bin/{name}'))
        strange = [library for library in needed if not PLATFORM.match(library)]
        assert needed and not strange, f'{name} needs {strange}'


@case
def command_line_runs_a_tool_inside():
    demo = subprocess.Popen(['flatpak', 'run', '--user', '--command=toolcrib-demo', ID],
                            stdout=subprocess.PIPE, text=True)
    try:
        addresses = json.loads(demo.stdout.readline())
        tools = json.loads(sandboxed('toolcrib-cli', 'tools', addresses['open'], '--json'))
        assert 'get_random_number' in [tool['name'] for tool in tools]
        result = json.loads(sandboxed('toolcrib-cli', 'call', addresses['open'], 'get_random_number',
                                      'min=7', 'max=8', '--json'))
        assert result['content'][0]['text'] == '7', result
    finally:
        demo.terminate()
        demo.wait()


def window_texts():
    import gi
    gi.require_version('Atspi', '2.0')
    from gi.repository import Atspi

    def walk(node):
        yield node.get_name()
        for index in range(min(node.get_child_count(), 300)):
            child = node.get_child_at_index(index)
            if child:
                yield from walk(child)

    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(index)
        if application and 'toolcrib' in (application.get_name() or '').lower():
            yield from walk(application)


@case
def window_lists_the_tools_of_the_demo_inside():
    window = subprocess.Popen(['flatpak', 'run', '--user', ID, '--demo'])
    try:
        deadline = time.monotonic() + 60
        texts = []
        while not any('random number' in (text or '').lower() for text in texts):
            assert time.monotonic() < deadline, f'no tool is shown; the window says {texts}'
            assert window.poll() is None, 'the program ended'
            time.sleep(0.2)
            texts = list(window_texts())
    finally:
        subprocess.run(['flatpak', 'kill', ID], check=False)
        window.wait()


@case
def goes_away_whole():
    run(f'{SOURCE}/tests/flatpak/standin.sh', 'down', FOLDER)
    assert not os.path.exists(FOLDER)


if os.geteuid() != 0:
    print('1..0 # SKIP the stand-in runtime is mounted, which needs root')
    sys.exit(0)

try:
    done()
finally:
    if os.path.exists(FOLDER):
        subprocess.run([f'{SOURCE}/tests/flatpak/standin.sh', 'down', FOLDER], check=False)
