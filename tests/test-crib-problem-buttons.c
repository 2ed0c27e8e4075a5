/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-problem-buttons.h"

#include "crib-error.h"
#include "mcp-error.h"
#include "oauth-error.h"
#include "window-fixture.h"

static CribProblem *
create_problem (CribConnection *connection,
                GQuark          domain,
                int             code)
{
  g_autoptr(GError) error = g_error_new_literal (domain, code, "Something <b>.");

  return crib_problem_new (error, crib_connection_get_server (connection));
}

static CribProblemButtons *
create_buttons (void)
{
  return g_object_ref_sink (g_object_new (CRIB_TYPE_PROBLEM_BUTTONS, NULL));
}

static guint
count (CribProblemButtons *buttons)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (buttons));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n++;

  return n;
}

static const char *
get_action (CribProblemButtons *buttons,
            const char         *label)
{
  GtkWidget *button = window_fixture_find_button (GTK_WIDGET (buttons), label);

  g_assert_nonnull (button);

  return gtk_actionable_get_action_name (GTK_ACTIONABLE (button));
}

/* Whatever happened: the one that helps stands first, and is the only one in colour. */
static void
test_problem_buttons_suggest (WindowFixture *fixture,
                              gconstpointer  data)
{
  const struct
  {
    GQuark domain;
    int n_codes;
  } domains[] = {
    { OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE + 1 },
    { CRIB_ERROR, CRIB_ERROR_ACCOUNTS + 1 },
    { MCP_ERROR, 8 },
    { G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED + 1 },
  };
  CribConnection *connection = window_fixture_add_uri (fixture, "One", "http://127.0.0.1:1/mcp");
  CribProblemButtons *buttons = create_buttons ();

  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    for (int code = 0; code < domains[i].n_codes; code++)
      {
        g_autoptr(CribProblem) problem = create_problem (connection, domains[i].domain, code);
        CribProblemAction suggested = crib_problem_get_suggested (problem);
        GtkWidget *child;

        crib_problem_buttons_set_problem (buttons, problem, connection);
        child = gtk_widget_get_first_child (GTK_WIDGET (buttons));
        g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (buttons)), ==, child != NULL);
        g_assert_cmpint (child != NULL && gtk_widget_has_css_class (child, "suggested-action"), ==,
                         suggested != CRIB_PROBLEM_ACTION_NONE);

        for (; child != NULL; child = gtk_widget_get_next_sibling (child))
          {
            g_assert_nonnull (gtk_actionable_get_action_name (GTK_ACTIONABLE (child)));
            g_assert_true (gtk_widget_has_css_class (child, "pill"));
            g_assert_true (child == gtk_widget_get_first_child (GTK_WIDGET (buttons)) ||
                           !gtk_widget_has_css_class (child, "suggested-action"));
          }
      }

  g_assert_finalize_object (buttons);
}

static void
test_problem_buttons_actions (WindowFixture *fixture,
                              gconstpointer  data)
{
  CribConnection *connection = window_fixture_add_uri (fixture, "One", "http://127.0.0.1:1/mcp");
  CribProblemButtons *buttons = create_buttons ();
  g_autoptr(CribProblem) client_id = NULL;
  g_autoptr(CribProblem) refused = NULL;
  g_autoptr(CribProblem) untrusted = NULL;
  g_autoptr(CribProblem) needed = NULL;

  refused = create_problem (connection, OAUTH_ERROR, OAUTH_ERROR_REFUSED);
  crib_problem_buttons_set_problem (buttons, refused, connection);
  g_assert_cmpstr (get_action (buttons, "Try Again"), ==, "win.sign-in");
  g_assert_cmpstr (get_action (buttons, "Use Another Account"), ==, "win.sign-in-other");
  g_assert_cmpstr (get_action (buttons, "Copy Message for Administrator"), ==,
                   "problem.copy-message");

  untrusted = create_problem (connection, OAUTH_ERROR, OAUTH_ERROR_UNTRUSTED);
  crib_problem_buttons_set_problem (buttons, untrusted, connection);
  g_assert_cmpstr (get_action (buttons, "Trust This Service…"), ==, "win.trust-authority");

  client_id = create_problem (connection, CRIB_ERROR, CRIB_ERROR_CLIENT_ID);
  crib_problem_buttons_set_problem (buttons, client_id, connection);
  g_assert_cmpstr (get_action (buttons, "Server Settings"), ==, "win.edit-server");

  /* Nobody is known here yet: there is no other one. */
  needed = create_problem (connection, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON);
  crib_problem_buttons_set_problem (buttons, needed, connection);
  g_assert_cmpstr (get_action (buttons, "Sign In"), ==, "win.sign-in");
  g_assert_cmpuint (count (buttons), ==, 1);
  g_assert_finalize_object (buttons);
}

static void
test_problem_buttons_of_run (WindowFixture *fixture,
                             gconstpointer  data)
{
  CribConnection *connection = window_fixture_add_uri (fixture, "One", "http://127.0.0.1:1/mcp");
  CribProblemButtons *buttons = create_buttons ();
  g_autoptr(CribProblem) problem = NULL;

  problem = create_problem (connection, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
  crib_problem_buttons_set_problem (buttons, problem, connection);
  g_assert_cmpstr (get_action (buttons, "Try Again"), ==, "win.reconnect");

  g_object_set (buttons, "of-run", TRUE, NULL);
  crib_problem_buttons_set_problem (buttons, problem, connection);
  g_assert_cmpstr (get_action (buttons, "Run Again"), ==, "bench.run");
  g_assert_finalize_object (buttons);
}

static void
copied_cb (GSimpleAction *action,
           GVariant      *parameter,
           char         **copied)
{
  *copied = g_variant_dup_string (parameter, NULL);
}

static void
test_problem_buttons_copy (WindowFixture *fixture,
                           gconstpointer  data)
{
  CribConnection *connection = window_fixture_add_uri (fixture, "One", "http://127.0.0.1:1/mcp");
  GtkWidget *window = gtk_window_new ();
  GtkWidget *buttons = g_object_new (CRIB_TYPE_PROBLEM_BUTTONS, NULL);
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr(GSimpleAction) action = NULL;
  g_autoptr(CribProblem) problem = NULL;
  g_autofree char *copied = NULL;

  action = g_simple_action_new ("copy-message", G_VARIANT_TYPE_STRING);
  g_signal_connect (action, "activate", G_CALLBACK (copied_cb), &copied);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (group));
  gtk_window_set_child (GTK_WINDOW (window), buttons);

  problem = create_problem (connection, OAUTH_ERROR, OAUTH_ERROR_REFUSED);
  crib_problem_buttons_set_problem (CRIB_PROBLEM_BUTTONS (buttons), problem, connection);
  window_fixture_click (buttons, "Copy Message for Administrator");
  g_assert_nonnull (copied);
  g_assert_nonnull (strstr (copied, crib_problem_get_title (problem)));
  window_fixture_destroy (window);
}

int
main (int   argc,
      char *argv[])
{
  if (!window_fixture_init (&argc, &argv))
    return 0;

#define ADD(path, function) \
  g_test_add (path, WindowFixture, NULL, window_fixture_set_up, function, \
              window_fixture_tear_down)

  ADD ("/problem-buttons/suggest", test_problem_buttons_suggest);
  ADD ("/problem-buttons/actions", test_problem_buttons_actions);
  ADD ("/problem-buttons/of-run", test_problem_buttons_of_run);
  ADD ("/problem-buttons/copy", test_problem_buttons_copy);

  return g_test_run ();
}
