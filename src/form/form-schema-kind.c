/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-schema-private.h"

/* Lists of types or branches that are longer are not read. */
#define MAX_TYPES 64

#define ALL_KINDS (FORM_KIND_BIT (SJSON_KIND_OBJECT + 1) - 1)

/* Whether the form may hold @value without being asked, and so perhaps many times. */
gboolean
form_budget_afford (FormBudget       *self,
                    const SjsonValue *value)
{
  gsize length;

  sjson_value_get_text (value, &length);
  if (length > self->bytes)
    return FALSE;

  self->bytes -= length;
  return TRUE;
}

/* The types of JSON Schema, which tell integers from other numbers. */
enum {
  TYPE_NULL = 1 << 0,
  TYPE_BOOLEAN = 1 << 1,
  TYPE_INTEGER = 1 << 2,
  TYPE_NUMBER = 1 << 3,
  TYPE_STRING = 1 << 4,
  TYPE_ARRAY = 1 << 5,
  TYPE_OBJECT = 1 << 6,
};

static const struct
{
  const char *name;
  guint type;
  SjsonKind kind;
} types[] = {
  { "null", TYPE_NULL, SJSON_KIND_NULL },
  { "boolean", TYPE_BOOLEAN, SJSON_KIND_BOOLEAN },
  { "integer", TYPE_INTEGER, SJSON_KIND_NUMBER },
  { "number", TYPE_NUMBER, SJSON_KIND_NUMBER },
  { "string", TYPE_STRING, SJSON_KIND_STRING },
  { "array", TYPE_ARRAY, SJSON_KIND_ARRAY },
  { "object", TYPE_OBJECT, SJSON_KIND_OBJECT },
};

static guint
read_type_name (const SjsonValue *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (sjson_value_equals_string (name, types[i].name))
      return types[i].type;

  return 0;
}

/* The types of `type`, a name or a list of them; 0 where it says nothing that we know. */
static guint
read_types (const SjsonValue *type)
{
  SjsonIter iter;
  SjsonValue name;
  guint found = read_type_name (type);

  if (sjson_value_get_kind (type) != SJSON_KIND_ARRAY || sjson_value_get_length (type) > MAX_TYPES)
    return found;

  sjson_iter_init (&iter, type);
  while (sjson_iter_next (&iter, NULL, &name))
    found |= read_type_name (&name);

  return found;
}

/* What the branches of a union allow together; 0 unless each says so. */
static guint
read_union_types (const SjsonValue *branches)
{
  SjsonIter iter;
  SjsonValue branch;
  SjsonValue type;
  guint found = 0;

  if (sjson_value_get_length (branches) > MAX_TYPES)
    return 0;

  sjson_iter_init (&iter, branches);
  while (sjson_iter_next (&iter, NULL, &branch))
    {
      guint one = sjson_value_get_member (&branch, "type", &type) ? read_types (&type) : 0;

      if (one == 0)
        return 0;

      found |= one;
    }

  return found;
}

static guint
find_types (const FormSchema *self)
{
  SjsonValue member;

  if (form_layers_find (&self->layers, "type", &member))
    return read_types (&member);

  if (form_layers_find_of_kind (&self->layers, "anyOf", SJSON_KIND_ARRAY, &member) ||
      form_layers_find_of_kind (&self->layers, "oneOf", SJSON_KIND_ARRAY, &member))
    return read_union_types (&member);

  if (form_layers_find_of_kind (&self->layers, "properties", SJSON_KIND_OBJECT, &member))
    return TYPE_OBJECT;

  return 0;
}

static guint
types_to_kinds (guint found)
{
  guint kinds = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (found & types[i].type)
      kinds |= FORM_KIND_BIT (types[i].kind);

  return kinds != 0 ? kinds : ALL_KINDS;
}

/* A oneOf or anyOf of constants; looking whether it is one has its price. */
static gboolean
find_titled (FormSchema *self,
             const char *name,
             FormBudget *budget)
{
  SjsonValue *values = &self->choices.values;
  gsize n;

  if (!form_layers_find_of_kind (&self->layers, name, SJSON_KIND_ARRAY, values))
    return FALSE;

  n = sjson_value_get_length (values);
  if (n > budget->choices)
    return FALSE;

  budget->choices -= n;
  return form_choices_is_titled (values);
}

