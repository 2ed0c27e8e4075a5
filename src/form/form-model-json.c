/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-model-private.h"

#include "form-check-private.h"
#include "form-error.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Whether the whole form is one JSON field. */
static gboolean
is_plain (FormField *root)
{
  return root->kind == FORM_KIND_JSON;
}

/**
 * form_model_build_value:
 * @self: a model
 * @error: return location
 *
 * Makes the arguments to send. Numbers stand in them letter by letter as they
 * were typed; members that the schema does not know are kept.
 *
 * Returns: (transfer full): the value, or `NULL` with `FORM_ERROR_INVALID` and a sentence
 *   about the first field that is wrong
 */
SjsonDocument *
form_model_build_value (FormModel  *self,
                        GError    **error)
{
  FormField *wrong;

  g_return_val_if_fail (FORM_IS_MODEL (self), NULL);

  form_model_check (self);
  wrong = form_model_get_first_error (self);

  if (form_model_get_unread (self) != NULL)
    {
      g_set_error_literal (error, FORM_ERROR, FORM_ERROR_INVALID,
                           _("What was typed as JSON cannot be read."));
      return NULL;
    }

  if (wrong == NULL)
    return form_field_build (form_model_get_root (self));

  if (form_field_get_title (wrong)[0] != '\0')
    /* Translators: the label of a field and the sentence about what is wrong with it */
    g_set_error (error, FORM_ERROR, FORM_ERROR_INVALID, _("%s: %s"),
                 form_field_get_title (wrong), wrong->error);
  else
    g_set_error_literal (error, FORM_ERROR, FORM_ERROR_INVALID, wrong->error);

  return NULL;
}

/**
 * form_model_dup_json:
 * @self: a model
 *
 * The value as indented JSON, also where it is not valid yet: what is no value
 * of any kind ("12a" for a number) stands there as a string. A form that is
 * one JSON field gives its text as typed.
 *
 * Returns: (transfer full): the text
 */
char *
form_model_dup_json (FormModel *self)
{
  g_autoptr(SjsonDocument) document = NULL;
  FormField *root;
  SjsonValue value;

  g_return_val_if_fail (FORM_IS_MODEL (self), NULL);

  root = form_model_get_root (self);

  if (is_plain (root) && root->content.state == FORM_STATE_VALUE)
    return g_strdup (root->content.text);

  document = form_field_build (root);
  value = sjson_document_get_root (document);

  return sjson_value_to_pretty_json (&value, NULL);
}

/* What a person wrote as JSON they edited, so its errors show. */
static void
touch_values (FormEdit  *edit,
              FormField *field)
{
  if (field->content.state != FORM_STATE_ABSENT)
    form_edit_touch (edit, field);

  for (guint i = 0; i < form_children_get_n_made (field); i++)
    if (form_children_get_made (field, i) != NULL)
      touch_values (edit, form_children_get_made (field, i));
}

static void
load_json (FormField        *root,
           const char       *text,
           const SjsonValue *value)
{
  const FormPlace place = form_field_get_place (root);
  FormContent content;
  FormEdit edit;

  form_edit_init (&edit);
  edit.is_gentle = TRUE;

  if (is_plain (root))
    {
      form_content_init_text (&content, &place, text);
      form_edit_put (&edit, root, &content);
    }
  else
    form_edit_load (&edit, root, value);

  touch_values (&edit, root);
  form_edit_finish (&edit, root);
}

/* The text as JSON of which nothing would be lost. */
static SjsonDocument *
read_json (const char  *text,
           GError     **error)
{
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) reason = NULL;
  g_autofree char *sentence = NULL;

  document = sjson_document_new_from_string (text, -1, NULL, &reason);
  sentence = document != NULL ? g_strdup (form_check_losses (document)) : form_check_say (reason);
  if (sentence == NULL)
    return g_steal_pointer (&document);

  g_set_error_literal (error, FORM_ERROR, FORM_ERROR_SYNTAX, sentence);

  return NULL;
}

/**
 * form_model_set_json:
 * @self: a model
 * @text: what was typed
 * @error: return location
 *
 * Reads JSON into the fields; the text that [method@Form.Model.dup_json] gave
 * changes nothing. Values that the schema refuses are taken and marked.
 *
 * Returns: whether it was read. If not, nothing has changed: `FORM_ERROR_SYNTAX` with line and
 *   column, also for a name that stands there twice, or `FORM_ERROR_INVALID` where it is no object
 */
gboolean
form_model_set_json (FormModel   *self,
                     const char  *text,
                     GError     **error)
{
  g_autofree char *old = NULL;
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue value;

  g_return_val_if_fail (FORM_IS_MODEL (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  document = read_json (text, error);
  if (document == NULL)
    return FALSE;

  value = sjson_document_get_root (document);
  if (sjson_value_get_kind (&value) != SJSON_KIND_OBJECT)
    {
      g_set_error_literal (error, FORM_ERROR, FORM_ERROR_INVALID,
                           _("A group of values goes here: {…}"));
      return FALSE;
    }

  form_model_set_unread (self, NULL);
  old = form_model_dup_json (self);
  if (strcmp (old, text) != 0)
    load_json (form_model_get_root (self), text, &value);

  return TRUE;
}
