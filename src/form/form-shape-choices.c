/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-shape-parts-private.h"

static gboolean
afford_choices (FormShape        *self,
                const SjsonValue *values)
{
  gsize n = sjson_value_get_length (values);

  if (n > self->all->choices)
    return FALSE;

  self->all->choices -= n;
  return n > 0;
}

/* A oneOf or anyOf of constants. */
static gboolean
find_titled (FormShape  *self,
             const char *name)
{
  SjsonValue *values = &self->choices.values;

  return form_shape_find_of_kind (self, name, SJSON_KIND_ARRAY, values) &&
         afford_choices (self, values) && form_choices_is_titled (values);
}

static gboolean
find_enum (FormShape *self)
{
  FormChoices *choices = &self->choices;

  if (!form_shape_find_of_kind (self, "enum", SJSON_KIND_ARRAY, &choices->values) ||
      !afford_choices (self, &choices->values))
    return FALSE;

  choices->has_names = form_shape_find_of_kind (self, "enumNames", SJSON_KIND_ARRAY,
                                                &choices->names);
  return TRUE;
}

/* Finds the values to choose from; null is never one of them. */
void
form_shape_read_choices (FormShape *self)
{
  FormChoices *choices = &self->choices;
  SjsonValue value;

  if (self->is_opaque)
    return;

  if (form_shape_find (self, "const", &choices->values))
    choices->style = FORM_CHOICES_CONST;
  else if (find_enum (self))
    choices->style = FORM_CHOICES_ENUM;
  else if (find_titled (self, "oneOf") || find_titled (self, "anyOf"))
    choices->style = FORM_CHOICES_TITLED;

  if (choices->style != FORM_CHOICES_NONE && !form_choices_get_value (choices, 0, &value))
    choices->style = FORM_CHOICES_NONE;
}

/**
 * form_shape_get_choices:
 *
 * Returns: (transfer none) (nullable): what there is to choose from
 */
const FormChoices *
form_shape_get_choices (FormShape *self)
{
  FormShape *chosen = self;

  g_return_val_if_fail (self != NULL, NULL);

  if (form_shape_get_kind (self) == FORM_KIND_CHOICES)
    chosen = form_shape_get_item (self, 0);

  return form_shape_has_choices (chosen) && form_shape_get_kind (self) != FORM_KIND_LIST
         ? &chosen->choices : NULL;
}
