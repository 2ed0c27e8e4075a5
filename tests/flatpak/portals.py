#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a sandbox reaches of the desktop, seen without our program, so that a
failure of the sign-in is one of ours. PORTAL_SECRETS says whether the desktop has that portal."""

import os

from desktop import Browser, items_of, open_keyring
from sandbox import ID, private_folder, sandboxed

from crib_window import wait_until

SCHEMA = f'{ID}.Probe'
KEEP = f'''
import gi
gi.require_version('Secret', '1')
from gi.repository import GLib, Secret
schema = Secret.Schema.new('{SCHEMA}', Secret.SchemaFlags.NONE, {{}})
try:
    Secret.password_store_sync(schema, {{}}, None, 'Probe', 'kept', None)
    print(Secret.password_lookup_sync(schema, {{}}, None))
except GLib.Error as error:
    print(error.message)
'''
TALK = ['--talk-name=org.freedesktop.secrets']


def keep(permissions=()):
    return sandboxed('python3', '-c', KEEP, permissions=permissions).strip()


def file_of_secrets():
    return os.path.exists(f'{private_folder()}/data/keyrings/default.keyring')


def secrets_go_to_a_file(keyring):
    assert keep() == 'kept'
    assert file_of_secrets() and not items_of(keyring, SCHEMA)


def secrets_go_to_the_keyring_if_allowed(keyring):
    said = keep()
    assert 'ServiceUnknown' in said, said
    assert keep(TALK) == 'kept'
    assert items_of(keyring, SCHEMA) == ['Probe'] and not file_of_secrets()


def links_open_on_the_host():
    browser = Browser()
    address = 'http://127.0.0.1:1/?a=b&c=%20d'
    sandboxed('gio', 'open', address)
    wait_until(browser.started, 'the browser')
    assert browser.started() == [address], browser.started()


with open_keyring() as secrets:
    if os.environ['PORTAL_SECRETS'] == 'yes':
        secrets_go_to_a_file(secrets)
    else:
        secrets_go_to_the_keyring_if_allowed(secrets)
    links_open_on_the_host()
