/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-field-private.h"

#include <string.h>

/* The field of a member, if the form has one. A name with a NUL in it has none. */
static FormField *
find_member (FormField        *self,
             const SjsonValue *name)
{
  gsize length = 0;
  g_autofree char *text = sjson_value_dup_string (name, &length);

  return text != NULL && strlen (text) == length ? form_field_get_child (self, text) : NULL;
}

/* The members the given value had, in its order, also those that the schema does not know. */
static void
write_known (FormField    *self,
             SjsonBuilder *builder)
{
  SjsonIter iter;
  SjsonValue name;
  SjsonValue value;

  sjson_iter_init (&iter, self->content.source);
  while (sjson_iter_next (&iter, &name, &value))
    {
      FormField *child = find_member (self, &name);

      if (child == NULL)
        sjson_builder_value (sjson_builder_name_value (builder, &name), &value);
      else if (child->content.state != FORM_STATE_ABSENT)
        form_field_write (child, sjson_builder_name_value (builder, &name));
    }
}

static void
write_group (FormField    *self,
             SjsonBuilder *builder)
{
  const SjsonValue *source = self->content.source;
  SjsonValue member;

  sjson_builder_begin_object (builder);

  if (source != NULL)
    write_known (self, builder);

  for (guint i = 0; i < self->children->len; i++)
    {
      FormField *child = self->children->pdata[i];

      if (child->content.state != FORM_STATE_ABSENT &&
          (source == NULL || !sjson_value_get_member (source, child->name, &member)))
        form_field_write (child, sjson_builder_name (builder, child->name));
    }

  sjson_builder_end_object (builder);
}

/* Writes null or the value, also an invalid draft as far as it goes. */
void
form_field_write (FormField    *self,
                  SjsonBuilder *builder)
{
  if (form_field_is_open (self))
    write_group (self, builder);
  else
    form_content_write (&self->content, self->schema, builder);
}
