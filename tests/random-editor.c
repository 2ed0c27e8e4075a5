/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "random-editor.h"

#include <string.h>

/* What schemas unfold without end is not followed further than that. */
#define MOST_DEPTH 12
#define MOST_FIELDS 300

typedef void (*Edit) (RandomEditor *self, FormField *field);

void
random_editor_init (RandomEditor    *self,
                    FormModel       *model,
                    SchemaGenerator *generator)
{
  *self = (RandomEditor) { g_object_ref (model), generator, g_string_new (NULL) };
}

void
random_editor_clear (RandomEditor *self)
{
  g_clear_object (&self->model);
  g_string_free (self->log, TRUE);
}

static guint
pick (RandomEditor *self,
      guint         n)
{
  return (guint) g_rand_int_range (schema_generator_get_random (self->generator), 0, (gint32) n);
}

static void G_GNUC_PRINTF (3, 4)
note (RandomEditor *self,
      FormField    *field,
      const char   *format,
      ...)
{
  g_autofree char *pointer = field != NULL ? form_field_dup_pointer (field) : g_strdup ("model");
  gsize start = self->log->len;
  va_list arguments;

  g_string_append_printf (self->log, "  %s (%s): ", pointer,
                          field != NULL ? form_field_get_title (field) : "");
  va_start (arguments, format);
  g_string_append_vprintf (self->log, format, arguments);
  va_end (arguments);
  g_string_append_c (self->log, '\n');

  if (g_getenv ("PROPERTY_LOUD") != NULL)
    g_test_message ("%s", self->log->str + start);
}

/* ---- looking */

static void
unfold (FormField *field,
        guint      depth,
        guint      most,
        GPtrArray *fields)
{
  g_ptr_array_add (fields, g_object_ref (field));

  if (!form_field_is_group (field) || depth > MOST_DEPTH ||
      (form_field_is_recursive (field) && form_field_get_state (field) != FORM_STATE_VALUE))
    return;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (field)) && fields->len < most; i++)
    {
      g_autoptr(FormField) child = g_list_model_get_item (G_LIST_MODEL (field), i);

      g_assert_true (form_field_get_parent (child) == field);
      g_assert_cmpuint (form_field_get_position (child), ==, i);
      unfold (child, depth + 1, most, fields);
    }
}

/* All fields, in their order, as far as @most goes. */
GPtrArray *
random_editor_unfold (FormModel *model,
                      guint      most)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func (g_object_unref);

  unfold (form_model_get_root (model), 0, most, fields);

  return fields;
}

static gboolean
has_text (FormField *field)
{
  switch (form_field_get_kind (field))
    {
    case FORM_KIND_STRING:
    case FORM_KIND_INTEGER:
    case FORM_KIND_NUMBER:
    case FORM_KIND_DATE:
    case FORM_KIND_TIME:
    case FORM_KIND_DATE_TIME:
    case FORM_KIND_JSON:
      return TRUE;
    case FORM_KIND_BOOLEAN:
    case FORM_KIND_CHOICE:
    case FORM_KIND_CHOICES:
    case FORM_KIND_FILE:
    case FORM_KIND_OBJECT:
    case FORM_KIND_MAP:
    case FORM_KIND_LIST:
    case FORM_KIND_TUPLE:
    case FORM_KIND_UNION:
    case FORM_KIND_NULL:
    default:
      return form_field_is_json (field);
    }
}

static guint
count_choices (FormField *field)
{
  GListModel *choices = form_field_get_choices (field);

  return choices != NULL ? g_list_model_get_n_items (choices) : 0;
}

