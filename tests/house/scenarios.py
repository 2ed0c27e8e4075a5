#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""scenarios.py SOURCE BUILD: each test that HACKING.md names in its tables of sign-in exists, is
built, holds the case, and is not skipped."""

import functools
import json
import os
import re
import subprocess
import sys

from tap import case, done

SOURCE, BUILD = map(os.path.abspath, sys.argv[1:3])
LEAST = 60  # scenarios
TABLES = ('The scenarios of signing in', 'RFC 9700', 'RFC 8252')
# Programs that need a display to say what is in them.
SILENT = 'ui', 'web', 'window'
# Where a missing server skips them here; in CI a skip is a failure.
MAY_BE_MISSING = 'servers', 'flatpak'

# ---- the tables


def read_rows(text, title):
    """(first cell, words, tests) of each row of the table under a heading that begins so."""
    part = re.search(rf'^###? {re.escape(title)}[^\n]*\n(.*?)(?=^##|\Z)', text, re.M | re.S)
    assert part, f'no heading {title}'
    for line in part.group(1).splitlines():
        cells = [cell.strip() for cell in line.strip().strip('|').split('|')]
        if line.startswith('|') and not re.match(r'^\|[-| ]+\|$', line) and len(cells) == 3:
            yield tuple(cells)


def read_table(text, title):
    return list(read_rows(text, title))[1:]  # without its head


def read_tests(cell):
    """(program, case) each of "`program`: case, case; `program`: case"."""
    for part in cell.split(';'):
        match = re.fullmatch(r'\s*`([a-z0-9-]+)`: ([^:`]+)', part)
        assert match, f'not to be read: {part!r}'
        for name in match.group(2).split(','):
            yield match.group(1), name.strip()


@functools.lru_cache
def read_hacking():
    with open(f'{SOURCE}/HACKING.md', encoding='utf-8') as file:
        return file.read()


def all_tests():
    for title in TABLES:
        for first, _, cell in read_table(read_hacking(), title):
            for program, name in read_tests(cell):
                yield f'{title}, {first}', program, name


# ---- what there is

@functools.lru_cache
def read_registered():
    with open(f'{BUILD}/meson-info/intro-tests.json', encoding='utf-8') as file:
        return {test['name']: test for test in json.load(file)}


def find_source(program):
    """A program's source: C, or a scene in Python."""
    for test in read_registered()[program]['cmd']:
        if test.endswith('.py') and os.path.basename(test) != 'tap.py':
            return test
    return f'{SOURCE}/tests/test-{program}.c'


@functools.lru_cache
def read_source(program):
    with open(find_source(program), encoding='utf-8') as file:
        return file.read()


def has_in_source(text, name):
    """A case of C: its path, or each of its parts where it is put together, is a string."""
    parts = name.strip('/').split('/')
    return any(all(re.search(rf'"(?:[^"\n]*/)?{re.escape(part)}/?"', text) for part in wanted)
               for wanted in ([name.strip('/')], parts))


def has_in_scene(text, name):
    """A scene of Python: a @case, or a function that somebody besides its definition names."""
    found = re.search(rf'^(@case\n)?def {re.escape(name)}\(', text, re.M)
    return found is not None and \
        (found.group(1) is not None or len(re.findall(rf'\b{re.escape(name)}\b', text)) > 1)


@functools.lru_cache
def list_cases(program):
    """What a program says that is in it; None where it is not built, or older than its source."""
    test = read_registered()[program]
    suite = test['suite'][0].split(':')[-1]
    at = next((i for i, word in enumerate(test['cmd'])
               if os.path.basename(word) == f'test-{program}'), None)
    if at is None or suite in SILENT:
        return None
    exe = test['cmd'][at]
    if not os.path.exists(exe) or os.path.getmtime(exe) < os.path.getmtime(find_source(program)):
        return None
    said = subprocess.run([*test['cmd'][at:], '-l'], capture_output=True, text=True, timeout=60,
                          env={**os.environ, **test['env']}, stdin=subprocess.DEVNULL, cwd=BUILD,
                          check=False)
    return [line for line in said.stdout.splitlines() if line.startswith('/')]


# ---- the checks

@case
def scenarios_are_numbered():
    rows = read_table(read_hacking(), TABLES[0])
    numbers = [row[0] for row in rows]
    assert numbers == [str(i) for i in range(1, len(rows) + 1)], numbers
    assert len(rows) >= LEAST, f'{len(rows)} scenarios'
    assert len({words for _, words, _ in rows}) == len(rows), 'a scenario stands there twice'
    print(f'# {len(rows)} scenarios')


@case
def checklists_say_what_we_do():
    for title in TABLES[1:]:
        rows = read_table(read_hacking(), title)
        assert len(rows) >= 10, f'{title}: {len(rows)} lines'
        assert all(row[1] for row in rows), title


@case
def programs_are_registered():
    missing = {(where, program) for where, program, _ in all_tests()
               if program not in read_registered()}
    assert not missing, sorted(missing)


@case
def cases_are_in_the_sources():
    missing = []
    for where, program, name in all_tests():
        is_scene = find_source(program).endswith('.py')
        if not (has_in_scene if is_scene else has_in_source)(read_source(program), name):
            missing.append(f'{where}: {program}: {name}')
    assert not missing, '\n'.join(missing)


@case
def cases_are_in_the_programs():
    missing, asked = [], set()
    for where, program, name in all_tests():
        cases = None if find_source(program).endswith('.py') else list_cases(program)
        if cases is None:
            continue
        asked.add(program)
        if not any(path == name or path.endswith('/' + name.lstrip('/')) for path in cases):
            missing.append(f'{where}: {program}: {name}')
    print(f'# asked {len(asked)} programs')
    assert not missing, '\n'.join(missing)


@case
def none_is_skipped():
    with open(f'{SOURCE}/.ci/skips', encoding='utf-8') as file:
        allowed = [line for line in file.read().split('\n') if line and not line.startswith('#')]
    found = []
    for where, program, name in all_tests():
        suite = read_registered()[program]['suite'][0].split(':')[-1]
        if any(program in line for line in allowed):
            found.append(f'{where}: {program} may be skipped in CI')
        if suite not in MAY_BE_MISSING and \
                re.search(r'\bg_test_(?:skip|incomplete) \(|\braise Skip\b', read_source(program)):
            found.append(f'{where}: {program} skips')
    assert not found, '\n'.join(sorted(set(found)))


@case
def what_is_not_there_is_noticed():
    assert has_in_source('add ("/a/b/locked", f);', 'locked')
    assert has_in_source('{ "locked", "x" }; add ("start/", f);', 'start/locked')
    assert not has_in_source('add ("/a/unlocked", f); locked ();', 'locked')
    assert has_in_scene('def a():\n  pass\n\nfor f in (a,):\n  f()', 'a')
    assert not has_in_scene('def a():\n  pass\n', 'a')
    text = '### X\n\n| # | s | t |\n|---|---|---|\n| 1 | w | `p`: a, b; `q`: c |\n\n## Y\n'
    (row,) = read_table(text, 'X')
    assert list(read_tests(row[2])) == [('p', 'a'), ('p', 'b'), ('q', 'c')]


done()
