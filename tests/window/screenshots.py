#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""screenshots.py BUILD FOLDER: takes README's pictures of the real window, on the demo's servers.

Runs inside with-display.sh and with-keyring.sh --none. Each picture is a start of its own, so that none leans on another."""

import os
import subprocess
import sys

import crib_profile
from crib_keyring import Keyring
from crib_page import Page
from crib_window import Demo, Toolcrib, wait_until, xdotool

BUILD, FOLDER = (os.path.abspath(path) for path in sys.argv[1:3])
# Without a compositor the window draws a plain frame instead of a shadow.
FRAME = 4


class Stage:
    """The program with a private configuration, and a camera."""

    def __init__(self, scale=1.0, **environment):
        settings = os.path.join(os.environ['XDG_CONFIG_HOME'], 'gtk-4.0', 'settings.ini')
        os.makedirs(os.path.dirname(settings), exist_ok=True)
        with open(settings, 'w', encoding='utf-8') as file:
            file.write('[Settings]\ngtk-font-name=Cantarell 11\n')
        # What a desktop's text scaling comes to on X11.
        resources = f'Xft.dpi: {int(96 * scale)}\n'
        subprocess.run(['xrdb', '-merge', '-'], input=resources, text=True, check=True)
        os.environ.update(environment)
        self.names = environment
        self.toolcrib = Toolcrib(f'{BUILD}/src/toolcrib')

    def __enter__(self):
        self.toolcrib.start()
        return self

    def __exit__(self, *_):
        self.toolcrib.kill()
        for name in self.names:
            del os.environ[name]

    def window(self):
        # The largest of the program's windows: the others are helpers of GTK's, one pixel each.
        found = xdotool('search', '--onlyvisible', '--pid', self.toolcrib.process.pid).split()
        return max(found, key=lambda window: self.area(window))

    @staticmethod
    def area(window):
        shape = dict(line.split('=') for line in
                     xdotool('getwindowgeometry', '--shell', window).split() if '=' in line)
        return int(shape['WIDTH']) * int(shape['HEIGHT'])

    def resize(self, width, height):
        xdotool('windowsize', '--sync', self.window(), width + 2 * FRAME, height + 2 * FRAME)

    def find_window(self, title):
        return xdotool('search', '--onlyvisible', '--all', '--pid', self.toolcrib.process.pid,
                       '--name', f'^{title}$').split()[0]

    def last_window(self):
        return xdotool('search', '--onlyvisible', '--pid', self.toolcrib.process.pid).split()[-1]

    def shoot(self, name, window=None):
        path = f'{FOLDER}/{name}.png'
        xdotool('mousemove', '--sync', 1270, 890)
        # A second for what moves to come to rest: switches slide, tooltips fade.
        subprocess.run(['import', '-pause', '1', '-window', window or self.window(), path], check=True)
        subprocess.run(['mogrify', '-shave', f'{FRAME}x{FRAME}', '-strip', path], check=True)


def come_to_rest(node):
    """A folded window slides its pages: waits until the widget stands where it stood a moment ago."""
    places = []

    def rests():
        places.append(node.box)
        return len(places) > 4 and len(set(places[-4:])) == 1

    wait_until(rests, f'{node.name!r} to come to rest')


def save_server(name, address, **members):
    """A profile, so that the picture shows a name."""
    crib_profile.save_server(os.environ['XDG_CONFIG_HOME'], 'server', name=name, url=address, **members)


def save_protected_server(demo):
    save_server('Contoso Orders', demo.protected, client_id=demo.tenant['client_id'])
    crib_profile.save_trust(os.environ['XDG_CONFIG_HOME'], kind='entra', issuer=demo.tenant['issuer'],
                            **{'allow-http-loopback': True})


def open_tool(stage, words, title, folded=False):
    stage.toolcrib.choose_tool(words, title)
    # The search has done its work.
    if not folded:
        stage.toolcrib.click(stage.toolcrib.see(role='entry', name='Search tools'))
        stage.toolcrib.press('ctrl+a', 'BackSpace')


def empty(demo):
    with Stage() as stage:
        stage.shoot('empty')


def tool(demo, name='tool', shape=None, **look):
    save_server('Contoso Orders', demo.showcase)
    with Stage(**look) as stage:
        if shape:
            stage.resize(*shape)
        open_tool(stage, 'ship', 'Ship parcels', folded=shape is not None)
        field = stage.toolcrib.find(role='spin button') or stage.toolcrib.find(role='text', starts='Parcels')
        if field:
            come_to_rest(field)
            stage.toolcrib.fill(field, '64')
            stage.toolcrib.press('Tab')
        stage.shoot(name)


def form(demo, name='form', **look):
    save_server('Contoso Orders', demo.showcase)
    with Stage(**look) as stage:
        toolcrib = stage.toolcrib
        stage.resize(1100, 860)
        open_tool(stage, 'plan', 'Plan shipment')
        toolcrib.fill(toolcrib.see(role='text', name='Order'), 'A-20417')
        toolcrib.click(toolcrib.see(role='push button', name='Add Parcel to Parcels'))
        toolcrib.fill(toolcrib.see(role='text', name='Contents'), 'Säge')
        toolcrib.fill(toolcrib.see(role='text', name='Weight'), '12.34')
        for title, length in ('Length', '60'), ('Width', '20'), ('Height', '10'):
            toolcrib.fill(toolcrib.see(role='spin button', name=title), length)
        stage.shoot(name)


def result(demo, name='result', **look):
    save_server('Contoso Orders', demo.showcase)
    with Stage(**look) as stage:
        stage.resize(1100, 860)
        open_tool(stage, 'find', 'Find orders')
        stage.toolcrib.run_tool(asks=False)
        stage.toolcrib.see(role='label', starts='Finished in')
        stage.shoot(name)


def running(demo):
    save_server('Contoso Orders', demo.showcase)
    with Stage() as stage:
        open_tool(stage, 'print', 'Print labels')
        stage.toolcrib.run_tool(asks=True)
        stage.toolcrib.see(role='label', contains='of 12 printed')
        stage.shoot('running')


def error(demo):
    save_server('Contoso Orders', demo.showcase)
    demo.control('/fault', {'server': 'showcase', 'rpc': '*', 'kind': 'status', 'status': 503, 'times': 100})
    with Stage() as stage:
        stage.toolcrib.see(role='push button', contains='Try Again')
        stage.shoot('error')


def signed_out(demo):
    save_protected_server(demo)
    with Stage() as stage:
        stage.toolcrib.see(role='push button', starts='Sign In')
        stage.shoot('signed-out')


def sign_in(demo):
    save_protected_server(demo)
    with Stage() as stage:
        page = Page(stage.toolcrib, demo)
        stage.toolcrib.click(stage.toolcrib.see(role='push button', starts='Sign In'))
        page.see_first()
        page.enter_account(demo.tenant['users'][0]['username'])
        stage.shoot('sign-in', stage.find_window('Sign In'))


def sign_in_error(demo):
    """She may sign in, but not use it: what an administrator must do."""
    save_protected_server(demo)
    demo.control('/fault', {'server': 'tenant', 'endpoint': 'token', 'kind': 'token_error',
                            'error': 'invalid_grant', 'codes': [50105]})
    with Stage() as stage:
        stage.toolcrib.click(stage.toolcrib.see(role='push button', starts='Sign In'))
        Page(stage.toolcrib, demo).sign_in(demo.tenant['users'][0])
        stage.toolcrib.see(role='push button', contains='Copy Message')
        stage.shoot('sign-in-error')


def open_accounts(stage):
    stage.toolcrib.press('F10')
    stage.toolcrib.activate(stage.toolcrib.see(role='menu item', contains='ccounts'))
    wait_until(lambda: stage.toolcrib.frames()[-1].name == 'Accounts', 'the accounts')


def enter(stage, demo):
    stage.toolcrib.click(stage.toolcrib.see(role='push button', starts='Sign In'))
    Page(stage.toolcrib, demo).sign_in(demo.tenant['users'][0])
    stage.toolcrib.see(role='label', name='Choose a Tool')


def accounts(demo, name='accounts', shape=None, **look):
    save_protected_server(demo)
    with Stage(**look) as stage:
        enter(stage, demo)
        open_accounts(stage)
        window = stage.find_window('Accounts')
        if shape:
            xdotool('windowsize', '--sync', window, shape[0] + 2 * FRAME, shape[1] + 2 * FRAME)
        stage.shoot(name, window)


def accounts_empty(demo):
    save_protected_server(demo)
    with Stage() as stage:
        stage.toolcrib.see(role='push button', starts='Sign In')
        open_accounts(stage)
        stage.shoot('accounts-empty', stage.find_window('Accounts'))


def lens(demo, name='lens', shape=None, **look):
    save_protected_server(demo)
    with Stage(**look) as stage:
        enter(stage, demo)
        open_accounts(stage)
        stage.toolcrib.press('Tab', 'Tab')
        row = stage.toolcrib.see(role='list item', name='Contoso Orders')
        stage.toolcrib.click(row)
        wait_until(lambda: stage.toolcrib.frames()[-1].name == 'What the Server Sees', 'the lens')
        window = stage.find_window('What the Server Sees')
        if shape:
            xdotool('windowsize', '--sync', window, shape[0] + 2 * FRAME, shape[1] + 2 * FRAME)
        stage.shoot(name, window)


def sign_out(demo, name='sign-out', **look):
    save_protected_server(demo)
    with Stage(**look) as stage:
        enter(stage, demo)
        open_accounts(stage)
        stage.toolcrib.click(stage.toolcrib.see(role='list item', starts='Sign Out'))
        wait_until(lambda: stage.toolcrib.frames()[-1].role == 'dialog', 'the question')
        stage.shoot(name, stage.last_window())


def remove_everything(demo, name='remove-everything', shape=None, **look):
    save_protected_server(demo)
    with Stage(**look) as stage:
        stage.toolcrib.see(role='push button', starts='Sign In')
        stage.toolcrib.press('F10')
        stage.toolcrib.activate(stage.toolcrib.see(role='menu item', contains='emove'))
        wait_until(lambda: stage.toolcrib.frames()[-1].name == 'Remove Everything', 'the question')
        window = stage.find_window('Remove Everything')
        if shape:
            xdotool('windowsize', '--sync', window, shape[0] + 2 * FRAME, shape[1] + 2 * FRAME)
        stage.shoot(name, window)


def removed(demo):
    save_protected_server(demo)
    with Stage() as stage:
        enter(stage, demo)
        stage.toolcrib.press('F10')
        stage.toolcrib.activate(stage.toolcrib.see(role='menu item', contains='emove'))
        wait_until(lambda: stage.toolcrib.frames()[-1].name == 'Remove Everything', 'the question')
        stage.toolcrib.click(stage.toolcrib.see(role='push button', contains='Remove'))
        stage.toolcrib.see(role='label', name='Everything Is Gone')
        stage.shoot('removed', stage.find_window('Remove Everything'))


def settings(demo, name='server-settings', **look):
    save_protected_server(demo)
    with Stage(**look) as stage:
        enter(stage, demo)
        stage.toolcrib.press('alt+Return')
        wait_until(lambda: stage.toolcrib.frames()[-1].name == 'Server Settings', 'the settings')
        stage.toolcrib.click(stage.toolcrib.see(role='label', name='More Options'))
        stage.shoot(name, stage.find_window('Server Settings'))


def tool_as(demo, name='tool-as', shape=None, **look):
    """As whom a tool runs."""
    save_protected_server(demo)
    with Stage(**look) as stage:
        enter(stage, demo)
        if shape:
            stage.resize(*shape)
        open_tool(stage, 'random', 'Get random number', folded=shape is not None)
        stage.shoot(name)


def security_key(demo, name='security-key', shape=None, **look):
    save_protected_server(demo)
    demo.control('/policies', {'policies': [{'require': 'passkey'}]})
    with Stage(**look) as stage:
        page = Page(stage.toolcrib, demo)
        stage.toolcrib.click(stage.toolcrib.see(role='push button', starts='Sign In'))
        page.see_first()
        page.enter_account(demo.tenant['users'][0]['username'])
        page.enter_password(demo.tenant['users'][0]['password'])
        stage.toolcrib.see(role='label', starts='Security keys')
        window = stage.find_window('Sign In')
        if shape:
            xdotool('windowsize', '--sync', window, shape[0] + 2 * FRAME, shape[1] + 2 * FRAME)
        stage.shoot(name, window)


def main():
    os.environ['GSETTINGS_BACKEND'] = 'keyfile'
    os.environ['GSETTINGS_SCHEMA_DIR'] = f'{BUILD}/data'
    wanted = sys.argv[3:]
    pictures = {
        'empty': empty,
        'tool': tool,
        'form': form,
        'result': result,
        'running': running,
        'error': error,
        'signed-out': signed_out,
        'sign-in': sign_in,
        'sign-in-error': sign_in_error,
        'security-key': security_key,
        'security-key-narrow': lambda demo: security_key(demo, 'security-key-narrow', shape=(360, 640)),
        'security-key-large': lambda demo: security_key(demo, 'security-key-large', scale=2.0),
        'security-key-dark': lambda demo: security_key(demo, 'security-key-dark',
                                                       ADW_DEBUG_COLOR_SCHEME='prefer-dark'),
        'accounts': accounts,
        'accounts-dark': lambda demo: accounts(demo, 'accounts-dark', ADW_DEBUG_COLOR_SCHEME='prefer-dark'),
        'accounts-narrow': lambda demo: accounts(demo, 'accounts-narrow', shape=(360, 640)),
        'accounts-large': lambda demo: accounts(demo, 'accounts-large', scale=2.0),
        'accounts-empty': accounts_empty,
        'sign-out': sign_out,
        'lens': lens,
        'lens-large': lambda demo: lens(demo, 'lens-large', scale=2.0),
        'lens-dark': lambda demo: lens(demo, 'lens-dark', ADW_DEBUG_COLOR_SCHEME='prefer-dark'),
        'removed': removed,
        'remove-large': lambda demo: remove_everything(demo, 'remove-large', scale=2.0),
        'remove-everything': remove_everything,
        'remove-narrow': lambda demo: remove_everything(demo, 'remove-narrow', shape=(360, 640)),
        'server-settings': settings,
        'server-settings-large': lambda demo: settings(demo, 'server-settings-large', scale=2.0),
        'tool-as': tool_as,
        'tool-as-narrow': lambda demo: tool_as(demo, 'tool-as-narrow', shape=(360, 720)),
        'lens-narrow': lambda demo: lens(demo, 'lens-narrow', shape=(360, 640)),
        'narrow': lambda demo: tool(demo, 'narrow', shape=(360, 720)),
        'dark': lambda demo: result(demo, 'dark', ADW_DEBUG_COLOR_SCHEME='prefer-dark'),
        'large-text': lambda demo: tool(demo, 'large-text', scale=2.0),
    }
    keyring = Keyring()
    keyring.start()
    for name, take in pictures.items():
        if wanted and name not in wanted:
            continue
        folder = os.path.join(os.environ['HOME'], name)
        os.environ['XDG_CONFIG_HOME'] = folder
        os.environ['HOME'], home = folder, os.environ['HOME']
        demo = Demo(f'{BUILD}/src/demo/toolcrib-demo')
        try:
            take(demo)
            print(f'{name}.png')
        finally:
            demo.stop()
            os.environ['HOME'] = home
    keyring.stop()


main()
