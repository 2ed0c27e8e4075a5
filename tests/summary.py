#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""summary.py BUILD: says after a test run what was skipped and why; with CI set, a skip that
.ci/skips does not name is a failure. Ends with the line "N passed, N failed, N skipped"."""

import json
import os
import re
import sys

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# What stands for a person's machine at work may never be excused.
NEVER = re.compile(r'window|keyring|flatpak|server|conformance', re.I)


def reasons(test):
    """The reasons a TAP program gives for what it skipped, as (case, reason)."""
    for line in (test.get('stdout') or '').splitlines():
        if line.startswith('skipped: '):
            yield 'all', line[len('skipped: '):]
        match = re.match(r'^(?:ok \d+ (?:- )?(.*?) |1\.\.0 )# skip[a-z]*\s*(.*)$', line, re.I)
        if match:
            yield (match.group(1) or 'all').strip(), match.group(2).strip() or 'no reason given'


def main():
    build = sys.argv[1]
    passed = failed = 0
    skips = []
    with open(os.path.join(build, 'meson-logs', 'testlog.json'), encoding='utf-8') as log:
        for line in log:
            test = json.loads(line)
            name = test['name'].split(' / ')[-1]
            found = [(f'{name} {case}', why) for case, why in reasons(test)]
            if test['result'] == 'SKIP' and not found:
                found = [(name, 'the program said no more')]
            skips += found
            if test['result'] in ('OK', 'EXPECTEDFAIL'):
                passed += 1
            elif test['result'] != 'SKIP':
                failed += 1

    with open(os.path.join(TOP, '.ci', 'skips'), encoding='utf-8') as file:
        excused = {line.strip() for line in file if line.strip() and not line.startswith('#')}
    bad = [entry for entry in excused if NEVER.search(entry)]
    unexcused = [name for name, _ in skips if name not in excused]

    print('\nSkipped:' if skips else '\nNothing was skipped.')
    for name, why in skips:
        print(f'  {name}: {why}')
    for entry in bad:
        print(f'  .ci/skips names {entry}, which may never be skipped')
    print(f'{passed} passed, {failed} failed, {len(skips)} skipped')

    if failed or bad or (os.environ.get('CI') and unexcused):
        return 1
    return 0


if __name__ == '__main__':
    sys.exit(main())
