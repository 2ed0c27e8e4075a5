#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""layers.py SOURCE BUILD: the arrows between the rooms point down only.

The build enforces most of it (a room is given the headers of no other room than those below it);
this looks at what the build cannot see, and proves that the build does refuse."""

import glob
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

from tap import case, done

SOURCE, BUILD = (os.path.abspath(path) for path in sys.argv[1:3])

# room: rooms it may name
ROOMS = {
    'sjson': set(),
    'http': {'sjson'},
    'vault': set(),
    'mcp': {'sjson', 'http'},
    'oauth': {'sjson', 'http', 'vault'},
    'entra': {'sjson', 'http', 'oauth'},
    'schema': {'sjson'},
    'form': {'sjson', 'schema'},
    'chat': {'sjson', 'http'},
    'app': {'sjson', 'http', 'mcp', 'oauth', 'entra', 'form', 'chat', 'vault', 'schema'},
    'ui': {'sjson', 'mcp', 'form', 'app', 'oauth'},
    'cli': {'sjson', 'mcp', 'form', 'app', 'oauth', 'schema'},
    'web': set(),
    'demo': set(),
}
# library header: rooms that may name it
LIBRARIES = {
    r'gtk/|gdk|gsk/|adwaita\.h|gtksourceview/': {'ui', 'web'},
    r'webkit/': {'web'},
    r'libsecret/': {'vault'},
    r'sqlite3\.h': {'app'},
    r'gnutls/': {'oauth', 'demo'},
    r'idn2\.h': {'schema'},
    r'pcre2\.h': {'schema'},
    r'libsoup/': {'http', 'mcp', 'oauth', 'entra', 'chat', 'demo'},
    r'json-glib/': {'demo'},
}


def breaches(room, text, homes):
    """What of the includes in @text a file of @room may not name."""
    for name in re.findall(r'^\s*#\s*include\s+[<"]([^>"]+)[>"]', text, re.M):
        home = homes.get(os.path.basename(name))
        if home and home != room and home not in ROOMS[room]:
            yield f'{name} of {home}'
        for pattern, allowed in LIBRARIES.items():
            if re.match(pattern, name) and room not in allowed:
                yield f'{name}'


def files():
    for path in sorted(glob.glob(f'{SOURCE}/src/*/*.[ch]')):
        yield os.path.basename(os.path.dirname(path)), path


def header_homes():
    return {os.path.basename(path): room for room, path in files() if path.endswith('.h')}


@case
def every_room_is_known():
    for room, path in files():
        assert room in ROOMS, f'{path}: say in layers.py whom this room may call'


@case
def includes_point_down():
    homes = header_homes()
    found = [f'{path} includes {what}'
             for room, path in files()
             for what in breaches(room, open(path, encoding='utf-8').read(), homes)]
    assert not found, '\n'.join(found)


@case
def a_planted_breach_is_found():
    homes = {'mcp-client.h': 'mcp', 'sjson-value.h': 'sjson'}
    assert list(breaches('mcp', '#include <gtk/gtk.h>\n', homes))
    assert list(breaches('sjson', '#include "mcp-client.h"\n', homes))
    assert list(breaches('demo', '# include "sjson-value.h"\n', homes))
    assert not list(breaches('mcp', '#include "sjson-value.h"\n#include <gio/gio.h>\n', homes))


def compiles(room, line):
    """Whether a file of @room that holds @line compiles, with the flags that the build gives the room."""
    with open(f'{BUILD}/compile_commands.json', encoding='utf-8') as file:
        entry = next(entry for entry in json.load(file)
                     if f'/src/{room}/' in os.path.abspath(os.path.join(entry['directory'], entry['file'])))
    words = shlex.split(entry['command'])
    words = [word for word in words if word not in ('ccache', '-c') and not word.endswith(('.c', '.o', '.d'))]
    words = [word for word in words if word not in ('-o', '-MF', '-MQ', '-MD')]
    with tempfile.NamedTemporaryFile('w', suffix='.c') as file:
        file.write(line)
        file.flush()
        return subprocess.run(words + ['-fsyntax-only', file.name], cwd=entry['directory'], check=False,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


@case
def the_build_refuses_a_breach():
    assert compiles('mcp', '#include "sjson-value.h"\n#include <gio/gio.h>\n')
    for room, header in (('mcp', '<gtk/gtk.h>'), ('mcp', '"crib-server.h"'), ('sjson', '<libsoup/soup.h>'),
                         ('form', '<libsoup/soup.h>'), ('form', '"mcp-client.h"'), ('app', '<adwaita.h>'),
                         ('ui', '<libsoup/soup.h>'), ('demo', '"sjson-value.h"'), ('cli', '<gtk/gtk.h>'),
                         ('schema', '"http-fetch.h"'), ('schema', '"form-model.h"')):
        assert compiles(room, '#include <glib.h>\n'), f'{room} compiles nothing at all'
        assert not compiles(room, f'#include {header}\n'), f'{room} can include {header}'


def libraries(program):
    return subprocess.run(['ldd', program], check=True, capture_output=True, text=True).stdout


def programs():
    return {name: f'{BUILD}/src/{path}' for name, path in
            (('toolcrib', 'toolcrib'), ('toolcrib-cli', 'cli/toolcrib-cli'), ('toolcrib-demo', 'demo/toolcrib-demo'))}


@case
def no_widgets_below_ui():
    for name in ('toolcrib-cli', 'toolcrib-demo'):
        assert 'libgtk-4' not in libraries(programs()[name]), f'{name} links GTK'
    for room in ('sjson', 'schema', 'http', 'mcp', 'form', 'crib'):
        for path in glob.glob(f'{BUILD}/tests/test-{room}-*'):
            if os.access(path, os.X_OK) and os.path.isfile(path) and not test_is_of_ui(path):
                assert 'libgtk-4' not in libraries(path), f'{path} links GTK'


def test_is_of_ui(path):
    source = f'{SOURCE}/tests/{os.path.basename(path)}.c'
    return re.search(r'<(gtk/gtk|adwaita)\.h>', open(source, encoding='utf-8').read()) or \
        any(os.path.exists(f'{SOURCE}/src/ui/{name}') for name in
            re.findall(r'#include "([^"]+)"', open(source, encoding='utf-8').read()))


@case
def no_web_engine_in_the_window():
    for name, path in programs().items():
        assert 'webkit' not in libraries(path).lower(), f'{name} links WebKit'


@case
def the_demo_is_a_stranger():
    symbols = subprocess.run(['nm', programs()['toolcrib-demo']], check=True, capture_output=True, text=True).stdout
    ours = re.findall(r' [TtDd] ((?:sjson|schema|http|mcp|form|crib|oauth|entra)_\w+)$', symbols, re.M)
    assert not ours, f'toolcrib-demo holds {ours[:5]}'


@case
def programs_are_hardened():
    for name, path in programs().items():
        headers = subprocess.run(['readelf', '-hldW', path], check=True, capture_output=True, text=True).stdout
        assert 'DYN (' in headers and 'GNU_RELRO' in headers, f'{name} is not relocatable'
        assert re.search(r'FLAGS.*NOW', headers), f'{name} binds lazily'
        assert re.search(r'GNU_STACK\s.*\sRW\s', headers), f'{name} has an executable stack'


@case
def report_of_sizes():
    for name, path in programs().items():
        print(f'# {name}: {os.path.getsize(path) // 1024} KiB with debug information')
    for room in sorted({room for room, _ in files()}):
        lines = sorted(len(open(path, encoding='utf-8').readlines()) for r, path in files()
                       if r == room and path.endswith('.c'))
        if lines:
            print(f'# {room}: {len(lines)} files, {sum(lines)} lines, median {lines[len(lines) // 2]}, most {lines[-1]}')


done()
