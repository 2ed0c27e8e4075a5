/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server-options.h"
#include "window-fixture.h"

/* CribServerOptions: what a person may know better. */

#define GUID "1b7c3f52-9d0e-4f6a-8a51-0c2d6e4f7a90"
#define TENANT "https://login.microsoftonline.com/contoso.example/v2.0"

typedef struct
{
  GtkWidget *window;
  CribServerOptions *options;
  guint n_changed;
  guint n_sign_in_changed;
} Options;

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
open_options (Options *options)
{
  options->n_changed = 0;
  options->n_sign_in_changed = 0;
  options->options = g_object_new (CRIB_TYPE_SERVER_OPTIONS, NULL);
  options->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (options->window), GTK_WIDGET (options->options));
  g_signal_connect_swapped (options->options, "changed", G_CALLBACK (count_cb),
                            &options->n_changed);
  g_signal_connect_swapped (options->options, "sign-in-changed", G_CALLBACK (count_cb),
                            &options->n_sign_in_changed);
  gtk_window_present (GTK_WINDOW (options->window));
}

static GtkWidget *
find_row (GtkWidget  *widget,
          const char *title)
{
  GtkWidget *found = NULL;

  if (ADW_IS_ENTRY_ROW (widget) && gtk_widget_get_visible (widget) &&
      g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);

  return found;
}

static void
type (Options    *options,
      const char *title,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_row (options->window, title)), text);
}

#define AUTHORITY "Tenant, or address of the sign-in service"

static void
test_options_typed (void)
{
  g_autofree char *name = NULL;
  g_autofree char *client_id = NULL;
  g_autofree char *authority = NULL;
  g_autofree char *scope = NULL;
  Options options;

  open_options (&options);
  g_assert_null (crib_server_options_dup_name (options.options));
  g_assert_null (crib_server_options_dup_client_id (options.options));
  g_assert_null (crib_server_options_dup_authority (options.options));
  g_assert_null (crib_server_options_dup_scope (options.options));
  g_assert_true (crib_server_options_check (options.options, NULL));

  type (&options, "Name", " Orders ");
  type (&options, "Client ID", GUID " ");
  g_assert_cmpuint (options.n_changed, ==, 2);
  type (&options, AUTHORITY, " contoso.example");
  type (&options, "Permission", "orders.read orders.write");
  g_assert_cmpuint (options.n_sign_in_changed, ==, 2);

  name = crib_server_options_dup_name (options.options);
  client_id = crib_server_options_dup_client_id (options.options);
  authority = crib_server_options_dup_authority (options.options);
  scope = crib_server_options_dup_scope (options.options);
  g_assert_cmpstr (name, ==, "Orders");
  g_assert_cmpstr (client_id, ==, GUID);
  g_assert_cmpstr (authority, ==, TENANT);
  g_assert_cmpstr (scope, ==, "orders.read orders.write");
  window_fixture_destroy (options.window);
}

static void
test_options_wrong (void)
{
  g_autoptr(CribProtection) entra = crib_protection_new (NULL, NULL, TENANT, NULL, NULL);
  AdwExpanderRow *expander;
  Options options;

  open_options (&options);
  expander = ADW_EXPANDER_ROW (window_fixture_find (options.window, ADW_TYPE_EXPANDER_ROW));
  g_assert_false (adw_expander_row_get_expanded (expander));

  type (&options, AUTHORITY, "http://login.example.net/");
  g_assert_null (crib_server_options_dup_authority (options.options));
  g_assert_false (crib_server_options_check (options.options, NULL));
  g_assert_true (gtk_widget_has_css_class (find_row (options.window, AUTHORITY), "error"));
  g_assert_true (adw_expander_row_get_expanded (expander));

  type (&options, AUTHORITY, "");
  g_assert_false (gtk_widget_has_css_class (find_row (options.window, AUTHORITY), "error"));
  type (&options, "Client ID", "orders");
  g_assert_true (crib_server_options_check (options.options, NULL));
  g_assert_false (crib_server_options_check (options.options, entra));
  g_assert_true (gtk_widget_has_css_class (find_row (options.window, "Client ID"), "error"));

  crib_server_options_refuse_name (options.options, "There is one already.");
  g_assert_true (gtk_widget_has_css_class (find_row (options.window, "Name"), "error"));
  window_fixture_wait (window_fixture_shows (options.window, "There is one already."));
  type (&options, "Name", "Other");
  g_assert_false (window_fixture_shows (options.window, "There is one already."));
  window_fixture_destroy (options.window);
}

