/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-content-private.h"

#include "form-check-private.h"
#include "form-tree-private.h"

#include <string.h>

/* Nobody checked more of them; a longer list is shown as JSON. */
#define MAX_PICKS 10000

/* Whether fields of that kind have fields below them. */
gboolean
form_kind_is_group (FormKind kind)
{
  return kind == FORM_KIND_OBJECT || kind == FORM_KIND_MAP || kind == FORM_KIND_LIST ||
         kind == FORM_KIND_TUPLE || kind == FORM_KIND_UNION;
}

gboolean
form_kind_is_number (FormKind kind)
{
  return kind == FORM_KIND_INTEGER || kind == FORM_KIND_NUMBER;
}

/* Whether its values are strings. */
gboolean
form_kind_is_text (FormKind kind)
{
  return kind == FORM_KIND_STRING || kind == FORM_KIND_DATE || kind == FORM_KIND_TIME ||
         kind == FORM_KIND_DATE_TIME || kind == FORM_KIND_FILE;
}

/* A field without a value of its own: absent, null, or a group. */
void
form_content_init_state (FormContent *self,
                         FormState    state)
{
  *self = (FormContent) { .state = state, .text = g_strdup (""), .selected = G_MAXUINT };
}

static void
take_text (FormContent *self,
           char        *text)
{
  g_free (self->text);
  self->text = text;
}

static char *
dup_letters (const SjsonValue *value)
{
  gsize length;
  const char *text = sjson_value_get_text (value, &length);

  return g_strndup (text, length);
}

static void
clear_pick (gpointer data)
{
  FormPick *pick = data;

  g_clear_pointer (&pick->value, sjson_value_free);
}

static GArray *
new_picks (void)
{
  GArray *picks = g_array_new (FALSE, FALSE, sizeof (FormPick));

  g_array_set_clear_func (picks, clear_pick);

  return picks;
}

static void
add_pick (GArray           *picks,
          guint             choice,
          const SjsonValue *value)
{
  FormPick pick = { choice, value != NULL ? sjson_value_copy (value) : NULL };

  g_array_append_val (picks, pick);
}

/* A list of nothing but choices. */
static gboolean
read_picks (FormContent      *self,
            const FormPlace  *place,
            const SjsonValue *value)
{
  const FormChoices *choices = form_shape_get_choices (place->shape);
  g_autoptr(GArray) picks = new_picks ();
  SjsonIter iter;
  SjsonValue item;

  if (sjson_value_get_kind (value) != SJSON_KIND_ARRAY || choices == NULL ||
      sjson_value_get_length (value) > MAX_PICKS)
    return FALSE;

  sjson_iter_init (&iter, value);
  while (sjson_iter_next (&iter, NULL, &item))
    {
      guint choice = form_choices_find (choices, &item);

      if (choice == G_MAXUINT)
        return FALSE;

      add_pick (picks, choice, &item);
    }

  self->picks = g_steal_pointer (&picks);

  return TRUE;
}

static gboolean
read_choice (FormContent      *self,
             const FormPlace  *place,
             const SjsonValue *value)
{
  const FormChoices *choices = form_shape_get_choices (place->shape);

  self->selected = choices != NULL ? form_choices_find (choices, value) : G_MAXUINT;

  return self->selected != G_MAXUINT;
}

/* A group of more members than a form may have fields is one text. */
static gboolean
read_group (const FormPlace  *place,
            const SjsonValue *value)
{
  switch (place->kind)
    {
    case FORM_KIND_OBJECT:
    case FORM_KIND_MAP:
      return sjson_value_get_kind (value) == SJSON_KIND_OBJECT &&
             sjson_value_get_length (value) <= FORM_MAX_FIELDS;

    case FORM_KIND_LIST:
    case FORM_KIND_TUPLE:
      return sjson_value_get_kind (value) == SJSON_KIND_ARRAY;

    default:
      return FALSE;
    }
}

