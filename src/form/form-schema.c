/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-schema-private.h"

#include "form-label-private.h"

#include <string.h>

#define MAX_TITLE 120
#define MAX_DESCRIPTION 16384
#define MAX_FORMAT 40
#define MAX_PATTERN 60
#define MAX_PLACEHOLDER 80

/* From this length on a text is not meant for one line. */
#define LONG_TEXT 250

#define KIND_BIT(kind) (1u << (kind))
#define ALL_KINDS (KIND_BIT (SJSON_KIND_OBJECT + 1) - 1)

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

  if (sjson_value_get_kind (type) != SJSON_KIND_ARRAY)
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
      kinds |= KIND_BIT (types[i].kind);

  return kinds != 0 ? kinds : ALL_KINDS;
}

static void
find_choices (FormSchema *self)
{
  FormChoices *choices = &self->choices;
  SjsonValue *names = &choices->names;

  if (form_layers_find (&self->layers, "const", &choices->values))
    choices->style = FORM_CHOICES_CONST;
  else if (form_layers_find_of_kind (&self->layers, "enum", SJSON_KIND_ARRAY, &choices->values) &&
           sjson_value_get_length (&choices->values) > 0)
    choices->style = FORM_CHOICES_ENUM;
  else if ((form_layers_find_of_kind (&self->layers, "oneOf", SJSON_KIND_ARRAY, &choices->values) &&
            form_choices_is_titled (&choices->values)) ||
           (form_layers_find_of_kind (&self->layers, "anyOf", SJSON_KIND_ARRAY, &choices->values) &&
            form_choices_is_titled (&choices->values)))
    choices->style = FORM_CHOICES_TITLED;

  if (choices->style == FORM_CHOICES_ENUM)
    choices->has_names = form_layers_find_of_kind (&self->layers, "enumNames", SJSON_KIND_ARRAY,
                                                   names);
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
    self->kinds |= KIND_BIT (SJSON_KIND_NULL);
  self->nullable = (self->kinds & KIND_BIT (SJSON_KIND_NULL)) != 0;
}

