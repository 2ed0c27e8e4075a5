/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-content-private.h"

#include "form-check-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* A field without a value of its own: absent, null, or a group. */
void
form_content_init_state (FormContent *self,
                         FormState    state)
{
  *self = (FormContent) { .state = state, .text = g_strdup (""), .selected = G_MAXUINT };
}

static char *
dup_json (const SjsonValue *value)
{
  return sjson_value_to_pretty_json (value, NULL);
}

static char *
dup_letters (const SjsonValue *value)
{
  gsize length;
  const char *text = sjson_value_get_text (value, &length);

  return g_strndup (text, length);
}

static void
take_text (FormContent *self,
           char        *text)
{
  g_free (self->text);
  self->text = text;
}

static const char *
say_alien (FormKind kind)
{
  switch (kind)
    {
    case FORM_KIND_INTEGER:
      return _("This is not a whole number.");

    case FORM_KIND_NUMBER:
      return _("This is not a number.");

    case FORM_KIND_BOOLEAN:
      return _("This is neither yes nor no.");

    case FORM_KIND_CHOICE:
      return _("This is not one of the choices.");

    case FORM_KIND_OBJECT:
      return _("A group of values goes here.");

    case FORM_KIND_STRING:
    case FORM_KIND_DATE_TIME:
    case FORM_KIND_JSON:
    default:
      return _("This is not a text.");
    }
}

/* A value that the field has no way to show stays as it is until it is typed over. */
static void
make_alien (FormContent      *self,
            const FormSchema *schema,
            const SjsonValue *value)
{
  gboolean has_text = schema->kind != FORM_KIND_BOOLEAN && schema->kind != FORM_KIND_CHOICE &&
                      schema->kind != FORM_KIND_OBJECT;

  self->alien = TRUE;
  self->problem = g_strdup (say_alien (schema->kind));
  if (has_text)
    take_text (self, dup_json (value));
}

static void
read_text (FormContent      *self,
           const FormSchema *schema,
           char             *text)
{
  take_text (self, text);
  self->problem = form_check_text (schema, text);
}

/* Reads @value the way the field shows it; FALSE if it is of another kind. */
static gboolean
read_value (FormContent      *self,
            const FormSchema *schema,
            const SjsonValue *value)
{
  SjsonKind kind = sjson_value_get_kind (value);

  switch (schema->kind)
    {
    case FORM_KIND_STRING:
    case FORM_KIND_DATE_TIME:
      if (kind == SJSON_KIND_STRING)
        read_text (self, schema, sjson_value_dup_string (value, NULL));
      return kind == SJSON_KIND_STRING;

    case FORM_KIND_INTEGER:
    case FORM_KIND_NUMBER:
      if (kind == SJSON_KIND_NUMBER)
        read_text (self, schema, dup_letters (value));
      return kind == SJSON_KIND_NUMBER;

    case FORM_KIND_BOOLEAN:
      return sjson_value_get_boolean (value, &self->active);

    case FORM_KIND_CHOICE:
      self->selected = form_choices_find (&schema->choices, value);
      return self->selected != G_MAXUINT;

    case FORM_KIND_OBJECT:
      return kind == SJSON_KIND_OBJECT;

    case FORM_KIND_JSON:
    default:
      take_text (self, dup_json (value));
      self->problem = form_check_kind (schema, kind);
      return TRUE;
    }
}

/* Whether a string stands for what could not be written otherwise, a draft (see
 * form_content_write()). A JSON field that takes strings cannot tell. */
static gboolean
is_draft (const FormSchema *schema,
          const SjsonValue *value)
{
  return sjson_value_get_kind (value) == SJSON_KIND_STRING &&
         (schema->kind == FORM_KIND_INTEGER || schema->kind == FORM_KIND_NUMBER ||
          (schema->kind == FORM_KIND_JSON && !(schema->kinds & FORM_KIND_BIT (SJSON_KIND_STRING))));
}

/**
 * form_content_init_value:
 * @self: (out caller-allocates): the content
 * @schema: of the field
 * @value: any value, also one that the schema refuses
 *
 * Takes a value as it is: untouched it is sent on letter by letter.
 */
