/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-round.h"

#include "sjson-fixture.h"

#include <string.h>

/* What is beyond the bounds of a form is shown as JSON, and that need not be the same places. */
#define LONG_DRAFT 16384

/* PROPERTY_DUMP is a folder where what was at hand last can be read, whatever became of it. */
static void
dump (const char *name,
      const char *text)
{
  const char *folder = g_getenv ("PROPERTY_DUMP");
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  if (path != NULL)
    g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
}

/* PROPERTY_SCHEMA and PROPERTY_VALUE are looked at instead of random ones. */
void
form_round_init (FormRound *self,
                 guint      seed)
{
  const char *schema = g_getenv ("PROPERTY_SCHEMA");

  *self = (FormRound) { seed, schema_generator_new (seed), NULL, NULL, NULL, NULL, NULL };
  self->schema_text = schema_generator_next (self->generator);

  if (schema != NULL)
    {
      g_free (self->schema_text);
      self->schema_text = g_strdup (schema);
    }

  self->schema = parse_value (self->schema_text);
  self->validator = schema_validator_new (self->schema, NULL, SCHEMA_FLAGS_ASSERT_FORMAT);
  dump ("schema", self->schema_text);
  form_round_next_value (self);

  if (schema != NULL)
    {
      g_autoptr(SjsonValue) value = parse_value (self->value_text);

      g_test_message ("verdict %d", schema_validator_check (self->validator, value));
    }
}

/* Another schema instead, which the values know nothing of. */
void
form_round_set_schema (FormRound  *self,
                       const char *text)
{
  g_autofree char *old = self->schema_text;

  self->schema_text = g_strdup (text);
  dump ("schema", text);
  sjson_value_free (self->schema);
  g_object_unref (self->validator);
  self->schema = parse_value (text);
  self->validator = schema_validator_new (self->schema, NULL, SCHEMA_FLAGS_ASSERT_FORMAT);
}

void
form_round_next_value (FormRound *self)
{
  const char *value = g_getenv ("PROPERTY_VALUE");

  g_free (self->value_text);
  self->value_text = value != NULL ? g_strdup (value)
                                   : schema_generator_dup_value (self->generator);
  dump ("value", self->value_text);
}

void
form_round_clear (FormRound *self)
{
  g_free (self->schema_text);
  g_free (self->value_text);
  sjson_value_free (self->schema);
  g_clear_object (&self->validator);
  schema_generator_free (self->generator);
}

void
form_round_demand (FormRound  *self,
                   gboolean    is_so,
                   const char *format,
                   ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  if (is_so)
    return;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_test_message ("seed %u\nschema %s\nvalue %s\n%s", self->seed, self->schema_text,
                  self->value_text, self->editor != NULL ? self->editor->log->str : "");
  g_error ("seed %u: %s", self->seed, what);
}

void
form_round_check (FormRound *self,
                  FormModel *model)
{
  gboolean valid = form_model_is_valid (model);
  g_autoptr(SjsonDocument) built = form_model_build_value (model, NULL);
  g_autofree char *text = NULL;
  SjsonValue root;

  form_round_demand (self, valid == (built != NULL), "valid %d, built %d", valid, built != NULL);
  form_round_demand (self, valid == (form_model_get_n_errors (model) == 0),
                     "valid %d with %u errors", valid, form_model_get_n_errors (model));
  form_round_demand (self, valid == (form_model_get_first_error (model) == NULL),
                     "valid %d, first error %d", valid,
                     form_model_get_first_error (model) != NULL);

  if (built == NULL)
    return;

  root = sjson_document_get_root (built);
  text = sjson_value_to_json (&root, NULL);
  form_round_demand (self, schema_validator_check (self->validator, &root) != SCHEMA_INVALID,
                     "valid, but refused: %s", text);
}

static int
compare_lines_cb (const void *a,
                  const void *b)
{
  return strcmp (*(char * const *) a, *(char * const *) b);
}

