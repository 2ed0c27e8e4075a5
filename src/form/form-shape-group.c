/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-shape-parts-private.h"

/* Verdicts that need verdicts that need …; what is deeper is taken for a shape. */
#define MAX_JUDGING 12

/* More branches nobody could choose from, unless they are constants. */
#define MAX_BRANCHES 1000

void
form_group_clear (gpointer group)
{
  g_array_unref (((FormGroup *) group)->branches);
}

static gboolean
is_consumed (FormShape        *self,
             const SjsonValue *node,
             gboolean          is_any)
{
  for (guint i = 0; self->consumed != NULL && i < self->consumed->len; i++)
    {
      const FormKey *key = &g_array_index (self->consumed, FormKey, i);

      if (key->is_any == is_any && form_node_equal (&key->node, node))
        return TRUE;
    }

  return FALSE;
}

/* A constant and words about it, as titled choices are. */
static gboolean
is_plain_constant (const SjsonValue *node)
{
  static const char * const others[] = { "$ref", "allOf", "anyOf", "oneOf", "type" };
  SjsonValue member;

  if (!sjson_value_get_member (node, "const", &member))
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (sjson_value_get_member (node, others[i], &member))
      return FALSE;

  return TRUE;
}

static FormVerdict
judge_constant (const SjsonValue *node)
{
  guint types = form_node_read_constants (node);

  return (FormVerdict) {
    .types = types, .null = types == FORM_TYPE_NULL, .says = TRUE, .constant = TRUE,
  };
}

static gboolean
has_constant (FormShape *shape,
              gboolean   of_null)
{
  for (guint i = 0; i < shape->layers->len; i++)
    {
      const FormLayer *layer = form_shape_get_layer (shape, i);

      if (!layer->words_only && form_node_is_constant (&layer->node) &&
          (!of_null || form_node_read_constants (&layer->node) == FORM_TYPE_NULL))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_shaped_group (FormShape *shape)
{
  for (guint i = 0; shape->groups != NULL && i < shape->groups->len; i++)
    if (g_array_index (shape->groups, FormGroup, i).is_shaped)
      return TRUE;

  return FALSE;
}

/* Whether it says anything of a shape, and is no mere rule. */
static gboolean
says_something (FormShape *shape)
{
  if (shape->is_opaque || shape->named != 0 || has_shaped_group (shape) ||
      has_constant (shape, FALSE))
    return TRUE;

  for (guint i = 0; i < shape->layers->len; i++)
    if (form_layer_infer_types (form_shape_get_layer (shape, i), FALSE) != 0)
      return TRUE;

  return FALSE;
}

static FormVerdict
judge (FormShapes       *self,
       const SjsonValue *node)
{
  FormShape *shape = form_shape_make (self, 0);
  FormVerdict verdict = { 0 };

  form_shape_start (shape, node, NULL, FALSE);
  form_shape_read (shape);
  form_shape_ensure_types (shape);

  verdict.types = shape->fits;
  verdict.nothing = shape->is_impossible;
  verdict.null = shape->named == FORM_TYPE_NULL || has_constant (shape, TRUE);
  verdict.says = says_something (shape);
  verdict.constant = has_constant (shape, FALSE);
  form_shape_free (shape);

  return verdict;
}

/* What a branch is like, found out once; of one that leads into itself nothing is known while it
 * is found out. */
const FormVerdict *
form_shapes_judge (FormShapes       *self,
                   const SjsonValue *node)
{
  static const FormVerdict unknown = { .types = FORM_TYPES_ALL, .says = TRUE };
  gsize length;
  gpointer key = (gpointer) sjson_value_get_text (node, &length);
  FormVerdict *known = g_hash_table_lookup (self->verdicts, key);

  if (known != NULL)
    return known;

  if (self->judging == MAX_JUDGING)
    return &unknown;

  known = g_new (FormVerdict, 1);
  *known = (FormVerdict) { .types = FORM_TYPES_ALL };
  g_hash_table_insert (self->verdicts, key, known);

  self->judging++;
  *known = is_plain_constant (node) ? judge_constant (node) : judge (self, node);
  self->judging--;

  return known;
}

/* Sorts the branches: which of them there are to choose from. FALSE if nothing fits any. */
static gboolean
read_group (FormShape        *self,
            FormGroup        *group,
            const SjsonValue *branches,
            SjsonValue       *null)
{
  gboolean refuses = FALSE;
  gboolean any = FALSE;
  SjsonValue branch;
  SjsonIter iter;

  sjson_iter_init (&iter, branches);
  while (sjson_iter_next (&iter, NULL, &branch))
    {
      const FormVerdict *verdict;

      if (!form_node_is_schema (&branch))
        continue;

      verdict = form_shapes_judge (self->all, &branch);
      refuses |= verdict->nothing;
      if (verdict->nothing)
        continue;

      any = TRUE;
      group->types |= verdict->types;
      if (verdict->null)
        {
          *null = branch;
          continue;
        }

      group->is_constant &= verdict->constant;
      group->is_shaped |= verdict->says;
      g_array_append_val (group->branches, branch);
    }

  return any || !refuses;
}

/* What has but one branch besides null is that branch. */
static void
follow_only (FormShape        *self,
             const FormGroup  *group,
             const SjsonValue *only,
             gboolean          or_null)
{
  FormStart start = { *only, form_shape_get_layer (self, group->layer)->way, FALSE };

  self->names_null |= or_null;
  form_shape_add (self, &start, group->layer, or_null);
}

static void
take_group (FormShape        *self,
            FormGroup        *group,
            const SjsonValue *null)
{
  SjsonValue only;

  switch (group->branches->len)
    {
    case 0:
      if (null->document != NULL)
        follow_only (self, group, null, FALSE);
      form_group_clear (group);
      break;

    case 1:
      only = g_array_index (group->branches, SjsonValue, 0);
      follow_only (self, group, &only, null->document != NULL);
      form_group_clear (group);
      break;

    default:
      if (self->groups == NULL)
        {
          self->groups = g_array_new (FALSE, FALSE, sizeof (FormGroup));
          g_array_set_clear_func (self->groups, form_group_clear);
        }

      group->is_shaped &= group->branches->len <= MAX_BRANCHES || group->is_constant;
      self->names_null |= null->document != NULL;
      g_array_append_val (self->groups, *group);
    }
}

static void
add_group (FormShape *self,
           int        layer,
           gboolean   is_any)
{
  const FormLayer *here = form_shape_get_layer (self, layer);
  FormGroup group = { .layer = layer, .is_any = is_any, .is_constant = TRUE };
  SjsonValue null = { 0 };
  SjsonValue branches;

  if (!form_layer_find_of_kind (here, is_any ? "anyOf" : "oneOf", SJSON_KIND_ARRAY, &branches) ||
      sjson_value_get_length (&branches) == 0 || is_consumed (self, &here->node, is_any))
    return;

  group.branches = g_array_new (FALSE, FALSE, sizeof (SjsonValue));
  if (read_group (self, &group, &branches, &null))
    {
      take_group (self, &group, &null);
    }
  else
    {
      self->is_impossible = TRUE;
      form_group_clear (&group);
    }
}

/* Reads the unions of a layer. */
void
form_shape_add_groups (FormShape *self,
                       int        layer)
{
  add_group (self, layer, TRUE);
  add_group (self, layer, FALSE);
}
