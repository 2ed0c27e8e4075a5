/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-edit-private.h"

#include <string.h>

/* Bytes in a value: base64 (RFC 4648, section 4). */

static gboolean
is_base64 (const char *text,
           gsize       length)
{
  gsize padding = 0;

  while (padding < MIN (length, 2) && text[length - 1 - padding] == '=')
    padding++;

  for (gsize i = 0; i < length - padding; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '+' && text[i] != '/')
      return FALSE;

  return length % 4 == 0;
}

static gboolean
holds_file (FormField *self)
{
  return self->kind == FORM_KIND_FILE && !self->content.as_json &&
         self->content.state == FORM_STATE_VALUE &&
         is_base64 (self->content.text, strlen (self->content.text));
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
  guchar *data;
  gsize size;

  g_return_val_if_fail (FORM_IS_FIELD (self), NULL);

  if (!holds_file (self))
    return NULL;

  data = g_base64_decode (self->content.text, &size);

  return g_bytes_new_take (data, size);
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
  gsize length;

  g_return_val_if_fail (FORM_IS_FIELD (self), 0);

  if (!holds_file (self))
    return 0;

  length = strlen (self->content.text);
  if (length == 0)
    return 0;

  return length / 4 * 3 - (self->content.text[length - 1] == '=') -
         (self->content.text[length - 2] == '=');
}
