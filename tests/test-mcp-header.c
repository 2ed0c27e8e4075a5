/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-header.h"

#include <string.h>

/* The vectors of the specification, and its corners. */
static void
test_encode (void)
{
  const struct { const char *text; gsize length; const char *value; } cases[] = {
    { "us-west1", 8, "us-west1" },
    { "", 0, "" },
    { "two words", 9, "two words" },
    { "Hello, \344\270\226\347\225\214", 13, "=?base64?SGVsbG8sIOS4lueVjA==?=" },
    { " padded ", 8, "=?base64?IHBhZGRlZCA=?=" },
    { "end ", 4, "=?base64?ZW5kIA==?=" },
    { "line1\nline2", 11, "=?base64?bGluZTEKbGluZTI=?=" },
    { "a\r\nX-Evil: 1", 12, "=?base64?YQ0KWC1FdmlsOiAx?=" },
    { "a\tb", 3, "=?base64?YQli?=" },
    { "a\0b", 3, "=?base64?YQBi?=" },
    { "\177", 1, "=?base64?fw==?=" },
    { "=?base64?literal?=", 18, "=?base64?PT9iYXNlNjQ/bGl0ZXJhbD89?=" },
    { "=?base64?=", 10, "=?base64?=" },
    { "=?base64?literal", 16, "=?base64?literal" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *value = mcp_header_encode (cases[i].text, cases[i].length);

      g_assert_cmpstr (value, ==, cases[i].value);
    }
}

static void
test_token (void)
{
  const char * const good[] = { "Region", "x", "!#$%&'*+-.^_`|~9" };
  const char * const bad[] = { "", "a b", "a:b", "a\n", "\303\251", "a\"", "(", "a/b", "a,b" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (mcp_header_is_token (good[i], strlen (good[i])));

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (mcp_header_is_token (bad[i], strlen (bad[i])));

  g_assert_false (mcp_header_is_token ("a\0b", 3));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mcp/header/encode", test_encode);
  g_test_add_func ("/mcp/header/token", test_token);

  return g_test_run ();
}
