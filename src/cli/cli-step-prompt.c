/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-step.h"

#include "cli-kind.h"
#include "cli-text.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *
get_kind_words (FormField *field)
{
  g_autoptr(GEnumClass) kinds = g_type_class_ref (FORM_TYPE_KIND);
  FormKind kind = form_field_is_json (field) ? FORM_KIND_JSON : form_field_get_kind (field);

  if (kind == FORM_KIND_CHOICES)
    return _("any of these, separated by commas");

  return cli_kind_get_words (g_enum_get_value (kinds, kind)->value_nick,
                             form_field_get_format (field));
}

static char *
dup_checked (FormField *field)
{
  GListModel *choices = form_field_get_choices (field);
  g_autoptr(GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr(FormChoice) choice = g_list_model_get_item (choices, i);

      if (form_field_get_checked (field, i))
        g_ptr_array_add (labels, cli_text_dup_line (form_choice_get_label (choice)));
    }

  g_ptr_array_add (labels, NULL);

  return g_strjoinv (", ", (char **) labels->pdata);
}

/* What stands there now: a default, or what was typed before. */
static char *
dup_current (FormField *field)
{
  GListModel *choices = form_field_get_choices (field);
  FormKind kind = form_field_get_kind (field);

  if (form_field_get_state (field) != FORM_STATE_VALUE)
    return NULL;

  if (form_field_is_json (field))
    return g_strdup (form_field_get_text (field));

  if (kind == FORM_KIND_BOOLEAN)
    return g_strdup (form_field_get_active (field) ? _("yes") : _("no"));

  if (kind == FORM_KIND_CHOICES)
    return dup_checked (field);

  if (kind == FORM_KIND_FILE)
    return g_format_size (form_field_get_file_size (field));

  if (choices != NULL && form_field_get_selected (field) < g_list_model_get_n_items (choices))
    {
      g_autoptr(FormChoice) choice = g_list_model_get_item (choices,
                                                            form_field_get_selected (field));

      return g_strdup (form_choice_get_label (choice));
    }

  return form_field_is_group (field) ? NULL : g_strdup (form_field_get_text (field));
}

static void
append_choices (GString   *text,
                FormField *field)
{
  GListModel *choices = form_field_get_choices (field);

  for (guint i = 0; choices != NULL && i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr(FormChoice) choice = g_list_model_get_item (choices, i);
      g_autofree char *label = cli_text_dup_line (form_choice_get_label (choice));

      g_string_append_printf (text, "  %u  %s\n", i + 1, label);
    }
}

/* A form is no place for secrets (MCP 2026-07-28, "Elicitation": servers must not ask for them). */
static gboolean
wants_secret (FormField *field)
{
  static const char * const words[] = { "password", "passwd", "secret", "token", "api key" };
  g_autofree char *title = g_ascii_strdown (form_field_get_title (field), -1);
  g_autofree char *name = g_ascii_strdown (form_field_get_name (field), -1);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (strstr (title, words[i]) != NULL || strstr (name, words[i]) != NULL)
        return TRUE;
    }

  return form_field_is_secret (field);
}

/* An item that was added is not called so: it can go again. */
static gboolean
is_needed (FormField *field)
{
  return form_field_is_required (field) && !form_field_can_remove (field);
}

/* What the field is, and what the server says of it. */
static void
append_head (GString   *text,
             FormField *field)
{
  g_autofree char *title = cli_text_dup_line (form_field_get_title (field));
  const char *limits = form_field_get_limits (field);
  const char *description = form_field_get_description (field);

  g_string_append_printf (text, "\n%s (%s%s%s%s)\n", title, get_kind_words (field),
                          limits != NULL ? ", " : "", limits != NULL ? limits : "",
                          is_needed (field) ? _(", required") : "");

  if (description != NULL)
    g_string_append_printf (text, "  %s\n", description);

  if (!form_field_is_group (field) && wants_secret (field))
    g_string_append_printf (text, "  %s\n", _("Type no password here: a server must not ask for "
                                              "one in this way."));
}

static void
append_line (GString    *text,
             FormField  *field,
             const char *question)
{
  g_autofree char *current = dup_current (field);

  if (current != NULL && *current != '\0')
    g_string_append_printf (text, "[%s] ", current);

  g_string_append_printf (text, "%s> ", question);
}

/* Once there is one, the list was introduced. */
static void
append_add (GString   *text,
            FormField *field)
{
  g_autofree char *title = cli_text_dup_line (form_field_get_title (field));

  if (g_list_model_get_n_items (G_LIST_MODEL (field)) == 0)
    {
      append_head (text, field);
      g_string_append (text, _("Add one? [y/N] "));
    }
  else
    g_string_append_printf (text, _("\nAnother one for “%s”? [y/N] "), title);
}

/**
 * cli_step_dup_prompt:
 * @self: a step
 *
 * Returns: (transfer full): what to print before a line is read
 */
char *
cli_step_dup_prompt (CliStep *self)
{
  GString *text = g_string_new (NULL);

  switch (self->kind)
    {
    case CLI_STEP_WANT:
      append_head (text, self->field);
      g_string_append (text, _("Fill it in? [y/N] "));
      break;
    case CLI_STEP_ADD:
      append_add (text, self->field);
      break;
    case CLI_STEP_NAME:
      append_head (text, self->field);
      append_line (text, self->field, _("Another name, or nothing "));
      break;
    case CLI_STEP_BRANCH:
    case CLI_STEP_VALUE:
    case CLI_STEP_MEMBERS:
    default:
      append_head (text, self->field);
      append_choices (text, self->field);
      append_line (text, self->field, "");
      break;
    }

  return g_string_free (text, FALSE);
}
