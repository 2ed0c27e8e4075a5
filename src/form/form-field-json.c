/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-children-private.h"

/* The value that a field makes. What nobody looked at is sent on as it came. */

/* Where each member of the source is written from; NULL: it is gone, or no field can hold it. */
static FormField **
index_origins (FormField *self,
               gsize      n)
{
  FormField **fields = g_new0 (FormField *, n + 1);

  for (guint i = 0; i < form_children_get_n_made (self); i++)
    {
      FormField *child = form_children_get_made (self, i);

      if (child->origin < n)
        fields[child->origin] = child;
    }

  return fields;
}

static void
write_member (FormField    *child,
              SjsonBuilder *builder)
{
  g_autofree char *name = form_field_dup_written_name (child);

  sjson_builder_name (builder, name);
  form_field_write (child, builder);
}

/* A draft also has what is there and has no value yet. */
static gboolean
is_to_write (FormField *child)
{
  return form_field_is_written (child) ||
         (child->tree->is_drafting && form_field_is_extra (child));
}

/* Whether no field could ever have that name, so that the member is not one that was removed. */
static gboolean
is_beyond_names (const SjsonValue *name)
{
  g_autofree char *text = form_field_dup_member_name (name);

  return text == NULL;
}

/* The members the given value had, in its order, also those that the schema does not know. */
static void
write_known (FormField    *self,
             SjsonBuilder *builder)
{
  gsize n = sjson_value_get_length (self->content.source);
  g_autofree FormField **fields = index_origins (self, n);
  SjsonIter iter;
  SjsonValue name;
  SjsonValue value;

  sjson_iter_init (&iter, self->content.source);
  for (gsize i = 0; sjson_iter_next (&iter, &name, &value); i++)
    {
      FormField *child = fields[i];

      if (child == NULL)
        {
          if (is_beyond_names (&name))
            sjson_builder_value (sjson_builder_name_value (builder, &name), &value);
        }
      else if (is_to_write (child))
        write_member (child, builder);
    }
}

static void
write_members (FormField    *self,
               SjsonBuilder *builder)
{
  const SjsonValue *source = self->content.source;
  gsize n = source != NULL ? sjson_value_get_length (source) : 0;

  sjson_builder_begin_object (builder);

  if (source != NULL)
    write_known (self, builder);

  for (guint i = 0; i < form_children_get_n_made (self); i++)
    {
      FormField *child = form_children_get_made (self, i);

      if ((source == NULL || child->origin >= n) && is_to_write (child))
        write_member (child, builder);
    }

  sjson_builder_end_object (builder);
}

/* Places at the end that have no value are not there; one in between is null until it has. */
static void
write_items (FormField    *self,
             SjsonBuilder *builder)
{
  guint n = form_children_get_n_made (self);
  guint n_places = MIN (n, form_shape_get_n_prefix (self->shape));

  if (n == n_places)
    while (n > 0 && !form_field_is_written (form_children_get_made (self, n - 1)))
      n--;

  sjson_builder_begin_array (builder);

  for (guint i = 0; i < n; i++)
    {
      const FormSlot *slot = &g_array_index (self->slots, FormSlot, i);

      if (slot->field != NULL)
        form_field_write (slot->field, builder);
      else
        sjson_builder_value (builder, &slot->source);
    }

  sjson_builder_end_array (builder);
}

static void
write_unseen (FormField    *self,
              SjsonBuilder *builder)
{
  if (self->content.source != NULL)
    sjson_builder_value (builder, self->content.source);
  else if (self->kind == FORM_KIND_LIST || self->kind == FORM_KIND_TUPLE)
    sjson_builder_end_array (sjson_builder_begin_array (builder));
  else
    sjson_builder_end_object (sjson_builder_begin_object (builder));
}

/* Writes null or the value, also an invalid draft as far as it goes. */
void
form_field_write (FormField    *self,
                  SjsonBuilder *builder)
{
  const FormPlace place = form_field_get_place (self);

  if (!form_field_is_open (self))
    form_content_write (&self->content, &place, builder);
  else if (self->slots == NULL)
    write_unseen (self, builder);
  else if (self->kind == FORM_KIND_UNION)
    form_field_write (form_children_get_made (self, 0), builder);
  else if (self->kind == FORM_KIND_LIST || self->kind == FORM_KIND_TUPLE)
    write_items (self, builder);
  else
    write_members (self, builder);
}

/* What it writes, as a document. Arguments that are not there are none. */
SjsonDocument *
form_field_build (FormField *self)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();

  if (self->tree->root == self && !form_field_is_written (self))
    sjson_builder_end_object (sjson_builder_begin_object (builder));
  else
    form_field_write (self, builder);

  return sjson_builder_end_document (builder);
}
