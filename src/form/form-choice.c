/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-choice-private.h"

#include "form-label-private.h"

#include <glib/gi18n-lib.h>

#define MAX_LABEL 200

/* Of JSON text this much is looked at to make a label. */
#define MAX_LABEL_BYTES 2000

/**
 * FormChoice:
 *
 * One choice of an enum: a label for people and the exact value. Immutable.
 */
struct _FormChoice
{
  GObject parent_instance;

  char *label;
  SjsonValue *value;
};

enum {
  PROP_0,
  PROP_LABEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FormChoice, form_choice, G_TYPE_OBJECT)

static void
form_choice_finalize (GObject *object)
{
  FormChoice *self = FORM_CHOICE (object);

  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->value, sjson_value_free);

  G_OBJECT_CLASS (form_choice_parent_class)->finalize (object);
}

static void
form_choice_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  FormChoice *self = FORM_CHOICE (object);

  switch (prop_id)
    {
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
form_choice_class_init (FormChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = form_choice_finalize;
  object_class->get_property = form_choice_get_property;

  properties[PROP_LABEL] =
    g_param_spec_string ("label", NULL, NULL,
                         NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
form_choice_init (FormChoice *self)
{
}

/* The JSON of a value, as far as a label needs it. */
static char *
write_value (const SjsonValue *value)
{
  gsize length;
  const char *text = sjson_value_get_text (value, &length);
  g_autofree char *start = NULL;

  if (length <= MAX_LABEL_BYTES)
    return sjson_value_to_json (value, NULL);

  start = g_strndup (text, MAX_LABEL_BYTES);

  return g_utf8_make_valid (start, -1);
}

static char *
make_label (const SjsonValue *value,
            const SjsonValue *name)
{
  g_autofree char *text = name != NULL ? sjson_value_dup_string (name, NULL) : NULL;
  g_autofree char *label = NULL;

  if (text == NULL || *text == '\0')
    {
      g_free (text);
      text = sjson_value_dup_string (value, NULL);
    }

  if (text == NULL)
    text = write_value (value);

  label = form_label_clean (text, MAX_LABEL);

  /* Translators: the label of a choice that is an empty text */
  return *label != '\0' ? g_steal_pointer (&label) : g_strdup (_("(empty)"));
}

FormChoice *
form_choice_new (const SjsonValue *value,
                 const SjsonValue *name)
{
  FormChoice *self = g_object_new (FORM_TYPE_CHOICE, NULL);

  self->value = sjson_value_copy (value);
  self->label = make_label (value, name);

  return self;
}

/* A branch of a union: the form has words for it, and a value only where a schema stands. */
FormChoice *
form_choice_new_branch (const char       *label,
                        const SjsonValue *node)
{
  FormChoice *self = g_object_new (FORM_TYPE_CHOICE, NULL);

  self->value = node != NULL ? sjson_value_copy (node) : NULL;
  self->label = form_label_clean (label, MAX_LABEL);

  return self;
}

/**
 * form_choice_get_label:
 * @self: a choice
 *
 * Returns: one line for people; text of a server, so never markup
 */
const char *
form_choice_get_label (FormChoice *self)
{
  g_return_val_if_fail (FORM_IS_CHOICE (self), NULL);

  return self->label;
}

/**
 * form_choice_get_value:
 * @self: a choice
 *
 * Returns: (transfer none) (nullable): the value as it stands in the schema; of a branch what
 *   describes it, if anything does
 */
const SjsonValue *
form_choice_get_value (FormChoice *self)
{
  g_return_val_if_fail (FORM_IS_CHOICE (self), NULL);

  return self->value;
}