static void
test_options_offered (void)
{
  g_autoptr(CribServer) server = crib_server_new ("Orders", "https://orders.example/");
  Options options;

  open_options (&options);
  crib_server_options_set_offered (options.options, FALSE, FALSE);
  g_assert_nonnull (find_row (options.window, "Name"));
  g_assert_null (find_row (options.window, "Client ID"));
  g_assert_null (find_row (options.window, AUTHORITY));

  crib_server_options_set_offered (options.options, TRUE, FALSE);
  g_assert_null (find_row (options.window, "Client ID"));
  g_assert_nonnull (find_row (options.window, "Permission"));
  g_assert_true (window_fixture_shows (options.window, "Name, tenant, permission"));

  /* What counts can be seen, whatever the server says. */
  crib_server_options_set_client_id (options.options, "app-1");
  crib_server_options_set_offered (options.options, FALSE, FALSE);
  g_assert_nonnull (find_row (options.window, "Client ID"));

  /* While editing the name is another place's. */
  crib_server_options_set_server (options.options, server);
  crib_server_options_set_offered (options.options, FALSE, FALSE);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (options.options)));

  crib_server_set_scope (server, "mcp:tools");
  crib_server_options_set_server (options.options, server);
  crib_server_options_set_offered (options.options, FALSE, FALSE);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (options.options)));
  g_assert_null (find_row (options.window, "Name"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (options.window, "Permission"))),
                   ==, "mcp:tools");
  window_fixture_destroy (options.window);
}

static void
choose (Options *options,
        guint    choice)
{
  GtkWidget *row = window_fixture_find (options->window, ADW_TYPE_COMBO_ROW);

  adw_combo_row_set_selected (ADW_COMBO_ROW (row), choice);
}

/* Where sign-ins end and how the server is named there goes in and comes out again. */
static void
test_options_applied (void)
{
  g_autoptr(CribServer) server = crib_server_new ("Orders", "https://orders.example/");
  g_autoptr(CribServer) edited = crib_server_new ("Orders", "https://orders.example/");
  Options options;
  GtkWidget *row;

  crib_server_set_redirect_uri (server, "msal1234://auth");
  crib_server_set_resource_parameter (server, "omit");
  crib_server_set_resource_refused (server, "<b>orders");
  open_options (&options);
  crib_server_options_set_server (options.options, server);
  crib_server_options_set_offered (options.options, FALSE, FALSE);
  row = window_fixture_find (options.window, ADW_TYPE_COMBO_ROW);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==,
                   "It did not know “<b>orders”, so that is left out");
  g_assert_false (adw_preferences_row_get_use_markup (ADW_PREFERENCES_ROW (row)));

  crib_server_options_apply (options.options, edited);
  g_assert_cmpstr (crib_server_get_redirect_uri (edited), ==, "msal1234://auth");
  g_assert_cmpstr (crib_server_get_resource_parameter (edited), ==, "omit");
  g_assert_null (crib_server_get_account (edited));

  type (&options, "Redirect address", " ");
  choose (&options, 1);
  crib_server_options_apply (options.options, edited);
  g_assert_null (crib_server_get_redirect_uri (edited));
  g_assert_cmpstr (crib_server_get_resource_parameter (edited), ==, "send");

  choose (&options, 0);
  crib_server_options_apply (options.options, edited);
  g_assert_null (crib_server_get_resource_parameter (edited));
  window_fixture_destroy (options.window);
}

static void
test_options_wrong_redirect (void)
{
  Options options;

  open_options (&options);
  type (&options, "Redirect address", "http://elsewhere.example/answer");
  g_assert_false (crib_server_options_check (options.options, NULL));
  g_assert_true (gtk_widget_has_css_class (find_row (options.window, "Redirect address"),
                                           "error"));
  type (&options, "Redirect address", "http://localhost/answer");
  g_assert_false (gtk_widget_has_css_class (find_row (options.window, "Redirect address"),
                                            "error"));
  g_assert_true (crib_server_options_check (options.options, NULL));
  window_fixture_destroy (options.window);
}

int
main (int   argc,
      char *argv[])
{
  if (!window_fixture_init (&argc, &argv))
    return 0;

  g_test_add_func ("/server-options/typed", test_options_typed);
  g_test_add_func ("/server-options/wrong", test_options_wrong);
  g_test_add_func ("/server-options/offered", test_options_offered);
  g_test_add_func ("/server-options/applied", test_options_applied);
  g_test_add_func ("/server-options/wrong-redirect", test_options_wrong_redirect);

  return g_test_run ();
}
