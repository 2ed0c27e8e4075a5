/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-names.h"

#include <string.h>

typedef struct
{
  char *text;
  gsize length;
  guint64 head;        /* its first eight bytes, or all of a shorter one */
  guint64 tail;        /* its last eight */
  gboolean is_plain;   /* without anything that JSON would have to escape */
} Name;

/* A set of names, numbered in the order they came. */
struct _SchemaNames
{
  GArray *names;
  guint *slots;     /* index + 1; 0 is free */
  guint n_slots;    /* a power of two */
  guint32 seed;     /* so that nobody can choose names that go to the same slot */
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
  self->seed = g_random_int ();
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

static inline guint64
load (const char *bytes,
      gsize       n_bytes)
{
  guint64 word = 0;

  memcpy (&word, bytes, n_bytes);

  return word;
}

/* Both ends of a short name in one word: what lies between them is in one of the two halves. */
static inline guint64
load_short (const char *name,
            gsize       length)
{
  if (length >= 4)
    return load (name, 4) << 32 | load (name + length - 4, 4);

  if (length == 0)
    return 0;

  return (guint64) (guchar) name[0] << 16 | (guint64) (guchar) name[length / 2] << 8 |
         (guchar) name[length - 1];
}

static inline guint64
mix (guint64 sum,
     guint64 word)
{
  sum = (sum ^ word) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return sum ^ (sum >> 29);
}

static guint
hash (const SchemaNames *self,
      const char        *name,
      gsize              length)
{
  guint64 sum = self->seed ^ length;

  if (length < 8)
    return (guint) (mix (sum, load_short (name, length)) >> 16);

  for (gsize i = 0; i + 8 < length; i += 8)
    sum = mix (sum, load (name + i, 8));

  return (guint) (mix (sum, load (name + length - 8, 8)) >> 16);
}

/* Most names are short, and this is asked for each member of each object. */
static inline gboolean
is_name (const SchemaNames *self,
         guint              index,
         const char        *name,
         gsize              length)
{
  const Name *known = &g_array_index (self->names, Name, index);

  if (known->length != length)
    return FALSE;

  if (length < 8)
    return known->head == load_short (name, length);

  return known->head == load (name, 8) && known->tail == load (name + length - 8, 8) &&
         (length <= 16 || memcmp (known->text, name, length) == 0);
}

/* The slot of @name, or the free one where it belongs. */
static guint
find_slot (const SchemaNames *self,
           const char        *name,
           gsize              length)
{
  guint slot = hash (self, name, length) & (self->n_slots - 1);

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
  Name added = { NULL, length, 0, 0, memchr (name, '\\', length) == NULL };

  if (index != SCHEMA_NAMES_NONE)
    return index;

  if (self->names->len >= self->n_slots / 2)
    grow (self);

  added.head = length < 8 ? load_short (name, length) : load (name, 8);
  added.tail = length < 8 ? 0 : load (name + length - 8, 8);
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
 * schema_names_guess:
 * @name: a string
 *
 * Looks whether a name is the one that was to be expected, by how it is written: objects of one
 * kind mostly name their members in one order.
 *
 * Returns: the index of @name, or %SCHEMA_NAMES_NONE if it takes a search
 */
guint
schema_names_guess (SchemaNames      *self,
                    const SjsonValue *name)
{
  guint index = self->expected < self->names->len ? self->expected : 0;
  gsize length;
  const char *text = sjson_value_get_text (name, &length);

  if (index >= self->names->len || !g_array_index (self->names, Name, index).is_plain ||
      !is_name (self, index, text + 1, length - 2))
    return SCHEMA_NAMES_NONE;

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