void
form_content_init_value (FormContent      *self,
                         const FormSchema *schema,
                         const SjsonValue *value)
{
  if (is_draft (schema, value))
    {
      g_autofree char *text = sjson_value_dup_string (value, NULL);

      form_content_init_text (self, schema, text);
      return;
    }

  form_content_init_state (self, FORM_STATE_VALUE);

  if (sjson_value_is_null (value))
    {
      self->state = FORM_STATE_NULL;
      return;
    }

  self->source = sjson_value_copy (value);
  if (!read_value (self, schema, value))
    make_alien (self, schema, value);
}

/* What was typed, kept exactly; also where it is no number or no JSON. */
void
form_content_init_text (FormContent      *self,
                        const FormSchema *schema,
                        const char       *text)
{
  form_content_init_state (self, FORM_STATE_VALUE);
  take_text (self, g_strdup (text));

  if (schema->kind == FORM_KIND_JSON)
    self->problem = form_check_json (schema, text, &self->source);
  else if (schema->kind == FORM_KIND_STRING)
    self->problem = form_check_text (schema, text);
  else
    {
      g_autofree char *stripped = g_strstrip (g_strdup (text));

      self->problem = form_check_text (schema, stripped);
    }
}

void
form_content_init_active (FormContent *self,
                          gboolean     active)
{
  form_content_init_state (self, FORM_STATE_VALUE);
  self->active = active;
}

void
form_content_init_choice (FormContent *self,
                          guint        selected)
{
  form_content_init_state (self, FORM_STATE_VALUE);
  self->selected = selected;
}

void
form_content_clear (FormContent *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->source, sjson_value_free);
  g_clear_pointer (&self->problem, g_free);
}

static gboolean
has_same_source (const SjsonValue *source,
                 const SjsonValue *other)
{
  gsize length;
  gsize other_length;
  const char *text;
  const char *other_text;

  /* Typed and loaded, they show the same and mean the same. */
  if (source == NULL || other == NULL)
    return TRUE;

  text = sjson_value_get_text (source, &length);
  other_text = sjson_value_get_text (other, &other_length);

  return length == other_length && memcmp (text, other_text, length) == 0;
}

/* Whether nobody could tell one from the other. */
gboolean
form_content_equal (const FormContent *self,
                    const FormContent *other)
{
  return self->state == other->state && self->active == other->active &&
         self->selected == other->selected && self->alien == other->alien &&
         strcmp (self->text, other->text) == 0 &&
         g_strcmp0 (self->problem, other->problem) == 0 &&
         has_same_source (self->source, other->source);
}

static void
write_text (const FormContent *self,
            const FormSchema  *schema,
            SjsonBuilder      *builder)
{
  g_autofree char *stripped = g_strstrip (g_strdup (self->text));
  gboolean is_number = schema->kind == FORM_KIND_INTEGER || schema->kind == FORM_KIND_NUMBER;

  if (is_number && sjson_builder_number (builder, stripped))
    return;

  sjson_builder_string (builder, schema->kind == FORM_KIND_DATE_TIME ? stripped : self->text);
}

/**
 * form_content_write:
 * @self: what a field other than a group holds, null or a value
 * @schema: of the field
 * @builder: where to
 *
 * An invalid draft that is no value of any kind is written as a string.
 */
void
form_content_write (const FormContent *self,
                    const FormSchema  *schema,
                    SjsonBuilder      *builder)
{
  SjsonValue choice;

  if (self->state == FORM_STATE_NULL)
    sjson_builder_null (builder);
  else if (self->source != NULL)
    sjson_builder_value (builder, self->source);
  else if (schema->kind == FORM_KIND_BOOLEAN)
    sjson_builder_boolean (builder, self->active);
  else if (schema->kind == FORM_KIND_CHOICE &&
           form_choices_get_value (&schema->choices, self->selected, &choice))
    sjson_builder_value (builder, &choice);
  else
    write_text (self, schema, builder);
}
