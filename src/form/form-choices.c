/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-choices-private.h"

#include "form-decimal-private.h"

/* Among so few a value is found by looking at all of them. */
#define MAX_COMPARED 16

/* A longer number is compared, not looked up. */
#define MAX_DIGITS 1000

/* Lists inside lists are looked at this deep, and so far, to tell them apart. */
#define MAX_LEVEL 3
#define MAX_LOOKED_AT 16

static guint hash_value (const SjsonValue *value,
                         guint             level);

static guint
hash_string (const SjsonValue *value)
{
  gsize length;
  g_autofree char *text = sjson_value_dup_string (value, &length);
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, length);

  return g_bytes_hash (bytes);
}

/* 1 is 1.0 (ruling 16). */
static guint
hash_number (const SjsonValue *value)
{
  g_auto(FormDecimal) decimal = { 0 };
  g_autofree char *letters = NULL;
  const char *text;
  gsize length;

  text = sjson_value_get_text (value, &length);
  if (length > MAX_DIGITS)
    return 0;

  letters = g_strndup (text, length);
  if (!form_decimal_init (&decimal, letters))
    return 0;

  return g_str_hash (decimal.digits) ^ (guint) decimal.point;
}

static guint
hash_list (const SjsonValue *value,
           guint             level)
{
  guint hash = (guint) sjson_value_get_length (value);
  SjsonValue item;
  SjsonIter iter;

  if (level == MAX_LEVEL)
    return hash;

  sjson_iter_init (&iter, value);
  for (guint i = 0; i < MAX_LOOKED_AT && sjson_iter_next (&iter, NULL, &item); i++)
    hash = 33 * hash + hash_value (&item, level + 1);

  return hash;
}

/* Of equal values it is the same. */
static guint
hash_value (const SjsonValue *value,
            guint             level)
{
  SjsonKind kind = sjson_value_get_kind (value);

  switch (kind)
    {
    case SJSON_KIND_STRING:
      return hash_string (value);

    case SJSON_KIND_NUMBER:
      return hash_number (value);

    case SJSON_KIND_ARRAY:
      return hash_list (value, level);

    default:
      return (guint) kind;
    }
}

static guint
hash_cb (gconstpointer value)
{
  return hash_value (value, 0);
}

static gboolean
equal_cb (gconstpointer value,
          gconstpointer other)
{
  return sjson_value_equal (value, other);
}

/* Takes @entries, none of which is null. */
void
form_choices_init (FormChoices *self,
                   GArray      *entries)
{
  self->entries = entries;
  self->places = entries->len > MAX_COMPARED ? g_hash_table_new (hash_cb, equal_cb) : NULL;
}

void
form_choices_clear (FormChoices *self)
{
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->entries, g_array_unref);
}

/* Whether there is exactly one to choose. */
gboolean
form_choices_has_only (const FormChoices *self)
{
  return self->entries->len == 1;
}

const FormChoiceEntry *
form_choices_get_entry (const FormChoices *self,
                        guint              index)
{
  return index < self->entries->len
         ? &g_array_index (self->entries, FormChoiceEntry, index) : NULL;
}

gboolean
form_choices_get_value (const FormChoices *self,
                        guint              index,
                        SjsonValue        *value)
{
  const FormChoiceEntry *entry = form_choices_get_entry (self, index);

  if (entry != NULL)
    *value = entry->value;

  return entry != NULL;
}

/* Of two that are the same the first one counts. */
static void
index_entries (const FormChoices *self)
{
  for (guint i = self->entries->len; i > 0; i--)
    g_hash_table_replace (self->places, (gpointer) &form_choices_get_entry (self, i - 1)->value,
                          GUINT_TO_POINTER (i));
}

static guint
compare_all (const FormChoices *self,
             const SjsonValue  *value)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (sjson_value_equal (&form_choices_get_entry (self, i)->value, value))
      return i;

  return G_MAXUINT;
}

/* The place of @value among the choices, G_MAXUINT without one. */
guint
form_choices_find (const FormChoices *self,
                   const SjsonValue  *value)
{
  guint place;

  if (self->places == NULL)
    return compare_all (self, value);

  if (g_hash_table_size (self->places) == 0)
    index_entries (self);

  place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, value));

  return place > 0 ? place - 1 : G_MAXUINT;
}