/* All fields with all that a person sees of them. A field says what is wrong with it once somebody
 * looked at it. */
static char **
list_fields (FormModel *model)
{
  g_autoptr(GPtrArray) fields = random_editor_unfold (model, G_MAXUINT);
  GStrvBuilder *lines = g_strv_builder_new ();
  char **list;

  for (guint i = 0; i < fields->len; i++)
    {
      g_autofree char *line = random_editor_describe (g_ptr_array_index (fields, i));

      g_strv_builder_add (lines, line);
    }

  /* Members that nobody declared may stand in the form in another order than in the value. */
  list = g_strv_builder_end (lines);
  qsort (list, g_strv_length (list), sizeof (char *), compare_lines_cb);
  g_strv_builder_unref (lines);

  return list;
}

static void
demand_same_fields (FormRound  *self,
                    FormModel  *model,
                    FormModel  *other,
                    const char *draft)
{
  g_auto(GStrv) lines = list_fields (model);
  g_auto(GStrv) others = list_fields (other);
  guint i = 0;

  while (lines[i] != NULL && g_strcmp0 (lines[i], others[i]) == 0)
    i++;

  form_round_demand (self, lines[i] == NULL && others[i] == NULL, "the draft %s\nmade of %s\n%s",
                     draft, lines[i] != NULL ? lines[i] : "nothing",
                     others[i] != NULL ? others[i] : "nothing");
}

/* Of fields that nobody looked at a draft need not speak. */
static void
demand_same_draft (FormRound *self,
                   FormModel *model,
                   FormModel *other)
{
  g_autofree char *draft = form_model_dup_draft (model);
  g_autofree char *again = form_model_dup_draft (other);

  form_round_demand (self, g_str_equal (draft, again), "the draft %s\nbecame %s", draft, again);
}

static void
demand_same_validity (FormRound  *self,
                      FormModel  *model,
                      FormModel  *other,
                      const char *draft)
{
  FormField *error = form_model_get_first_error (model);
  FormField *other_error = form_model_get_first_error (other);
  g_autofree char *line = error != NULL ? random_editor_describe (error) : NULL;
  g_autofree char *other_line = other_error != NULL ? random_editor_describe (other_error) : NULL;

  form_round_demand (self, form_model_is_valid (model) == form_model_is_valid (other),
                     "the draft %s\nhas %s\nnot %s", draft, other_line, line);
}

/* A draft says all: the same form, the same errors, the same draft. */
void
form_round_check_draft (FormRound *self,
                        FormModel *model)
{
  g_autofree char *draft = form_model_dup_draft (model);
  g_autoptr(FormModel) other = form_model_new (self->schema, NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *json = NULL;
  g_autofree char *other_json = NULL;

  form_round_demand (self, form_model_set_draft (other, draft, &error), "no draft: %s: %s", draft,
                     error != NULL ? error->message : "");
  json = form_model_dup_json (model);
  other_json = form_model_dup_json (other);
  form_round_demand (self, g_str_equal (json, other_json), "the draft %s\nis not %s\nbut %s",
                     draft, json, other_json);

  if (strlen (draft) < LONG_DRAFT)
    {
      demand_same_fields (self, model, other, draft);
      demand_same_validity (self, model, other, draft);
      demand_same_draft (self, model, other);
    }

  g_assert_finalize_object (g_steal_pointer (&other));
}

/* Somebody edits it, and it is checked each time. */
void
form_round_edit (FormRound *self,
                 FormModel *model,
                 guint      n_edits)
{
  g_auto(RandomEditor) editor = { NULL, };

  random_editor_init (&editor, model, self->generator);
  self->editor = &editor;
  form_round_check (self, model);

  for (guint i = 0; i < n_edits; i++)
    {
      random_editor_step (&editor);
      form_round_check (self, model);
    }

  form_round_check_draft (self, model);
  random_editor_look (&editor);
  form_round_check_draft (self, model);
  self->editor = NULL;
}
