/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-names.h"

#include <string.h>

typedef struct
{
  char *text;
  gsize length;
} Name;

/* A set of names, numbered in the order they came. */
struct _SchemaNames
{
  GArray *names;
  guint *slots;     /* index + 1; 0 is free */
  guint n_slots;    /* a power of two */
  guint expected;   /* what may well be looked for next: objects name things in one order */
};

static void
clear_name (gpointer data)
{
  g_free (((Name *) data)->text);
}

/**
 * schema_names_new:
 *
 * Returns: (transfer full): an empty set of names
 */
SchemaNames *
schema_names_new (void)
{
  SchemaNames *self = g_new0 (SchemaNames, 1);

  self->names = g_array_new (FALSE, FALSE, sizeof (Name));
  g_array_set_clear_func (self->names, clear_name);
  self->n_slots = 8;
  self->slots = g_new0 (guint, self->n_slots);

  return self;
}

/**
 * schema_names_free:
 * @self: (transfer full): a set of names
 *
 * Frees the set.
 */
void
schema_names_free (SchemaNames *self)
{
  g_array_unref (self->names);
  g_free (self->slots);
  g_free (self);
}

static guint
hash (const char *name,
      gsize       length)
{
  guint32 sum = 2166136261u;

  for (gsize i = 0; i < length; i++)
    sum = (sum ^ (guchar) name[i]) * 16777619u;

  return sum ^ (sum >> 15);
}

static inline gboolean
is_name (const SchemaNames *self,
         guint              index,
         const char        *name,
         gsize              length)
{
  const Name *known = &g_array_index (self->names, Name, index);

  return known->length == length && memcmp (known->text, name, length) == 0;
}

/* The slot of @name, or the free one where it belongs. */
static guint
find_slot (const SchemaNames *self,
           const char        *name,
           gsize              length)
{
  guint slot = hash (name, length) & (self->n_slots - 1);

  while (self->slots[slot] != 0 && !is_name (self, self->slots[slot] - 1, name, length))
    slot = (slot + 1) & (self->n_slots - 1);

  return slot;
}

static void
grow (SchemaNames *self)
{
  g_free (self->slots);
  self->n_slots *= 2;
  self->slots = g_new0 (guint, self->n_slots);

  for (guint i = 0; i < self->names->len; i++)
    {
      const Name *name = &g_array_index (self->names, Name, i);

      self->slots[find_slot (self, name->text, name->length)] = i + 1;
    }
}

/**
 * schema_names_add:
 * @name: UTF-8; may hold NULs
 * @length: of @name
 *
 * Returns: its index, which it may have had before
 */
guint
schema_names_add (SchemaNames *self,
                  const char  *name,
                  gsize        length)
{
  guint index = schema_names_find (self, name, length);
  Name added = { NULL, length };

  if (index != SCHEMA_NAMES_NONE)
    return index;

  if (self->names->len >= self->n_slots / 2)
    grow (self);

  added.text = g_malloc (length + 1);
  memcpy (added.text, name, length);
  added.text[length] = '\0';
  g_array_append_val (self->names, added);
  self->slots[find_slot (self, name, length)] = self->names->len;

  return self->names->len - 1;
}

/**
 * schema_names_find:
 * @name: UTF-8; may hold NULs
 * @length: of @name
 *
 * Returns: the index of @name, or %SCHEMA_NAMES_NONE
 */
guint
schema_names_find (SchemaNames *self,
                   const char  *name,
                   gsize        length)
{
  guint index = self->expected;

  if (index >= self->names->len)
    index = 0;

  if (index >= self->names->len || !is_name (self, index, name, length))
    index = self->slots[find_slot (self, name, length)] - 1;

  if (index != SCHEMA_NAMES_NONE)
    self->expected = index + 1;

  return index;
}

/**
 * schema_names_get_size:
 *
 * Returns: how many names there are
 */
guint
schema_names_get_size (const SchemaNames *self)
{
  return self->names->len;
}

/**
 * schema_names_get:
 * @index: less than the size
 * @length: (out) (optional): of the name
 *
 * Returns: (transfer none): the name of that index, ended by a NUL
 */
const char *
schema_names_get (const SchemaNames *self,
                  guint              index,
                  gsize             *length)
{
  const Name *name = &g_array_index (self->names, Name, index);

  if (length != NULL)
    *length = name->length;

  return name->text;
}
