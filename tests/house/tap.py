# SPDX-License-Identifier: GPL-3.0-or-later
"""A few lines of TAP: case(name) runs a function as one test, done() ends the program."""

import sys
import traceback

CASES = []


class Skip(Exception):
    """Raised by a case that cannot run here; says why."""


def case(function):
    CASES.append(function)
    return function


def done():
    failed = 0
    print(f'1..{len(CASES)}', flush=True)
    for number, function in enumerate(CASES, 1):
        name = function.__name__.replace('_', '-')
        try:
            function()
            print(f'ok {number} {name}', flush=True)
        except Skip as why:
            print(f'ok {number} {name} # SKIP {why}', flush=True)
        except Exception as problem:
            failed += 1
            for line in ''.join(traceback.format_exception(problem)).splitlines():
                print(f'# {line}')
            print(f'not ok {number} {name}', flush=True)
    sys.exit(1 if failed else 0)
