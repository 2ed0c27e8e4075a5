# SPDX-License-Identifier: GPL-3.0-or-later
"""What a form of a schema has to look like, found from the schema alone: which places there are, and at which of them
the schema says nothing of the value's shape, so that only JSON is left to type.

A place is a JSON Pointer in which * stands for an item or a member that a person names, {PATTERN} for a member whose
name matches, (2) for the second branch of a union, and ?/name for a member that a condition may bring along."""

import re

from raw_schema import Document, escape

TYPES = ('string', 'integer', 'number', 'boolean', 'object', 'array', 'null')
OBJECT = {'properties', 'patternProperties', 'additionalProperties', 'unevaluatedProperties', 'propertyNames'}
OBJECT_RULES = {'required', 'minProperties', 'maxProperties', 'dependentRequired', 'dependentSchemas', 'dependencies'}
ARRAY = {'items', 'prefixItems', 'additionalItems', 'unevaluatedItems', 'contains'}
ARRAY_RULES = {'minItems', 'maxItems', 'uniqueItems', 'minContains', 'maxContains'}
STRING = {'minLength', 'maxLength', 'pattern', 'contentEncoding', 'contentMediaType', 'contentSchema'}
NUMBER = {'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'}
FORMATS = {'date-time', 'date', 'time', 'duration', 'email', 'idn-email', 'hostname', 'idn-hostname', 'ipv4', 'ipv6',
           'uri', 'uri-reference', 'iri', 'iri-reference', 'uuid', 'uri-template', 'json-pointer',
           'relative-json-pointer', 'regex', 'byte', 'binary', 'password'}
NEWER = {'prefixItems': 2020, 'unevaluatedItems': 2019, 'unevaluatedProperties': 2019, 'dependentRequired': 2019,
         'dependentSchemas': 2019, 'minContains': 2019, 'maxContains': 2019, 'contentSchema': 2019}
OLDER = {'additionalItems': 2019, 'dependencies': 2019}

MOST_DEPTH = 64
MOST_PLACES = 20000


WANTED = {keyword: kinds for kinds, keywords in {
    (bool, dict): 'additionalProperties unevaluatedProperties propertyNames additionalItems unevaluatedItems contains '
                  'contentSchema not',
    (bool, dict, list): 'items',
    (dict,): 'properties patternProperties dependentRequired dependentSchemas dependencies',
    (list,): 'prefixItems required enum',
    (int, float): 'minProperties maxProperties minItems maxItems minContains maxContains minLength maxLength minimum '
                  'maximum exclusiveMinimum exclusiveMaximum multipleOf',
    (bool,): 'uniqueItems',
    (str,): 'pattern contentEncoding contentMediaType',
}.items() for keyword in keywords.split()}


def knows(node, keyword):
    """Whether the keyword is there with a value of the right kind, and one of the node's draft."""
    return node.has(keyword) and NEWER.get(keyword, 0) <= node.draft <= OLDER.get(keyword, 9999) and \
        (keyword not in WANTED or fits(node.get(keyword), WANTED[keyword]))


def fits(value, kinds):
    """To Python true is a number."""
    return bool in kinds if isinstance(value, bool) else isinstance(value, kinds)


def read_types(node):
    """The types that a node names, in its order; None if it names none that there is."""
    said = node.get('type')
    said = [said] if isinstance(said, str) else said if isinstance(said, list) else []
    return list(dict.fromkeys(name for name in said if name in TYPES)) or None


def is_constant(node):
    return node.has('const') or bool(node.get('enum', list))


def has_value(node):
    constants = (node.get('enum', list) or []) + [node.get('const')]
    return any(value is not None for value in constants)


def says_kind(node, with_rules):
    """Which kind of value the node's own keywords are about, without its type."""
    for kind, keywords, rules in (('object', OBJECT, OBJECT_RULES), ('array', ARRAY, ARRAY_RULES),
                                  ('string', STRING, set()), ('number', NUMBER, set())):
        if any(knows(node, keyword) for keyword in (keywords | rules if with_rules else keywords)) or \
                kind == 'string' and node.get('format', str) in FORMATS:
            return kind
    return None