static gboolean
read_letters (FormContent      *self,
              const FormPlace  *place,
              const SjsonValue *value)
{
  SjsonKind kind = sjson_value_get_kind (value);

  if (form_kind_is_text (place->kind) && kind == SJSON_KIND_STRING)
    {
      /* A text with a NUL in it no entry can show. */
      gsize length;
      char *text = sjson_value_dup_string (value, &length);

      take_text (self, text);
      return strlen (text) == length;
    }

  if (form_kind_is_number (place->kind) && kind == SJSON_KIND_NUMBER)
    {
      take_text (self, dup_letters (value));
      return TRUE;
    }

  return FALSE;
}

/* Reads @value the way the field shows it; FALSE if it has no way to. */
static gboolean
read_value (FormContent      *self,
            const FormPlace  *place,
            const SjsonValue *value)
{
  switch (place->kind)
    {
    case FORM_KIND_BOOLEAN:
      return sjson_value_get_boolean (value, &self->active);

    case FORM_KIND_CHOICE:
      return read_choice (self, place, value);

    case FORM_KIND_CHOICES:
      return read_picks (self, place, value);

    case FORM_KIND_UNION:
      self->selected = form_shape_find_branch (place->shape, value);
      return self->selected < form_shape_get_n_branches (place->shape);

    case FORM_KIND_JSON:
      take_text (self, sjson_value_to_pretty_json (value, NULL));
      return TRUE;

    case FORM_KIND_OBJECT:
    case FORM_KIND_MAP:
    case FORM_KIND_LIST:
    case FORM_KIND_TUPLE:
      return read_group (place, value);

    default:
      return read_letters (self, place, value);
    }
}

/**
 * form_content_init_value:
 * @self: (out caller-allocates): the content
 * @place: of the field
 * @value: any value, also one that the schema refuses
 *
 * Takes a value as it is: untouched it is sent on letter by letter. What the
 * kind has no way to show is shown as JSON.
 */
void
form_content_init_value (FormContent      *self,
                         const FormPlace  *place,
                         const SjsonValue *value)
{
  form_content_init_state (self, FORM_STATE_VALUE);

  if (sjson_value_is_null (value))
    {
      self->state = FORM_STATE_NULL;
      return;
    }

  self->source = sjson_value_copy (value);
  if (read_value (self, place, value))
    return;

  self->selected = G_MAXUINT;
  self->as_json = TRUE;
  take_text (self, sjson_value_to_pretty_json (value, NULL));
}

/**
 * form_content_init_json:
 * @self: (out caller-allocates): the content
 * @place: of the field
 * @text: what was typed, which is to be JSON
 *
 * Keeps the text exactly. A field of another kind shows it as JSON until it is
 * a value that the kind can show.
 */
void
form_content_init_json (FormContent     *self,
                        const FormPlace *place,
                        const char      *text)
{
  g_autoptr(SjsonValue) value = NULL;
  g_autofree char *problem = form_check_json (text, place->depth, &value);

  if (place->kind != FORM_KIND_JSON && value != NULL && problem == NULL)
    {
      form_content_init_value (self, place, value);
      if (!self->as_json)
        return;

      form_content_clear (self);
    }

  form_content_init_state (self, FORM_STATE_VALUE);
  take_text (self, g_strdup (text));
  self->as_json = place->kind != FORM_KIND_JSON;
  self->problem = g_steal_pointer (&problem);
  if (self->problem == NULL)
    self->source = g_steal_pointer (&value);
}

/* What a person typed is to be one. No schema says what a file is, so that a value that is given
 * may be none. */
static void
check_text (FormContent     *self,
            const FormPlace *place)
{
  if (form_kind_is_number (place->kind))
    self->problem = form_check_number (self->text, place->kind);
  else if (place->kind == FORM_KIND_FILE)
    self->problem = form_check_file (self->text);
}

