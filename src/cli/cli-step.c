/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-step.h"

#include "cli-field.h"
#include "cli-terminal.h"

#include <glib/gi18n.h>

/**
 * cli_step_new_of:
 * @kind: what to ask
 * @field: of this field
 * @key: how it is named in it all
 *
 * Returns: (transfer full): the step
 */
CliStep *
cli_step_new_of (CliStepKind  kind,
                 FormField   *field,
                 const char  *key)
{
  CliStep *self = g_new0 (CliStep, 1);

  self->kind = kind;
  self->field = g_object_ref (field);
  self->key = g_strdup (key);

  return self;
}

void
cli_step_free (CliStep *self)
{
  g_object_unref (self->field);
  g_free (self->key);
  g_free (self);
}

/* What may be left out, and is, is not gone into unasked. */
static CliStepKind
choose_for_group (FormField *field)
{
  gboolean is_there = form_field_get_state (field) == FORM_STATE_VALUE;

  return is_there || form_field_is_required (field) || form_field_is_branch (field)
         ? CLI_STEP_MEMBERS : CLI_STEP_WANT;
}

/**
 * cli_step_new:
 * @field: a field
 * @key: how it is named in it all
 *
 * Returns: (transfer full): what to ask first of a field of its kind
 */
CliStep *
cli_step_new (FormField  *field,
              const char *key)
{
  CliStepKind kind = CLI_STEP_VALUE;

  if (!form_field_is_json (field))
    {
      switch (form_field_get_kind (field))
        {
        case FORM_KIND_OBJECT:
        case FORM_KIND_TUPLE:
          kind = choose_for_group (field);
          break;
        case FORM_KIND_LIST:
        case FORM_KIND_MAP:
          kind = CLI_STEP_MEMBERS;
          break;
        case FORM_KIND_UNION:
          kind = CLI_STEP_BRANCH;
          break;
        default:
          break;
        }
    }

  return cli_step_new_of (kind, field, key);
}

static void
push_child (CliStep   *self,
            FormField *child,
            GPtrArray *next)
{
  g_autofree char *key = NULL;

  if (form_field_is_branch (child))
    key = g_strdup (self->key);
  else
    key = *self->key != '\0' ? g_strconcat (self->key, ".", form_field_get_name (child), NULL)
                             : g_strdup (form_field_get_name (child));

  g_ptr_array_add (next, cli_step_new (child, key));
}

/* What is needed is there at the latest when all was said about it. */
static gboolean
end_group (CliStep  *self,
           GError  **error)
{
  if (form_field_is_required (self->field) &&
      form_field_get_state (self->field) == FORM_STATE_ABSENT)
    form_field_set_state (self->field, FORM_STATE_VALUE);

  if (form_field_get_error (self->field) == NULL)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       form_field_get_error (self->field));

  return FALSE;
}

static gboolean
take_item (CliStep     *self,
           const char  *line,
           GPtrArray   *next,
           gboolean    *again,
           GError     **error)
{
  FormField *item;

  if (!cli_terminal_is_yes (line))
    return end_group (self, error);

  item = form_field_add (self->field, NULL);
  *again = TRUE;

  if (item != NULL)
    push_child (self, item, next);

  return TRUE;
}

static gboolean
take_name (CliStep     *self,
           const char  *line,
           GPtrArray   *next,
           gboolean    *again,
           GError     **error)
{
  FormField *member;

  if (*line == '\0')
    return end_group (self, error);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->field)); i++)
    {
      g_autoptr(FormField) child = g_list_model_get_item (G_LIST_MODEL (self->field), i);

      if (g_str_equal (form_field_get_name (child), line))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                       _("There is one named “%s” already."), line);
          return FALSE;
        }
    }

  member = form_field_add (self->field, line);
  *again = TRUE;

  if (member != NULL)
    push_child (self, member, next);

  return TRUE;
}

/* A branch by its number or its label; @count if there is none. */
static guint
find_branch (FormField  *field,
             const char *line)
{
  GListModel *branches = form_field_get_choices (field);
  guint count = g_list_model_get_n_items (branches);
  guint64 number;

  for (guint i = 0; i < count; i++)
    {
      g_autoptr(FormChoice) branch = g_list_model_get_item (branches, i);

      if (g_str_equal (form_choice_get_label (branch), line))
        return i;
    }

  return g_ascii_string_to_unsigned (line, 10, 1, count, &number, NULL) ? number - 1 : count;
}

