#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""fallbacks.py CLI FILE...: every tool of every file gives a form, and a field of it falls back to JSON exactly where the
raw schema says nothing of its shape. Each FILE is a list of tools, or what tools/list answered; what six public servers
send is in the folder SUITE_DATA and goes with them."""

import glob
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(HERE, '..', 'house'))

from tap import Skip, case, done
from told_form import Told, find_faults

CLI, FILES = sys.argv[1], sys.argv[2:]
DATA = os.environ.get('SUITE_DATA', '')


def run(*words, **more):
    return subprocess.run([CLI, *words], capture_output=True, text=True, check=False, **more)


def ask(path):
    result = run('form', path, '--json')
    assert result.returncode == 0, f'exit code {result.returncode}: {result.stderr}'
    assert result.stderr == '', result.stderr
    return result.stdout


def check_output(text):
    """That it is what the schema beside this says."""
    result = run('validate', '--schema', os.path.join(HERE, 'forms.schema.json'), input=text)
    assert result.returncode == 0, f'exit code {result.returncode}: {result.stdout}{result.stderr}'


def check(path):
    with open(path, encoding='utf-8') as file:
        tools = json.load(file)
    tools = tools['tools'] if isinstance(tools, dict) else tools
    text = ask(path)
    forms = json.loads(text)
    faults, places, fallbacks = [], 0, 0

    assert tools and [form['tool'] for form in forms] == [tool['name'] for tool in tools]
    for tool, form in zip(tools, forms):
        told = Told(form['form'])
        places += len(told.kinds)
        fallbacks += len(told.fallbacks)
        faults += [f'{tool["name"]}: {fault}' for fault in find_faults(tool.get('inputSchema'), told)]
    assert not faults, f'{len(faults)} faults\n' + '\n'.join(faults[:200])
    print(f'# {os.path.basename(path)}: {len(tools)} tools, {places} places, of which {fallbacks} are JSON', flush=True)
    check_output(text)


def case_of(path):
    def run_case():
        check(path)
    run_case.__name__ = os.path.splitext(os.path.basename(path))[0]
    case(run_case)


def public_servers():
    if not DATA:
        raise Skip('what public servers send is not there: meson option suite-data')
    files = sorted(glob.glob(os.path.join(DATA, 'tools', '*.json')))
    assert len(files) >= 6, files
    for path in files:
        check(path)


def depends(number):
    """A piece that holds for one value of `k` alone."""
    return {'if': {'properties': {'k': {'const': number}}, 'required': ['k']},
            'then': {'properties': {f'x{number}': {'type': 'string'}}}}


def made_of_many_pieces():
    tools = []
    for count in (62, 63, 64, 100, 400):
        schema = {'type': 'object', 'properties': {'k': {'type': 'integer'}}, 'allOf': [depends(i) for i in range(count)]}
        tools += [{'name': f'{count}', 'inputSchema': schema},
                  {'name': f'inside {count}', 'inputSchema': {'properties': {'a': schema}}}]
    with tempfile.NamedTemporaryFile('w', suffix='.json') as file:
        json.dump(tools, file)
        file.flush()
        check(file.name)


# Here the form believes the first of the two ways that lead to a dynamic reference.
UNLIKE = {'multiple dynamic paths to the $dynamicRef keyword'}


def read_suite(draft, dialect):
    """Each schema of the official test suite as that of a whole tool, and as that of an argument."""
    for path in sorted(glob.glob(os.path.join(DATA, 'json-schema-test-suite', 'tests', draft, '**', '*.json'), recursive=True)):
        with open(path, encoding='utf-8') as file:
            groups = json.load(file)
        for group in groups:
            if group['description'] in UNLIKE:
                continue
            name, schema = f'{os.path.basename(path)}: {group["description"]}', group['schema']
            if isinstance(schema, dict):
                yield {'name': name, 'inputSchema': {'$schema': dialect, **schema}}
            yield {'name': f'inside {name}', 'inputSchema': {'$schema': dialect, 'properties': {'x': schema}}}


def official_test_suite():
    if not DATA:
        raise Skip('the official test suite is not there: meson option suite-data')
    for draft, dialect in (('draft7', 'http://json-schema.org/draft-07/schema#'),
                           ('draft2019-09', 'https://json-schema.org/draft/2019-09/schema'),
                           ('draft2020-12', 'https://json-schema.org/draft/2020-12/schema')):
        tools = list(read_suite(draft, dialect))
        assert len(tools) > 500, len(tools)
        with tempfile.NamedTemporaryFile('w', suffix=f'-{draft}.json') as file:
            json.dump(tools, file)
            file.flush()
            check(file.name)


for name in FILES:
    case_of(name)
case(public_servers)
case(official_test_suite)
case(made_of_many_pieces)


done()
