/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-address.h"

static const struct
{
  const char *text;
  gboolean is_allowed;
  gboolean is_allowed_here;
  gboolean is_private;
} addresses[] = {
  { "https://example.com/a?b", TRUE, TRUE, FALSE },
  { "https://example.com", TRUE, TRUE, FALSE },
  { "https://8.8.8.8/", TRUE, TRUE, FALSE },
  { "https://[2606:4700::1]/", TRUE, TRUE, FALSE },
  { "http://127.0.0.1:8080/", FALSE, TRUE, TRUE },
  { "http://localhost/", FALSE, TRUE, TRUE },
  { "http://[::1]:8/", FALSE, TRUE, TRUE },
  { "https://localhost/", TRUE, TRUE, TRUE },
  { "https://10.1.2.3/", TRUE, TRUE, TRUE },
  { "https://172.16.0.1/", TRUE, TRUE, TRUE },
  { "https://192.168.0.1/", TRUE, TRUE, TRUE },
  { "https://169.254.169.254/", TRUE, TRUE, TRUE },
  { "https://0.0.0.0/", TRUE, TRUE, TRUE },
  { "https://[fd00::1]/", TRUE, TRUE, TRUE },
  { "https://[fe80::1]/", TRUE, TRUE, TRUE },
  { "https://[::ffff:10.1.2.3]/", TRUE, TRUE, TRUE },
  { "http://example.com/", FALSE, FALSE, FALSE },
  { "https://u@example.com/", FALSE, FALSE, FALSE },
  { "https://example.com/#a", FALSE, FALSE, FALSE },
  { "https://example.com/a b", FALSE, FALSE, FALSE },
  { "javascript:alert(1)", FALSE, FALSE, TRUE },
  { "file:///etc/passwd", FALSE, FALSE, TRUE },
  { "data:text/html,x", FALSE, FALSE, TRUE },
  { "example.com", FALSE, FALSE, TRUE },
  { "", FALSE, FALSE, TRUE },
};

static void
test_addresses (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      const char *text = addresses[i].text;

      g_test_message ("%s", text);
      g_assert_cmpint (oauth_address_is_allowed (text, FALSE), ==, addresses[i].is_allowed);
      g_assert_cmpint (oauth_address_is_allowed (text, TRUE), ==, addresses[i].is_allowed_here);
      g_assert_cmpint (oauth_address_is_private (text), ==, addresses[i].is_private);
    }
}

static const struct
{
  const char *a;
  const char *b;
  gboolean is_same;
} origins[] = {
  { "https://example.com/a", "https://EXAMPLE.com:443/b?c", TRUE },
  { "http://localhost", "http://localhost:80/", TRUE },
  { "https://example.com", "http://example.com", FALSE },
  { "https://example.com", "https://example.com:8443", FALSE },
  { "https://example.com", "https://www.example.com", FALSE },
  { "https://example.com", "https://example.com.evil.example", FALSE },
  { "https://example.com", "nonsense", FALSE },
};

static void
test_origins (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (origins); i++)
    {
      g_test_message ("%s %s", origins[i].a, origins[i].b);
      g_assert_cmpint (oauth_address_is_same_origin (origins[i].a, origins[i].b), ==,
                       origins[i].is_same);
      g_assert_cmpint (oauth_address_is_same_origin (origins[i].b, origins[i].a), ==,
                       origins[i].is_same);
    }
}

static const struct
{
  const char *server_uri;
  const char *uri;
  gboolean may_lead;
} leads[] = {
  { "https://mcp.example/mcp", "https://mcp.example/prm", TRUE },
  { "https://mcp.example/mcp", "https://meta.example/prm", TRUE },
  { "https://10.0.0.5/mcp", "https://10.0.0.5/prm", TRUE },
  { "https://10.0.0.5/mcp", "https://10.0.0.6/prm", TRUE },
  { "http://127.0.0.1:8/mcp", "http://127.0.0.1:9/prm", TRUE },
  { "https://mcp.example/mcp", "http://mcp.example/prm", FALSE },
  { "https://mcp.example/mcp", "https://10.0.0.6/prm", FALSE },
  { "https://mcp.example/mcp", "https://169.254.169.254/prm", FALSE },
  { "https://mcp.example/mcp", "https://localhost/prm", FALSE },
  { "https://mcp.example/mcp", "http://127.0.0.1/prm", FALSE },
  { "http://127.0.0.1:8/mcp", "http://mcp.example/prm", FALSE },
  { "https://mcp.example/mcp", "https://u:p@mcp.example/prm", FALSE },
  { "https://mcp.example/mcp", "/prm", FALSE },
};

static void
test_leads (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (leads); i++)
    {
      g_test_message ("%s %s", leads[i].server_uri, leads[i].uri);
      g_assert_cmpint (oauth_address_may_lead (leads[i].server_uri, leads[i].uri), ==,
                       leads[i].may_lead);
    }
}

static void
test_parts (void)
{
  g_autofree char *origin = oauth_address_dup_origin ("http://127.0.0.1:99/a/b?c");
  g_autofree char *host = oauth_address_dup_host ("https://id.example.com/t1");
  g_autofree char *none = oauth_address_dup_host ("nonsense");

  g_assert_cmpstr (origin, ==, "http://127.0.0.1:99");
  g_assert_cmpstr (host, ==, "id.example.com");
  g_assert_cmpstr (none, ==, "nonsense");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/oauth/address/addresses", test_addresses);
  g_test_add_func ("/oauth/address/origins", test_origins);
  g_test_add_func ("/oauth/address/leads", test_leads);
  g_test_add_func ("/oauth/address/parts", test_parts);

  return g_test_run ();
}