/* All that can be asked of a field. */
static void
look_at (FormField *field)
{
  g_autofree char *pointer = form_field_dup_pointer (field);
  g_autoptr(GBytes) file = NULL;
  double range[2];

  g_assert_nonnull (form_field_get_name (field));
  g_assert_nonnull (form_field_get_title (field));
  form_field_get_description (field);
  form_field_get_format (field);
  form_field_get_limits (field);
  form_field_get_range (field, &range[0], &range[1]);
  form_field_get_placeholder (field);
  form_field_get_content_type (field);
  form_field_is_read_only (field);
  form_field_is_secret (field);
  form_field_is_deprecated (field);
  form_field_is_fixed (field);
  form_field_is_fallback (field);
  form_field_is_branch (field);
  form_field_is_multiline (field);
  form_field_is_touched (field);

  if (has_text (field))
    g_assert_nonnull (form_field_get_text (field));

  if (form_field_get_kind (field) == FORM_KIND_FILE && !form_field_is_json (field))
    {
      file = form_field_dup_file (field);
      form_field_get_file_size (field);
    }

  g_assert_true (form_field_get_selected (field) == G_MAXUINT ||
                 form_field_get_selected (field) < count_choices (field));
}

/* Two members of one name would be one in the value. */
static void
check_names (FormField *field)
{
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = form_field_get_kind (field) == FORM_KIND_OBJECT ||
            form_field_get_kind (field) == FORM_KIND_MAP
            ? g_list_model_get_n_items (G_LIST_MODEL (field)) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(FormField) child = g_list_model_get_item (G_LIST_MODEL (field), i);

      g_assert_true (g_hash_table_add (names, (gpointer) form_field_get_name (child)));
    }
}

void
random_editor_look (RandomEditor *self)
{
  g_autoptr(GPtrArray) fields = random_editor_unfold (self->model, MOST_FIELDS);
  gboolean is_valid = form_model_is_valid (self->model);

  for (guint i = 0; i < fields->len; i++)
    {
      look_at (g_ptr_array_index (fields, i));
      if (is_valid)
        check_names (g_ptr_array_index (fields, i));
    }
}

/* The value that is chosen, of which a list may have two; of a union the branch. */
static char *
dup_selected (FormField *field)
{
  guint selected = form_field_get_selected (field);
  g_autoptr(FormChoice) choice = NULL;

  if (selected == G_MAXUINT || form_field_get_kind (field) == FORM_KIND_UNION)
    return g_strdup_printf ("%d", (int) selected);

  choice = g_list_model_get_item (form_field_get_choices (field), selected);

  return sjson_value_to_json (form_choice_get_value (choice), NULL);
}

/* What a person sees of it, in a line. */
char *
random_editor_describe (FormField *field)
{
  g_autofree char *pointer = form_field_dup_pointer (field);
  g_autofree char *selected = dup_selected (field);

  return g_strdup_printf ("%s (%s, %d) state %d%s text \"%s\" active %d selected %s: %s", pointer,
                          form_field_get_title (field), form_field_get_kind (field),
                          form_field_get_state (field),
                          form_field_is_required (field) ? " required" : "",
                          has_text (field) ? form_field_get_text (field) : "",
                          form_field_get_active (field), selected, form_field_get_error (field));
}

/* ---- there and back */

static void
repeat_text (FormField *field)
{
  g_autofree char *text = g_strdup (form_field_get_text (field));

  /* What its kind does not show is JSON as long as it is nothing else. */
  form_field_set_text (field, form_field_is_json (field) ? "[" : text[0] == '7' ? "8" : "7");
  form_field_set_text (field, text);
}

static void
repeat_selected (FormField *field)
{
  guint selected = form_field_get_selected (field);
  guint n_choices = count_choices (field);

  if (selected == G_MAXUINT)
    return;

  form_field_set_selected (field, (selected + 1) % n_choices);
  form_field_set_selected (field, selected);
}

static void
repeat_name (FormField *field)
{
  g_autofree char *name = g_strdup (form_field_get_name (field));

  form_field_set_name (field, name);
}

static void
repeat (FormField *field)
{
  FormKind kind = form_field_get_kind (field);
  gboolean active = form_field_get_active (field);

  if (form_field_get_state (field) != FORM_STATE_VALUE)
    return;

  if (has_text (field))
    repeat_text (field);
  else if (kind == FORM_KIND_CHOICE || kind == FORM_KIND_UNION)
    repeat_selected (field);
  else if (kind == FORM_KIND_BOOLEAN)
    {
      form_field_set_active (field, !active);
      form_field_set_active (field, active);
    }

  if (form_field_is_named (field))
    repeat_name (field);
}

