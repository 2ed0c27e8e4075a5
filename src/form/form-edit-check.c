/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-edit-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* What the validator says of the value, put at the fields that it is about. */

/* A longer value is checked when the person pauses. */
#define MAX_AT_ONCE (256 * 1024)

/* Where something stands inside a value that is shown as JSON; a longer way is of no help. */
#define MAX_WAY 80

static void put_issues (FormField          *base,
                        const SchemaResult *result);

static void
forget (FormField *field,
        gboolean   only_edited)
{
  if (!only_edited || field->edited)
    g_clear_pointer (&field->verdict, g_free);
  field->explained = 0;

  for (guint i = 0; i < form_children_get_n_made (field); i++)
    if (form_children_get_made (field, i) != NULL)
      forget (form_children_get_made (field, i), only_edited);
}

static void
put_sentence (FormField  *field,
              const char *sentence)
{
  if (field->verdict == NULL)
    field->verdict = g_strdup (sentence);
}

/* Whether what is wrong at a union is wrong with the branch that was chosen; then it is said
 * there, and what others would have liked is of no interest. */
static gboolean
is_explained (FormField *field)
{
  const SjsonValue *node = form_shape_get_branch_node (field->shape, field->content.selected);
  g_autoptr(SchemaResult) result = NULL;
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue value;

  if (field->explained != 0 || node == NULL)
    return field->explained == 1;

  document = form_field_build (field);
  value = sjson_document_get_root (document);
  result = schema_validator_explain_at (field->tree->validator, node, &value);
  field->explained = schema_result_get_verdict (result) == SCHEMA_INVALID ? 1 : 2;
  if (field->explained == 1)
    put_issues (form_children_get (field, 0), result);

  return field->explained == 1;
}

/* The field that @pointer leads to from @field, or the last one on the way; @pointer is what is
 * left of it then. NULL where a branch has said it already. */
static FormField *
find_place (FormField   *field,
            const char **pointer)
{
  while (form_field_is_open (field) && !field->content.as_json)
    {
      FormField *child;

      if (field->kind == FORM_KIND_UNION)
        {
          if (is_explained (field))
            return NULL;

          field = form_children_get (field, 0);
          continue;
        }

      if (**pointer != '/')
        break;

      child = form_field_step (field, pointer);
      if (child == NULL)
        break;

      field = child;
    }

  return field;
}

/* A member that is missing says so itself, if there is a field for it. */
static gboolean
put_missing (FormField         *field,
             const SchemaIssue *issue)
{
  FormField *child = NULL;

  if (issue->member == NULL || strcmp (issue->keyword, "required") != 0 ||
      !form_field_is_open (field))
    return FALSE;

  child = form_children_find (field, issue->member);
  while (child != NULL && child->kind == FORM_KIND_UNION && form_field_is_open (child))
    child = form_children_get (child, 0);

  if (child == NULL || form_field_is_written (child))
    return FALSE;

  put_sentence (child, _("This is needed."));

  return TRUE;
}

static void
put_issue (FormField         *base,
           const SchemaIssue *issue)
{
  const char *rest = issue->instance;
  FormField *field = find_place (base, &rest);

  if (field == NULL || issue->verdict != SCHEMA_INVALID)
    return;

  if (*rest == '/' && strlen (rest) <= MAX_WAY)
    {
      /* Translators: the name of something inside a value, and a sentence about it */
      g_autofree char *sentence = g_strdup_printf (_("%s: %s"), rest + 1, issue->sentence);

      put_sentence (field, sentence);
    }
  else if (!put_missing (field, issue))
    put_sentence (field, issue->sentence);
}

static void
put_issues (FormField          *base,
            const SchemaResult *result)
{
  for (guint i = 0; i < schema_result_get_n_issues (result); i++)
    put_issue (base, schema_result_get_issue (result, i));
}

static gboolean
has_problem (FormField *field)
{
  if (field->verdict != NULL || form_field_find_problem (field) != NULL)
    return TRUE;

  for (guint i = 0; form_field_is_open (field) && i < form_children_get_n_made (field); i++)
    if (form_children_get_made (field, i) != NULL &&
        has_problem (form_children_get_made (field, i)))
      return TRUE;

  return FALSE;
}

/* Where nobody can say whether a value is right, what is missing in it is not left to chance: all
 * groups are looked at, which otherwise the validator points to. */
static void
unfold (FormField *field)
{
  for (guint i = 0; form_field_is_open (field) && i < form_children_get_n (field); i++)
    if (field->tree->n_fields < FORM_MAX_FIELDS)
      unfold (form_children_get (field, i));
}

static void
explain (FormField        *root,
         const SjsonValue *value)
{
  g_autoptr(SchemaResult) result = schema_validator_explain (root->tree->validator, value);

  put_issues (root, result);

  /* Whatever became of the sentences: what is refused is not right. */
  if (schema_result_get_verdict (result) == SCHEMA_INVALID && !has_problem (root))
    put_sentence (root, schema_result_get_n_issues (result) > 0
                        ? schema_result_get_issue (result, 0)->sentence
                        : _("This is not allowed here."));
}

static void
check_value (FormField        *root,
             const SjsonValue *value)
{
  SchemaVerdict verdict = SCHEMA_UNCHECKED;

  if (root->tree->validator != NULL)
    verdict = schema_validator_check (root->tree->validator, value);

  if (verdict == SCHEMA_INVALID)
    explain (root, value);
  else if (verdict == SCHEMA_UNCHECKED)
    unfold (root);

  /* What goes with a call is a group of values, whatever a schema says. */
  if (sjson_value_get_kind (value) != SJSON_KIND_OBJECT)
    put_sentence (root, _("A group of values goes here: {…}"));
}

/* A long value is not even built at each edit. */
static gboolean
is_long (FormField *root)
{
  return root->tree->length > MAX_AT_ONCE;
}

static SjsonDocument *
build (FormField *root)
{
  SjsonDocument *document = form_field_build (root);
  SjsonValue value = sjson_document_get_root (document);

  sjson_value_get_text (&value, &root->tree->length);

  return document;
}

/**
 * form_edit_check:
 * @self: an edit
 * @root: what no group is around
 * @at_once: also if that takes a while
 *
 * Asks the validator. What cannot be checked blocks nobody.
 */
void
form_edit_check (FormEdit  *self,
                 FormField *root,
                 gboolean   at_once)
{
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue value;

  if (root->tree->root != root)
    return;

  if (at_once || !is_long (root))
    document = build (root);

  root->tree->is_stale = !at_once && is_long (root);
  forget (root, root->tree->is_stale);
  if (root->tree->is_stale)
    return;

  value = sjson_document_get_root (document);
  check_value (root, &value);
}
