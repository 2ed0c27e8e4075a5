/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-model-private.h"

#include "form-error.h"
#include "sjson-pointer.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* A draft is the value as far as there is one, and notes about what no value says: texts that are
 * none, branches, places without a value, names that stand twice. */

/* A person did not type more; a file that somebody made could hold more. */
#define MAX_NOTES 20000

typedef struct
{
  SjsonBuilder *builder;
  GString *pointer;
  guint level;             /* how many unions around the field are at the same place */
} Writer;

static SjsonBuilder *
begin_note (Writer     *writer,
            const char *name)
{
  sjson_builder_begin_object (writer->builder);
  sjson_builder_string (sjson_builder_name (writer->builder, "at"), writer->pointer->str);
  if (writer->level > 0)
    sjson_builder_int64 (sjson_builder_name (writer->builder, "level"), writer->level);

  return sjson_builder_name (writer->builder, name);
}

static void
end_note (Writer *writer)
{
  sjson_builder_end_object (writer->builder);
}

/* Whether the text is more than what the value would show. */
static gboolean
has_own_text (FormField *field)
{
  const FormPlace place = form_field_get_place (field);
  g_autoptr(SjsonDocument) document = NULL;
  g_auto(FormContent) content = { 0 };
  SjsonValue value;

  if (field->content.state != FORM_STATE_VALUE || !form_field_has_text (field))
    return FALSE;

  if (field->content.problem != NULL ||
      (field->content.source == NULL && field->content.text[0] == '\0'))
    return TRUE;

  document = form_field_build (field);
  value = sjson_document_get_root (document);
  form_content_init_value (&content, &place, &value);

  return content.as_json != field->content.as_json ||
         strcmp (content.text, field->content.text) != 0;
}

/* Whether the draft has a value for the field where a person gave none. */
static gboolean
stands_in (FormField *field)
{
  FormField *group = field->parent;

  if (form_field_is_written (field))
    return FALSE;

  if (group == NULL)
    return TRUE;

  return form_field_is_open (group) &&
         (group->kind == FORM_KIND_LIST || group->kind == FORM_KIND_TUPLE ||
          group->kind == FORM_KIND_UNION || form_field_is_extra (field));
}

static void
note_field (Writer    *writer,
            FormField *field)
{
  if (field->kind == FORM_KIND_UNION && form_field_is_open (field))
    sjson_builder_int64 (begin_note (writer, "branch"), field->content.selected);
  else if (has_own_text (field))
    sjson_builder_string (begin_note (writer, field->content.as_json ? "json" : "text"),
                          field->content.text);
  else if (stands_in (field))
    sjson_builder_boolean (begin_note (writer, "absent"), TRUE);
  else
    return;

  end_note (writer);
}

/* Comes first, since what may be in the field depends on its name. The notes after it still call it
 * what the value does. */
static void
note_name (Writer    *writer,
           FormField *field)
{
  if (form_children_find_name (field->parent, field->name) == field)
    return;

  sjson_builder_string (begin_note (writer, "name"), field->nameless ? "" : field->name);
  end_note (writer);
}

static void note_all (Writer    *writer,
                      FormField *field);

static void
note_child (Writer    *writer,
            FormField *child)
{
  gsize length = writer->pointer->len;
  guint level = writer->level;
  g_autofree char *name = form_field_dup_written_name (child);
  g_autofree char *token = sjson_pointer_append ("", name);

  if (form_field_is_branch (child))
    writer->level++;
  else
    {
      writer->level = 0;
      g_string_append (writer->pointer, token);
    }

  if (form_field_has_own_name (child))
    note_name (writer, child);
  note_all (writer, child);

  g_string_truncate (writer->pointer, length);
  writer->level = level;
}

static void
note_all (Writer    *writer,
          FormField *field)
{
  note_field (writer, field);

  /* In a group that is not there a branch may be chosen. */
  for (guint i = 0; i < form_children_get_n_made (field); i++)
    if (form_children_get_made (field, i) != NULL)
      note_child (writer, form_children_get_made (field, i));
}

