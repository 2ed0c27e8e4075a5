/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-choices-private.h"

/* Starts to walk the choices as the person sees them, without null and what is none. */
void
form_walk_init (FormWalk          *walk,
                const FormChoices *choices)
{
  *walk = (FormWalk) { .choices = choices };

  if (choices->style != FORM_CHOICES_ENUM && choices->style != FORM_CHOICES_TITLED)
    return;

  sjson_iter_init (&walk->values, &choices->values);
  if (choices->has_names)
    sjson_iter_init (&walk->names, &choices->names);
}

static gboolean
walk_entries (FormWalk   *walk,
              SjsonValue *value,
              SjsonValue *name,
              gboolean   *has_name)
{
  const FormChoiceEntry *entry;

  if (walk->next == walk->choices->entries->len)
    return FALSE;

  entry = &g_array_index (walk->choices->entries, FormChoiceEntry, walk->next++);
  *value = entry->value;
  *name = entry->name;
  *has_name = entry->has_name;
  return TRUE;
}

static gboolean
walk_raw (FormWalk   *walk,
          SjsonValue *value,
          SjsonValue *name,
          gboolean   *has_name)
{
  const FormChoices *choices = walk->choices;
  SjsonValue schema;

  *has_name = FALSE;

  switch (choices->style)
    {
    case FORM_CHOICES_ENUM:
      *has_name = choices->has_names && sjson_iter_next (&walk->names, NULL, name);
      return sjson_iter_next (&walk->values, NULL, value);

    case FORM_CHOICES_TITLED:
      while (sjson_iter_next (&walk->values, NULL, &schema))
        if (sjson_value_get_member (&schema, "const", value))
          {
            *has_name = sjson_value_get_member (&schema, "title", name);
            return TRUE;
          }
      return FALSE;

    case FORM_CHOICES_CONST:
      *value = choices->values;
      return !walk->done && (walk->done = TRUE);

    case FORM_CHOICES_ENTRIES:
      return walk_entries (walk, value, name, has_name);

    case FORM_CHOICES_NONE:
    default:
      return FALSE;
    }
}

gboolean
form_walk_next (FormWalk   *walk,
                SjsonValue *value,
                SjsonValue *name,
                gboolean   *has_name)
{
  while (walk_raw (walk, value, name, has_name))
    if (!sjson_value_is_null (value))
      return TRUE;

  return FALSE;
}

/* Whether a schema says no more than that null is allowed. */
static gboolean
is_null_schema (const SjsonValue *node)
{
  SjsonValue member;
  SjsonValue only;

  if (sjson_value_get_member (node, "const", &member))
    return sjson_value_is_null (&member);

  if (sjson_value_get_member_of_kind (node, "enum", SJSON_KIND_ARRAY, &member))
    return sjson_value_get_length (&member) == 1 &&
           sjson_value_get_element (&member, 0, &only) && sjson_value_is_null (&only);

  return sjson_value_get_member (node, "type", &member) &&
         sjson_value_equals_string (&member, "null");
}

/* Whether null is among what the schema allows. */
gboolean
form_choices_has_null (const FormChoices *self)
{
  FormWalk walk;
  SjsonValue value;
  SjsonValue name;
  gboolean has_name;

  form_walk_init (&walk, self);
  while (walk_raw (&walk, &value, &name, &has_name))
    if (sjson_value_is_null (&value))
      return TRUE;

  if (self->style == FORM_CHOICES_TITLED)
    {
      SjsonIter iter;

      sjson_iter_init (&iter, &self->values);
      while (sjson_iter_next (&iter, NULL, &value))
        if (is_null_schema (&value))
          return TRUE;
    }

  return FALSE;
}

/* Whether there is exactly one to choose. */
gboolean
form_choices_has_only (const FormChoices *self)
{
  SjsonValue value;

  return form_choices_get_value (self, 0, &value) && !form_choices_get_value (self, 1, &value);
}

/* Whether all branches of a oneOf or anyOf are constants, which makes them choices. */
gboolean
form_choices_is_titled (const SjsonValue *schemas)
{
  SjsonIter iter;
  SjsonValue schema;
  SjsonValue constant;
  gboolean any = FALSE;

  sjson_iter_init (&iter, schemas);
  while (sjson_iter_next (&iter, NULL, &schema))
    {
      gboolean is_constant = sjson_value_get_member (&schema, "const", &constant);

      if (!is_constant && !is_null_schema (&schema))
        return FALSE;

      any |= is_constant;
    }

  return any;
}

/* The place of @value among the choices, G_MAXUINT without one; 1 is 1.0 (ruling 16). */
guint
form_choices_find (const FormChoices *self,
                   const SjsonValue  *value)
{
  FormWalk walk;
  SjsonValue choice;
  SjsonValue name;
  gboolean has_name;

  form_walk_init (&walk, self);
  for (guint i = 0; form_walk_next (&walk, &choice, &name, &has_name); i++)
    if (sjson_value_equal (&choice, value))
      return i;

  return G_MAXUINT;
}

gboolean
form_choices_get_value (const FormChoices *self,
                        guint              index,
                        SjsonValue        *value)
{
  FormWalk walk;
  SjsonValue name;
  gboolean has_name;

  form_walk_init (&walk, self);
  for (guint i = 0; form_walk_next (&walk, value, &name, &has_name); i++)
    if (i == index)
      return TRUE;

  return FALSE;
}