class Shape:
    """All nodes that hold for one place, each with its references followed. @starts: where they are found, each with the
    nodes around the place that led there, and those of the place itself."""

    def __init__(self, starts, consumed=frozenset(), forced=None):
        self.starts = list(starts)
        self.consumed = consumed
        self.forced = forced
        self.layers = []
        self.ways = {}
        self.impossible = False
        self.recursive = False
        self.groups = []
        for start in self.starts:
            self.add(*start)

    def add(self, node, around, inside):
        """@around: the nodes outside of this place that led to it; @inside: those of this place."""
        self.impossible = self.impossible or forbids_all(node)
        if not isinstance(node.value, dict) or node in self.layers:
            return
        self.recursive = self.recursive or node in around
        inside = (*inside, node)
        self.layers.append(node)
        self.ways[node.place] = around, inside
        for keyword in ('$ref', '$dynamicRef', '$recursiveRef'):
            target = node.follow(keyword, around + inside) if NEWER_REFERENCES[keyword] <= node.draft else None
            if target is not None:
                self.add(target, around, inside)
        for child in node.children('allOf'):
            self.add(child, around, inside)
        for keyword in ('anyOf', 'oneOf'):
            self.add_group(node, keyword)

    def lead(self, node, *steps):
        """What stands below a node of this place, for the shape of something inside."""
        around, inside = self.ways[node.place]
        return node.child(*steps), around + inside, ()

    def add_group(self, node, keyword):
        branches = node.children(keyword)
        if not branches or (node.place, keyword) in self.consumed:
            return
        possible = [branch for branch in branches if not judge(branch).nothing]
        rest = [branch for branch in possible if not judge(branch).null]
        if not possible:
            self.impossible = True
        elif not rest:
            self.add(possible[0], *self.ways[node.place])
        elif len(rest) == 1:
            self.add(rest[0], *self.ways[node.place])
        elif any(judge(branch).says for branch in rest):
            self.groups.append(((node.place, keyword), [(branch, *self.ways[node.place]) for branch in rest]))

    def is_null(self):
        return self.get_types() == ['null'] or \
            any(node.get('enum') == [None] or node.has('const') and node.get('const') is None for node in self.layers)

    def says(self):
        """Whether a branch of a group says anything of a shape, and is no mere rule."""
        return self.get_types() is not None or bool(self.groups) or \
            any(is_constant(node) or says_kind(node, False) for node in self.layers)

    def get_types(self):
        """What all layers allow, in the first one's order; of a contradiction the first one's."""
        if self.forced:
            return [self.forced]
        common = None
        for node in self.layers:
            said = read_types(node)
            if said is None:
                continue
            if common is None:
                common = first = said
                continue
            common = meet(common, said)
        return None if common is None else common or first

    def is_choice(self):
        """Whether there are constants to choose from. Null is none for the whole, which is an object."""
        return any(is_constant(node) and (has_value(node) or not self.forced) for node in self.layers) or \
            any(all(judge(branch[0]).constant for branch in branches) for _, branches in self.groups[:1])

    def get_branches(self):
        """Of a union: the shape of each branch. A group of branches comes before a list of types."""
        if self.is_choice() or self.get_types() == ['null']:
            return []
        if self.groups:
            key, branches = self.groups[0]
            return [Shape(self.starts + [branch], self.consumed | {key}, self.forced) for branch in branches]
        kinds = [name for name in self.get_types() or [] if name != 'null']
        if 'number' in kinds:
            kinds = list(dict.fromkeys('number' if name == 'integer' else name for name in kinds))
        return [Shape(self.starts, self.consumed, name) for name in kinds] if len(kinds) > 1 else []

    def get_kind(self):
        """'choice', 'union', a type, or None where nothing is said."""
        if self.is_choice():
            return 'choice'
        if self.get_branches():
            return 'union'
        types = [name for name in self.get_types() or [] if name != 'null']
        if types:
            return 'number' if 'number' in types else types[0]
        if self.get_types():
            return 'null'
        for kind in ('object', 'array', 'string', 'number'):
            if any(says_kind(node, True) == kind for node in self.layers):
                return kind
        return None

    def get_text_kind(self):
        """What sort of text it is; None where the layers are of several minds."""
        formats = {node.get('format', str) for node in self.layers} & {'date', 'time', 'date-time', 'byte', 'binary'}
        found = {'file' if name in ('byte', 'binary') else name for name in formats}
        if any(node.get('contentEncoding') == 'base64' for node in self.layers):
            found.add('file')
        return None if len(found) > 1 else found.pop() if found else 'string'

    # Groups

    def get_names(self):
        """The declared members that may be there, as the layers have them; what is needed is a member, too."""
        names = {name: True for node in self.layers for name in node.get('properties', dict) or {}}
        names.update((name, True) for node in self.layers for name in node.get('required', list) or []
                     if isinstance(name, str))
        return [name for name in names if not self.get_member(name).impossible]

    def needs(self, name):
        return any(name in (node.get('required', list) or []) for node in self.layers)

    def get_member(self, name):
        """The shape of the member of that name; of None: one that no layer speaks of by name or pattern."""
        return Shape(self.gather(lambda node: named_parts(node, name), 'additionalProperties',
                                 'unevaluatedProperties'))

    def gather(self, find, otherwise, last):
        """What the layers say of one child: each by name or by what is left over for it; if none does, by the last."""
        starts = []
        for node in self.layers:
            found = find(node)
            if not found and knows(node, otherwise) and not prefix_is_open(node, otherwise):
                found = [(otherwise,)]
            starts += [self.lead(node, *steps) for steps in found]
        return starts or [self.lead(node, last) for node in self.layers if last and knows(node, last)]

    def get_patterns(self):
        patterns = {name: True for node in self.layers for name, value in
                    (node.get('patternProperties', dict) or {}).items() if is_schema(value)}
        return list(patterns)

    def get_pattern_member(self, pattern):
        """The shape of a member whose name matches that pattern and no other."""
        def find(node):
            return [('patternProperties', pattern)] if pattern in (node.get('patternProperties', dict) or {}) else []
        return Shape(self.gather(find, 'additionalProperties', 'unevaluatedProperties'))

    def takes_others(self, is_root):
        forbidden = [forbids_all(node.child(keyword)) for node in self.layers for keyword in
                     ('additionalProperties', 'unevaluatedProperties') if knows(node, keyword)]
        if False in forbidden or self.get_patterns():
            return True
        declares = any(node.get('properties', dict) for node in self.layers)
        return not declares and True not in forbidden and not is_root

    # Lists

    def get_n_prefix(self):
        return max([len(prefix(node)) for node in self.layers], default=0)

    def get_item(self, index):
        """The shape of that item; None where nothing may stand."""
        most = [node.get('maxItems') for node in self.layers if isinstance(node.get('maxItems'), int)]
        if any(index >= number for number in most):
            return None

        def find(node):
            if index < len(prefix(node)):
                return [(prefix_keyword(node), index)]
            return [('items',)] if is_schema(node.get('items')) else []
        # What `contains` finds is not left over in 2020-12, and it may find any.
        spoken = any(node.draft >= 2020 and is_schema(node.get('contains')) for node in self.layers)
        shape = Shape(self.gather(find, 'additionalItems', None if spoken else 'unevaluatedItems'))
        return None if shape.impossible else shape

    # Conditions

    def get_conditions(self, around=()):
        """What may hold besides: each a list of nodes, a condition inside another with those around it."""
        found = []
        for node in self.layers:
            for steps in conditional_parts(node):
                part = node.child(*steps), *self.ways[node.place]
                if part[0] not in around:
                    found.append([part])
                    found += [[part] + rest for rest in Shape([part]).get_conditions((*around, part[0]))]
        return found

    def assume(self, parts):
        return Shape(self.starts + parts, self.consumed, self.forced)


