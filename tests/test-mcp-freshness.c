/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-freshness.h"
#include "sjson-fixture.h"

#define NOW 1000000
#define DAY G_GINT64_CONSTANT (86400000000)

static void
test_table (void)
{
  const struct
  {
    const char *result;
    gint64 fresh;
  } cases[] = {
    { "{}", 0 },
    { "[]", 0 },
    { "null", 0 },
    { "{\"ttlMs\":0}", 0 },
    { "{\"ttlMs\":-1}", 0 },
    { "{\"ttlMs\":-9223372036854775808}", 0 },
    { "{\"ttlMs\":null}", 0 },
    { "{\"ttlMs\":\"60000\"}", 0 },
    { "{\"ttlMs\":0.5}", 0 },
    { "{\"ttlMs\":1e400}", 0 },
    { "{\"ttlMs\":9223372036854775808}", 0 },
    { "{\"ttlms\":5}", 0 },
    { "{\"ttlMs\":1}", 1000 },
    { "{\"ttlMs\":60000,\"cacheScope\":\"public\"}", 60000000 },
    { "{\"ttlMs\":6e4,\"cacheScope\":7}", 60000000 },
    { "{\"ttlMs\":86400001}", DAY },
    { "{\"ttlMs\":9223372036854775807}", DAY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SjsonValue) result = parse_value (cases[i].result);

      g_test_message ("%s", cases[i].result);
      g_assert_cmpint (mcp_freshness_of (result, NOW), ==, NOW + cases[i].fresh);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mcp/freshness/table", test_table);

  return g_test_run ();
}
