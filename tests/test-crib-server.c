/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-error.h"
#include "crib-server.h"

static void
count_cb (GObject *object,
          guint   *count)
{
  (*count)++;
}

static void
count_notify_cb (GObject    *object,
                 GParamSpec *pspec,
                 guint      *count)
{
  (*count)++;
}

static void
test_server_properties (void)
{
  CribServer *server = crib_server_new ("Contoso Orders", "https://orders.contoso.example/mcp");
  guint n_changes = 0;
  guint n_names = 0;

  g_signal_connect (server, "changed", G_CALLBACK (count_cb), &n_changes);
  g_signal_connect (server, "notify::name", G_CALLBACK (count_notify_cb), &n_names);

  g_assert_null (crib_server_get_id (server));
  g_assert_false (crib_server_is_demo (server));

  crib_server_set_name (server, "Orders");
  crib_server_set_name (server, "Orders");
  g_assert_cmpstr (crib_server_get_name (server), ==, "Orders");
  g_assert_cmpuint (n_names, ==, 1);
  g_assert_cmpuint (n_changes, ==, 1);

  crib_server_set_uri (server, "https://orders.contoso.example/");
  crib_server_set_position (server, 2.5);
  crib_server_set_position (server, 2.5);
  g_assert_cmpfloat (crib_server_get_position (server), ==, 2.5);
  g_assert_cmpuint (n_changes, ==, 3);

  g_assert_finalize_object (server);
}

static void
test_server_favourites (void)
{
  CribServer *server = crib_server_new ("Orders", "https://orders.contoso.example/");
  guint n_changes = 0;

  g_signal_connect (server, "changed", G_CALLBACK (count_cb), &n_changes);

  crib_server_set_favourite (server, "ship", TRUE);
  crib_server_set_favourite (server, "ship", TRUE);
  crib_server_set_favourite (server, "list", FALSE);
  g_assert_true (crib_server_is_favourite (server, "ship"));
  g_assert_false (crib_server_is_favourite (server, "list"));
  g_assert_cmpuint (n_changes, ==, 1);

  crib_server_set_favourite (server, "ship", FALSE);
  g_assert_false (crib_server_is_favourite (server, "ship"));
  g_assert_cmpuint (n_changes, ==, 2);

  g_assert_finalize_object (server);
}

static void
test_server_normalize (void)
{
  static const struct { const char *text; const char *uri; } cases[] = {
    { "https://example.com/mcp", "https://example.com/mcp" },
    { "  https://example.com/mcp\n", "https://example.com/mcp" },
    { "HTTPS://Example.COM/Mcp", "https://example.com/Mcp" },
    { "https://example.com", "https://example.com/" },
    { "https://example.com:443/mcp", "https://example.com/mcp" },
    { "https://example.com:8443/mcp?tenant=a%20b", "https://example.com:8443/mcp?tenant=a%20b" },
    { "https://example.com/mcp#part", "https://example.com/mcp" },
    { "example.com/mcp", "https://example.com/mcp" },
    { "example.com:8443/mcp", "https://example.com:8443/mcp" },
    { "localhost:3000/mcp", "http://localhost:3000/mcp" },
    { "127.0.0.1:3000", "http://127.0.0.1:3000/" },
    { "http://127.0.0.1:3000/mcp", "http://127.0.0.1:3000/mcp" },
    { "http://[::1]:3000/mcp", "http://[::1]:3000/mcp" },
    { "https://[2001:db8::1]/mcp", "https://[2001:db8::1]/mcp" },
    { "https://b\303\274cher.example/mcp", "https://xn--bcher-kva.example/mcp" },
    { "https://example.com/a%2fb/../c", "https://example.com/c" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *uri = crib_server_normalize_uri (cases[i].text, &error);
      g_autofree char *again = NULL;

      g_assert_no_error (error);
      g_assert_cmpstr (uri, ==, cases[i].uri);

      again = crib_server_normalize_uri (uri, NULL);
      g_assert_cmpstr (again, ==, uri);
    }
}

static void
test_server_refuse (void)
{
  static const struct { const char *text; const char *words; } cases[] = {
    { "", "Enter the address" },
    { "   ", "Enter the address" },
    { "not a url", "no spaces" },
    { "https://exa\tmple.com/", "no spaces" },
    { "https://example.com/\001", "no spaces" },
    { "\xff\xfe", "not text" },
    { "ftp://example.com/mcp", "https://" },
    { "file:///etc/passwd", "https://" },
    { "mailto:ada@contoso.example", "https://" },
    { "javascript:alert(1)", "https://" },
    { "https://", "not an address" },
    { "https:///mcp", "not an address" },
    { "https:example.com", "not an address" },
    { "https://example.com:99999/", "not an address" },
    { "https://example.com:0/", "not an address" },
    { "https://exa[mple.com/", "not an address" },
    { "https://ada:secret@example.com/", "user name" },
    { "https://ada@example.com/", "user name" },
    { "http://example.com/mcp", "Without encryption" },
    { "http://localhost.example.com/mcp", "Without encryption" },
    { "http://127.0.0.1.example.com/", "Without encryption" },
    { "http://192.168.1.10:3000/mcp", "Without encryption" },
  };
  g_autofree char *filler = g_strnfill (3000, 'a');
  g_autofree char *lengthy = g_strconcat ("https://example.com/", filler, NULL);
  g_autoptr(GError) too_long = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *uri = crib_server_normalize_uri (cases[i].text, &error);
      g_autofree char *printable = g_strescape (cases[i].text, NULL);

      g_test_message ("%s", printable);
      g_assert_null (uri);
      g_assert_error (error, CRIB_ERROR, CRIB_ERROR_ADDRESS);
      g_assert_nonnull (strstr (error->message, cases[i].words));
      g_assert_true (g_str_has_suffix (error->message, "."));
    }

  g_assert_null (crib_server_normalize_uri (lengthy, &too_long));
  g_assert_error (too_long, CRIB_ERROR, CRIB_ERROR_ADDRESS);
}

static void
test_server_suggest (void)
{
  static const struct { const char *uri; const char *name; } cases[] = {
    { "https://orders.contoso.example/mcp", "orders.contoso.example" },
    { "https://www.contoso.example:8443/mcp", "contoso.example" },
    { "http://127.0.0.1:3000/mcp", "127.0.0.1:3000" },
    { "http://localhost/mcp", "localhost" },
    { "https://xn--bcher-kva.example/mcp", "b\303\274cher.example" },
    { "nonsense", "Server" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = crib_server_suggest_name (cases[i].uri);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/crib/server/properties", test_server_properties);
  g_test_add_func ("/crib/server/favourites", test_server_favourites);
  g_test_add_func ("/crib/server/normalize", test_server_normalize);
  g_test_add_func ("/crib/server/refuse", test_server_refuse);
  g_test_add_func ("/crib/server/suggest", test_server_suggest);

  return g_test_run ();
}
