/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-problem-page.h"
#include "mcp-error.h"
#include "oauth-error.h"
#include "window-fixture.h"

static CribProblem *
create_problem (GQuark      domain,
                int         code,
                const char *message)
{
  g_autoptr(CribServer) server = crib_server_new ("Contoso <b>", "https://contoso.example/mcp");
  g_autoptr(GError) error = g_error_new_literal (domain, code, message);

  return crib_problem_new (error, server);
}

static void
test_problem_page_shows (void)
{
  g_autoptr(CribProblem) problem = NULL;
  g_autoptr(CribProblem) other = NULL;
  GtkWidget *page = g_object_ref_sink (crib_problem_page_new ());

  problem = create_problem (G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, "<i>refused</i> & so on");
  crib_problem_page_set_problem (CRIB_PROBLEM_PAGE (page), problem, NULL);

  g_assert_true (crib_problem_page_get_problem (CRIB_PROBLEM_PAGE (page)) == problem);
  g_assert_true (window_fixture_shows (page, crib_problem_get_title (problem)));
  g_assert_true (window_fixture_shows (page, crib_problem_get_body (problem)));
  g_assert_true (window_fixture_shows (page, crib_problem_get_who (problem)));
  g_assert_true (window_fixture_shows (page, crib_problem_get_fix (problem)));
  g_assert_nonnull (window_fixture_find_button (page, "Try Again"));
  g_assert_nonnull (window_fixture_find_button (page, "Server Settings"));

  other = create_problem (MCP_ERROR, MCP_ERROR_UNAUTHORIZED, "401");
  crib_problem_page_set_problem (CRIB_PROBLEM_PAGE (page), other, NULL);
  g_assert_true (window_fixture_shows (page, crib_problem_get_title (other)));
  g_assert_false (window_fixture_shows (page, crib_problem_get_title (problem)));
  g_assert_finalize_object (page);
}

/* Where somebody only has to sign in nobody has to mend anything. */
static void
test_problem_page_is_calm (void)
{
  g_autoptr(CribProblem) needed = NULL;
  g_autoptr(CribProblem) refused = NULL;
  GtkWidget *page = g_object_ref_sink (crib_problem_page_new ());

  needed = create_problem (OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON, "Nobody is signed in.");
  crib_problem_page_set_problem (CRIB_PROBLEM_PAGE (page), needed, NULL);
  g_assert_false (window_fixture_shows (page, "Who can fix it"));
  g_assert_false (window_fixture_shows (page, "Details"));
  g_assert_nonnull (window_fixture_find_button (page, "Sign In"));

  refused = create_problem (OAUTH_ERROR, OAUTH_ERROR_REFUSED, "No.");
  crib_problem_page_set_problem (CRIB_PROBLEM_PAGE (page), refused, NULL);
  g_assert_true (window_fixture_shows (page, "Who can fix it"));
  g_assert_true (window_fixture_shows (page, "Details"));
  g_assert_finalize_object (page);
}

/* One button is suggested, whatever the problem. */
static void
test_problem_page_suggests (void)
{
  const int codes[] = {
    G_IO_ERROR_CONNECTION_REFUSED, G_IO_ERROR_TIMED_OUT, G_IO_ERROR_HOST_NOT_FOUND,
    G_IO_ERROR_INVALID_DATA, G_IO_ERROR_FAILED,
  };
  GtkWidget *page = g_object_ref_sink (crib_problem_page_new ());

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr(CribProblem) problem = create_problem (G_IO_ERROR, codes[i], "x");
      GtkWidget *retry, *settings;
      guint n_suggested = 0;

      crib_problem_page_set_problem (CRIB_PROBLEM_PAGE (page), problem, NULL);
      retry = window_fixture_find_button (page, "Try Again");
      settings = window_fixture_find_button (page, "Server Settings");
      n_suggested += retry != NULL && gtk_widget_has_css_class (retry, "suggested-action");
      n_suggested += settings != NULL && gtk_widget_has_css_class (settings, "suggested-action");
      g_assert_cmpuint (n_suggested, ==, 1);
      g_assert_cmpint (retry != NULL, ==, crib_problem_can_retry (problem));
    }

  g_assert_finalize_object (page);
}

int
main (int   argc,
      char *argv[])
{
  if (!window_fixture_init (&argc, &argv))
    return 0;

  g_test_add_func ("/problem-page/shows", test_problem_page_shows);
  g_test_add_func ("/problem-page/is-calm", test_problem_page_is_calm);
  g_test_add_func ("/problem-page/suggests", test_problem_page_suggests);

  return g_test_run ();
}