static gboolean
find_enum (FormSchema *self,
           FormBudget *budget)
{
  FormChoices *choices = &self->choices;
  gsize n;

  if (!form_layers_find_of_kind (&self->layers, "enum", SJSON_KIND_ARRAY, &choices->values))
    return FALSE;

  n = sjson_value_get_length (&choices->values);
  if (n == 0 || n > budget->choices)
    return FALSE;

  budget->choices -= n;
  choices->has_names = form_layers_find_of_kind (&self->layers, "enumNames", SJSON_KIND_ARRAY,
                                                 &choices->names);
  return TRUE;
}

static void
find_choices (FormSchema *self,
              FormBudget *budget)
{
  FormChoices *choices = &self->choices;

  if (form_layers_find (&self->layers, "const", &choices->values))
    choices->style = FORM_CHOICES_CONST;
  else if (find_enum (self, budget))
    choices->style = FORM_CHOICES_ENUM;
  else if (find_titled (self, "oneOf", budget) || find_titled (self, "anyOf", budget))
    choices->style = FORM_CHOICES_TITLED;

  if (choices->style != FORM_CHOICES_NONE && form_choices_has_only (choices) &&
      !form_budget_afford (budget, &choices->values))
    choices->style = FORM_CHOICES_NONE;
}

static FormKind
choose_kind (const FormSchema *self,
             guint             found)
{
  switch (found & ~TYPE_NULL)
    {
    case TYPE_BOOLEAN:
      return FORM_KIND_BOOLEAN;

    case TYPE_INTEGER:
      return FORM_KIND_INTEGER;

    case TYPE_NUMBER:
    case TYPE_NUMBER | TYPE_INTEGER:
      return FORM_KIND_NUMBER;

    case TYPE_STRING:
      return g_strcmp0 (self->format, "date-time") == 0 ? FORM_KIND_DATE_TIME : FORM_KIND_STRING;

    case TYPE_OBJECT:
      return FORM_KIND_OBJECT;

    default:
      return FORM_KIND_JSON;
    }
}

/* Whether the group may unfold into fields: something to unfold, and room for it. */
static gboolean
may_unfold (const FormSchema *self,
            const FormScope  *scope,
            FormBudget       *budget)
{
  SjsonValue member;
  gsize n;

  /* The arguments as a whole may be no more than {}; any other group without members is a map. */
  if (!form_schema_get_members (self, &member) || sjson_value_get_length (&member) == 0)
    return scope == NULL &&
           !form_layers_find_of_kind (&self->layers, "additionalProperties", SJSON_KIND_OBJECT,
                                      &member) &&
           !form_layers_find (&self->layers, "patternProperties", &member);

  n = sjson_value_get_length (&member);
  if ((scope != NULL && scope->depth >= FORM_MAX_DEPTH) || n > budget->fields)
    return FALSE;

  budget->fields -= n;
  return TRUE;
}

/* What allows every kind allows null. */
static void
make_json (FormSchema *self)
{
  if (self->layers.nullable)
    self->kinds |= FORM_KIND_BIT (SJSON_KIND_NULL);
  self->nullable = (self->kinds & FORM_KIND_BIT (SJSON_KIND_NULL)) != 0;
}

/* Decides what kind of field it is, and what it may be besides. */
void
form_schema_read_kind (FormSchema      *self,
                       const FormScope *scope,
                       FormBudget      *budget)
{
  guint found = find_types (self);

  find_choices (self, budget);
  self->kinds = types_to_kinds (found);
  self->nullable = self->layers.nullable || (found & TYPE_NULL);

  if (scope == NULL && found == 0)
    found = TYPE_OBJECT;

  if (self->layers.opaque)
    self->kind = FORM_KIND_JSON;
  else if (self->choices.style != FORM_CHOICES_NONE)
    {
      self->kind = FORM_KIND_CHOICE;
      self->nullable = self->layers.nullable || form_choices_has_null (&self->choices);
    }
  else
    self->kind = choose_kind (self, found);

  if (self->kind == FORM_KIND_OBJECT && !may_unfold (self, scope, budget))
    self->kind = FORM_KIND_JSON;

  if (self->kind == FORM_KIND_JSON)
    make_json (self);

  if (scope == NULL)
    self->nullable = FALSE;
}