/**
 * form_model_dup_draft:
 * @self: a model
 *
 * All that the person typed so far, whether it is a value or not, and which
 * branches they chose. Secrets are in it as they were typed.
 *
 * Returns: (transfer full): one line of JSON for [method@Form.Model.set_draft]
 */
char *
form_model_dup_draft (FormModel *self)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GString) pointer = g_string_new (NULL);
  Writer writer = { .builder = builder, .pointer = pointer };
  FormField *root;
  SjsonValue value;

  g_return_val_if_fail (FORM_IS_MODEL (self), NULL);

  root = form_model_get_root (self);
  root->tree->is_drafting = TRUE;
  document = form_field_build (root);
  value = sjson_document_get_root (document);

  sjson_builder_begin_object (builder);
  sjson_builder_value (sjson_builder_name (builder, "value"), &value);
  sjson_builder_begin_array (sjson_builder_name (builder, "notes"));
  note_all (&writer, root);
  sjson_builder_end_array (builder);
  if (form_model_get_unread (self) != NULL)
    sjson_builder_string (sjson_builder_name (builder, "unread"), form_model_get_unread (self));
  sjson_builder_end_object (builder);
  root->tree->is_drafting = FALSE;

  g_clear_pointer (&document, sjson_document_unref);
  document = sjson_builder_end_document (builder);
  value = sjson_document_get_root (document);

  return sjson_value_to_json (&value, NULL);
}

typedef struct
{
  FormEdit edit;
  FormField *root;
  GHashTable *renamed;     /* fields by the pointers that they have in the draft */
} Reader;

static void
put_text (FormEdit   *edit,
          FormField  *field,
          const char *text,
          gboolean    as_json)
{
  const FormPlace place = form_field_get_place (field);
  FormContent content;

  if (as_json || form_field_has_text (field))
    {
      if (as_json)
        form_content_init_json (&content, &place, text);
      else
        form_content_init_text (&content, &place, text);
      form_edit_put (edit, field, &content);
      if (field->slots != NULL)
        form_edit_sync (edit, field, FALSE);
      if (form_field_is_branch (field))
        form_edit_settle_union (edit, field->parent);
    }

  form_edit_touch (edit, field);
}

/* What was typed goes into the branch that was chosen, whichever it fits first. */
static void
choose_branch (FormEdit  *edit,
               FormField *field,
               guint      branch)
{
  gboolean is_written = form_field_is_written (field);
  g_autoptr(SjsonDocument) document = form_field_build (field);
  SjsonValue value = sjson_document_get_root (document);

  form_edit_choose (edit, field, branch);
  if (is_written)
    form_edit_load (edit, form_children_get (field, 0), &value);
  form_edit_settle_union (edit, field);
}

/* Who chose it saw what is needed there, so that it is looked at. */
static void
put_branch (FormEdit  *edit,
            FormField *field,
            gint64     branch)
{
  if (field->kind != FORM_KIND_UNION || branch < 0 ||
      branch >= form_shape_get_n_branches (field->shape))
    return;

  if (branch != field->content.selected)
    choose_branch (edit, field, (guint) branch);
  if (form_field_is_open (field))
    form_children_get_n (form_children_get (field, 0));
}

static void
put_absent (FormEdit  *edit,
            FormField *field)
{
  form_edit_load (edit, field, NULL);
  if (form_field_is_branch (field))
    form_edit_settle_union (edit, field->parent);
}

static void
put_name (Reader           *reader,
          FormField        *field,
          const SjsonValue *note,
          const char       *name)
{
  if (!form_field_has_own_name (field))
    return;

  field = form_field_take_name (&reader->edit, field, name);
  g_hash_table_replace (reader->renamed, sjson_value_dup_member_string (note, "at"),
                        g_object_ref (field));
}

