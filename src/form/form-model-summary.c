/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-model.h"

#include "form-choice-private.h"
#include "form-field-private.h"
#include "form-label-private.h"

#include <glib/gi18n-lib.h>

/* Characters: what a line of a list has room for. */
#define MAX_SUMMARY 120
#define MAX_PART 60

/* Behind a number a longer label would drown it. */
#define MAX_UNIT 24

/* A number says little without its label: "12 parcels". */
static char *
summarize_number (FormField *field)
{
  g_autofree char *unit = form_label_to_inline (field->title);

  if (g_utf8_strlen (unit, -1) > MAX_UNIT)
    return g_strdup (field->content.text);

  /* Translators: a number and the label of its field, as in "12 parcels" */
  return g_strdup_printf (_("%s %s"), field->content.text, unit);
}

static char *
summarize_choice (FormField *field)
{
  g_autoptr(FormChoice) choice = NULL;
  SjsonValue value;

  /* The list has the label, but making it means making all of its entries. */
  if (field->choices == NULL &&
      !form_choices_get_value (&field->schema->choices, field->content.selected, &value))
    return NULL;

  choice = g_list_model_get_item (form_field_get_choices (field), field->content.selected);

  return choice != NULL ? g_strdup (form_choice_get_label (choice)) : NULL;
}

/* What a field holds in a few words; NULL where that is nothing to show. */
static char *
summarize_field (FormField *field)
{
  if (field->content.state != FORM_STATE_VALUE || field->content.alien)
    return NULL;

  switch (field->schema->kind)
    {
    case FORM_KIND_STRING:
      return g_strcmp0 (field->schema->format, "password") != 0
             ? g_strdup (field->content.text) : NULL;

    case FORM_KIND_DATE_TIME:
      return g_strdup (field->content.text);

    case FORM_KIND_INTEGER:
    case FORM_KIND_NUMBER:
      return field->content.text[0] != '\0' ? summarize_number (field) : NULL;

    case FORM_KIND_BOOLEAN:
      return field->content.active ? form_label_to_inline (field->title) : NULL;

    case FORM_KIND_CHOICE:
      return summarize_choice (field);

    case FORM_KIND_OBJECT:
    case FORM_KIND_JSON:
    default:
      return NULL;
    }
}

static void
append_field (GString   *summary,
              FormField *field)
{
  g_autofree char *text = summarize_field (field);
  g_autofree char *part = text != NULL ? form_label_clean (text, MAX_PART) : NULL;

  if (part != NULL && *part != '\0')
    {
      if (summary->len > 0)
        /* Translators: between the values of a form, summed up in one line */
        g_string_append (summary, C_("between values", ", "));
      g_string_append (summary, part);
    }

  for (guint i = 0; i < field->children->len && summary->len <= 4 * MAX_SUMMARY; i++)
    append_field (summary, field->children->pdata[i]);
}

/**
 * form_model_dup_summary:
 * @self: a model
 *
 * The values in one line, for a list of calls or a folded form: "Hamburg-Altona,
 * 12 parcels". A boolean that is yes shows its label. Passwords are left out.
 *
 * Returns: (transfer full): about 120 characters at most; empty where there is nothing to show
 */
char *
form_model_dup_summary (FormModel *self)
{
  g_autoptr(GString) summary = g_string_new (NULL);

  g_return_val_if_fail (FORM_IS_MODEL (self), NULL);

  append_field (summary, form_model_get_root (self));

  return form_label_clean (summary->str, MAX_SUMMARY);
}
