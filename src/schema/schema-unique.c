/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-check.h"

#include "schema-run.h"
#include "schema-text.h"

#include <glib/gi18n.h>

#define PRIME G_GUINT64_CONSTANT (0x100000001b3)

typedef struct
{
  guint64 hash;
  SjsonValue value;
} Element;

static guint64
hash_bytes (guint64     hash,
            const char *bytes,
            gsize       length)
{
  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar) bytes[i]) * PRIME;

  return hash;
}

static guint64
mix (guint64 hash)
{
  hash = (hash ^ (hash >> 33)) * G_GUINT64_CONSTANT (0xff51afd7ed558ccd);

  return hash ^ (hash >> 29);
}

static guint64
hash_string (const SjsonValue *value)
{
  g_auto(SchemaText) text = { NULL, };

  schema_text_init (&text, value);

  return hash_bytes (SJSON_KIND_STRING, text.bytes, text.length);
}

static guint64 hash_value (const SjsonValue *value);

/* Members count in any order, elements in theirs. */
static guint64
hash_container (const SjsonValue *value,
                guint64           hash)
{
  gboolean is_object = sjson_value_get_kind (value) == SJSON_KIND_OBJECT;
  SjsonIter iter;
  SjsonValue name, child;

  sjson_iter_init (&iter, value);

  while (sjson_iter_next (&iter, &name, &child))
    {
      if (is_object)
        hash += mix (hash_string (&name) + mix (hash_value (&child)));
      else
        hash = mix (hash * PRIME + hash_value (&child));
    }

  return hash;
}

/* The same for values that are equal. */
static guint64
hash_value (const SjsonValue *value)
{
  SjsonKind kind = sjson_value_get_kind (value);
  gboolean boolean = FALSE;
  SchemaNumber number;

  switch (kind)
    {
    case SJSON_KIND_BOOLEAN:
      sjson_value_get_boolean (value, &boolean);
      return mix (kind + 8 * boolean);
    case SJSON_KIND_NUMBER:
      schema_number_init (&number, value);
      return mix (schema_number_hash (&number) * PRIME + kind);
    case SJSON_KIND_STRING:
      return mix (hash_string (value));
    case SJSON_KIND_ARRAY:
    case SJSON_KIND_OBJECT:
      return mix (hash_container (value, kind));
    case SJSON_KIND_NULL:
    default:
      return mix (kind);
    }
}

static int
compare_hashes (gconstpointer a,
                gconstpointer b)
{
  const Element *left = a;
  const Element *right = b;

  if (left->hash != right->hash)
    return left->hash < right->hash ? -1 : 1;

  return left->value.token < right->value.token ? -1 : left->value.token > right->value.token;
}

static gsize
get_size (const SjsonValue *value)
{
  gsize length;

  sjson_value_get_text (value, &length);

  return length;
}

static GArray *
sort_elements (const SjsonValue *array)
{
  GArray *elements = g_array_new (FALSE, FALSE, sizeof (Element));
  SjsonIter iter;
  Element element;

  sjson_iter_init (&iter, array);

  while (sjson_iter_next (&iter, NULL, &element.value))
    {
      element.hash = hash_value (&element.value);
      g_array_append_val (elements, element);
    }

  g_array_sort (elements, compare_hashes);

  return elements;
}

/* Finds two that are equal; what has the same hash stands together. */
static gboolean
find_equal (SchemaRun  *run,
            GArray     *elements,
            SjsonValue *again)
{
  for (guint i = 0; i + 1 < elements->len; i++)
    {
      const Element *first = &g_array_index (elements, Element, i);

      for (guint j = i + 1; j < elements->len; j++)
        {
          const Element *second = &g_array_index (elements, Element, j);

          if (second->hash != first->hash ||
              !schema_run_spend (run, 1 + get_size (&second->value) / 8))
            break;

          if (sjson_value_equal (&first->value, &second->value))
            {
              *again = second->value;
              return TRUE;
            }
        }
    }

  return FALSE;
}

SchemaVerdict
schema_check_unique (SchemaRun         *run,
                     const SchemaFrame *frame,
                     SchemaRule        *rule)
{
  g_autoptr(GArray) elements = NULL;
  SjsonValue again;

  if (sjson_value_get_length (&frame->instance) < 2)
    return SCHEMA_VALID;

  if (!schema_run_spend (run, get_size (&frame->instance) / 8))
    return SCHEMA_UNCHECKED;

  elements = sort_elements (&frame->instance);

  if (!find_equal (run, elements, &again))
    return SCHEMA_VALID;

  return schema_run_report (run, &again, frame, rule->keyword, SCHEMA_INVALID, "%s",
                            _("This stands in the list twice."));
}
