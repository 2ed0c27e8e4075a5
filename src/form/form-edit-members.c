/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-edit-private.h"

/* The members of groups and maps: those that the shape declares, and what is there besides. */

static void
set_shape (FormField *field,
           FormShape *shape)
{
  form_shape_ref (shape);
  form_shape_unref (field->shape);
  field->shape = shape;
}

/* What a given value makes of a group, before its members are read. */
static void
narrow_by_source (FormField *field)
{
  g_autoptr(FormShape) shape = NULL;

  if (form_field_is_open (field) && field->content.source != NULL &&
      form_shape_is_conditional (field->declared))
    shape = form_shape_narrow (field->declared, field->content.source);

  set_shape (field, shape != NULL ? shape : field->declared);
}

/* The child of that name, if it can stay for @shape, else a new one. */
static FormField *
take_member (FormEdit   *self,
             FormField  *field,
             FormShape  *shape,
             const char *name,
             gboolean    required)
{
  FormField *child = form_children_find_name (field, name);

  if (child != NULL && child->parent == field && form_edit_reshape (self, child, shape))
    {
      form_edit_require (self, child, required);
      child->origin = G_MAXUINT;
      return g_object_ref (child);
    }

  return form_field_new (field->tree, field, shape, name, required);
}

static void
add_declared (FormEdit  *self,
              FormField *field,
              GPtrArray *fields)
{
  for (guint i = 0; i < form_shape_get_n_members (field->shape); i++)
    {
      const char *name = form_shape_get_member_name (field->shape, i);

      g_ptr_array_add (fields, take_member (self, field, form_shape_get_member (field->shape, name),
                                            name, form_shape_is_required (field->shape, name)));
    }
}

static GHashTable *
index_fields (GPtrArray *fields)
{
  GHashTable *by_name = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < fields->len; i++)
    g_hash_table_insert (by_name, FORM_FIELD (fields->pdata[i])->name, fields->pdata[i]);

  return by_name;
}

/* Says of each child where it stands in the source, and adds those that nobody declared. */
static void
add_given (FormEdit  *self,
           FormField *field,
           GPtrArray *fields,
           GArray    *values)
{
  g_autoptr(GHashTable) by_name = index_fields (fields);
  SjsonIter iter;
  SjsonValue name;
  SjsonValue value;

  sjson_iter_init (&iter, field->content.source);
  while (sjson_iter_next (&iter, &name, &value))
    {
      g_autofree char *text = form_field_dup_member_name (&name);
      FormField *child = text != NULL ? g_hash_table_lookup (by_name, text) : NULL;

      if (child == NULL && text != NULL)
        {
          child = take_member (self, field, form_shape_get_member (field->shape, text), text, TRUE);
          g_ptr_array_add (fields, child);
        }

      if (child != NULL)
        child->origin = values->len;
      else
        form_edit_mark (self, field);
      g_array_append_val (values, value);
    }
}

static void
load_member (FormEdit  *self,
             FormField *field,
             FormField *child,
             GArray    *values,
             gboolean   fill)
{
  if (child->origin < values->len)
    form_edit_fill (self, child, &g_array_index (values, SjsonValue, child->origin), fill);
  else if (child == self->except)
    return;
  else if (fill && form_field_is_open (field))
    form_edit_initial (self, child);
  else
    form_edit_load (self, child, NULL);
}

static GPtrArray *
list_children (FormField *field)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < form_children_get_n_made (field); i++)
    g_ptr_array_add (fields, g_object_ref (form_children_get_made (field, i)));

  return fields;
}

/* Puts @fields in place of the children. Who goes and had a value is missed. */
static void
set_children (FormEdit  *self,
              FormField *field,
              GPtrArray *fields)
{
  g_autoptr(GPtrArray) old = list_children (field);

  form_children_set (field, fields);

  for (guint i = 0; i < old->len; i++)
    {
      FormField *child = old->pdata[i];

      if (child->parent == NULL && form_field_is_written (child))
        form_edit_mark (self, field);
    }
}