static gboolean
take_branch (CliStep     *self,
             const char  *line,
             GPtrArray   *next,
             GError     **error)
{
  g_autoptr(FormField) child = NULL;
  guint branch;

  if (*line == '\0')
    {
      if (form_field_get_state (self->field) != FORM_STATE_ABSENT ||
          !form_field_is_required (self->field))
        return TRUE;

      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _("One of them is needed."));
      return FALSE;
    }

  branch = find_branch (self->field, line);

  if (branch == g_list_model_get_n_items (form_field_get_choices (self->field)))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("“%s” is none of these."), line);
      return FALSE;
    }

  form_field_set_state (self->field, FORM_STATE_VALUE);
  form_field_set_selected (self->field, branch);
  child = g_list_model_get_item (G_LIST_MODEL (self->field), 0);

  if (child != NULL)
    push_child (self, child, next);

  return TRUE;
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
take_value (CliStep     *self,
            const char  *line,
            GError     **error)
{
  FormKind kind = form_field_get_kind (self->field);
  g_autofree char *numbered = NULL;
  g_autofree char *path = NULL;

  if (*line == '\0')
    {
      if (form_field_get_error (self->field) == NULL)
        return TRUE;

      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           form_field_get_error (self->field));
      return FALSE;
    }

  if (form_field_is_json (self->field))
    return cli_field_set (self->field, self->key, line, error);

  if (kind == FORM_KIND_BOOLEAN && cli_terminal_is_yes (line))
    line = "yes";
  else if (kind == FORM_KIND_BOOLEAN && cli_terminal_is_no (line))
    line = "no";
  else if (kind == FORM_KIND_FILE)
    line = path = g_strconcat ("@", line, NULL);
  else if (kind == FORM_KIND_CHOICE)
    line = find_numbered (self->field, line, &numbered);

  return cli_field_set (self->field, self->key, line, error);
}

/* The first member that was not asked for yet. Conditions may bring further ones meanwhile. */
static FormField *
find_next (FormField  *field,
           GHashTable *asked)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (field)); i++)
    {
      g_autoptr(FormField) child = g_list_model_get_item (G_LIST_MODEL (field), i);

      if (!g_hash_table_contains (asked, child) && !form_field_is_read_only (child))
        return g_steal_pointer (&child);
    }

  return NULL;
}

/**
 * cli_step_expand:
 * @self: a step of kind %CLI_STEP_MEMBERS
 * @asked: (element-type FormField): which fields had their turn
 *
 * Returns: (transfer full) (nullable): the step of its next member; %NULL when there is no more,
 *   and @self has become the question for further ones or is over
 */
CliStep *
cli_step_expand (CliStep    *self,
                 GHashTable *asked)
{
  g_autoptr(FormField) child = find_next (self->field, asked);
  g_autoptr(GPtrArray) next = g_ptr_array_new ();

  if (child != NULL)
    {
      g_hash_table_add (asked, g_object_ref (child));
      push_child (self, child, next);
      return g_ptr_array_index (next, 0);
    }

  if (form_field_can_add (self->field))
    self->kind = form_field_get_kind (self->field) == FORM_KIND_LIST ||
                 form_field_get_kind (self->field) == FORM_KIND_TUPLE ? CLI_STEP_ADD
                                                                     : CLI_STEP_NAME;

  return NULL;
}

/**
 * cli_step_take:
 * @self: a step
 * @line: what was typed
 * @next: (element-type CliStep): where steps go that come before all others
 * @again: whether this one comes once more, after those
 * @error: return location for an error
 *
 * Returns: whether it is an answer
 */
gboolean
cli_step_take (CliStep     *self,
               const char  *line,
               GPtrArray   *next,
               gboolean    *again,
               GError     **error)
{
  *again = FALSE;

  switch (self->kind)
    {
    case CLI_STEP_WANT:
      if (cli_terminal_is_yes (line))
        {
          form_field_set_state (self->field, FORM_STATE_VALUE);
          g_ptr_array_add (next, cli_step_new_of (CLI_STEP_MEMBERS, self->field, self->key));
        }
      return TRUE;
    case CLI_STEP_ADD:
      return take_item (self, line, next, again, error);
    case CLI_STEP_NAME:
      return take_name (self, line, next, again, error);
    case CLI_STEP_BRANCH:
      return take_branch (self, line, next, error);
    case CLI_STEP_VALUE:
    case CLI_STEP_MEMBERS:
    default:
      return take_value (self, line, error);
    }
}
