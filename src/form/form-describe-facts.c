/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-describe-private.h"

#include "form-label-private.h"

void
form_describe_add_text (FormDescriber *self,
                        const char    *name,
                        const char    *text)
{
  if (text != NULL)
    sjson_builder_string (sjson_builder_name (self->builder, name), text);
}

void
form_describe_add_mark (FormDescriber *self,
                        const char    *name,
                        gboolean       is_so)
{
  if (is_so)
    sjson_builder_boolean (sjson_builder_name (self->builder, name), TRUE);
}

static const char *
get_kind_nick (FormKind kind)
{
  g_autoptr(GEnumClass) kinds = g_type_class_ref (FORM_TYPE_KIND);

  return g_enum_get_value (kinds, kind)->value_nick;
}

static void
add_title (FormDescriber   *self,
           FormShape       *shape,
           const FormPlace *place)
{
  g_autofree char *readable = form_label_from_name (place->name);
  const char *title = form_shape_get_title (shape);

  form_describe_add_text (self, "title", title != NULL ? title : readable);
}

static void
add_choices (FormDescriber *self,
             FormShape     *shape)
{
  const FormChoices *choices = form_shape_get_choices (shape);

  if (choices == NULL)
    return;

  sjson_builder_begin_array (sjson_builder_name (self->builder, "choices"));

  for (guint i = 0; i < choices->entries->len; i++)
    {
      const FormChoiceEntry *entry = form_choices_get_entry (choices, i);
      g_autofree char *text = NULL;

      if (entry->has_name)
        text = sjson_value_dup_string (&entry->name, NULL);

      sjson_builder_begin_object (self->builder);
      sjson_builder_value (sjson_builder_name (self->builder, "value"), &entry->value);
      form_describe_add_text (self, "label", text);
      sjson_builder_end_object (self->builder);
    }

  sjson_builder_end_array (self->builder);
}

void
form_describe_add_facts (FormDescriber   *self,
                         FormShape       *shape,
                         const FormPlace *place)
{
  FormKind kind = form_shape_get_kind (shape);
  SjsonValue value;

  form_describe_add_text (self, "path", place->path);
  form_describe_add_text (self, "name", place->name);
  add_title (self, shape, place);
  form_describe_add_text (self, "description", form_shape_get_description (shape));
  form_describe_add_text (self, "kind", get_kind_nick (kind));
  sjson_builder_boolean (sjson_builder_name (self->builder, "required"), place->required);
  sjson_builder_boolean (sjson_builder_name (self->builder, "nullable"),
                         form_shape_is_nullable (shape));
  sjson_builder_boolean (sjson_builder_name (self->builder, "fallback"), kind == FORM_KIND_JSON);

  if (form_shape_get_default (shape, &value))
    sjson_builder_value (sjson_builder_name (self->builder, "default"), &value);

  form_describe_add_text (self, "limits", form_shape_get_limits (shape));
  form_describe_add_text (self, "format", form_shape_get_format (shape));
  form_describe_add_text (self, "pattern", form_shape_get_pattern (shape));
  form_describe_add_text (self, "content_type", form_shape_get_content_type (shape));
  add_choices (self, shape);
  form_describe_add_mark (self, "read_only", form_shape_is_read_only (shape));
  form_describe_add_mark (self, "secret", form_shape_is_secret (shape));
  form_describe_add_mark (self, "deprecated", form_shape_is_deprecated (shape));
  form_describe_add_mark (self, "multiline",
                          kind == FORM_KIND_STRING && form_shape_is_multiline (shape));
}
