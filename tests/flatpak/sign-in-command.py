#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""sign-in-command.py SOURCE BUILD: the command line signs in from the sandbox, by the browser of the host.
PORTAL_SECRETS says whether the desktop has that portal."""

import os
import re
import sys

from desktop import begin_anew
from office import NAME, TALK, open_office
from sandbox import private_folder


def sign_in(office):
    """Once, by a person; each run is a start of its own."""
    asked = office.asked()
    code, said = office.fail('call', NAME, 'get_random_number', 'min=7', 'max=8')
    assert code == 3 and 'sign-in' in said, (code, said)
    said = office.run('sign-in', NAME)
    assert office.ada['username'] in said, said
    assert office.asked() == asked + 1
    for _ in range(2):
        assert office.run('call', NAME, 'get_random_number', 'min=7', 'max=8') == '7\n'
    assert office.asked() == asked + 1, 'somebody had to sign in again'
    pages = office.browser.pages()
    assert pages[-1]['method'] == 'POST' and '//localhost:' in pages[-1]['url'], pages


def sign_out(office):
    assert office.ada['username'] in office.run('sign-out', NAME)
    code, _ = office.fail('tools', NAME)
    assert code == 3, code


def with_the_portal(office):
    sign_in(office)
    assert office.file_items() == 1 and not office.host_items()
    sign_out(office)
    assert office.file_items() == 0


def with_another_secret(office):
    """The file cannot be opened any more: told, left alone until somebody says so, then put aside."""
    folder = f'{private_folder()}/data/keyrings'
    sign_in(office)
    begin_anew(office.keyring)
    for words in (('tools', NAME), ('keyring-test',)):
        code, said = office.fail(*words)
        assert code != 0 and 'cannot be opened' in said, (words, code, said)
    assert not [name for name in os.listdir(folder) if 'unreadable' in name]
    office.run('keyring-test', '--move-aside')
    (aside,) = [name for name in os.listdir(folder) if 'unreadable' in name]
    assert re.fullmatch(r'default\.keyring\.unreadable-\d{8}T\d{6}Z-[0-9a-f]{4}', aside), aside
    assert office.ada['username'] in office.run('sign-in', NAME)
    assert office.file_items() == 1
    sign_out(office)


def with_the_keyring_allowed(office):
    office.permissions = TALK
    sign_in(office)
    assert len(office.host_items()) == 1 and not office.file_of_secrets()
    sign_out(office)
    assert not office.host_items()
    office.permissions = ()


def with_neither(office):
    asked = office.asked()
    code, said = office.fail('sign-in', NAME)
    assert office.asked() == asked, 'the page was shown before anybody knew'
    assert code == 1 and 'keyring' in said.lower(), (code, said)
    assert not office.host_items() and not office.file_of_secrets()


with open_office(sys.argv[2]) as place:
    if os.environ['PORTAL_SECRETS'] == 'yes':
        with_the_portal(place)
        with_another_secret(place)
    else:
        with_the_keyring_allowed(place)
        with_neither(place)
    place.assert_nothing_leaked()
