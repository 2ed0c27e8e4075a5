# SPDX-License-Identifier: GPL-3.0-or-later
"""What `toolcrib-cli form --json` says of a form, and what of it the schema does not bear out."""

from raw_schema import escape
from raw_shape import MOST_DEPTH, MOST_PLACES, Walk

KINDS = {
    'string': {'string', 'date', 'time', 'date-time', 'file'},
    'integer': {'integer'},
    'number': {'number'},
    'boolean': {'boolean'},
    'null': {'null'},
    'choice': {'choice', 'null'},
    'object': {'object', 'map'},
    'array': {'list', 'tuple', 'multi-choice'},
    'union': {'union'},
    None: {'json'},
}


class Told:
    """The places of the tree that was printed, each named by the way to it."""

    def __init__(self, form):
        self.kinds = {}
        self.fallbacks = set()
        self.required = set()
        self.recursive = set()
        self.cuts = set()
        self.faults = []
        self.read(form, '', '')

    def read(self, field, place, path):
        if field['path'] != path:
            self.faults.append(f'{place}: its path is said to be “{field["path"]}”')
        if place in self.kinds and '?' not in place:
            self.faults.append(f'{place}: it is there twice')
        self.kinds[place] = field['kind']
        for found, name in ((self.fallbacks, 'fallback'), (self.recursive, 'recursive'), (self.cuts, 'cut'),
                            (self.required, 'required')):
            if field.get(name):
                found.add(place)
        for number, branch in enumerate(field.get('branches') or [], 1):
            self.read(branch['field'], f'{place}({number})', path)
        for member in field.get('fields') or []:
            step = '/' + escape(member['name'])
            self.read(member, place + step, path + step)
        for template in ('item', 'extra'):
            if field.get(template):
                self.read(field[template], f'{place}/*', f'{path}/*')
        for found in field.get('patterns') or []:
            self.read(found['field'], f'{place}/{{{escape(found["pattern"])}}}', f'{path}/*')
        for member in field.get('conditional') or []:
            step = member['path'][len(path):]
            self.read(member, f'{place}?{step}', path + step)


def differ(words, places):
    return [f'{words}: {place}' for place in sorted(places)]


def find_faults(schema, told):
    """Where the form is not what the schema says; nothing if all is well."""
    cuts = told.cuts | told.recursive
    walk = Walk(schema, frozenset(told.cuts))
    here = set(walk.kinds)
    repeated = {place for place in here if place.endswith((')', '?'))}
    faults = told.faults + differ('it does not have', here - set(told.kinds))
    faults += differ('is not there, it has', set(told.kinds) - here)
    faults += differ('only JSON fits, it says otherwise', (walk.fallbacks - told.fallbacks) & set(told.kinds))
    faults += differ('something is said of its shape, it says only JSON', told.fallbacks - walk.fallbacks - told.cuts)
    faults += [f'{place}: {kind or "json"}, it says {told.kinds[place]}' for place, kind in walk.kinds.items()
               if place in told.kinds and place not in cuts and told.kinds[place] not in KINDS[kind]]
    faults += [f'{place}: {kind}, it says {told.kinds[place]}' for place, kind in walk.texts.items()
               if kind and told.kinds.get(place) in KINDS['string'] - {kind} and '?' not in place]
    faults += differ('is needed, it says: not', (walk.required - told.required) & set(told.kinds))
    faults += differ('is not needed, it says it is', (told.required & here) - walk.required - repeated - {''})
    faults += [f'{place}: it is not around itself' for place in sorted(told.recursive - walk.recursive)]
    faults += [f'{place}: it is around itself, and does not say so' for place in
               sorted(walk.recursive - told.recursive - told.cuts)]
    faults += [f'{place}: it is cut' for place in sorted(told.cuts)
               if place.count('/') + place.count('(') < MOST_DEPTH - 1 and len(told.kinds) < MOST_PLACES]
    return faults