static void
read_kind (FormSchema      *self,
           const FormScope *scope,
           FormBudget      *budget)
{
  guint found = find_types (self);
  gsize n_choices;

  find_choices (self);
  n_choices = form_choices_get_size (&self->choices);

  self->kinds = types_to_kinds (found);
  self->nullable = self->layers.nullable || (found & TYPE_NULL);

  if (scope == NULL && found == 0)
    found = TYPE_OBJECT;

  if (self->layers.opaque || n_choices > budget->choices)
    self->kind = FORM_KIND_JSON;
  else if (n_choices > 0)
    {
      budget->choices -= n_choices;
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

/* A string of the schema, one line, or NULL. */
static char *
dup_line (const FormSchema *self,
          const char       *name,
          gsize             limit)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  SjsonValue member;

  if (!form_layers_find_of_kind (&self->layers, name, SJSON_KIND_STRING, &member))
    return NULL;

  text = sjson_value_dup_string (&member, NULL);
  line = form_label_clean (text, limit);

  return *line != '\0' ? g_steal_pointer (&line) : NULL;
}

static char *
dup_description (const FormSchema *self)
{
  g_autofree char *text = NULL;
  SjsonValue member;

  if (!form_layers_find_of_kind (&self->layers, "description", SJSON_KIND_STRING, &member))
    return NULL;

  text = g_strstrip (sjson_value_dup_string (&member, NULL));

  if (strlen (text) > MAX_DESCRIPTION)
    {
      *g_utf8_find_prev_char (text, text + MAX_DESCRIPTION) = '\0';
      return g_strconcat (text, "…", NULL);
    }

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/* A scalar as a person would type it, or NULL. */
static char *
dup_example (const SjsonValue *value)
{
  g_autofree char *text = NULL;
  gsize length;

  sjson_value_get_text (value, &length);

  if (sjson_value_is_null (value) || length > MAX_DESCRIPTION)
    return NULL;

  text = sjson_value_dup_string (value, NULL);
  if (text == NULL)
    text = sjson_value_to_json (value, NULL);

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static char *
find_example (const FormSchema *self)
{
  char *text = self->has_default ? dup_example (&self->default_value) : NULL;
  SjsonValue member;
  SjsonValue first;

  if (text == NULL && form_layers_find_of_kind (&self->layers, "examples", SJSON_KIND_ARRAY,
                                                &member) &&
      sjson_value_get_element (&member, 0, &first))
    text = dup_example (&first);

  if (text == NULL && form_layers_find (&self->layers, "example", &member))
    text = dup_example (&member);

  return text;
}

static char *
make_placeholder (const FormSchema *self,
                  const char       *example)
{
  if (example != NULL)
    return form_label_clean (example, MAX_PLACEHOLDER);

  if (self->kind == FORM_KIND_DATE_TIME)
    return g_strdup ("2026-11-24T14:00:00Z");

  if (self->kind == FORM_KIND_STRING && g_strcmp0 (self->format, "date") == 0)
    return g_strdup ("2026-11-24");

  if (self->kind == FORM_KIND_JSON && self->kinds == KIND_BIT (SJSON_KIND_ARRAY))
    return g_strdup ("[]");

  if (self->kind == FORM_KIND_JSON && self->kinds == KIND_BIT (SJSON_KIND_OBJECT))
    return g_strdup ("{}");

  return NULL;
}

static gboolean
wants_lines (const FormSchema *self,
             const char       *example)
{
  static const char * const formats[] = { "markdown", "multi-line", "multiline", "textarea", NULL };
  SjsonValue member;

  if (self->kind == FORM_KIND_JSON)
    return TRUE;

  return self->kind == FORM_KIND_STRING &&
         (self->max_length >= LONG_TEXT ||
          (example != NULL && strchr (example, '\n') != NULL) ||
          (self->format != NULL && g_strv_contains (formats, self->format)) ||
          form_layers_find (&self->layers, "contentMediaType", &member));
}

/**
 * form_schema_new:
 * @node: the schema of one field
 * @scope: (nullable): the groups around it; `NULL` for the arguments as a whole
 * @budget: what the form may still spend
 *
 * Reads what a schema says about a field. Whatever is of the wrong kind is ignored.
 *
 * Returns: (transfer full): the description
 */
FormSchema *
form_schema_new (const SjsonValue *node,
                 const FormScope  *scope,
                 FormBudget       *budget)
{
  FormSchema *self = g_new0 (FormSchema, 1);
  g_autofree char *example = NULL;

  self->document = sjson_document_ref (node->document);
  self->min_length = -1;
  self->max_length = -1;

  form_layers_read (&self->layers, &budget->root, node, scope);
  self->format = dup_line (self, "format", MAX_FORMAT);
  read_kind (self, scope, budget);

  self->title = dup_line (self, "title", MAX_TITLE);
  self->description = dup_description (self);
  self->pattern = dup_line (self, "pattern", MAX_PATTERN);
  self->has_default = form_layers_find (&self->layers, "default", &self->default_value);
  form_schema_read_limits (self);

  example = find_example (self);
  self->placeholder = make_placeholder (self, example);
  self->multiline = wants_lines (self, example);
  self->limits = form_schema_dup_limits (self);

  return self;
}

void
form_schema_free (FormSchema *self)
{
  g_free (self->title);
  g_free (self->description);
  g_free (self->format);
  g_free (self->placeholder);
  g_free (self->pattern);
  g_free (self->limits);
  g_free (self->minimum.text);
  g_free (self->maximum.text);
  g_free (self->step);
  sjson_document_unref (self->document);
  g_free (self);
}

/* The `properties` of a group. */
gboolean
form_schema_get_members (const FormSchema *self,
                         SjsonValue       *members)
{
  return form_layers_find_of_kind (&self->layers, "properties", SJSON_KIND_OBJECT, members);
}

/* The names that any layer requires, as a set. */
GHashTable *
form_schema_dup_needed (const FormSchema *self)
{
  GHashTable *needed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  SjsonIter iter;
  SjsonValue list;
  SjsonValue name;

  for (guint i = 0; i < self->layers.n_nodes; i++)
    {
      if (!sjson_value_get_member_of_kind (&self->layers.nodes[i], "required", SJSON_KIND_ARRAY,
                                           &list))
        continue;

      sjson_iter_init (&iter, &list);
      while (sjson_iter_next (&iter, NULL, &name))
        if (sjson_value_get_kind (&name) == SJSON_KIND_STRING)
          g_hash_table_add (needed, sjson_value_dup_string (&name, NULL));
    }

  return needed;
}

/* Makes it the one JSON field for all the arguments, which are always an object. */
void
form_schema_make_arguments (FormSchema *self)
{
  self->kind = FORM_KIND_JSON;
  self->kinds = KIND_BIT (SJSON_KIND_OBJECT);
  self->nullable = FALSE;
  self->multiline = TRUE;
  if (self->placeholder == NULL)
    self->placeholder = g_strdup ("{}");
}
