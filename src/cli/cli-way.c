/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-way.h"

#include "sjson-pointer.h"

static char *
split_key (const char *key)
{
  g_auto(GStrv) names = g_strsplit (key, ".", 0);
  g_autofree char *pointer = g_strdup ("");

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *outer = g_steal_pointer (&pointer);

      pointer = sjson_pointer_append (outer, names[i]);
    }

  return g_steal_pointer (&pointer);
}

/**
 * cli_way_find:
 * @form: a form
 * @key: how a word names a field
 *
 * A name with a dot in it is itself before it is a way into a group.
 *
 * Returns: (transfer none) (nullable): the field, if it is there
 */
FormField *
cli_way_find (FormModel  *form,
              const char *key)
{
  g_autofree char *whole = sjson_pointer_append ("", key);
  g_autofree char *split = split_key (key);
  FormField *field = form_model_find (form, whole);

  return field != NULL ? field : form_model_find (form, split);
}

/* Fields belong to those around them: they stay when this reference goes. */
static FormField *
get_child (FormField *field,
           guint      position)
{
  g_autoptr(FormField) child = g_list_model_get_item (G_LIST_MODEL (field), position);

  return child;
}

static FormField *
find_named (FormField  *field,
            const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (field)); i++)
    {
      FormField *child = get_child (field, i);

      if (g_str_equal (form_field_get_name (child), name))
        return child;
    }

  return NULL;
}

static gboolean
is_next (FormField  *list,
         const char *name)
{
  guint count = g_list_model_get_n_items (G_LIST_MODEL (list));
  guint64 index;

  return g_ascii_string_to_unsigned (name, 10, count, count, &index, NULL);
}

static FormField *go_on (FormField  *field,
                         char      **names);

/* The first kind that has such a place. */
static FormField *
go_into_union (FormField  *field,
               char      **names)
{
  guint count = g_list_model_get_n_items (form_field_get_choices (field));
  guint before = form_field_get_selected (field);
  gboolean was_there = form_field_get_state (field) != FORM_STATE_ABSENT;
  FormField *found = was_there && get_child (field, 0) != NULL ? go_on (get_child (field, 0), names)
                                                               : NULL;

  for (guint i = 0; found == NULL && i < count; i++)
    {
      form_field_set_selected (field, i);
      found = get_child (field, 0) != NULL ? go_on (get_child (field, 0), names) : NULL;
    }

  if (found == NULL && before < count)
    form_field_set_selected (field, before);
  if (found == NULL && !was_there)
    form_field_set_state (field, FORM_STATE_ABSENT);

  return found;
}

static FormField *
go_on (FormField  *field,
       char      **names)
{
  FormField *child;

  if (*names == NULL)
    return field;

  if (form_field_get_kind (field) == FORM_KIND_UNION)
    return go_into_union (field, names);

  if (!form_field_is_group (field))
    return NULL;

  child = find_named (field, *names);

  if (child == NULL && form_field_can_add (field) &&
      (form_field_get_kind (field) == FORM_KIND_MAP || is_next (field, *names)))
    child = form_field_add (field, form_field_get_kind (field) == FORM_KIND_MAP ? *names : NULL);

  return child != NULL ? go_on (child, names + 1) : NULL;
}

/**
 * cli_way_make:
 * @form: a form
 * @key: how a word names a field
 *
 * Returns: (transfer none) (nullable): the field, made if it is an item or a name that may be
 *   added
 */
FormField *
cli_way_make (FormModel  *form,
              const char *key)
{
  g_auto(GStrv) names = g_strsplit (key, ".", 0);
  FormField *field = cli_way_find (form, key);

  return field != NULL ? field : go_on (form_model_get_root (form), names);
}