/* The field of that place in the draft, whatever it is called by now. */
static FormField *
find_place (Reader     *reader,
            const char *pointer)
{
  g_autofree char *start = g_strdup (pointer);
  gsize n_renamed = g_hash_table_size (reader->renamed);

  for (char *end = start + strlen (start); n_renamed > 0 && end != NULL; end = strrchr (start, '/'))
    {
      FormField *field;

      *end = '\0';
      field = g_hash_table_lookup (reader->renamed, start);
      if (field != NULL)
        return form_field_find (field, pointer + (end - start));
    }

  return form_field_find (reader->root, pointer);
}

static FormField *
find_noted (Reader           *reader,
            const SjsonValue *note)
{
  g_autofree char *pointer = sjson_value_dup_member_string (note, "at");
  FormField *field = pointer != NULL ? find_place (reader, pointer) : NULL;
  gint64 level = 0;

  sjson_value_get_member_int64 (note, "level", &level);
  for (; field != NULL && level > 0; level--)
    field = field->kind == FORM_KIND_UNION ? form_children_get (field, 0) : NULL;

  return field;
}

static void
put_note (Reader           *reader,
          const SjsonValue *note)
{
  FormEdit *edit = &reader->edit;
  FormField *field = find_noted (reader, note);
  g_autofree char *text = sjson_value_dup_member_string (note, "text");
  g_autofree char *json = sjson_value_dup_member_string (note, "json");
  g_autofree char *name = sjson_value_dup_member_string (note, "name");
  SjsonValue member;
  gint64 branch;

  if (field == NULL)
    return;

  if (text != NULL || json != NULL)
    put_text (edit, field, text != NULL ? text : json, text == NULL);
  else if (name != NULL)
    put_name (reader, field, note, name);
  else if (sjson_value_get_member_int64 (note, "branch", &branch))
    put_branch (edit, field, branch);
  else if (sjson_value_get_member (note, "absent", &member))
    put_absent (edit, field);
}

static void
load_draft (FormField        *root,
            const SjsonValue *value,
            const SjsonValue *notes)
{
  g_autoptr(GHashTable) renamed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                         g_object_unref);
  Reader reader = { .root = root, .renamed = renamed };
  SjsonIter iter;
  SjsonValue note;

  form_edit_init (&reader.edit);
  form_edit_load (&reader.edit, root, value);
  form_edit_touch_all (&reader.edit, root, FALSE);

  sjson_iter_init (&iter, notes);
  for (guint i = 0; i < MAX_NOTES && sjson_iter_next (&iter, NULL, &note); i++)
    put_note (&reader, &note);

  form_edit_finish (&reader.edit, root);
}

/**
 * form_model_set_draft:
 * @self: a model
 * @text: what [method@Form.Model.dup_draft] gave, of this schema or an older one
 * @error: return location
 *
 * Puts a form back as it was left. Of another schema as much is taken as fits.
 *
 * Returns: whether it was read; if not, nothing has changed: `FORM_ERROR_SYNTAX`
 */
gboolean
form_model_set_draft (FormModel   *self,
                      const char  *text,
                      GError     **error)
{
  g_autoptr(SjsonDocument) document = NULL;
  g_autofree char *unread = NULL;
  SjsonValue draft;
  SjsonValue value;
  SjsonValue notes;

  g_return_val_if_fail (FORM_IS_MODEL (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  document = sjson_document_new_from_string (text, -1, NULL, NULL);
  if (document != NULL)
    draft = sjson_document_get_root (document);

  if (document == NULL || !sjson_value_get_member (&draft, "value", &value) ||
      !sjson_value_get_member_of_kind (&draft, "notes", SJSON_KIND_ARRAY, &notes))
    {
      g_set_error_literal (error, FORM_ERROR, FORM_ERROR_SYNTAX, _("This is not a draft."));
      return FALSE;
    }

  load_draft (form_model_get_root (self), &value, &notes);
  unread = sjson_value_dup_member_string (&draft, "unread");
  form_model_set_unread (self, unread);

  return TRUE;
}
