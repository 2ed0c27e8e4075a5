/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-choice-private.h"

static void
add_entries (GArray     *entries,
             const char *values,
             const char *name)
{
  g_autoptr(SjsonDocument) document = sjson_document_new_from_string (values, -1, NULL, NULL);
  g_autoptr(SjsonDocument) named = NULL;
  FormChoiceEntry entry = { .has_name = name != NULL };
  SjsonValue root = sjson_document_get_root (document);
  SjsonIter iter;

  if (name != NULL)
    {
      named = sjson_document_new_from_string (name, -1, NULL, NULL);
      entry.name = sjson_document_get_root (named);
    }

  /* The entries go on without whoever kept the documents. */
  sjson_iter_init (&iter, &root);
  while (sjson_iter_next (&iter, NULL, &entry.value))
    {
      sjson_document_ref (document);
      if (named != NULL)
        sjson_document_ref (named);
      g_array_append_val (entries, entry);
    }
}

static void
release (GArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const FormChoiceEntry *entry = &g_array_index (entries, FormChoiceEntry, i);

      sjson_document_unref (entry->value.document);
      if (entry->has_name)
        sjson_document_unref (entry->name.document);
    }
}

/* A schema may refer to another document, so that choices come of several. */
static void
test_choice_list_outlives_documents (void)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (FormChoiceEntry));
  g_auto(FormChoices) choices = { 0 };
  g_autofree char *label = NULL;
  FormChoice *choice;
  GListModel *list;

  form_choices_init (&choices, entries);
  add_entries (entries, "[1.0, \" two\\nlines \"]", NULL);
  add_entries (entries, "[\"c\"]", "\"See\"");
  list = form_choice_list_new (&choices);
  release (entries);
  form_choices_clear (&choices);

  g_assert_true (g_list_model_get_item_type (list) == FORM_TYPE_CHOICE);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 3);
  g_assert_null (g_list_model_get_item (list, 3));

  choice = g_list_model_get_item (list, 2);
  g_assert_cmpstr (form_choice_get_label (choice), ==, "See");
  g_assert_true (sjson_value_equals_string (form_choice_get_value (choice), "c"));
  g_object_unref (choice);

  choice = g_list_model_get_item (list, 1);
  g_object_get (choice, "label", &label, NULL);
  g_assert_cmpstr (label, ==, "two lines");
  g_assert_finalize_object (FORM_CHOICE_LIST (list));

  g_assert_true (sjson_value_equals_string (form_choice_get_value (choice), " two\nlines "));
  g_assert_finalize_object (choice);
}

static void
test_choice_list_makes_each_once (void)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (FormChoiceEntry));
  g_auto(FormChoices) choices = { 0 };
  g_autoptr(GListModel) list = NULL;
  g_autoptr(FormChoice) choice = NULL;
  g_autoptr(FormChoice) again = NULL;

  form_choices_init (&choices, entries);
  add_entries (entries, "[1, 2]", NULL);
  list = form_choice_list_new (&choices);
  choice = g_list_model_get_item (list, 0);
  again = g_list_model_get_item (list, 0);
  g_assert_true (choice == again);
  release (entries);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-choice-list/outlives-documents", test_choice_list_outlives_documents);
  g_test_add_func ("/form-choice-list/makes-each-once", test_choice_list_makes_each_once);

  return g_test_run ();
}
