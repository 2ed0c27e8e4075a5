#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""style.py SOURCE: what a machine can see of how our C reads."""

import glob
import os
import re
import sys

from tap import case, done

SOURCE = os.path.abspath(sys.argv[1])
MOST_LINES = 700
MOST_COLUMNS = 100
MOST_OF_A_FUNCTION = 40


def sources(*kinds):
    for top in ('src', 'tests', 'data', 'flatpak', '.ci'):
        for path in sorted(glob.glob(f'{SOURCE}/{top}/**/*', recursive=True)):
            if os.path.isfile(path) and path.endswith(kinds) and 'node_modules' not in path:
                yield path, open(path, encoding='utf-8').read()


def short(path):
    return os.path.relpath(path, SOURCE)


def check(found):
    assert not found, '\n'.join(found)


def functions(text):
    """(name, lines of the body) of each function: GNU style opens and closes it in the first column."""
    for match in re.finditer(r'^(\w+) \([^;{}]*?\)\n\{\n(.*?)^\}', text, re.M | re.S):
        yield match.group(1), match.group(2).count('\n')


@case
def licence_is_named():
    check([short(path) for path, text in sources('.c', '.h', '.py', '.sh')
           if 'SPDX-License-Identifier: GPL-3.0-or-later' not in '\n'.join(text.splitlines()[:3])])


@case
def no_tabs_or_trailing_blanks():
    check([f'{short(path)}:{number}' for path, text in sources('.c', '.h', '.py', '.sh', '.ui', '.css', '.build', '.json')
           for number, line in enumerate(text.splitlines(), 1) if '\t' in line or line != line.rstrip()])


@case
def lines_are_short():
    check([f'{short(path)}:{number}: {len(line)} columns' for path, text in sources('.c', '.h')
           for number, line in enumerate(text.splitlines(), 1) if len(line) > MOST_COLUMNS])


@case
def files_are_short():
    check([f'{short(path)}: {text.count(chr(10))} lines' for path, text in sources('.c', '.h')
           if text.count('\n') > MOST_LINES])


@case
def functions_are_short():
    check([f'{short(path)}: {name}: {lines} lines' for path, text in sources('.c') if '/src/' in path
           for name, lines in functions(text) if lines > MOST_OF_A_FUNCTION and not name.endswith('_class_init')])


@case
def a_long_function_is_found():
    body = '  a ();\n' * (MOST_OF_A_FUNCTION + 1)
    assert list(functions(f'static void\nlong_one (int a,\n          int b)\n{{\n{body}}}\n')) == [('long_one', 41)]


@case
def scripts_shadow_nothing():
    """A script's folder comes before Python's own modules for all that run there."""
    check([short(path) for path, _ in sources('.py')
           if os.path.basename(path)[:-3] in sys.stdlib_module_names])


@case
def nothing_is_left_for_later():
    check([f'{short(path)}: {word}' for path, text in sources('.c', '.h', '.ui', '.css')
           for word in re.findall(r'\b(?:TODO|FIXME|XXX)\b', text)])


@case
def no_nested_main_loop():
    check([short(path) for path, text in sources('.c') if '/src/' in path and '/src/cli/' not in path
           and '/src/demo/' not in path and re.search(r'g_main_loop_run|g_main_context_iteration', text)])


@case
def no_shell():
    check([short(path) for path, text in sources('.c') if '/src/' in path
           and re.search(r'\b(?:system|popen) \(|g_spawn_command_line', text)])


@case
def no_path_of_one_machine():
    check([f'{short(path)}: {match}' for path, text in sources('.c', '.h', '.py', '.sh', '.ui', '.build', '.json', '.in')
           for match in re.findall(r'(?<![\w.$}])/(?:work|home|root)/\w+', text)])


@case
def each_class_has_a_test():
    tests = ' '.join(text for path, text in sources('.c') if '/tests/test-' in path)
    missing = []
    for path, text in sources('.h'):
        for name in re.findall(r'G_DECLARE_(?:FINAL_TYPE|INTERFACE) \((\w+), (\w+)', text):
            if '/src/' in path and '/src/demo/' not in path and not re.search(rf'\b{name[1]}_|\b{name[0]}\b', tests):
                missing.append(f'{name[0]} of {short(path)}')
    check(missing)


done()
