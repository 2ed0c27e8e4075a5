#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""fallbacks-check.py: what fallbacks.py calls allowed is what a person finds in schemas that were thought through."""

import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(HERE, '..', 'house'))

from raw_schema import Document
from raw_shape import Walk
from tap import case, done
from told_form import Told, find_faults

DIALECTS = ('https://json-schema.org/draft/2020-12/schema', 'https://json-schema.org/draft/2019-09/schema',
            'http://json-schema.org/draft-07/schema#')


def read(name):
    with open(os.path.join(HERE, f'{name}.json'), encoding='utf-8') as file:
        return json.load(file)


def check(name, schema, tool):
    walk = Walk(schema)
    if 'fallbacks' in tool:
        assert sorted(walk.fallbacks) == sorted(tool['fallbacks']), f'{name}: {sorted(walk.fallbacks)}'
    assert sorted(walk.recursive) == tool.get('recursive', []), f'{name}: around itself: {sorted(walk.recursive)}'
    for place, kind in tool.get('kinds', {}).items():
        assert walk.kinds.get(place) == kind, f'{name}{place}: {walk.kinds.get(place)}'


def check_table(name):
    table = read(name)
    assert table
    for tool in table:
        check(tool['name'], tool['inputSchema'], tool)


@case
def draft_2020_12():
    check_table('draft-2020-12')


@case
def draft_2019_09():
    check_table('draft-2019-09')


@case
def draft_07():
    check_table('draft-07')


@case
def what_all_drafts_share():
    check_table('any-draft')
    for tool in read('any-draft'):
        for dialect in DIALECTS:
            if isinstance(tool['inputSchema'], dict):
                check(tool['name'], {'$schema': dialect, **tool['inputSchema']}, tool)


@case
def what_generators_write():
    """As libraries of many languages, and people in a hurry, write schemas."""
    check_table('generators')


@case
def each_word_by_itself():
    """Alone, and as all that a branch of a union says."""
    check_table('each-word')


@case
def all_places():
    """Not only those that fall back: kind by kind, and what is needed."""
    walk = Walk({'type': 'object', 'required': ['a', 'z'], 'properties': {
        'a': {'type': ['string', 'null']}, 'b': {'type': ['integer', 'boolean']}, 'z': False,
        'c': {'type': 'array', 'items': {'enum': [1]}, 'minItems': 1},
        'd': {'patternProperties': {'^x/': {'type': 'null'}}, 'required': ['e']}}})
    assert walk.kinds == {'': 'object', '/a': 'string', '/b': 'union', '/b(1)': 'integer', '/b(2)': 'boolean',
                          '/c': 'array', '/c/*': 'choice', '/d': 'object', '/d/e': None, '/d/*': None,
                          '/d/{^x~1}': 'null'}, walk.kinds
    assert walk.required == {'/a', '/d/e'}, walk.required


@case
def cuts():
    schema = {'properties': {'a': {'properties': {'b': {}}}, 'c': {}}}
    assert Walk(schema).fallbacks == {'/a/b', '/c'}
    assert Walk(schema, frozenset(['/a'])).fallbacks == {'/c'}


@case
def no_end():
    """More places than anybody describes are a fault of the table, and no endless loop."""
    wide = {'properties': {str(i): {'$ref': f'#/$defs/{i}'} for i in range(12)},
            '$defs': {str(i): {'properties': {str(j): {'$ref': f'#/$defs/{j}'} for j in range(12)}} for i in range(12)}}
    try:
        Walk(wide, most=500)
    except ValueError as problem:
        assert 'no end' in str(problem)
    else:
        raise AssertionError('it ended')


@case
def references():
    document = Document({'$id': 'https://a.example/b/c', '$defs': {'x': {'$id': 'd', '$defs': {'y': {'$anchor': 'z'}}}}})
    for reference, place in {'#': '', '': '', 'c': '', '#/$defs/x': '/$defs/x', 'd': '/$defs/x', 'd#z': '/$defs/x/$defs/y',
                             'https://a.example/b/d#/$defs/y': '/$defs/x/$defs/y', '#z': None, '#/none': None,
                             '../d': None, '//b.example/b/c': None}.items():
        node = document.node({'$ref': reference}, '/made/up/' + reference, document.root.base, 2020)
        found = node.follow('$ref')
        assert (found.place if found else None) == place, f'{reference}: {found}'


SCHEMA = {'type': 'object', 'required': ['a'], 'properties': {'a': {}, 'b': {'type': ['string', 'array']}}}


def field(path, kind, **more):
    return {'path': path, 'name': path.rpartition('/')[2], 'title': path, 'kind': kind, 'required': False,
            'nullable': False, 'fallback': kind == 'json', **more}


def told(*steps, **changes):
    """What the program should say of SCHEMA, with changes at what the steps lead to."""
    form = field('', 'object', fields=[
        field('/a', 'json', required=True),
        field('/b', 'union', branches=[
            {'label': 'Text', 'field': field('/b', 'string')},
            {'label': 'List', 'field': field('/b', 'list', item=field('/b/*', 'json'))}])])
    inner = form
    for step in steps:
        inner = inner[step]
    inner.update(changes)
    return form


def faults(*steps, **changes):
    return find_faults(SCHEMA, Told(told(*steps, **changes)))


@case
def the_truth_has_no_faults():
    assert faults() == [], faults()
    assert Told(told()).fallbacks == {'/a', '/b(2)/*'}


@case
def lies_are_found():
    a, b = ('fields', 0), ('fields', 1)
    text, items = (*b, 'branches', 0, 'field'), (*b, 'branches', 1, 'field')
    for steps, change, words in (
            (a, {'fallback': False}, 'only JSON fits, it says otherwise: /a'),
            (a, {'kind': 'string'}, '/a: json, it says string'),
            (a, {'required': False}, 'is needed, it says: not: /a'),
            (a, {'path': '/c'}, '/a: its path is said to be “/c”'),
            (b, {'branches': []}, 'it does not have: /b(1)'),
            (b, {'required': True}, 'is not needed, it says it is: /b'),
            (text, {'fallback': True}, 'something is said of its shape, it says only JSON: /b(1)'),
            (text, {'kind': 'number'}, '/b(1): string, it says number'),
            (text, {'kind': 'date'}, '/b(1): string, it says date'),
            (items, {'item': None}, 'it does not have: /b(2)/*'),
            (items, {'recursive': True}, '/b(2): it is not around itself'),
            (items, {'cut': True}, '/b(2): it is cut'),
            ((), {'extra': field('/*', 'json')}, 'is not there, it has: /*'),
            ((), {'fields': []}, 'it does not have: /a')):
        found = faults(*steps, **change)
        assert any(fault.startswith(words) for fault in found), f'{change}: {found}'


@case
def a_circle_that_is_not_told_is_found():
    form = field('', 'object', fields=[field('/a', 'object', recursive=True)])
    schema = {'properties': {'a': {'$ref': '#'}}}
    assert find_faults(schema, Told(form)) == []
    form['fields'][0]['recursive'] = False
    assert any('does not say so' in fault for fault in find_faults(schema, Told(form)))


done()
