/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-error.h"
#include "form-fixture.h"

#include <string.h>

#define SCHEMA \
  "{\"type\":\"object\",\"required\":[\"n\"],\"properties\":{" \
  "\"n\":{\"type\":\"integer\",\"default\":3},\"s\":{\"type\":\"string\"}}}"

static void
assert_waits (FormModel  *model,
              const char *text)
{
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (form_model_get_unread (model), ==, text);
  g_assert_false (form_model_is_valid (model));
  g_assert_cmpuint (form_model_get_n_errors (model), ==, 1);
  g_assert_null (form_model_build_value (model, &error));
  g_assert_error (error, FORM_ERROR, FORM_ERROR_INVALID);
}

static void
assert_waits_not (FormModel *model)
{
  g_assert_null (form_model_get_unread (model));
  g_assert_true (form_model_is_valid (model));
}

/* It blocks, whatever is touched, and the fields keep what they had. */
static void
test_blocks (void)
{
  FormModel *model = form_fixture_new (SCHEMA, NULL);
  int n_changed = 0, n_valid = 0;

  form_fixture_count (model, "changed", &n_changed);
  form_fixture_count (model, "notify::valid", &n_valid);
  form_model_set_unread (model, "{\"n\": ");
  form_model_set_unread (model, "{\"n\": ");
  g_assert_cmpint (n_changed, ==, 1);
  g_assert_cmpint (n_valid, ==, 1);
  assert_waits (model, "{\"n\": ");
  form_model_touch_all (model);
  assert_waits (model, "{\"n\": ");
  g_assert_null (form_model_get_first_error (model));
  g_assert_cmpstr (form_field_get_text (form_fixture_find (model, "/n")), ==, "3");
  g_assert_finalize_object (model);
}

/* Whatever comes after it takes its place. */
static void
test_goes (void)
{
  FormModel *model = form_fixture_new (SCHEMA, NULL);
  g_autofree char *same = form_model_dup_json (model);

  form_model_set_unread (model, "{");
  form_field_set_text (form_fixture_find (model, "/s"), "typed");
  assert_waits_not (model);

  form_model_set_unread (model, "{");
  g_assert_false (form_model_set_json (model, "{{", NULL));
  assert_waits (model, "{");
  g_assert_true (form_model_set_json (model, "{\"n\":4}", NULL));
  assert_waits_not (model);

  /* Also where the fields have it already. */
  form_model_reset (model);
  form_model_set_unread (model, "{");
  g_assert_true (form_model_set_json (model, same, NULL));
  assert_waits_not (model);

  form_model_set_unread (model, "{");
  form_model_reset (model);
  assert_waits_not (model);
  g_assert_finalize_object (model);
}

/* Letter by letter, with what the fields have. */
static void
test_draft (void)
{
  const char *text = "{\"n\": 12a, \"\xc3\xa4\": \"\t\n";
  FormModel *model = form_fixture_new (SCHEMA, NULL);
  FormModel *other = form_fixture_new (SCHEMA, NULL);
  g_autofree char *nothing = form_model_dup_draft (model);
  g_autofree char *draft = NULL;

  form_field_set_text (form_fixture_find (model, "/n"), "17");
  form_model_set_unread (model, text);
  draft = form_model_dup_draft (model);
  g_assert_null (strchr (draft, '\n'));

  g_assert_true (form_model_set_draft (other, draft, NULL));
  assert_waits (other, text);
  g_assert_cmpstr (form_field_get_text (form_fixture_find (other, "/n")), ==, "17");
  g_assert_true (form_model_set_draft (other, nothing, NULL));
  assert_waits_not (other);
  g_assert_finalize_object (other);
  g_assert_finalize_object (model);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form/model-unread/blocks", test_blocks);
  g_test_add_func ("/form/model-unread/goes", test_goes);
  g_test_add_func ("/form/model-unread/draft", test_draft);

  return g_test_run ();
}
