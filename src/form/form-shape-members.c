/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-shape-parts-private.h"

#include <string.h>

/* A longer name is not one that a person could want. */
#define MAX_NAME 4096

/* As many as a form has fields, give or take. */
#define MAX_MEMBERS 20000

void
form_members_free (FormMembers *self)
{
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->shapes);
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
gboolean
form_shapes_matches (FormShapes       *self,
                     const SjsonValue *pattern,
                     const char       *name)
{
  gsize length;
  const char *key = sjson_value_get_text (pattern, &length);
  SchemaPattern *compiled = g_hash_table_lookup (self->patterns, key);

  if (compiled == NULL)
    {
      g_autofree char *text = sjson_value_dup_string (pattern, &length);

      compiled = schema_pattern_new (text, length);
      g_hash_table_insert (self->patterns, (gpointer) key, compiled);
    }

  return schema_pattern_match (compiled, name, strlen (name), &length) == SCHEMA_VALID;
}

/* What one layer says of a member: handed to a function as long as it returns TRUE. */
typedef gboolean (*MemberFunc) (const SjsonValue *node,
                                int               layer,
                                gpointer          data);

static gboolean
visit_patterns (FormShape  *self,
                int         layer,
                const char *name,
                MemberFunc  func,
                gpointer    data)
{
  SjsonValue patterns;
  SjsonValue pattern;
  SjsonValue node;
  SjsonIter iter;
  gboolean found = FALSE;

  if (!sjson_value_get_member_of_kind (&self->layers[layer].node, "patternProperties",
                                       SJSON_KIND_OBJECT, &patterns))
    return FALSE;

  sjson_iter_init (&iter, &patterns);
  while (sjson_iter_next (&iter, &pattern, &node))
    if (form_shapes_matches (self->all, &pattern, name))
      {
        found = TRUE;
        func (&node, layer, data);
      }

  return found;
}

static gboolean
visit_layer (FormShape  *self,
             int         layer,
             const char *name,
             MemberFunc  func,
             gpointer    data)
{
  const SjsonValue *schema = &self->layers[layer].node;
  SjsonValue properties;
  SjsonValue node;
  gboolean found;

  if (self->layers[layer].words_only)
    return FALSE;

  found = sjson_value_get_member_of_kind (schema, "properties", SJSON_KIND_OBJECT,
                                          &properties) &&
          sjson_value_get_member (&properties, name, &node);

  if (found)
    func (&node, layer, data);

  if (visit_patterns (self, layer, name, func, data) || found)
    return TRUE;

  found = sjson_value_get_member (schema, "additionalProperties", &node);
  if (found)
    func (&node, layer, data);

  return found;
}

/* All schemas that hold for the member @name. */
static void
visit_member (FormShape  *self,
              const char *name,
              MemberFunc  func,
              gpointer    data)
{
  gboolean found = FALSE;
  SjsonValue node;

  for (guint i = 0; i < self->n_layers; i++)
    found |= visit_layer (self, i, name, func, data);

  for (guint i = 0; i < self->n_layers && !found; i++)
    if (!self->layers[i].words_only &&
        sjson_value_get_member (&self->layers[i].node, "unevaluatedProperties", &node))
      func (&node, i, data);
}

static gboolean
note_false_cb (const SjsonValue *node,
               int               layer,
               gpointer          data)
{
  gboolean *is_false = data;

  *is_false |= form_node_is_false (node);
  return TRUE;
}

static void
declare (FormShape   *self,
         FormMembers *members,
         char        *name)
{
  gboolean is_false = FALSE;

  if (name == NULL || members->names->len >= MAX_MEMBERS ||
      g_hash_table_contains (members->by_name, name))
    {
      g_free (name);
      return;
    }

  visit_member (self, name, note_false_cb, &is_false);
  if (is_false)
    {
      g_free (name);
      return;
    }

  g_ptr_array_add (members->names, name);
  g_ptr_array_add (members->shapes, NULL);
  g_hash_table_insert (members->by_name, name, GUINT_TO_POINTER (members->names->len));
}

static void
declare_properties (FormShape   *self,
                    FormMembers *members,
                    guint        layer)
{
  SjsonValue list;
  SjsonValue name;
  SjsonIter iter;

  if (!sjson_value_get_member_of_kind (&self->layers[layer].node, "properties",
                                       SJSON_KIND_OBJECT, &list))
    return;

  sjson_iter_init (&iter, &list);
  while (members->names->len < MAX_MEMBERS && sjson_iter_next (&iter, &name, NULL))
    declare (self, members, form_shape_dup_name (&name));
}