class Verdict:
    """What a branch is like by itself, without what stands around it."""
    nothing = null = says = constant = False


def judge(node):
    """The verdict of a branch, which is found out once; of one that leads into itself nothing is known meanwhile."""
    known = node.document.verdicts
    if node.place not in known:
        verdict = known[node.place] = Verdict()
        shape = Shape([(node, (), ())])
        verdict.nothing = shape.impossible
        verdict.null = shape.is_null()
        verdict.says = shape.says()
        verdict.constant = any(is_constant(layer) for layer in shape.layers)
    return known[node.place]


NEWER_REFERENCES = {'$ref': 0, '$dynamicRef': 2020, '$recursiveRef': 2019}


def meet(one, other):
    """The types that both allow: a whole number is a number."""
    both = []
    for name in one:
        if name in other or name == 'integer' and 'number' in other:
            both.append(name)
        elif name == 'number' and 'integer' in other:
            both.append('integer')
    return list(dict.fromkeys(both))


def forbids_all(node):
    """Whether it is `false`, or what some write for it."""
    return node.value is False or node.get('not') is True or node.get('not') == {}


def is_schema(value):
    return isinstance(value, (bool, dict))


def named_parts(node, name):
    if name is None:
        return []
    found = [('properties', name)] if is_schema((node.get('properties', dict) or {}).get(name)) else []
    return found + [('patternProperties', pattern) for pattern, value in
                    (node.get('patternProperties', dict) or {}).items() if is_schema(value) and matches(pattern, name)]


