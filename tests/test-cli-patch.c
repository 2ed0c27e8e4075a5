/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-patch.h"
#include "sjson-fixture.h"

static void
test_apply (void)
{
  static const struct { const char *before; const char *pointer; const char *after; } cases[] = {
    { "{}", "/a", "{\"a\":1.50}" },
    { "{\"a\":2,\"b\":3e0}", "/a", "{\"a\":1.50,\"b\":3e0}" },
    { "{\"a\":{\"x\":1}}", "/a/b/c", "{\"a\":{\"x\":1,\"b\":{\"c\":1.50}}}" },
    { "{\"a\":7}", "/a/b", "{\"a\":{\"b\":1.50}}" },
    { "{\"a/b\":1,\"~\":2}", "/a~1b", "{\"a/b\":1.50,\"~\":2}" },
    { "{\"~1\":1}", "/~01", "{\"~1\":1.50}" },
    { "[1]", "/a", "{\"a\":1.50}" },
  };
  g_autoptr(SjsonDocument) value = parse ("1.50");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SjsonDocument) before = parse (cases[i].before);
      g_autoptr(SjsonDocument) after = cli_patch_apply (before, cases[i].pointer, value);
      SjsonValue root = sjson_document_get_root (after);
      g_autofree char *json = sjson_value_to_json (&root, NULL);

      g_assert_cmpstr (json, ==, cases[i].after);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/patch/apply", test_apply);

  return g_test_run ();
}
