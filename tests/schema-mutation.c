/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-plan.h"

/* Values that were right, with one thing changed. */

typedef struct
{
  SchemaGenerator *generator;
  guint n_left;           /* values until the one that is changed */
  GString *out;
} Mutation;

static void write_value (Mutation         *self,
                         const SjsonValue *value);

static guint
count_values (const SjsonValue *value)
{
  guint n_values = 1;
  SjsonIter iter;
  SjsonValue child;

  sjson_iter_init (&iter, value);

  while (sjson_iter_next (&iter, NULL, &child))
    n_values += count_values (&child);

  return n_values;
}

static void
append_text (GString          *out,
             const SjsonValue *value)
{
  gsize length;
  const char *text = sjson_value_get_text (value, &length);

  g_string_append_len (out, text, length);
}

/* @drop: the child that is left out, G_MAXUINT: none; @add: what comes on top of it, nullable */
static void
write_children (Mutation         *self,
                const SjsonValue *value,
                guint             drop,
                const char       *add)
{
  gboolean is_object = sjson_value_get_kind (value) == SJSON_KIND_OBJECT;
  gboolean is_first = TRUE;
  SjsonIter iter;
  SjsonValue name, child;

  sjson_iter_init (&iter, value);
  g_string_append_c (self->out, is_object ? '{' : '[');

  for (guint i = 0; sjson_iter_next (&iter, &name, &child); i++)
    {
      if (i == drop)
        continue;

      g_string_append (self->out, is_first ? "" : ",");
      is_first = FALSE;

      if (is_object)
        {
          append_text (self->out, &name);
          g_string_append_c (self->out, ':');
        }

      write_value (self, &child);
    }

  if (add != NULL)
    g_string_append_printf (self->out, "%s%s", is_first ? "" : ",", add);

  g_string_append_c (self->out, is_object ? '}' : ']');
}

static char *
dup_addition (SchemaGenerator  *generator,
              const SjsonValue *value)
{
  static const char * const names[] = { "never", "name", "a", "x-1", "", "other 9", "tag", "kind" };
  g_autofree char *junk = schema_generator_dup_junk (generator);
  GString *out;
  SjsonValue element;

  if (sjson_value_get_kind (value) == SJSON_KIND_OBJECT)
    return g_strdup_printf ("\"%s\":%s", names[plan_pick (generator, G_N_ELEMENTS (names))],
                            junk);

  if (plan_chance (generator, 40) || sjson_value_get_length (value) == 0)
    return g_steal_pointer (&junk);

  sjson_value_get_element (value, plan_pick (generator, sjson_value_get_length (value)), &element);

  out = g_string_new (NULL);
  append_text (out, &element);

  return g_string_free (out, FALSE);
}

/* Another value of the same kind. */
static const char * const texts[] = {
  "\"\"", "\"x\"", "\"abcdef\"", "\"0\"", "\"2026-02-30\"", "\"not a\\nformat at all \\u0000\"",
  "\"zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz\"",
};
static const char * const numbers[] = {
  "-1000000000", "1e9", "0.333", "1E400", "-1E400", "0", "7", "-0.001", "1", "100", "0.5",
};

static const char *
get_other (SchemaGenerator *generator,
           SjsonKind        kind)
{
  if (kind == SJSON_KIND_STRING)
    return texts[plan_pick (generator, G_N_ELEMENTS (texts))];

  return numbers[plan_pick (generator, G_N_ELEMENTS (numbers))];
}

static void
change (Mutation         *self,
        const SjsonValue *value)
{
  SchemaGenerator *generator = self->generator;
  gsize length = sjson_value_get_length (value);
  SjsonKind kind = sjson_value_get_kind (value);
  gboolean is_group = kind >= SJSON_KIND_ARRAY;
  guint way = plan_pick (generator, 100);
  g_autofree char *addition = NULL;

  if (is_group && way < 45 && length > 0)
    write_children (self, value, plan_pick (generator, length), NULL);
  else if (is_group && way < 80)
    {
      addition = dup_addition (generator, value);
      write_children (self, value, G_MAXUINT, addition);
    }
  else if ((kind == SJSON_KIND_STRING || kind == SJSON_KIND_NUMBER) && way < 70)
    g_string_append (self->out, get_other (generator, kind));
  else
    plan_write_junk (generator, 2, self->out);
}

static void
write_value (Mutation         *self,
             const SjsonValue *value)
{
  if (self->n_left-- == 0)
    {
      change (self, value);
      return;
    }

  if (sjson_value_get_kind (value) >= SJSON_KIND_ARRAY)
    write_children (self, value, G_MAXUINT, NULL);
  else
    append_text (self->out, value);
}

/* The same value but for one place, which may be as good as it was. */
char *
schema_generator_mutate (SchemaGenerator  *self,
                         const SjsonValue *value)
{
  Mutation mutation = {
    self, plan_pick (self, count_values (value)), g_string_new (NULL),
  };

  write_value (&mutation, value);

  return g_string_free (mutation.out, FALSE);
}
