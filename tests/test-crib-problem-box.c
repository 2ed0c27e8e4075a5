/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-problem-box.h"
#include "ui-fixture.h"

static void
test_problem_words (void)
{
  g_autoptr(CribServer) server = crib_server_new ("<b>Contoso</b>", "https://contoso.example/mcp");
  g_autoptr(GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, "<i>no</i>");
  g_autoptr(CribProblem) problem = crib_problem_new (error, server);
  GtkWidget *box = g_object_ref_sink (crib_problem_box_new (problem, NULL));

  g_assert_true (ui_shows (box, crib_problem_get_title (problem)));
  g_assert_true (ui_shows (box, crib_problem_get_body (problem)));
  g_assert_true (ui_shows (box, crib_problem_get_who (problem)));
  g_assert_true (ui_shows (box, crib_problem_get_fix (problem)));
  g_assert_nonnull (ui_find (box, ui_is_type, "AdwExpanderRow"));
  g_assert_finalize_object (box);
}

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

  g_test_add_func ("/problem-box/words", test_problem_words);

  return g_test_run ();
}
