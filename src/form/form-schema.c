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

/* A string that is longer, as it stands in the schema, is not read at all. */
#define MAX_STRING (256 * 1024)

/* A longer name is not one that a person could want. */
#define MAX_NAME 4096

/* A list of names is no longer than a group, give or take. */
#define MAX_NEEDED (2 * FORM_MAX_FIELDS)

static char *
dup_string (const FormSchema *self,
            const char       *name)
{
  SjsonValue member;
  gsize length;

  if (!form_layers_find_of_kind (&self->layers, name, SJSON_KIND_STRING, &member))
    return NULL;

  sjson_value_get_text (&member, &length);

  return length <= MAX_STRING ? sjson_value_dup_string (&member, NULL) : NULL;
}

/* A string of the schema, one line, or NULL. */
static char *
dup_line (const FormSchema *self,
          const char       *name,
          gsize             limit)
{
  g_autofree char *text = dup_string (self, name);
  g_autofree char *line = text != NULL ? form_label_clean (text, limit) : NULL;

  return line != NULL && *line != '\0' ? g_steal_pointer (&line) : NULL;
}

static char *
dup_description (const FormSchema *self)
{
  g_autofree char *text = dup_string (self, "description");

  if (text == NULL)
    return NULL;

  g_strstrip (text);

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

  if (self->kind == FORM_KIND_JSON && self->kinds == FORM_KIND_BIT (SJSON_KIND_ARRAY))
    return g_strdup ("[]");

  if (self->kind == FORM_KIND_JSON && self->kinds == FORM_KIND_BIT (SJSON_KIND_OBJECT))
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
  form_schema_read_kind (self, scope, budget);

  self->title = dup_line (self, "title", MAX_TITLE);
  self->description = dup_description (self);
  self->pattern = dup_line (self, "pattern", MAX_PATTERN);
  self->has_default = form_layers_find (&self->layers, "default", &self->default_value) &&
                      form_budget_afford (budget, &self->default_value);
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

/* The name of a member that can be a field, else NULL: C holds no name with a NUL in it. */
char *
form_schema_dup_name (const SjsonValue *name)
{
  g_autofree char *text = NULL;
  gsize length;

  sjson_value_get_text (name, &length);
  if (length > MAX_NAME)
    return NULL;

  text = sjson_value_dup_string (name, &length);

  return text != NULL && strlen (text) == length ? g_steal_pointer (&text) : NULL;
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
      for (guint n = 0; n < MAX_NEEDED && sjson_iter_next (&iter, NULL, &name); n++)
        {
          char *text = form_schema_dup_name (&name);

          if (text != NULL)
            g_hash_table_add (needed, text);
        }
    }

  return needed;
}

/* Makes it the one JSON field for all the arguments, which are always an object. */
void
form_schema_take_all (FormSchema *self)
{
  self->kind = FORM_KIND_JSON;
  self->kinds = FORM_KIND_BIT (SJSON_KIND_OBJECT);
  self->nullable = FALSE;
  self->multiline = TRUE;
  if (self->placeholder == NULL)
    self->placeholder = g_strdup ("{}");
}
