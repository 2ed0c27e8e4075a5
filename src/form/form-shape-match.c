/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-shape-parts-private.h"

/* Further branches are not tried. */
#define MAX_TRIED 100

/* Members of a value that are looked at to find out what it resembles. */
#define MAX_LOOKED_AT 200

/* What a member says about which branch its value is of. */
enum {
  POINTS_CONSTANT = 1000,
  POINTS_MEMBER = 10,
  POINTS_TYPE = 2,
  POINTS_NEEDED = 1,
};

static gboolean
may_be_of (FormShape        *branch,
           const SjsonValue *value)
{
  form_shape_ensure_types (branch);

  return (branch->fits & form_node_get_type_of (value)) != 0 && !branch->is_impossible;
}

/* Constants tell branches apart, and so do the names of members. */
static int
rate_member (FormShape        *branch,
             const char       *name,
             const SjsonValue *value)
{
  FormShape *member = form_shape_get_member (branch, name);

  if (form_shape_get_kind (member) == FORM_KIND_CHOICE)
    return form_choices_find (form_shape_get_choices (member), value) != G_MAXUINT
           ? POINTS_CONSTANT : -POINTS_CONSTANT;

  return may_be_of (member, value) ? POINTS_MEMBER + POINTS_TYPE : POINTS_MEMBER;
}

static int
rate_members (FormShape        *branch,
              const SjsonValue *value)
{
  int points = 0;
  SjsonValue name;
  SjsonValue member;
  SjsonIter iter;
  guint n = 0;

  sjson_iter_init (&iter, value);
  while (n++ < MAX_LOOKED_AT && sjson_iter_next (&iter, &name, &member))
    {
      g_autofree char *text = form_shape_dup_name (&name);

      if (text == NULL)
        continue;

      if (form_shape_is_declared (branch, text))
        points += rate_member (branch, text, &member);
      else if (form_shape_get_other (branch) == NULL)
        points -= POINTS_MEMBER;

      points += form_shape_is_required (branch, text) ? POINTS_NEEDED : 0;
    }

  return points;
}

/* How much @value is like one of the branch; the more the better. */
static int
rate (FormShape        *branch,
      const SjsonValue *value)
{
  if (!may_be_of (branch, value))
    return G_MININT;

  switch (form_shape_get_kind (branch))
    {
    case FORM_KIND_OBJECT:
    case FORM_KIND_MAP:
      return sjson_value_get_kind (value) == SJSON_KIND_OBJECT ? rate_members (branch, value) : 0;

    case FORM_KIND_CHOICE:
      return form_choices_find (form_shape_get_choices (branch), value) != G_MAXUINT
             ? POINTS_CONSTANT : -POINTS_CONSTANT;

    default:
      return 0;
    }
}

static gboolean
agrees (FormShape        *self,
        guint             index,
        const SjsonValue *value)
{
  const SjsonValue *node = form_shape_get_branch_node (self, index);

  if (!may_be_of (form_shape_get_branch (self, index), value))
    return FALSE;

  return node == NULL ||
         form_shapes_ask (self->all, node, value) == SCHEMA_VALID;
}

static guint
find_similar (FormShape        *self,
              const SjsonValue *value)
{
  int most = G_MININT;
  guint found = 0;

  for (guint i = 0; i < form_shape_get_n_branches (self); i++)
    {
      int points = rate (form_shape_get_branch (self, i), value);

      if (points > most)
        {
          most = points;
          found = i;
        }
    }

  return found;
}

/**
 * form_shape_find_branch:
 * @value: a value
 *
 * Returns: the branch that it is of: the first that it agrees with, else the most similar
 */
guint
form_shape_find_branch (FormShape        *self,
                        const SjsonValue *value)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (value != NULL, 0);

  for (guint i = 0; i < MIN (form_shape_get_n_branches (self), MAX_TRIED); i++)
    if (agrees (self, i, value))
      return i;

  return find_similar (self, value);
}
