/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-fixture.h"

static SjsonDocument *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  SjsonDocument *document = sjson_document_new_from_string (text, -1, NULL, &error);

  g_assert_no_error (error);

  return document;
}

/* The form of two texts, either of which may be NULL. */
FormModel *
form_fixture_new (const char *schema,
                  const char *value)
{
  g_autoptr(SjsonDocument) schema_document = schema != NULL ? parse (schema) : NULL;
  g_autoptr(SjsonDocument) value_document = value != NULL ? parse (value) : NULL;
  SjsonValue schema_value = { 0 };
  SjsonValue shown = { 0 };

  if (schema != NULL)
    schema_value = sjson_document_get_root (schema_document);
  if (value != NULL)
    shown = sjson_document_get_root (value_document);

  return form_model_new (schema != NULL ? &schema_value : NULL, value != NULL ? &shown : NULL);
}

FormField *
form_fixture_find (FormModel  *model,
                   const char *pointer)
{
  FormField *field = form_model_find (model, pointer);

  g_assert_nonnull (field);

  return field;
}

static char *
write_compact (SjsonDocument *document)
{
  SjsonValue root = sjson_document_get_root (document);

  return sjson_value_to_json (&root, NULL);
}

/* The form is valid, and this is what it sends, letter by letter. */
void
form_fixture_assert_value (FormModel  *model,
                           const char *json)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SjsonDocument) document = form_model_build_value (model, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = write_compact (document);
  g_assert_cmpstr (text, ==, json);
}

/* This is what the form shows as JSON, valid or not, but for the blanks. */
void
form_fixture_assert_draft (FormModel  *model,
                           const char *json)
{
  g_autofree char *draft = form_model_dup_json (model);
  g_autoptr(SjsonDocument) document = parse (draft);
  g_autofree char *text = write_compact (document);

  g_assert_cmpstr (text, ==, json);
}

static void
count_cb (int *count)
{
  (*count)++;
}

void
form_fixture_count (gpointer    object,
                    const char *signal,
                    int        *count)
{
  *count = 0;
  g_signal_connect_swapped (object, signal, G_CALLBACK (count_cb), count);
}