/* What was typed, kept exactly; also where it is no number or no JSON. */
void
form_content_init_text (FormContent     *self,
                        const FormPlace *place,
                        const char      *text)
{
  if (!form_kind_is_text (place->kind) && !form_kind_is_number (place->kind))
    {
      form_content_init_json (self, place, text);
      return;
    }

  form_content_init_state (self, FORM_STATE_VALUE);
  take_text (self, g_strdup (text));
  check_text (self, place);
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

/* What @old holds, with or without @choice; the others stay where and as they are. */
void
form_content_init_picks (FormContent       *self,
                         const FormContent *old,
                         guint              choice,
                         gboolean           checked)
{
  form_content_init_state (self, FORM_STATE_VALUE);
  self->picks = new_picks ();

  for (guint i = 0; old->picks != NULL && i < old->picks->len; i++)
    {
      const FormPick *pick = &g_array_index (old->picks, FormPick, i);

      if (pick->choice != choice)
        add_pick (self->picks, pick->choice, pick->value);
    }

  if (checked)
    add_pick (self->picks, choice, NULL);
}

void
form_content_clear (FormContent *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->source, sjson_value_free);
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->picks, g_array_unref);
}

gboolean
form_content_has_pick (const FormContent *self,
                       guint              choice)
{
  for (guint i = 0; self->picks != NULL && i < self->picks->len; i++)
    if (g_array_index (self->picks, FormPick, i).choice == choice)
      return TRUE;

  return FALSE;
}

static gboolean
has_same_picks (const FormContent *self,
                const FormContent *other)
{
  guint n = self->picks != NULL ? self->picks->len : 0;

  if (n != (other->picks != NULL ? other->picks->len : 0))
    return FALSE;

  for (guint i = 0; i < n; i++)
    if (g_array_index (self->picks, FormPick, i).choice !=
        g_array_index (other->picks, FormPick, i).choice)
      return FALSE;

  return TRUE;
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
         self->selected == other->selected && self->as_json == other->as_json &&
         strcmp (self->text, other->text) == 0 &&
         g_strcmp0 (self->problem, other->problem) == 0 && has_same_picks (self, other) &&
         has_same_source (self->source, other->source);
}

static void
write_text (const FormContent *self,
            const FormPlace   *place,
            SjsonBuilder      *builder)
{
  g_autofree char *stripped = g_strstrip (g_strdup (self->text));

  if (self->as_json || !form_kind_is_number (place->kind) ||
      !sjson_builder_number (builder, stripped))
    sjson_builder_string (builder, self->text);
}

static void
write_choice (const FormPlace *place,
              guint            selected,
              SjsonBuilder    *builder)
{
  const FormChoices *choices = form_shape_get_choices (place->shape);
  SjsonValue value;

  if (choices != NULL && form_choices_get_value (choices, selected, &value))
    sjson_builder_value (builder, &value);
  else
    sjson_builder_null (builder);
}

static void
write_picks (const FormContent *self,
             const FormPlace   *place,
             SjsonBuilder      *builder)
{
  sjson_builder_begin_array (builder);

  for (guint i = 0; self->picks != NULL && i < self->picks->len; i++)
    {
      const FormPick *pick = &g_array_index (self->picks, FormPick, i);

      if (pick->value != NULL)
        sjson_builder_value (builder, pick->value);
      else
        write_choice (place, pick->choice, builder);
    }

  sjson_builder_end_array (builder);
}

/**
 * form_content_write:
 * @self: what a field holds, other than an open group
 * @place: of the field
 * @builder: where to
 *
 * A draft that is no value is written as a string. A place of a list that has
 * no value yet is written as null, so that the others keep theirs.
 */
void
form_content_write (const FormContent *self,
                    const FormPlace   *place,
                    SjsonBuilder      *builder)
{
  if (self->state != FORM_STATE_VALUE)
    sjson_builder_null (builder);
  else if (self->source != NULL)
    sjson_builder_value (builder, self->source);
  else if (self->as_json)
    write_text (self, place, builder);
  else if (place->kind == FORM_KIND_BOOLEAN)
    sjson_builder_boolean (builder, self->active);
  else if (place->kind == FORM_KIND_CHOICE)
    write_choice (place, self->selected, builder);
  else if (place->kind == FORM_KIND_CHOICES)
    write_picks (self, place, builder);
  else
    write_text (self, place, builder);
}
