/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-sheet.h"

#include "cli-choices.h"
#include "cli-field.h"
#include "cli-output.h"
#include "cli-terminal.h"
#include "cli-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* One field, and how it is named in it all. */
typedef struct
{
  FormField *field;
  char *key;
  GPtrArray *choices;   /* of CliChoice; nullable: as many of these as one likes */
} Entry;

/* One form while somebody fills it in. */
typedef struct
{
  GPtrArray *entries;
  guint index;
  char *asker;
} Sheet;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_object_unref (entry->field);
  g_clear_pointer (&entry->choices, g_ptr_array_unref);
  g_free (entry->key);
  g_free (entry);
}

static void
sheet_free (gpointer data)
{
  Sheet *sheet = data;

  g_ptr_array_unref (sheet->entries);
  g_free (sheet->asker);
  g_free (sheet);
}

static void
collect (GPtrArray        *entries,
         FormField        *parent,
         const char       *prefix,
         const SjsonValue *schema,
         gboolean          skip_touched)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (parent)); i++)
    {
      g_autoptr(FormField) field = g_list_model_get_item (G_LIST_MODEL (parent), i);
      g_autofree char *key = g_strconcat (prefix, form_field_get_name (field), NULL);
      g_autofree char *inner = g_strconcat (key, ".", NULL);
      Entry *entry;

      if (form_field_get_kind (field) == FORM_KIND_OBJECT)
        {
          collect (entries, field, inner, NULL, skip_touched);
          continue;
        }

      if (skip_touched && form_field_is_touched (field) && form_field_get_error (field) == NULL)
        continue;

      entry = g_new0 (Entry, 1);
      entry->field = g_object_ref (field);
      entry->key = g_steal_pointer (&key);
      entry->choices = form_field_get_kind (field) == FORM_KIND_JSON
                       ? cli_choices_read (schema, form_field_get_name (field)) : NULL;
      g_ptr_array_add (entries, entry);
    }
}

static const char *
get_kind_words (const Entry *entry)
{
  const char *format = form_field_get_format (entry->field);

  switch (form_field_get_kind (entry->field))
    {
    case FORM_KIND_STRING:
      if (g_strcmp0 (format, "email") == 0)
        return _("e-mail address");

      return g_strcmp0 (format, "uri") == 0 ? _("address of a page") : _("text");

    case FORM_KIND_INTEGER:
      return _("whole number");
    case FORM_KIND_NUMBER:
      return _("number");
    case FORM_KIND_BOOLEAN:
      return _("yes or no");
    case FORM_KIND_CHOICE:
      return _("one of these");
    case FORM_KIND_DATE_TIME:
      return g_strcmp0 (format, "date") == 0 ? _("date, as 2026-11-23")
                                             : _("date and time, as 2026-11-23T09:30:00Z");
    case FORM_KIND_OBJECT:
    case FORM_KIND_JSON:
    default:
      return entry->choices != NULL ? _("any of these, separated by commas") : _("JSON");
    }
}

/* What stands there now: a default, or what was typed before. */
static char *
dup_current (const Entry *entry)
{
  FormField *field = entry->field;
  GListModel *choices = form_field_get_choices (field);

  if (form_field_get_state (field) != FORM_STATE_VALUE)
    return NULL;

  if (form_field_get_kind (field) == FORM_KIND_BOOLEAN)
    return g_strdup (form_field_get_active (field) ? _("yes") : _("no"));

  if (choices != NULL && form_field_get_selected (field) < g_list_model_get_n_items (choices))
    {
      g_autoptr(FormChoice) choice = g_list_model_get_item (choices,
                                                            form_field_get_selected (field));

      return g_strdup (form_choice_get_label (choice));
    }

  return g_strdup (form_field_get_text (field));
}

static void
append_choices (GString     *text,
                const Entry *entry)
{
  GListModel *choices = form_field_get_choices (entry->field);

  for (guint i = 0; choices != NULL && i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr(FormChoice) choice = g_list_model_get_item (choices, i);
      g_autofree char *label = cli_text_dup_line (form_choice_get_label (choice));

      g_string_append_printf (text, "  %u  %s\n", i + 1, label);
    }

  for (guint i = 0; entry->choices != NULL && i < entry->choices->len; i++)
    {
      const CliChoice *choice = g_ptr_array_index (entry->choices, i);
      g_autofree char *label = cli_text_dup_line (choice->label);

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

  return FALSE;
}

static char *
dup_prompt (const Entry *entry)
{
  FormField *field = entry->field;
  GString *text = g_string_new ("\n");
  g_autofree char *title = cli_text_dup_line (form_field_get_title (field));
  g_autofree char *current = dup_current (entry);
  const char *limits = form_field_get_limits (field);
  const char *description = form_field_get_description (field);

  g_string_append_printf (text, "%s (%s%s%s%s)\n", title, get_kind_words (entry),
                          limits != NULL ? ", " : "", limits != NULL ? limits : "",
                          form_field_is_required (field) ? _(", required") : "");

  if (description != NULL)
    g_string_append_printf (text, "  %s\n", description);

  if (wants_secret (field))
    g_string_append_printf (text, "  %s\n", _("Type no password here: a server must not ask for "
                                              "one in this way."));

  append_choices (text, entry);

  if (current != NULL)
    g_string_append_printf (text, "[%s] ", current);

  g_string_append (text, "> ");

  return g_string_free (text, FALSE);
}

/* The number of a choice stands for it, unless a choice has that very name. */
static const char *
find_numbered (FormField  *field,
               const char *line,
               char      **place)
{
  GListModel *choices = form_field_get_choices (field);
  guint64 number;

  if (choices == NULL ||
      !g_ascii_string_to_unsigned (line, 10, 1, g_list_model_get_n_items (choices), &number, NULL))
    return line;

  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr(FormChoice) choice = g_list_model_get_item (choices, i);
      g_autofree char *json = sjson_value_to_json (form_choice_get_value (choice), NULL);

      if (g_str_equal (json, line) || g_str_equal (form_choice_get_label (choice), line) ||
          sjson_value_equals_string (form_choice_get_value (choice), line))
        return line;

      if (i + 1 == number)
        *place = g_steal_pointer (&json);
    }

  return *place;
}

