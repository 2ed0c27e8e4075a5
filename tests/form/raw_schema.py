# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON Schema as it stands in a file: nodes, and where their references lead. Nothing is fetched, and nothing of the
program's own code is used."""

from urllib.parse import unquote, urldefrag, urljoin

HOME = 'http://unnamed.invalid/'

DRAFTS = {
    'http://json-schema.org/draft-07/schema': 7,
    'https://json-schema.org/draft/2019-09/schema': 2019,
    'https://json-schema.org/draft/2020-12/schema': 2020,
}

ONE = {'additionalItems', 'additionalProperties', 'contains', 'contentSchema', 'else', 'if', 'items', 'not',
       'propertyNames', 'then', 'unevaluatedItems', 'unevaluatedProperties'}
MANY = {'allOf', 'anyOf', 'items', 'oneOf', 'prefixItems'}
NAMED = {'$defs', 'definitions', 'dependencies', 'dependentSchemas', 'patternProperties', 'properties'}


class Node:
    """A schema somewhere in a document."""

    def __init__(self, document, value, place, base, draft):
        self.document = document
        self.value = value
        self.place = place
        self.base = base
        self.draft = draft

    def __repr__(self):
        return f'#{self.place}'

    def get(self, keyword, kind=None):
        """The keyword's value, unless it is of another kind or hidden: in draft-07 by a reference beside it."""
        if not isinstance(self.value, dict):
            return None
        if keyword != '$ref' and self.hides_siblings():
            return None
        found = self.value.get(keyword)
        return found if kind is None or isinstance(found, kind) else None

    def has(self, keyword):
        return isinstance(self.value, dict) and keyword in self.value and \
            (keyword == '$ref' or not self.hides_siblings())

    def hides_siblings(self):
        return self.draft == 7 and isinstance(self.value.get('$ref'), str)

    def child(self, *steps):
        """The schema some steps below, which is one: a boolean or an object."""
        value, place = self.value, self.place
        for step in steps:
            value = value[step]
            place += '/' + escape(step)
        return self.document.node(value, place, self.base, self.draft)

    def children(self, keyword):
        """Those of a keyword that has a list of schemas."""
        return [self.child(keyword, i) for i, value in enumerate(self.get(keyword, list) or [])
                if isinstance(value, (bool, dict))]

    def follow(self, keyword, way=()):
        """Where the reference leads for whoever came by the nodes of @way; None: out of the document, or nowhere."""
        return self.document.follow(self, keyword, (*way, self))


def escape(step):
    return str(step).replace('~', '~0').replace('/', '~1')


class Document:
    """One schema of a tool, with all the schemas inside."""

    def __init__(self, value):
        self.nodes = {}
        self.resources = {}
        self.anchors = {}
        self.dynamic = set()
        self.verdicts = {}
        self.root = self.node(value, '', HOME, 2020)
        self.resources.setdefault(HOME, self.root)
        self.index(self.root, set())

    def node(self, value, place, base, draft):
        """The node of a place, which begins a resource of its own where it says so."""
        if place in self.nodes:
            return self.nodes[place]
        if isinstance(value, dict):
            own = value.get('$id')
            named = isinstance(own, str) and not own.startswith('#')
            said = value.get('$schema')
            if isinstance(said, str) and (named or place == ''):
                draft = DRAFTS.get(said.rstrip('#'), draft)
            if named and not (draft == 7 and '$ref' in value):
                base = urldefrag(urljoin(base, own))[0]
        node = Node(self, value, place, base, draft)
        if base not in self.resources:
            self.resources[base] = node
        self.nodes[place] = node
        return node

    def index(self, node, seen):
        """Finds all identifiers of the schemas below."""
        if not isinstance(node.value, dict) or node.place in seen:
            return
        seen.add(node.place)
        if not node.hides_siblings():
            self.index_anchors(node)
        for keyword, value in node.value.items():
            steps = []
            if keyword in ONE and isinstance(value, (bool, dict)):
                steps = [()]
            elif keyword in MANY and isinstance(value, list):
                steps = [(i,) for i in range(len(value))]
            elif keyword in NAMED and isinstance(value, dict):
                steps = [(name,) for name in value]
            for rest in steps:
                self.index(node.child(keyword, *rest), seen)

    def index_anchors(self, node):
        own = node.value.get('$id')
        if node.draft == 7 and isinstance(own, str) and own.startswith('#'):
            self.anchors[node.base, own[1:]] = node
        for keyword in ('$anchor', '$dynamicAnchor'):
            name = node.value.get(keyword)
            if node.draft != 7 and isinstance(name, str):
                self.anchors[node.base, name] = node
                if keyword == '$dynamicAnchor':
                    self.dynamic.add((node.base, name))

    def follow(self, node, keyword, way):
        reference = node.get(keyword, str)
        if reference is None:
            return None
        if keyword == '$recursiveRef':
            return self.follow_recursive(node, way)
        base, fragment = self.split(node, reference)
        found = self.find(base, fragment)
        if keyword == '$dynamicRef' and (base, fragment) in self.dynamic:
            return next((self.anchors[at.base, fragment] for at in way if (at.base, fragment) in self.dynamic), found)
        return found

    @staticmethod
    def split(node, reference):
        before, _, fragment = reference.partition('#')
        base = urldefrag(urljoin(node.base, before))[0] if before else node.base
        return base, unquote(fragment)

    def follow_recursive(self, node, way):
        own = self.resources[node.base]
        if own.get('$recursiveAnchor') is not True:
            return own
        outer = (self.resources[at.base] for at in way)
        return next(resource for resource in (*outer, own) if resource.get('$recursiveAnchor') is True)

    def find(self, base, fragment):
        node = self.resources.get(base)
        if node is None or fragment == '':
            return node
        if not fragment.startswith('/'):
            return self.anchors.get((base, fragment))
        for step in fragment[1:].split('/'):
            step = step.replace('~1', '/').replace('~0', '~')
            if isinstance(node.value, list) and step.isdigit() and int(step) < len(node.value):
                step = int(step)
            elif not isinstance(node.value, dict) or step not in node.value:
                return None
            node = self.node(node.value[step], node.place + '/' + escape(step), node.base, node.draft)
        return node if isinstance(node.value, (bool, dict)) else None
