/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-form-outline-private.h"

/* Where fields stand among the lines, and what the buttons do. */

gboolean
crib_form_outline_find (CribFormOutline *self,
                        FormField       *field,
                        guint           *position)
{
  g_return_val_if_fail (CRIB_IS_FORM_OUTLINE (self), FALSE);
  g_return_val_if_fail (FORM_IS_FIELD (field), FALSE);

  for (guint i = 0; i < self->lines->len; i++)
    {
      CribFormLine *line = self->lines->pdata[i];

      if (line->field != field || line->role != CRIB_FORM_LINE_FIELD)
        continue;

      if (position != NULL)
        *position = i;
      return TRUE;
    }

  return FALSE;
}

static CribFormLine *
find_child (CribFormLine *line,
            FormField    *field)
{
  for (guint i = 0; i < line->children->len; i++)
    {
      CribFormLine *child = line->children->pdata[i];

      if (child->field == field && child->role == CRIB_FORM_LINE_FIELD)
        return child;
    }

  return NULL;
}

/* The line of @field, which is right below that of @line. */
static CribFormLine *
reveal_child (CribFormOutline *self,
              CribFormLine    *line,
              FormField       *field)
{
  CribFormLine *child;

  crib_form_line_set_expanded (line, TRUE);
  child = find_child (line, field);
  if (child != NULL)
    return child;

  if (form_field_get_parent (field) == line->field)
    g_hash_table_add (line->revealed, g_object_ref (field));
  crib_form_outline_update (self, line);

  return find_child (line, field);
}

gboolean
crib_form_outline_reveal (CribFormOutline *self,
                          FormField       *field,
                          guint           *position)
{
  g_autoptr(GPtrArray) path = g_ptr_array_new ();
  CribFormLine *line;

  g_return_val_if_fail (CRIB_IS_FORM_OUTLINE (self), FALSE);
  g_return_val_if_fail (FORM_IS_FIELD (field), FALSE);

  line = self->top;
  for (FormField *up = field; up != NULL; up = form_field_get_parent (up))
    g_ptr_array_add (path, up);
  if (!line->stem)
    g_ptr_array_set_size (path, (int) path->len - 1);
  for (guint i = path->len; i-- > 0 && line != NULL;)
    line = reveal_child (self, line, path->pdata[i]);

  return line != NULL && crib_form_outline_find_line (self, line, position);
}

void
crib_form_outline_show_more (CribFormOutline *self,
                             CribFormLine    *line)
{
  g_return_if_fail (CRIB_IS_FORM_OUTLINE (self));
  g_return_if_fail (CRIB_IS_FORM_LINE (line) && line->role == CRIB_FORM_LINE_MORE);

  if (line->parent == NULL)
    return;

  line->parent->n_head += CRIB_FORM_LINE_PAGE;
  crib_form_outline_update (self, line->parent);
}

FormField *
crib_form_outline_add (CribFormOutline *self,
                       CribFormLine    *line)
{
  FormField *field;

  g_return_val_if_fail (CRIB_IS_FORM_OUTLINE (self), NULL);
  g_return_val_if_fail (CRIB_IS_FORM_LINE (line) && line->role == CRIB_FORM_LINE_ADD, NULL);

  field = form_field_add (line->field, NULL);
  if (field != NULL)
    crib_form_outline_reveal (self, field, NULL);

  return field;
}

/* Fields that have a line; buttons do not count. */
guint
crib_form_outline_get_n_fields (CribFormOutline *self)
{
  guint n_fields = 0;

  g_return_val_if_fail (CRIB_IS_FORM_OUTLINE (self), 0);

  for (guint i = 0; i < self->lines->len; i++)
    n_fields += CRIB_FORM_LINE (self->lines->pdata[i])->role == CRIB_FORM_LINE_FIELD;

  return n_fields;
}
