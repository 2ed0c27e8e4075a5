/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "http-proxy-resolver.h"

static void
ready_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

static char **
look_up (GProxyResolver *resolver,
         gboolean        now)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  char **proxies;

  if (now)
    return g_proxy_resolver_lookup (resolver, "https://example.com/", NULL, NULL);

  g_proxy_resolver_lookup_async (resolver, "https://example.com/", NULL, ready_cb, &result);

  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  proxies = g_proxy_resolver_lookup_finish (resolver, result, &error);
  g_assert_no_error (error);

  return proxies;
}

/* What is seen of an address, and what stays apart. */
static void
test_logins (void)
{
  const struct { const char *proxy, *seen, *authority, *user, *password; } cases[] = {
    { "http://proxy:3128", "http://proxy:3128", "proxy:3128", NULL, NULL },
    { "http://ada:love@proxy:3128", "http://proxy:3128", "proxy:3128", "ada", "love" },
    { "http://ada:l%40ve%3A@proxy:3128/", "http://proxy:3128", "proxy:3128", "ada", "l@ve:" },
    { "http://ada:love@proxy", "http://proxy", "proxy:80", "ada", "love" },
    { "https://ada:love@proxy", "https://proxy", "proxy:443", "ada", "love" },
    { "http://ada@proxy:1", "http://proxy:1", "proxy:1", NULL, NULL },
    { "http://ada:love@[::1]:1", "http://[::1]:1", "::1:1", "ada", "love" },
    { "socks5://ada:love@proxy:1", "socks5://ada:love@proxy:1", "proxy:1", NULL, NULL },
    { "direct://", "direct://", "proxy:1", NULL, NULL },
  };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (cases); i++)
    {
      guint k = i / 2;
      g_autoptr(GProxyResolver) settings = g_simple_proxy_resolver_new (cases[k].proxy, NULL);
      GProxyResolver *resolver = http_proxy_resolver_new (settings);
      g_auto(GStrv) proxies = look_up (resolver, i % 2 == 0);
      g_autofree char *user = NULL;
      g_autofree char *password = NULL;
      gboolean found;

      g_assert_true (g_proxy_resolver_is_supported (resolver));
      g_assert_cmpstr (proxies[0], ==, cases[k].seen);
      g_assert_null (proxies[1]);
      found = http_proxy_resolver_lookup (HTTP_PROXY_RESOLVER (resolver), cases[k].authority,
                                          &user, &password);
      g_assert_cmpint (found, ==, cases[k].password != NULL);
      g_assert_true (!found || g_str_equal (user, cases[k].user));
      g_assert_true (!found || g_str_equal (password, cases[k].password));
      g_assert_finalize_object (resolver);
    }
}

/* A password is for the proxy that it stands beside. */
static void
test_other_proxy (void)
{
  g_autoptr(GProxyResolver) settings = g_simple_proxy_resolver_new ("http://a:b@proxy:1", NULL);
  g_autoptr(GProxyResolver) resolver = http_proxy_resolver_new (settings);
  g_auto(GStrv) proxies = look_up (resolver, TRUE);
  const char * const others[] = { "proxy:2", "other:1", "proxy", "" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *user = NULL;
      g_autofree char *password = NULL;

      g_assert_false (http_proxy_resolver_lookup (HTTP_PROXY_RESOLVER (resolver), others[i], &user,
                                                  &password));
    }
}

/* Without settings of its own it asks the system. */
static void
test_system (void)
{
  g_autoptr(GProxyResolver) resolver = http_proxy_resolver_new (NULL);
  g_auto(GStrv) proxies = look_up (resolver, FALSE);

  g_assert_cmpint (g_proxy_resolver_is_supported (resolver), ==,
                   g_proxy_resolver_is_supported (g_proxy_resolver_get_default ()));
  g_assert_cmpstr (proxies[0], ==, "direct://");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/http/proxy-resolver/logins", test_logins);
  g_test_add_func ("/http/proxy-resolver/other-proxy", test_other_proxy);
  g_test_add_func ("/http/proxy-resolver/system", test_system);

  return g_test_run ();
}
