/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-field-private.h"

/* What a field has to do with those around it and below it. */

/**
 * form_field_is_group:
 * @self: a field
 *
 * Returns: whether it is a group, a list or a union, whose children are fields
 */
gboolean
form_field_is_group (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  return self->schema->kind == FORM_KIND_OBJECT;
}

/**
 * form_field_get_parent:
 * @self: a field
 *
 * Returns: (transfer none) (nullable): the group that it is in
 */
FormField *
form_field_get_parent (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), NULL);

  return self->parent;
}

guint
form_field_get_position (FormField *self)
{
  guint position = 0;

  g_return_val_if_fail (FORM_IS_FIELD (self), 0);

  if (self->parent != NULL)
    g_ptr_array_find (self->parent->children, self, &position);

  return position;
}

/**
 * form_field_is_recursive:
 * @self: a field
 *
 * Returns: whether it unfolds into what is around it, so that nobody should open it unasked
 */
gboolean
form_field_is_recursive (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  return FALSE;
}

/**
 * form_field_is_fallback:
 * @self: a field
 *
 * Returns: whether the schema says nothing of its shape, so that it is JSON
 */
gboolean
form_field_is_fallback (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  return self->schema->kind == FORM_KIND_JSON;
}

/**
 * form_field_is_json:
 * @self: a field
 *
 * Whether it is shown as JSON now: nothing is known of its shape, or it holds what its kind
 * cannot show. Its text is JSON then, and may be typed over.
 *
 * Returns: whether its text is JSON
 */
gboolean
form_field_is_json (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  return self->schema->kind == FORM_KIND_JSON;
}

gboolean
form_field_is_fixed (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  return self->schema->kind == FORM_KIND_CHOICE && form_choices_has_only (&self->schema->choices);
}

gboolean
form_field_is_read_only (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  return FALSE;
}

gboolean
form_field_is_secret (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  return g_strcmp0 (self->schema->format, "password") == 0;
}

gboolean
form_field_is_deprecated (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  return FALSE;
}

/**
 * form_field_get_content_type:
 * @self: a field
 *
 * Returns: (nullable): the media type of the text or file, as "text/markdown"
 */
const char *
form_field_get_content_type (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), NULL);

  return NULL;
}

gboolean
form_field_get_checked (FormField *self,
                        guint      choice)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  return FALSE;
}

void
form_field_set_checked (FormField *self,
                        guint      choice,
                        gboolean   checked)
{
  g_return_if_fail (FORM_IS_FIELD (self));
}

void
form_field_set_file (FormField *self,
                     GBytes    *bytes)
{
  g_return_if_fail (FORM_IS_FIELD (self));
}

GBytes *
form_field_dup_file (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), NULL);

  return NULL;
}

gsize
form_field_get_file_size (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), 0);

  return 0;
}

gboolean
form_field_can_add (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  return FALSE;
}

FormField *
form_field_add (FormField  *self,
                const char *name)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), NULL);

  return NULL;
}

gboolean
form_field_can_remove (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  return FALSE;
}

void
form_field_remove (FormField *self)
{
  g_return_if_fail (FORM_IS_FIELD (self));
}

gboolean
form_field_can_move (FormField *self,
                     int        by)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  return FALSE;
}

void
form_field_move (FormField *self,
                 int        by)
{
  g_return_if_fail (FORM_IS_FIELD (self));
}

gboolean
form_field_is_named (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  return FALSE;
}

void
form_field_set_name (FormField  *self,
                     const char *name)
{
  g_return_if_fail (FORM_IS_FIELD (self));
}

gboolean
form_field_is_branch (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  return FALSE;
}
