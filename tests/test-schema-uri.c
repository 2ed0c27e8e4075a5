/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-uri.h"

#define BASE "http://a/b/c/d;p?q"

/* RFC 3986, sections 5.4.1 and 5.4.2, and what schemas have besides. */
static const struct
{
  const char *base;
  const char *reference;
  const char *resolved;
} cases[] = {
  { BASE, "g:h", "g:h" },
  { BASE, "g", "http://a/b/c/g" },
  { BASE, "./g", "http://a/b/c/g" },
  { BASE, "g/", "http://a/b/c/g/" },
  { BASE, "/g", "http://a/g" },
  { BASE, "//g", "http://g" },
  { BASE, "?y", "http://a/b/c/d;p?y" },
  { BASE, "g?y", "http://a/b/c/g?y" },
  { BASE, "#s", "http://a/b/c/d;p?q#s" },
  { BASE, "g#s", "http://a/b/c/g#s" },
  { BASE, "g?y#s", "http://a/b/c/g?y#s" },
  { BASE, ";x", "http://a/b/c/;x" },
  { BASE, "g;x?y#s", "http://a/b/c/g;x?y#s" },
  { BASE, "", "http://a/b/c/d;p?q" },
  { BASE, ".", "http://a/b/c/" },
  { BASE, "./", "http://a/b/c/" },
  { BASE, "..", "http://a/b/" },
  { BASE, "../", "http://a/b/" },
  { BASE, "../g", "http://a/b/g" },
  { BASE, "../..", "http://a/" },
  { BASE, "../../", "http://a/" },
  { BASE, "../../g", "http://a/g" },
  { BASE, "../../../g", "http://a/g" },
  { BASE, "../../../../g", "http://a/g" },
  { BASE, "/./g", "http://a/g" },
  { BASE, "/../g", "http://a/g" },
  { BASE, "g.", "http://a/b/c/g." },
  { BASE, ".g", "http://a/b/c/.g" },
  { BASE, "g..", "http://a/b/c/g.." },
  { BASE, "./../g", "http://a/b/g" },
  { BASE, "./g/.", "http://a/b/c/g/" },
  { BASE, "g/./h", "http://a/b/c/g/h" },
  { BASE, "g/../h", "http://a/b/c/h" },
  { BASE, "g;x=1/../y", "http://a/b/c/y" },
  { BASE, "g?y/../x", "http://a/b/c/g?y/../x" },
  { "http://a", "g", "http://a/g" },
  { "http://a#f", "#g", "http://a#g" },
  { "urn:a:b", "#/c", "urn:a:b#/c" },
  { "", "#/c", "#/c" },
  { "", "a.json", "a.json" },
  { "", "../a", "a" },
  { "a/b", "../../../c", "c" },
};

static void
test_resolve (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *resolved = schema_uri_resolve (cases[i].base, cases[i].reference);

      g_test_message ("%s from %s", cases[i].reference, cases[i].base);
      g_assert_cmpstr (resolved, ==, cases[i].resolved);
    }
}

static void
assert_split (const char *uri,
              const char *before,
              const char *behind)
{
  g_autofree char *fragment = NULL;
  g_autofree char *rest = schema_uri_split (uri, &fragment);

  g_assert_cmpstr (rest, ==, before);
  g_assert_cmpstr (fragment, ==, behind);
}

static void
test_split (void)
{
  assert_split ("a#b", "a", "b");
  assert_split ("a", "a", "");
  assert_split ("#", "", "");
  assert_split ("a#b#c", "a", "b#c");
  assert_split ("a%20#%2Fb%25", "a%20", "/b%");
  assert_split ("a#%zz", "a", "%zz");
  assert_split ("a#%00", "a", "%00");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/schema/uri/resolve", test_resolve);
  g_test_add_func ("/schema/uri/split", test_split);

  return g_test_run ();
}