static gboolean
take_line (const Entry  *entry,
           const char   *line,
           GError      **error)
{
  g_autofree char *numbered = NULL;
  g_autofree char *list = NULL;

  if (*line == '\0')
    {
      if (form_field_get_error (entry->field) == NULL)
        return TRUE;

      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           form_field_get_error (entry->field));
      return FALSE;
    }

  if (entry->choices != NULL && *line != '[')
    {
      list = cli_choices_parse (entry->choices, line, error);
      return list != NULL && cli_field_set (entry->field, entry->key, list, error);
    }

  if (form_field_get_kind (entry->field) == FORM_KIND_BOOLEAN && cli_terminal_is_yes (line))
    line = "yes";
  else if (form_field_get_kind (entry->field) == FORM_KIND_BOOLEAN && cli_terminal_is_no (line))
    line = "no";
  else
    line = find_numbered (entry->field, line, &numbered);

  return cli_field_set (entry->field, entry->key, line, error);
}

static void ask (GTask *task);

static void
line_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Sheet *sheet = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autofree char *line = cli_terminal_ask_finish (result, &error);

  if (line == NULL && error == NULL)
    {
      g_printerr ("\n");
      g_task_return_boolean (task, FALSE);
      return;
    }

  if (line == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (take_line (g_ptr_array_index (sheet->entries, sheet->index), line, &error))
    sheet->index++;
  else
    cli_output_note (FALSE, error->message);

  ask (g_steal_pointer (&task));
}

static void
look_over_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Sheet *sheet = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *line = cli_terminal_ask_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (line == NULL || cli_terminal_is_no (line))
    g_task_return_boolean (task, FALSE);
  else if (cli_terminal_is_yes (line))
    g_task_return_boolean (task, TRUE);
  else
    {
      /* Translators: the letter that people type to edit what they typed */
      if (g_ascii_strcasecmp (line, "e") == 0 || g_strcmp0 (line, C_("answer", "e")) == 0)
        sheet->index = 0;

      ask (g_steal_pointer (&task));
    }
}

/* What is sent is seen before (MCP 2026-07-28, "Elicitation": review and modify). */
static void
look_over (GTask *task)
{
  FormModel *form = g_task_get_source_object (task);
  Sheet *sheet = g_task_get_task_data (task);
  g_autofree char *json = form_model_dup_json (form);
  g_autofree char *safe = cli_text_dup_json (json, -1);
  g_autofree char *question = g_strdup_printf (_("Send this to “%s”?"), sheet->asker);
  g_autofree char *prompt = NULL;

  /* Translators: the letters stand for yes, no, and edit */
  prompt = g_strdup_printf ("\n%s\n%s %s ", safe, question, _("[y/n/e]"));
  cli_terminal_ask_async (prompt, g_task_get_cancellable (task), look_over_cb, task);
}

/* @task: (transfer full) */
static void
ask (GTask *task)
{
  FormModel *form = g_task_get_source_object (task);
  Sheet *sheet = g_task_get_task_data (task);
  FormField *wrong = form_model_get_first_error (form);
  g_autofree char *prompt = NULL;

  if (sheet->index < sheet->entries->len)
    {
      prompt = dup_prompt (g_ptr_array_index (sheet->entries, sheet->index));
      cli_terminal_ask_async (prompt, g_task_get_cancellable (task), line_cb, task);
      return;
    }

  if (wrong == NULL)
    {
      look_over (task);
      return;
    }

  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s",
                           form_field_get_error (wrong));
  g_object_unref (task);
}

/**
 * cli_sheet_fill_async:
 * @form: a form
 * @schema: (nullable): where it comes from
 * @skip_touched: whether what was filled in already is not asked for
 * @asker: who will get it
 * @cancellable: (nullable): to give up
 * @callback: called when the person is done
 * @user_data: for @callback
 *
 * Asks for field after field. An empty line leaves a field as it is, which is left out or its
 * default; the end of input declines it all.
 */
void
cli_sheet_fill_async (FormModel           *form,
                      const SjsonValue    *schema,
                      gboolean             skip_touched,
                      const char          *asker,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GTask *task = g_task_new (form, cancellable, callback, user_data);
  Sheet *sheet = g_new0 (Sheet, 1);

  g_task_set_source_tag (task, cli_sheet_fill_async);
  sheet->entries = g_ptr_array_new_with_free_func (entry_free);
  sheet->asker = g_strdup (asker);
  collect (sheet->entries, form_model_get_root (form), "", schema, skip_touched);
  g_task_set_task_data (task, sheet, sheet_free);
  ask (task);
}

/**
 * cli_sheet_fill_finish:
 * @form: a form
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether it may be sent; %FALSE without an error where the person declined
 */
gboolean
cli_sheet_fill_finish (FormModel     *form,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, form), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
