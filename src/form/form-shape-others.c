/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-shape-parts-private.h"

/* Further patterns of one group are not told. */
#define MAX_PATTERNS 1000

static gboolean
has_patterns (const FormLayer *layer)
{
  SjsonValue patterns;

  return form_layer_find_of_kind (layer, "patternProperties", SJSON_KIND_OBJECT, &patterns) &&
         sjson_value_get_length (&patterns) > 0;
}

/* What is said of members that are not declared: 1 welcome, -1 not allowed, 0 nothing. */
static int
judge_others (FormShape  *self,
              const char *keyword,
              guint       drafts)
{
  int judged = 0;
  SjsonValue others;

  for (guint i = 0; i < self->layers->len && judged >= 0; i++)
    {
      const FormLayer *layer = form_shape_get_layer (self, i);

      if ((layer->draft & drafts) && form_layer_find_schema (layer, keyword, &others))
        judged = form_node_is_false (&others) ? -1 : 1;
    }

  return judged;
}

/* Where nothing is declared and nothing is forbidden, anything may be meant, but for the whole: a
 * tool whose arguments are not described has none. */
gboolean
form_shape_may_take_others (FormShape *self)
{
  gboolean declares = self->is_root;
  int judged = judge_others (self, "additionalProperties", ~0u);

  /* Whatever is spoken of there is not left over. */
  if (judged == 0)
    judged = judge_others (self, "unevaluatedProperties",
                           SCHEMA_DRAFT_2019_09 | SCHEMA_DRAFT_2020_12);

  for (guint i = 0; i < self->layers->len; i++)
    {
      const FormLayer *layer = form_shape_get_layer (self, i);
      SjsonValue list;

      if (has_patterns (layer))
        return TRUE;

      declares |= form_layer_find_of_kind (layer, "properties", SJSON_KIND_OBJECT, &list) &&
                  sjson_value_get_length (&list) > 0;
    }

  return judged > 0 || (judged == 0 && !declares);
}

static gboolean
find_pattern (const FormLayer *layer,
              const char      *pattern,
              SjsonValue      *found)
{
  SjsonValue patterns;

  return pattern != NULL &&
         form_layer_find_of_kind (layer, "patternProperties", SJSON_KIND_OBJECT, &patterns) &&
         sjson_value_get_member (&patterns, pattern, found) && form_node_is_schema (found);
}

/* The shape of a member that no schema names, but perhaps @pattern; NULL: there may be none. */
static FormShape *
make_other (FormShape  *self,
            const char *pattern)
{
  g_autoptr(GArray) starts = g_array_new (FALSE, TRUE, sizeof (FormStart));
  FormStart start = { .crosses = TRUE };
  FormShape *shape;

  for (guint i = 0; i < self->layers->len; i++)
    {
      const FormLayer *layer = form_shape_get_layer (self, i);

      start.from = layer->way;
      if (find_pattern (layer, pattern, &start.node) ||
          form_layer_find_schema (layer, "additionalProperties", &start.node))
        g_array_append_val (starts, start);
    }

  for (guint i = 0, n = starts->len; i < self->layers->len && n == 0; i++)
    {
      const FormLayer *layer = form_shape_get_layer (self, i);

      start.from = layer->way;
      if (layer->draft != SCHEMA_DRAFT_07 &&
          form_layer_find_schema (layer, "unevaluatedProperties", &start.node))
        g_array_append_val (starts, start);
    }

  shape = form_shape_make_child (self, starts);

  return shape->is_impossible ? NULL : shape;
}

/**
 * form_shape_takes_others:
 *
 * Returns: whether the person may add members that are not declared
 */
gboolean
form_shape_takes_others (FormShape *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return form_shape_ensure_members (self)->takes_others;
}

/**
 * form_shape_get_other:
 *
 * Returns: (transfer none) (nullable): the shape of a member that no layer speaks of, neither by
 *   its name nor by a pattern; %NULL where there may be none
 */
FormShape *
form_shape_get_other (FormShape *self)
{
  FormMembers *members;

  g_return_val_if_fail (self != NULL, NULL);

  members = form_shape_ensure_members (self);
  if (!members->knows_other)
    {
      members->knows_other = TRUE;
      members->other = make_other (self, NULL);
    }

  return members->other;
}

static void
add_patterns (const FormLayer *layer,
              GHashTable      *known,
              GPtrArray       *patterns)
{
  SjsonValue list;
  SjsonValue name;
  SjsonValue schema;
  SjsonIter iter;

  if (!form_layer_find_of_kind (layer, "patternProperties", SJSON_KIND_OBJECT, &list))
    return;

  sjson_iter_init (&iter, &list);
  while (patterns->len < MAX_PATTERNS && sjson_iter_next (&iter, &name, &schema))
    {
      g_autofree char *pattern = NULL;

      if (form_node_is_schema (&schema))
        pattern = form_shape_dup_name (&name);

      if (pattern == NULL || g_hash_table_contains (known, pattern))
        continue;

      g_hash_table_add (known, pattern);
      g_ptr_array_add (patterns, g_steal_pointer (&pattern));
    }
}

/**
 * form_shape_dup_patterns:
 *
 * Returns: (transfer full) (element-type utf8): what names of further members may be like
 */
GPtrArray *
form_shape_dup_patterns (FormShape *self)
{
  g_autoptr(GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *patterns = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (self != NULL, patterns);

  for (guint i = 0; i < self->layers->len; i++)
    add_patterns (form_shape_get_layer (self, i), known, patterns);

  return patterns;
}

/**
 * form_shape_get_pattern_member:
 * @pattern: one of form_shape_dup_patterns()
 *
 * Returns: (transfer none) (nullable): the shape of a member whose name fits that pattern alone;
 *   %NULL where there may be none
 */
FormShape *
form_shape_get_pattern_member (FormShape  *self,
                               const char *pattern)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (pattern != NULL, NULL);

  return make_other (self, pattern);
}
