# SPDX-License-Identifier: GPL-3.0-or-later
"""What signs in and where: the stand-in with its tenant runs on the host, the program in its sandbox, and
what the program knows of the stand-in was said to it in the sandbox."""

import contextlib
import os
import subprocess
import sys

import sandbox
from desktop import Browser, items_of, open_keyring
from sandbox import ID, private_folder, sandboxed

from crib_leaks import Leaks
from crib_window import Demo

NAME = 'Contoso Tools'
SCHEMA = f'{ID}.Account'
TALK = ['--talk-name=org.freedesktop.secrets']

LIST = f'''
import gi
gi.require_version('Secret', '1')
from gi.repository import Secret
schema = Secret.Schema.new('{SCHEMA}', Secret.SchemaFlags.NONE, {{'kind': Secret.SchemaAttributeType.STRING}})
print(len(Secret.password_search_sync(schema, {{'kind': 'account'}}, Secret.SearchFlags.ALL, None)))
'''


class Office:
    def __init__(self, build, keyring):
        self.keyring = keyring
        self.demo = Demo(f'{build}/src/demo/toolcrib-demo')
        self.ada = self.demo.tenant['users'][0]
        self.browser = Browser(self.ada['username'], self.ada['password'])
        self.leaks = Leaks([os.environ['HOME'], os.environ['XDG_RUNTIME_DIR']], None, [self.browser.folder])
        self.permissions = ()
        self.run('trust', 'add', self.demo.tenant['issuer'], '--kind=entra', '--allow-http-loopback')
        self.run('add', self.demo.protected, f'--name={NAME}', f'--client-id={self.demo.tenant["client_id"]}')

    def run(self, *words):
        """Runs the command line in the sandbox."""
        return sandboxed('toolcrib-cli', *words, permissions=self.permissions)

    def fail(self, *words):
        """Runs the command line in the sandbox; returns its exit code and what it says."""
        result = subprocess.run(sandbox.words_for('toolcrib-cli', *words, permissions=self.permissions),
                                capture_output=True, text=True, check=False, timeout=60)
        assert result.returncode != 0, result.stdout
        return result.returncode, result.stderr

    def asked(self, endpoint='authorize'):
        """How often the tenant was asked for a page or a token."""
        return len([entry for entry in self.demo.log(server='tenant') if entry['endpoint'] == endpoint])

    def host_items(self):
        """What the host's keyring holds of the program's, as somebody reads it there."""
        return items_of(self.keyring, SCHEMA)

    def file_items(self):
        """How many sign-ins the file of the sandbox keeps; the sandbox alone gets the key to it. The portal
        loses an answer now and then (as src/vault/vault-door.c knows), and who asked waits for ever."""
        tries = 3
        while self.file_of_secrets():
            tries -= 1
            result = subprocess.run(sandbox.words_for('timeout', '20', 'python3', '-c', LIST),
                                    capture_output=True, text=True, check=False, timeout=60)
            if result.returncode != 124 or tries == 0:
                assert result.returncode == 0, (result.returncode, result.stderr)
                return int(result.stdout)
        return 0

    def file_of_secrets(self):
        return os.path.exists(f'{private_folder()}/data/keyrings/default.keyring')

    def assert_nothing_leaked(self):
        known = [(secret['kind'], secret['value']) for secret in self.demo.control('/secrets')]
        assert {'access_token', 'refresh_token', 'code'} <= {kind for kind, _ in known}, known
        found = self.leaks.find(known)
        assert not found, [f'{kind} ({how}) in {where}' for where, kind, how in found]


@contextlib.contextmanager
def open_office(build):
    with open_keyring() as keyring:
        office = Office(build, keyring)
        try:
            yield office
        except Exception:
            for entry in office.demo.log():
                print(entry, file=sys.stderr)
            raise
        finally:
            sandbox.end_all()
            office.demo.stop()
