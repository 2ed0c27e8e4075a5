#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""flatpak.py SOURCE BUILD: the manifest builds and installs, on a runtime made of this system, and the
program does its work in the real sandbox: the other files beside this one, each with a desktop, a home
and a bus of its own."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

SOURCE, BUILD = (os.path.abspath(path) for path in sys.argv[1:3])
WITH_DISPLAY = f'{SOURCE}/tests/with-display.sh'
MAPPED = ['unshare', '--map-root-user', '--mount']


def go_inside():
    """Starts this program anew with a private home, and where it may mount: who is not root is so in a
    user namespace of their own. What was compiled once need not be again."""
    cache = os.environ.get('CCACHE_DIR') or os.path.expanduser('~/.cache/ccache')
    words = [WITH_DISPLAY, sys.executable, __file__, SOURCE, BUILD, cache]
    if os.geteuid() != 0:
        if subprocess.run([*MAPPED, 'true'], capture_output=True, check=False).returncode != 0:
            print('1..0 # SKIP the stand-in runtime is mounted: this system allows that to root alone')
            sys.exit(0)
        words = [*MAPPED, *words]
    os.execvp(words[0], words)


if len(sys.argv) < 4:
    go_inside()
CACHE = sys.argv[3]

sys.path.insert(0, f'{SOURCE}/tests/house')
from sandbox import ID, run  # noqa: E402
from tap import case, done  # noqa: E402

MANIFEST = f'{SOURCE}/flatpak/{ID}.json'
FOLDER = tempfile.mkdtemp(prefix='toolcrib-flatpak.')
os.environ['FLATPAK_USER_DIR'] = f'{FOLDER}/flatpak'

# Least permissions, as flatpak counts them. A new one is a decision, not an accident.
PERMISSIONS = {
    'shared': {'ipc', 'network'},
    'sockets': {'fallback-x11', 'wayland', 'x11'},  # fallback-x11 shows up as both
    'devices': {'dri'},
    'filesystems': {'host-etc:ro'},  # an administrator's policy
}

# What org.gnome.Platform 50 has; a library beyond it would be found here and missing there.
PLATFORM = re.compile(
    r'^(lib(c|m|dl|pthread|rt|gcc_s|z|resolv)|ld-linux.*|'
    r'lib(glib|gobject|gio|gmodule|gthread)-2\.0|libgtk-4|libadwaita-1|libsoup-3\.0|libjson-glib-1\.0|libsecret-1|'
    r'libgnutls|libsqlite3|libgtksourceview-5|libwebkitgtk-6\.0|libjavascriptcoregtk-6\.0|'
    r'libpango(cairo|ft2)?-1\.0|libcairo(-gobject)?|libgdk_pixbuf-2\.0|libgraphene-1\.0|libharfbuzz|libidn2|libpcre2-8)\.so')


def packaged():
    files = f'{FOLDER}/build/files'
    return {os.path.relpath(os.path.join(top, name), files) for top, _, found in os.walk(files) for name in found}


def web_module():
    return next((name for name in packaged() if re.match(r'lib(64)?/toolcrib/toolcrib-web\.so$', name)), None)


def keep_compiled():
    """flatpak-builder's cache lies in that of the person."""
    os.makedirs(f'{CACHE}/flatpak', exist_ok=True)
    os.makedirs(f'{FOLDER}/state')
    os.symlink(f'{CACHE}/flatpak', f'{FOLDER}/state/ccache')


def portal_folder():
    """The portals of a desktop that keeps no secrets."""
    folder = f'{FOLDER}/portals'
    os.makedirs(folder, exist_ok=True)
    shutil.copy('/usr/share/xdg-desktop-portal/portals/gtk.portal', folder)
    return folder


def scene(name, has_secrets=True):
    """Runs a file beside this one on a desktop of its own; what it says is for those who read failures."""
    desktop = dict(os.environ, XDG_CURRENT_DESKTOP='GNOME', PORTAL_SECRETS='yes' if has_secrets else 'no')
    if not has_secrets:
        desktop['XDG_DESKTOP_PORTAL_DIR'] = portal_folder()
    # Root may make threads real-time. WebKit does, and without a RealtimeKit under the portal it also asks
    # the kernel for a limit of nothing, upon which the program is killed. No person may do either.
    run('setpriv', '--bounding-set=-sys_nice', WITH_DISPLAY, sys.executable, f'{SOURCE}/tests/flatpak/{name}.py', SOURCE, BUILD,
        env=desktop)


@case
def builds_and_installs():
    branch = json.load(open(MANIFEST, encoding='utf-8'))['runtime-version']
    run(f'{SOURCE}/tests/flatpak/standin.sh', 'up', FOLDER, branch)
    keep_compiled()
    output = run('flatpak-builder', '--ccache', '--disable-rofiles-fuse', '--force-clean', '--user', '--install',
                 f'--state-dir={FOLDER}/state', f'{FOLDER}/build', MANIFEST)
    assert 'WARNING: Unknown' not in output


@case
def holds_what_a_shop_needs():
    names = packaged()
    for wanted in (f'share/applications/{ID}.desktop', f'share/icons/hicolor/scalable/apps/{ID}.svg',
                   f'share/app-info/xmls/{ID}.xml.gz', 'bin/toolcrib', 'bin/toolcrib-cli', 'bin/toolcrib-demo',
                   'share/glib-2.0/schemas/gschemas.compiled'):
        assert wanted in names, f'{wanted} is not in the package'
    assert names & {f'share/metainfo/{ID}.metainfo.xml', f'share/appdata/{ID}.appdata.xml'}
    assert web_module(), 'the module with the web view is not in the package'


@case
def asks_for_little():
    shown = run('flatpak', 'info', '--user', '--show-permissions', ID)
    sections = re.findall(r'^\[(.*)\]$', shown, re.M)
    entries = dict(re.findall(r'^(.*?)=(.*)$', shown, re.M))
    assert sections == ['Context'], shown
    assert {name: set(values.strip(';').split(';')) for name, values in entries.items()} == PERMISSIONS, shown


@case
def leans_on_the_platform_only():
    for name in ('bin/toolcrib', 'bin/toolcrib-cli', 'bin/toolcrib-demo', web_module()):
        needed = re.findall(r'NEEDED.*\[(.*)\]', run('readelf', '-d', f'{FOLDER}/build/files/{name}'))
        strange = [library for library in needed if not PLATFORM.match(library)]
        assert needed and not strange, f'{name} needs {strange}'


@case
def the_desktop_offers_its_portals():
    scene('portals')


@case
def a_desktop_may_keep_no_secrets():
    scene('portals', has_secrets=False)


@case
def the_demo_runs_inside():
    scene('demo-inside')


@case
def the_command_line_signs_in():
    scene('sign-in-command')


@case
def the_command_line_signs_in_without_the_portal():
    scene('sign-in-command', has_secrets=False)


@case
def the_window_signs_in():
    scene('sign-in-window')


@case
def the_window_signs_in_without_the_portal():
    scene('sign-in-without-portal', has_secrets=False)


@case
def goes_away_whole():
    run(f'{SOURCE}/tests/flatpak/standin.sh', 'down', FOLDER)
    assert not os.path.exists(FOLDER)


try:
    done()
finally:
    if os.path.exists(FOLDER):
        subprocess.run([f'{SOURCE}/tests/flatpak/standin.sh', 'down', FOLDER], check=False)
