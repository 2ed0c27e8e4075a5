/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-edit-private.h"

#include "form-base64-private.h"

/* Bytes in a value: base64 (RFC 4648, section 4). */

static gboolean
holds_file (FormField *self)
{
  return self->kind == FORM_KIND_FILE && !self->content.as_json &&
         self->content.state == FORM_STATE_VALUE;
}

/**
 * form_field_set_file:
 * @self: a field for a file
 * @bytes: (nullable): what is in it; `NULL` leaves the field out
 *
 * An empty file is one. Other kinds ignore it.
 */
void
form_field_set_file (FormField *self,
                     GBytes    *bytes)
{
  const FormPlace place = form_field_get_place (self);
  g_autofree char *text = NULL;
  FormContent content;
  gconstpointer data;
  gsize size;

  g_return_if_fail (FORM_IS_FIELD (self));

  if (self->kind != FORM_KIND_FILE)
    return;

  if (bytes == NULL)
    {
      form_field_set_state (self, FORM_STATE_ABSENT);
      return;
    }

  data = g_bytes_get_data (bytes, &size);
  text = g_base64_encode (data, size);
  form_content_init_text (&content, &place, text);
  form_field_apply (self, &content);
}

/**
 * form_field_dup_file:
 * @self: a field
 *
 * Returns: (transfer full) (nullable): what is in the file; `NULL` where there is none, or where
 *   the text is no base64
 */
GBytes *
form_field_dup_file (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), NULL);

  return holds_file (self) ? form_base64_decode (self->content.text) : NULL;
}

/**
 * form_field_get_file_size:
 * @self: a field
 *
 * Returns: how many bytes are in the file; 0 where [method@Form.Field.dup_file] gives none
 */
gsize
form_field_get_file_size (FormField *self)
{
  gsize size;

  g_return_val_if_fail (FORM_IS_FIELD (self), 0);

  return holds_file (self) && form_base64_measure (self->content.text, &size) ? size : 0;
}
