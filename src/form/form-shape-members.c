/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-shape-parts-private.h"

#include <string.h>

/* A longer name is not one that a person could want. */
#define MAX_NAME 4096

/* As many as a form has fields, give or take. */
#define MAX_MEMBERS 20000

static void
clear_member (gpointer member)
{
  g_free (((FormMember *) member)->name);
}

void
form_members_free (FormMembers *self)
{
  g_array_unref (self->declared);
  g_hash_table_unref (self->by_name);
  g_hash_table_unref (self->required);
  g_hash_table_unref (self->others);
  g_free (self);
}

/* The name of a member that can be a field, else NULL: C holds no name with a NUL in it. */
char *
form_shape_dup_name (const SjsonValue *name)
{
  g_autofree char *text = NULL;
  gsize length;

  sjson_value_get_text (name, &length);
  if (length > MAX_NAME)
    return NULL;

  text = sjson_value_dup_string (name, &length);

  return text != NULL && strlen (text) == length ? g_steal_pointer (&text) : NULL;
}

/* Whether a pattern of the schema fits a name; one that cannot be tried does not. */
static gboolean
fits (FormShapes       *self,
      const SjsonValue *pattern,
      const char       *name)
{
  gsize length;
  gsize cost;
  const char *key = sjson_value_get_text (pattern, &length);
  SchemaPattern *compiled = g_hash_table_lookup (self->patterns, key);
  gboolean found;

  if (self->matching == 0)
    return FALSE;

  if (compiled == NULL)
    {
      g_autofree char *text = sjson_value_dup_string (pattern, &length);

      compiled = schema_pattern_new (text, length);
      g_hash_table_insert (self->patterns, (gpointer) key, compiled);
    }

  found = schema_pattern_match (compiled, name, strlen (name), &cost) == SCHEMA_VALID;
  self->matching -= MIN (cost, self->matching);

  return found;
}

/* Adds what the layer says of the member by its name. */
static gboolean
find_named (FormShape       *self,
            const FormLayer *layer,
            const char      *name,
            GArray          *starts)
{
  FormStart start = { .from = layer->way, .crosses = TRUE };
  SjsonValue schemas;
  SjsonValue pattern;
  SjsonIter iter;
  guint n = starts->len;

  if (form_layer_find_of_kind (layer, "properties", SJSON_KIND_OBJECT, &schemas) &&
      sjson_value_get_member (&schemas, name, &start.node) && form_node_is_schema (&start.node))
    g_array_append_val (starts, start);

  if (!form_layer_find_of_kind (layer, "patternProperties", SJSON_KIND_OBJECT, &schemas))
    return starts->len > n;

  sjson_iter_init (&iter, &schemas);
  while (sjson_iter_next (&iter, &pattern, &start.node))
    if (form_node_is_schema (&start.node) && fits (self->all, &pattern, name))
      g_array_append_val (starts, start);

  return starts->len > n;
}

static void
find_left_over (FormShape       *self,
                const FormLayer *layer,
                const char      *keyword,
                GArray          *starts)
{
  FormStart start = { .from = layer->way, .crosses = TRUE };

  if (form_layer_find_schema (layer, keyword, &start.node))
    g_array_append_val (starts, start);
}

/* All schemas that hold for a member: of each layer what it says by name, else of all others; and
 * what none speaks of. */
static GArray *
find_starts (FormShape  *self,
             const char *name)
{
  GArray *starts = g_array_new (FALSE, TRUE, sizeof (FormStart));

  for (guint i = 0; i < self->layers->len; i++)
    {
      const FormLayer *layer = form_shape_get_layer (self, i);

      if (!find_named (self, layer, name, starts))
        find_left_over (self, layer, "additionalProperties", starts);
    }

  for (guint i = 0, n = starts->len; i < self->layers->len && n == 0; i++)
    if (form_shape_get_layer (self, i)->draft != SCHEMA_DRAFT_07)
      find_left_over (self, form_shape_get_layer (self, i), "unevaluatedProperties", starts);

  return starts;
}

/* Whether there can be no such member. Most schemas of members tell at a glance. */
static gboolean
is_forbidden (FormShape *self,
              GArray    *starts)
{
  static const char * const leading[] = { "$ref", "$dynamicRef", "allOf", "anyOf", "oneOf",
                                           "not" };
  FormShape *shape;
  gboolean found;
  gboolean leads = FALSE;

  for (guint i = 0; i < starts->len; i++)
    {
      const FormStart *start = &g_array_index (starts, FormStart, i);
      SjsonValue member;

      if (form_node_is_false (&start->node))
        return TRUE;

      for (gsize j = 0; j < G_N_ELEMENTS (leading); j++)
        leads |= sjson_value_get_member (&start->node, leading[j], &member);
    }

  if (!leads)
    return FALSE;

  shape = form_shape_make (self->all, self->depth + 1);
  g_array_append_vals (shape->starts, starts->data, starts->len);
  form_shape_read (shape);
  found = shape->is_impossible;
  form_shape_free (shape);

  return found;
}

static void
declare (FormShape   *self,
         FormMembers *members,
         const char  *name)
{
  g_autoptr(GArray) starts = NULL;
  FormMember member = { 0 };

  if (members->declared->len >= MAX_MEMBERS || g_hash_table_contains (members->by_name, name))
    return;

  starts = find_starts (self, name);
  if (is_forbidden (self, starts))
    return;

  member.name = g_strdup (name);
  g_array_append_val (members->declared, member);
  g_hash_table_insert (members->by_name, member.name,
                       GUINT_TO_POINTER (members->declared->len));
}

