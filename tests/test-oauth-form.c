/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-form.h"

static const struct
{
  const char *form;
  guint n;
  const char *only;
} rows[] = {
  { NULL, 0, NULL },
  { "", 0, NULL },
  { "&", 0, NULL },
  { "state=a", 1, "a" },
  { "state=", 1, "" },
  { "state", 1, "" },
  { "state=a=b", 1, "a=b" },
  { "code=c&state=a", 1, "a" },
  { "state=a&code=c", 1, "a" },
  { "&&state=a&&", 1, "a" },
  { "state=a+b%20c%2Bd%26", 1, "a b c+d&" },
  { "st%61te=a", 1, "a" },
  { "state=%C3%A4", 1, "\xc3\xa4" },
  { "State=a", 0, NULL },
  { "states=a&stat=b", 0, NULL },
  { "xstate=a", 0, NULL },
  { "state=a&state=a", 2, NULL },
  { "state=a&state", 2, NULL },
  { "state=a&st%61te=b", 2, NULL },
  { "state=%", 1, NULL },
  { "state=%4", 1, NULL },
  { "state=%zz", 1, NULL },
  { "state=a%00b", 1, NULL },
  { "state=%ff", 1, NULL },
  { "%00state=a", 0, NULL },
  { "state%00=a", 0, NULL },
  { "state=a;state=b", 1, "a;state=b" },
};

static void
test_rows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *only = oauth_form_dup_only (rows[i].form, "state");

      g_assert_cmpuint (oauth_form_count (rows[i].form, "state"), ==, rows[i].n);
      g_assert_cmpstr (only, ==, rows[i].only);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/oauth/form/rows", test_rows);

  return g_test_run ();
}
