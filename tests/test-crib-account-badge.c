/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-account-badge.h"
#include "crib-run-bar.h"
#include "sign-in-fixture.h"
#include "ui-fixture.h"

/* It comes and goes with who is signed in; nobody has to look again. */
static void
test_account_badge_follows (SignInFixture *fixture,
                            gconstpointer  data)
{
  GtkWidget *badge = g_object_ref_sink (g_object_new (CRIB_TYPE_ACCOUNT_BADGE, NULL));
  g_autoptr(GError) error = NULL;

  g_assert_false (gtk_widget_get_visible (badge));
  crib_account_badge_set_connection (CRIB_ACCOUNT_BADGE (badge), fixture->connection);
  g_assert_false (gtk_widget_get_visible (badge));

  sign_in_fixture_enter (fixture);
  g_assert_true (ui_shows (badge, "ada@contoso.example"));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (badge), ==, "Runs as ada@contoso.example");

  fixture->person->username = "tom@contoso.example";
  fixture->person->password = "Admin-1972!";
  sign_in_fixture_sign_in (fixture->connection, CRIB_SIGN_IN_OTHER_ACCOUNT, &error);
  g_assert_no_error (error);
  g_assert_true (ui_shows (badge, "tom@contoso.example"));

  sign_in_fixture_sign_out (fixture->connection, &error);
  g_assert_no_error (error);
  g_assert_false (gtk_widget_get_visible (badge));

  crib_account_badge_set_connection (CRIB_ACCOUNT_BADGE (badge), NULL);
  g_assert_finalize_object (badge);
}

/* Beside the button that runs. */
static void
test_account_badge_in_run_bar (SignInFixture *fixture,
                               gconstpointer  data)
{
  GtkWidget *bar = g_object_ref_sink (g_object_new (CRIB_TYPE_RUN_BAR, NULL));

  sign_in_fixture_enter (fixture);
  g_assert_false (ui_shows (bar, "ada@contoso.example"));
  crib_run_bar_set_connection (CRIB_RUN_BAR (bar), fixture->connection);
  g_assert_true (ui_shows (bar, "ada@contoso.example"));
  crib_run_bar_set_connection (CRIB_RUN_BAR (bar), NULL);
  g_assert_false (ui_shows (bar, "ada@contoso.example"));
  g_assert_finalize_object (bar);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  if (!ui_init (&argc, &argv))
    return 0;

  sign_in_fixture_begin (argv);
  g_test_add ("/account-badge/follows", SignInFixture, NULL, sign_in_fixture_set_up,
              test_account_badge_follows, sign_in_fixture_tear_down);
  g_test_add ("/account-badge/run-bar", SignInFixture, NULL, sign_in_fixture_set_up,
              test_account_badge_in_run_bar, sign_in_fixture_tear_down);
  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
