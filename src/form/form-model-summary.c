/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-model.h"

#include "form-choice-private.h"
#include "form-children-private.h"
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
  g_autofree char *unit = form_label_to_inline (form_field_get_title (field));

  if (g_utf8_strlen (unit, -1) > MAX_UNIT)
    return g_strdup (field->content.text);

  /* Translators: a number and the label of its field, as in "12 parcels" */
  return g_strdup_printf (_("%s %s"), field->content.text, unit);
}

static char *
summarize_choice (FormField *field)
{
  g_autoptr(FormChoice) choice = NULL;

  choice = g_list_model_get_item (form_field_get_choices (field), field->content.selected);

  return choice != NULL ? g_strdup (form_choice_get_label (choice)) : NULL;
}

/* How many there are, by the label of the field: "3 tags". */
static char *
summarize_count (FormField *field,
                 guint      n)
{
  g_autofree char *unit = form_label_to_inline (form_field_get_title (field));

  if (n == 0)
    return NULL;

  if (g_utf8_strlen (unit, -1) > MAX_UNIT)
    return g_strdup_printf ("%u", n);

  return g_strdup_printf (_("%u %s"), n, unit);
}

static guint
count_items (FormField *field)
{
  if (field->slots != NULL)
    return field->slots->len;

  return field->content.source != NULL ? sjson_value_get_length (field->content.source) : 0;
}

/* What a field holds in a few words; NULL where that is nothing to show. */
static char *
summarize_field (FormField *field)
{
  if (field->content.state != FORM_STATE_VALUE || field->content.as_json ||
      form_shape_is_secret (field->shape))
    return NULL;

  switch (field->kind)
    {
    case FORM_KIND_STRING:
    case FORM_KIND_DATE:
    case FORM_KIND_TIME:
    case FORM_KIND_DATE_TIME:
      return g_strdup (field->content.text);

    case FORM_KIND_INTEGER:
    case FORM_KIND_NUMBER:
      return field->content.text[0] != '\0' ? summarize_number (field) : NULL;

    case FORM_KIND_BOOLEAN:
      return field->content.active ? form_label_to_inline (form_field_get_title (field)) : NULL;

    case FORM_KIND_CHOICE:
      return summarize_choice (field);

    case FORM_KIND_CHOICES:
      return summarize_count (field, field->content.picks != NULL ? field->content.picks->len : 0);

    case FORM_KIND_MAP:
    case FORM_KIND_LIST:
      return summarize_count (field, count_items (field));

    case FORM_KIND_FILE:
      /* Translators: a file of a form, summed up; it has no name */
      return g_strdup (_("a file"));

    default:
      return NULL;
    }
}

/* What is in a list is counted, not told. */
static gboolean
tells_members (FormField *field)
{
  return (field->kind == FORM_KIND_OBJECT || field->kind == FORM_KIND_TUPLE ||
          field->kind == FORM_KIND_UNION) && form_field_is_open (field);
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

  for (guint i = 0; tells_members (field) && summary->len <= 4 * MAX_SUMMARY &&
                    i < form_children_get_n (field); i++)
    append_field (summary, form_children_get (field, i));
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
