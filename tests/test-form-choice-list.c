/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-choice-private.h"

static void
test_choice_list_outlives_document (void)
{
  g_autoptr(SjsonDocument) document = NULL;
  g_autofree char *label = NULL;
  FormChoices choices = { .style = FORM_CHOICES_ENUM };
  FormChoice *choice;
  GListModel *list;

  document = sjson_document_new_from_string ("[null, 1.0, \" two\\nlines \"]", -1, NULL, NULL);
  choices.values = sjson_document_get_root (document);
  list = form_choice_list_new (&choices, document);
  g_clear_pointer (&document, sjson_document_unref);

  g_assert_true (g_list_model_get_item_type (list) == FORM_TYPE_CHOICE);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 2);
  g_assert_null (g_list_model_get_item (list, 2));

  choice = g_list_model_get_item (list, 1);
  g_object_get (choice, "label", &label, NULL);
  g_assert_cmpstr (label, ==, "two lines");
  g_assert_finalize_object (FORM_CHOICE_LIST (list));

  g_assert_true (sjson_value_equals_string (form_choice_get_value (choice), " two\nlines "));
  g_assert_finalize_object (choice);
}

static void
test_choice_list_find (void)
{
  g_autoptr(SjsonDocument) document = NULL;
  FormChoices choices = { .style = FORM_CHOICES_ENUM };
  SjsonValue value;

  document = sjson_document_new_from_string ("[null, 1, \"1\", [1]]", -1, NULL, NULL);
  choices.values = sjson_document_get_root (document);

  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (form_choices_get_value (&choices, i, &value));
      g_assert_cmpuint (form_choices_find (&choices, &value), ==, i);
    }

  g_assert_false (form_choices_get_value (&choices, 3, &value));
  g_assert_cmpuint (form_choices_find (&choices, &choices.values), ==, G_MAXUINT);
  g_assert_true (form_choices_has_null (&choices));
  g_assert_false (form_choices_has_only (&choices));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-choice-list/outlives-document", test_choice_list_outlives_document);
  g_test_add_func ("/form-choice-list/find", test_choice_list_find);

  return g_test_run ();
}