/* Changes each field and types again what stood there. */
void
random_editor_repeat (FormModel *model)
{
  g_autoptr(GPtrArray) fields = random_editor_unfold (model, MOST_FIELDS);

  for (guint i = 0; i < fields->len; i++)
    repeat (g_ptr_array_index (fields, i));
}

/* ---- editing */

static const char * const texts[] = {
  "", "a", "abcd", "a text of some length, more than twenty letters", "12", "-1.50", "1e3", "0",
  "50", "2.5", "0.005", "123456789012345678901234567890", "2026-01-31", "2026-01-31T14:30:00Z",
  "14:30:00Z", "true", "null", "[]", "{}", "[1,2]", "{\"a\":1}", "\"text\"", "ABC-1234",
  "https://example.org/", "ada@example.org", "two\nlines", "\xc3\xa4\xf0\x9f\x98\x80",
  /* what is no value */
  "12a", "1.", "-", "+5", "0x10", ".5", "1e", "NaN", "2026-02-30", "2026-", "{", "[1,", "\"",
  "{\"a\":1,\"a\":2}", "tru", " 7 ", "\xe2\x88\x92" "1", "1,5", "]", "{\"a\":}", "\\", "\x01",
};

static void
edit_text (RandomEditor *self,
           FormField    *field)
{
  const char *text = texts[pick (self, G_N_ELEMENTS (texts))];

  if (!has_text (field))
    return;

  note (self, field, "text \"%s\"", text);
  form_field_set_text (field, text);
}

/* What is JSON there can be anything. */
static void
edit_json (RandomEditor *self,
           FormField    *field)
{
  g_autofree char *json = schema_generator_dup_junk (self->generator);

  if (!has_text (field) || !form_field_is_json (field))
    return;

  note (self, field, "json %s", json);
  form_field_set_text (field, json);
}

static void
edit_state (RandomEditor *self,
            FormField    *field)
{
  FormState state = (FormState) pick (self, 3);

  if (state == FORM_STATE_NULL && !form_field_is_nullable (field))
    state = FORM_STATE_VALUE;

  note (self, field, "state %d", state);
  form_field_set_state (field, state);
}

static void
edit_choice (RandomEditor *self,
             FormField    *field)
{
  FormKind kind = form_field_get_kind (field);
  guint n_choices = count_choices (field);

  if (kind == FORM_KIND_BOOLEAN)
    {
      gboolean active = pick (self, 2);

      note (self, field, "active %d", active);
      form_field_set_active (field, active);
    }

  if (n_choices == 0)
    return;

  if (kind == FORM_KIND_CHOICES)
    {
      guint choice = pick (self, n_choices);
      gboolean checked = pick (self, 2);

      note (self, field, "checked %u %d", choice, checked);
      form_field_set_checked (field, choice, checked);
    }
  else
    {
      guint choice = pick (self, n_choices);

      note (self, field, "selected %u", choice);
      form_field_set_selected (field, choice);
    }
}

static void
edit_file (RandomEditor *self,
           FormField    *field)
{
  static const char * const files[] = { "", "a", "abc", "\x01\x02\xff\xfe" };
  const char *file = files[pick (self, G_N_ELEMENTS (files))];
  g_autoptr(GBytes) bytes = g_bytes_new (file, strlen (file));

  if (form_field_get_kind (field) != FORM_KIND_FILE)
    return;

  note (self, field, "file of %u bytes", (guint) strlen (file));
  form_field_set_file (field, pick (self, 5) == 0 ? NULL : bytes);
}

static const char * const names[] = {
  "a", "b", "x-1", "x-2", "", "other 0", "name", "never", "\xc3\xa4/~", "tag", "kind", "value",
};