def matches(pattern, name):
    try:
        return re.search(pattern, name) is not None
    except re.error:
        return False


def prefix_keyword(node):
    return 'prefixItems' if node.draft >= 2020 else 'items'


def prefix(node):
    return node.get(prefix_keyword(node), list) or []


def prefix_is_open(node, otherwise):
    """What is said of further items counts only behind a list of the first ones."""
    return otherwise == 'additionalItems' and not isinstance(node.get('items'), list)


def conditional_parts(node):
    # As it is checked: `dependencies` counts in all drafts here.
    keywords = [keyword for keyword in (node.value if isinstance(node.value, dict) else ())
                if knows(node, keyword) or keyword == 'dependencies' and node.has(keyword)]
    for keyword in keywords:
        if keyword in ('then', 'else') and is_schema(node.get('if')) and isinstance(node.get(keyword), dict):
            yield (keyword,)
        elif keyword in ('dependentSchemas', 'dependencies'):
            for name, value in (node.get(keyword, dict) or {}).items():
                if isinstance(value, dict):
                    yield keyword, name


class Walk:
    """All places of a form, and which of them may be typed as JSON alone. It ends at places of @cuts, where the form
    says that it was not described any further, and at what is around itself."""

    def __init__(self, schema, cuts=frozenset(), most=MOST_PLACES):
        self.most = most
        self.fallbacks = set()
        self.recursive = set()
        self.cuts = cuts
        self.kinds = {}
        self.texts = {}
        self.required = set()
        if not isinstance(schema, dict):
            self.kinds = {'': None}
            self.fallbacks = {''}
            return
        # Arguments are an object, whatever else the schema says (MCP 2026-07-28, "Tools").
        self.visit(Shape([(Document(schema).root, (), ())], forced='object'), '', '')

    def visit(self, shape, place, pointer):
        kind = self.kinds[place] = shape.get_kind()
        if kind == 'string':
            self.texts[place] = shape.get_text_kind()
        if place in self.cuts:
            return
        if len(self.kinds) > self.most:
            raise ValueError(f'{place}: no end of places')
        if kind is None:
            self.fallbacks.add(place)
        elif shape.recursive and kind in ('object', 'array', 'union'):
            self.recursive.add(place)
        elif kind == 'union':
            for number, branch in enumerate(shape.get_branches(), 1):
                self.visit(branch, f'{place}({number})', pointer)
        elif kind == 'object':
            self.visit_object(shape, place, pointer)
        elif kind == 'array':
            self.visit_array(shape, place, pointer)

    def visit_object(self, shape, place, pointer):
        names = shape.get_names()
        for name in names:
            self.visit_member(shape, name, place, pointer)
        if shape.takes_others(pointer == ''):
            other = shape.get_member(None)
            if not other.impossible:
                self.visit(other, f'{place}/*', f'{pointer}/*')
            for pattern in shape.get_patterns():
                member = shape.get_pattern_member(pattern)
                if not member.impossible:
                    self.visit(member, f'{place}/{{{escape(pattern)}}}', f'{pointer}/*')
        for parts in shape.get_conditions():
            self.visit_condition(shape.assume(parts), place, pointer, names)

    def visit_condition(self, shape, place, pointer, names):
        """What a condition adds: members, or, where it makes a union of the group, all of that."""
        kind = shape.get_kind()
        if kind == 'union':
            self.visit(shape, f'{place}?', pointer)
        for name in shape.get_names() if kind == 'object' else ():
            if name not in names:
                self.visit_member(shape, name, f'{place}?', pointer)

    def visit_member(self, shape, name, place, pointer):
        step = '/' + escape(name)
        if shape.needs(name):
            self.required.add(place + step)
        self.visit(shape.get_member(name), place + step, pointer + step)

    def visit_array(self, shape, place, pointer):
        count = shape.get_n_prefix()
        for index in range(count):
            item = shape.get_item(index)
            if item is not None:
                self.visit(item, f'{place}/{index}', f'{pointer}/{index}')
        item = shape.get_item(count)
        if item is not None:
            self.visit(item, f'{place}/*', f'{pointer}/*')