void
form_edit_sync_members (FormEdit  *self,
                        FormField *field,
                        gboolean   fill)
{
  g_autoptr(GPtrArray) fields = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GArray) values = g_array_new (FALSE, FALSE, sizeof (SjsonValue));

  g_clear_pointer (&field->gone, g_hash_table_unref);
  narrow_by_source (field);

  if (!field->content.as_json)
    add_declared (self, field, fields);
  if (form_field_is_open (field) && field->content.source != NULL)
    add_given (self, field, fields, values);

  set_children (self, field, fields);
  for (guint i = 0; i < fields->len; i++)
    load_member (self, field, fields->pdata[i], values, fill);

  form_edit_narrow (self, field);
}

/* Keeps what was typed into a member that a condition takes away. */
static void
put_away (FormField *field,
          FormField *child)
{
  if (field->gone == NULL)
    field->gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  g_hash_table_replace (field->gone, g_strdup (child->name), g_object_ref (child));
}

static FormField *
take_back (FormField  *field,
           const char *name)
{
  FormField *child = NULL;
  char *key = NULL;

  if (field->gone != NULL &&
      g_hash_table_steal_extended (field->gone, name, (gpointer *) &key, (gpointer *) &child))
    {
      g_free (key);
      child->parent = field;
    }

  return child;
}

/* @child, which it takes, or another field that holds the same, for @shape. */
static FormField *
fit (FormEdit  *self,
     FormField *child,
     FormShape *shape,
     gboolean   required)
{
  g_autoptr(FormField) old = child;

  form_edit_require (self, child, required);
  if (form_edit_reshape (self, child, shape))
    return g_steal_pointer (&old);

  return form_edit_carry (self, child, shape, child->name);
}

static FormField *
make_member (FormEdit   *self,
             FormField  *field,
             FormShape  *shape,
             const char *name)
{
  gboolean required = form_shape_is_required (shape, name);
  FormShape *member = form_shape_get_member (shape, name);
  FormField *child = form_children_find_name (field, name);

  child = child != NULL ? g_object_ref (child) : take_back (field, name);
  if (child != NULL)
    return fit (self, child, member, required);

  child = form_field_new (field->tree, field, member, name, required);
  if (form_field_is_open (field))
    form_edit_initial (self, child);

  return child;
}

/* Whether what was given or typed stays without the condition that asked for it: a map holds
 * whatever somebody names. */
static gboolean
stays (FormField *field,
       FormField *child)
{
  return form_field_is_extra (child) ||
         (field->kind == FORM_KIND_MAP && form_field_is_written (child) && !child->automatic);
}

static void
apply_shape (FormEdit  *self,
             FormField *field,
             FormShape *shape)
{
  g_autoptr(GPtrArray) old = list_children (field);
  g_autoptr(GPtrArray) fields = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < form_shape_get_n_members (shape); i++)
    g_ptr_array_add (fields, make_member (self, field, shape,
                                          form_shape_get_member_name (shape, i)));

  for (guint i = 0; i < old->len; i++)
    {
      FormField *child = old->pdata[i];

      if (form_shape_is_declared (shape, child->name) &&
          form_children_find_name (field, child->name) == child)
        continue;

      if (stays (field, child))
        g_ptr_array_add (fields, fit (self, g_object_ref (child),
                                      form_shape_get_member (shape, child->name), TRUE));
      else
        put_away (field, child);
    }

  set_shape (field, shape);
  form_edit_add (self, field);
  form_children_set (field, fields);
  form_edit_mark (self, field);
}

/**
 * form_edit_narrow:
 * @self: an edit
 * @field: a field
 *
 * Gives a group the members that it has for the value that it holds.
 *
 * Returns: whether they changed
 */
gboolean
form_edit_narrow (FormEdit  *self,
                  FormField *field)
{
  g_autoptr(FormShape) shape = NULL;
  gboolean is_open = form_field_is_open (field);

  if ((field->kind != FORM_KIND_OBJECT && field->kind != FORM_KIND_MAP) ||
      field->slots == NULL || field->content.as_json)
    return FALSE;

  if (is_open && form_shape_is_conditional (field->declared))
    {
      g_autoptr(SjsonDocument) document = form_field_build (field);
      SjsonValue value = sjson_document_get_root (document);

      shape = form_shape_narrow (field->declared, &value);
    }
  else
    shape = form_shape_ref (field->declared);

  if (form_shape_equal (shape, field->shape))
    return FALSE;

  apply_shape (self, field, shape);

  return TRUE;
}