static void
require (FormShape   *self,
         FormMembers *members,
         guint        layer)
{
  SjsonValue list;
  SjsonValue name;
  SjsonIter iter;

  if (!sjson_value_get_member_of_kind (&self->layers[layer].node, "required", SJSON_KIND_ARRAY,
                                       &list))
    return;

  sjson_iter_init (&iter, &list);
  while (g_hash_table_size (members->required) < MAX_MEMBERS &&
         sjson_iter_next (&iter, NULL, &name))
    {
      g_autofree char *text = form_shape_dup_name (&name);

      if (text != NULL)
        {
          declare (self, members, g_strdup (text));
          g_hash_table_add (members->required, g_steal_pointer (&text));
        }
    }
}

/* What a keyword says of members that are not declared: 1 welcome, -1 not allowed, 0 nothing. */
static int
judge_others (const SjsonValue *node,
              const char       *keyword)
{
  SjsonValue others;

  if (!sjson_value_get_member (node, keyword, &others))
    return 0;

  return form_node_is_false (&others) ? -1 : 1;
}

static gboolean
may_take_others (FormShape   *self,
                 FormMembers *members)
{
  gboolean welcome = members->names->len == 0 && self->around != NULL;

  for (guint i = 0; i < self->n_layers; i++)
    {
      const SjsonValue *node = &self->layers[i].node;
      SjsonValue patterns;
      int additional;

      if (self->layers[i].words_only)
        continue;

      if (sjson_value_get_member_of_kind (node, "patternProperties", SJSON_KIND_OBJECT,
                                          &patterns) && sjson_value_get_length (&patterns) > 0)
        {
          welcome = TRUE;
          continue;
        }

      additional = judge_others (node, "additionalProperties");
      if (additional == 0)
        additional = judge_others (node, "unevaluatedProperties");

      if (additional < 0)
        return FALSE;

      welcome |= additional > 0;
    }

  return welcome;
}

static FormMembers *
ensure_members (FormShape *self)
{
  FormMembers *members = self->members;

  if (members != NULL)
    return members;

  members = self->members = g_new0 (FormMembers, 1);
  members->names = g_ptr_array_new_with_free_func (g_free);
  members->shapes = g_ptr_array_new ();
  members->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  members->required = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  members->others = g_hash_table_new_full (g_bytes_hash, g_bytes_equal,
                                           (GDestroyNotify) g_bytes_unref, NULL);

  for (guint i = 0; i < self->n_layers; i++)
    if (!self->layers[i].words_only)
      declare_properties (self, members, i);

  for (guint i = 0; i < self->n_layers; i++)
    if (!self->layers[i].words_only)
      require (self, members, i);

  members->takes_others = may_take_others (self, members);

  return members;
}

/* The nodes of a member, and then its shape. */
static gboolean
note_node_cb (const SjsonValue *node,
              int               layer,
              gpointer          data)
{
  FormLayer found;

  /* It is compared byte by byte. */
  memset (&found, 0, sizeof found);
  found.node = *node;
  found.origin = layer;
  g_array_append_val ((GArray *) data, found);
  return TRUE;
}

static FormShape *
make_member (FormShape *self,
             GArray    *nodes)
{
  FormShape *shape = form_shape_make (self->all, self);

  for (guint i = 0; i < nodes->len; i++)
    {
      const FormLayer *found = &g_array_index (nodes, FormLayer, i);

      form_shape_add (shape, &found->node, -1, found->origin, FALSE);
    }

  return shape;
}

/* Of members that are not declared there may be many, of few shapes. */
static FormShape *
get_other (FormShape  *self,
           const char *name)
{
  FormMembers *members = ensure_members (self);
  g_autoptr(GArray) nodes = g_array_new (FALSE, TRUE, sizeof (FormLayer));
  g_autoptr(GBytes) key = NULL;
  FormShape *shape;

  visit_member (self, name, note_node_cb, nodes);
  key = g_bytes_new (nodes->data, nodes->len * sizeof (FormLayer));
  shape = g_hash_table_lookup (members->others, key);

  if (shape == NULL)
    {
      shape = make_member (self, nodes);
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

  return ensure_members (self)->names->len;
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

  return self->members->names->pdata[index];
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

  return g_hash_table_contains (ensure_members (self)->required, name);
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

  return g_hash_table_contains (ensure_members (self)->by_name, name);
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
  FormMembers *members;
  guint place;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  members = ensure_members (self);
  place = GPOINTER_TO_UINT (g_hash_table_lookup (members->by_name, name));
  if (place == 0)
    return get_other (self, name);

  if (members->shapes->pdata[place - 1] == NULL)
    {
      g_autoptr(GArray) nodes = g_array_new (FALSE, TRUE, sizeof (FormLayer));

      visit_member (self, name, note_node_cb, nodes);
      members->shapes->pdata[place - 1] = make_member (self, nodes);
    }

  return members->shapes->pdata[place - 1];
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

  return ensure_members (self)->takes_others;
}
