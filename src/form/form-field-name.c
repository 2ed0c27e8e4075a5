/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-children-private.h"

#include "form-label-private.h"
#include "sjson-pointer.h"

#include <glib/gi18n-lib.h>

#define MAX_TITLE 120

/* What a field is called, by machines and by people. */

static gboolean
is_item (FormField *self)
{
  return self->parent != NULL && (self->parent->kind == FORM_KIND_LIST ||
                                  self->parent->kind == FORM_KIND_TUPLE);
}

/* Takes @text; while it says the same, who asked before may go on using theirs. */
static void
keep (char **place,
      char  *text)
{
  g_autofree char *owned = text;

  if (g_strcmp0 (*place, text) == 0)
    return;

  g_free (*place);
  *place = g_steal_pointer (&owned);
}

/**
 * form_field_get_name:
 * @self: a field
 *
 * Returns: the name of the member, the number of the item from 0 on; "" for the root. A branch has
 *   the name of its union. It is good until the field is moved or named
 */
const char *
form_field_get_name (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), NULL);

  if (form_field_is_branch (self))
    return form_field_get_name (self->parent);

  if (is_item (self))
    keep (&self->name, g_strdup_printf ("%u", self->position));

  return self->name;
}

/**
 * form_field_dup_pointer:
 * @self: a field
 *
 * Returns: (transfer full): where its value is, as a JSON Pointer (RFC 6901); "" for the root
 */
char *
form_field_dup_pointer (FormField *self)
{
  g_autofree char *above = NULL;

  g_return_val_if_fail (FORM_IS_FIELD (self), NULL);

  if (self->parent == NULL)
    return g_strdup ("");

  above = form_field_dup_pointer (self->parent);
  if (form_field_is_branch (self))
    return g_steal_pointer (&above);

  return sjson_pointer_append (above, form_field_get_name (self));
}

static char *
make_title (FormField *self)
{
  const char *title = form_shape_get_title (self->shape);
  g_autofree char *label = NULL;

  if (form_field_is_branch (self))
    return g_strdup (form_field_get_title (self->parent));

  if (is_item (self) && (title == NULL ||
                         self->position >= form_shape_get_n_prefix (self->parent->shape)))
    /* Translators: what the items of a list are, and the number of one: "Item 3" */
    return g_strdup_printf (_("%s %u"), title != NULL ? title : _("Item"), self->position + 1);

  if (title != NULL)
    return g_strdup (title);

  label = self->parent != NULL && !form_shape_is_declared (self->parent->shape, self->name)
          ? form_label_clean (self->name, MAX_TITLE) : form_label_from_name (self->name);

  /* Translators: the label of a field whose name is an empty text */
  return label[0] == '\0' && self->parent != NULL ? g_strdup (_("(no name)"))
                                                  : g_steal_pointer (&label);
}

/**
 * form_field_get_title:
 * @self: a field
 *
 * Returns: its title, else a readable form of its name; one line of a server's text,
 *   empty for a root without title. It is good until the field is moved or named
 */
const char *
form_field_get_title (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), NULL);

  keep (&self->title, make_title (self));

  return self->title;
}

/**
 * form_field_get_item_title:
 * @self: a field
 *
 * Returns: (nullable): what the schema calls what may be added to it: "Parcel"
 */
const char *
form_field_get_item_title (FormField *self)
{
  FormShape *shape = NULL;

  g_return_val_if_fail (FORM_IS_FIELD (self), NULL);

  if (self->kind == FORM_KIND_LIST)
    shape = form_shape_get_item (self->shape, form_shape_get_n_prefix (self->shape));
  else if (self->kind == FORM_KIND_MAP || self->kind == FORM_KIND_OBJECT)
    shape = form_shape_get_other (self->shape);

  return shape != NULL ? form_shape_get_title (shape) : NULL;
}