static void
edit_add (RandomEditor *self,
          FormField    *field)
{
  gboolean is_list = form_field_get_kind (field) == FORM_KIND_LIST ||
                     form_field_get_kind (field) == FORM_KIND_TUPLE;
  const char *name = is_list || pick (self, 3) == 0 ? NULL
                                                    : names[pick (self, G_N_ELEMENTS (names))];
  FormField *added;

  if (!form_field_can_add (field))
    return;

  note (self, field, "add %s", name != NULL ? name : "(none)");
  added = form_field_add (field, name);
  g_assert_true (FORM_IS_FIELD (added));
  g_assert_true (form_field_get_parent (added) == field);
}

static void
edit_remove (RandomEditor *self,
             FormField    *field)
{
  if (!form_field_can_remove (field))
    return;

  note (self, field, "remove");
  form_field_remove (field);
}

static void
edit_move (RandomEditor *self,
           FormField    *field)
{
  int by = (int) pick (self, 7) - 3;

  if (by == 0 || !form_field_can_move (field, by))
    return;

  note (self, field, "move by %d", by);
  form_field_move (field, by);
}

static void
edit_name (RandomEditor *self,
           FormField    *field)
{
  const char *name = names[pick (self, G_N_ELEMENTS (names))];

  if (!form_field_is_named (field))
    return;

  note (self, field, "name \"%s\"", name);
  form_field_set_name (field, name);
}

static void
edit_field (RandomEditor *self)
{
  static const Edit edits[] = {
    edit_text, edit_text, edit_text, edit_json, edit_state, edit_state, edit_choice, edit_choice,
    edit_file, edit_add, edit_add, edit_add, edit_remove, edit_move, edit_name,
  };
  g_autoptr(GPtrArray) fields = random_editor_unfold (self->model, MOST_FIELDS);
  FormField *field = g_ptr_array_index (fields, pick (self, fields->len));

  edits[pick (self, G_N_ELEMENTS (edits))] (self, field);
}

/* ---- the whole form at once */

static void
set_json (RandomEditor *self)
{
  static const char * const broken[] = { "", "{", "{\"a\":1,}", "[1", "nul", "{\"a\" 1}" };
  g_autofree char *valid = schema_generator_dup_value (self->generator);
  g_autofree char *junk = schema_generator_dup_junk (self->generator);
  g_autofree char *changed = NULL;
  g_autoptr(SjsonDocument) document = sjson_document_new_from_string (valid, -1, NULL, NULL);
  SjsonValue value = sjson_document_get_root (document);
  g_autoptr(GError) error = NULL;
  const char *text;
  guint way = pick (self, 10);

  changed = schema_generator_mutate (self->generator, &value);
  text = way < 3 ? valid : way < 8 ? changed : way < 9 ? junk
                                             : broken[pick (self, G_N_ELEMENTS (broken))];
  note (self, NULL, "json %s", text);
  g_assert_true (form_model_set_json (self->model, text, &error) == (error == NULL));
}

static void
set_value (RandomEditor *self)
{
  g_autofree char *text = schema_generator_dup_value (self->generator);
  g_autoptr(SjsonDocument) document = sjson_document_new_from_string (text, -1, NULL, NULL);
  SjsonValue value = sjson_document_get_root (document);

  note (self, NULL, "value %s", text);
  form_model_set_value (self->model, &value);
}

static void
set_draft (RandomEditor *self)
{
  g_autofree char *draft = form_model_dup_draft (self->model);
  g_autoptr(GError) error = NULL;

  note (self, NULL, "draft %s", draft);
  g_assert_true (form_model_set_draft (self->model, draft, &error));
  g_assert_no_error (error);
}

/* One edit. */
void
random_editor_step (RandomEditor *self)
{
  guint way = pick (self, 100);

  if (way < 88)
    edit_field (self);
  else if (way < 92)
    set_json (self);
  else if (way < 94)
    set_value (self);
  else if (way < 96)
    set_draft (self);
  else if (way < 97)
    {
      note (self, NULL, "reset");
      form_model_reset (self->model);
    }
  else if (way < 98)
    {
      note (self, NULL, "touch all");
      form_model_touch_all (self->model);
    }
  else
    random_editor_look (self);
}