static void
declare_properties (FormShape       *self,
                    FormMembers     *members,
                    const FormLayer *layer)
{
  SjsonValue list;
  SjsonValue name;
  SjsonIter iter;

  if (!form_layer_find_of_kind (layer, "properties", SJSON_KIND_OBJECT, &list))
    return;

  sjson_iter_init (&iter, &list);
  while (members->declared->len < MAX_MEMBERS && sjson_iter_next (&iter, &name, NULL))
    {
      g_autofree char *text = form_shape_dup_name (&name);

      if (text != NULL)
        declare (self, members, text);
    }
}

static void
require (FormShape        *self,
         FormMembers      *members,
         const SjsonValue *list)
{
  SjsonValue name;
  SjsonIter iter;

  sjson_iter_init (&iter, list);
  while (g_hash_table_size (members->required) < MAX_MEMBERS &&
         sjson_iter_next (&iter, NULL, &name))
    {
      char *text = form_shape_dup_name (&name);

      if (text == NULL)
        continue;

      declare (self, members, text);
      g_hash_table_add (members->required, text);
    }
}

static void
read_required (FormShape   *self,
               FormMembers *members)
{
  SjsonValue list;

  for (guint i = 0; i < self->layers->len; i++)
    if (form_layer_find_of_kind (form_shape_get_layer (self, i), "required", SJSON_KIND_ARRAY,
                                 &list))
      require (self, members, &list);

  for (guint i = 0; self->required_too != NULL && i < self->required_too->len; i++)
    require (self, members, &g_array_index (self->required_too, SjsonValue, i));
}

FormMembers *
form_shape_ensure_members (FormShape *self)
{
  FormMembers *members = self->members;

  if (members != NULL)
    return members;

  members = self->members = g_new0 (FormMembers, 1);
  members->declared = g_array_new (FALSE, FALSE, sizeof (FormMember));
  g_array_set_clear_func (members->declared, clear_member);
  members->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  members->required = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  members->others = g_hash_table_new_full (g_bytes_hash, g_bytes_equal,
                                           (GDestroyNotify) g_bytes_unref, NULL);

  if (self->is_opaque)
    return members;

  for (guint i = 0; i < self->layers->len; i++)
    declare_properties (self, members, form_shape_get_layer (self, i));

  read_required (self, members);
  members->takes_others = form_shape_may_take_others (self);

  return members;
}

/* The shape of a member that is not declared: there may be many such, of few shapes. */
static FormShape *
get_undeclared (FormShape  *self,
                const char *name)
{
  FormMembers *members = form_shape_ensure_members (self);
  g_autoptr(GArray) starts = find_starts (self, name);
  g_autoptr(GArray) nodes = g_array_new (FALSE, TRUE, sizeof (gpointer));
  g_autoptr(GBytes) key = NULL;
  FormShape *shape;

  for (guint i = 0; i < starts->len; i++)
    {
      gsize length;
      const char *text = sjson_value_get_text (&g_array_index (starts, FormStart, i).node,
                                               &length);

      g_array_append_val (nodes, text);
    }

  key = g_bytes_new (nodes->data, nodes->len * sizeof (gpointer));
  shape = g_hash_table_lookup (members->others, key);

  if (shape == NULL)
    {
      shape = form_shape_make_child (self, starts);
      g_hash_table_insert (members->others, g_steal_pointer (&key), shape);
    }

  return shape;
}

/**
 * form_shape_get_n_members:
 *
 * Returns: how many members are declared
 */
guint
form_shape_get_n_members (FormShape *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return form_shape_ensure_members (self)->declared->len;
}

static FormMember *
get_declared (FormShape *self,
              guint      index)
{
  return &g_array_index (form_shape_ensure_members (self)->declared, FormMember, index);
}

/**
 * form_shape_get_member_name:
 *
 * Returns: the name of a declared member, in the order of the schema
 */
const char *
form_shape_get_member_name (FormShape *self,
                            guint      index)
{
  g_return_val_if_fail (index < form_shape_get_n_members (self), NULL);

  return get_declared (self, index)->name;
}

/**
 * form_shape_is_required:
 *
 * Returns: whether there has to be a member of that name
 */
gboolean
form_shape_is_required (FormShape  *self,
                        const char *name)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  return g_hash_table_contains (form_shape_ensure_members (self)->required, name);
}

/**
 * form_shape_is_declared:
 *
 * Returns: whether @name is the name of a declared member
 */
gboolean
form_shape_is_declared (FormShape  *self,
                        const char *name)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  return g_hash_table_contains (form_shape_ensure_members (self)->by_name, name);
}

/* A condition leaves most members of a group as they were. */
static FormShape *
make_declared (FormShape  *self,
               const char *name)
{
  g_autoptr(GArray) starts = find_starts (self, name);

  if (self->base != NULL && form_shape_is_declared (self->base, name))
    {
      FormShape *known = form_shape_get_member (self->base, name);

      if (form_starts_equal (known->starts, starts))
        return known;
    }

  return form_shape_make_child (self, starts);
}

/**
 * form_shape_get_member:
 * @name: any name, declared or not
 *
 * Returns: (transfer none): the shape of the member; a JSON field where nothing is said
 */
FormShape *
form_shape_get_member (FormShape  *self,
                       const char *name)
{
  FormMember *member;
  guint place;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  place = GPOINTER_TO_UINT (g_hash_table_lookup (form_shape_ensure_members (self)->by_name,
                                                 name));
  if (place == 0)
    return get_undeclared (self, name);

  member = get_declared (self, place - 1);
  if (member->shape == NULL)
    member->shape = make_declared (self, name);

  return member->shape;
}
