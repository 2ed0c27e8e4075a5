/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-lens-row.h"

static void
test_row (void)
{
  CribLensRow *row = g_object_new (CRIB_TYPE_LENS_ROW, "claim", "aud", "found", "<b>x</b>",
                                   "expected", "y", "verdict", CRIB_LENS_VERDICT_MISMATCH,
                                   "sentence", "No.", NULL);
  g_autofree char *found = NULL;
  CribLensVerdict verdict;

  g_assert_cmpstr (crib_lens_row_get_claim (row), ==, "aud");
  g_assert_cmpstr (crib_lens_row_get_found (row), ==, "<b>x</b>");
  g_assert_cmpstr (crib_lens_row_get_expected (row), ==, "y");
  g_assert_cmpstr (crib_lens_row_get_sentence (row), ==, "No.");
  g_object_get (row, "found", &found, "verdict", &verdict, NULL);
  g_assert_cmpstr (found, ==, "<b>x</b>");
  g_assert_cmpint (verdict, ==, CRIB_LENS_VERDICT_MISMATCH);
  g_assert_finalize_object (row);

  row = g_object_new (CRIB_TYPE_LENS_ROW, "claim", "ver", "found", "2.0", NULL);
  g_assert_null (crib_lens_row_get_expected (row));
  g_assert_null (crib_lens_row_get_sentence (row));
  g_assert_cmpint (crib_lens_row_get_verdict (row), ==, CRIB_LENS_VERDICT_INFO);
  g_assert_finalize_object (row);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/crib/lens-row/row", test_row);

  return g_test_run ();
}
