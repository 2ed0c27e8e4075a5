/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-error-private.h"

#include <gio/gio.h>

static void
test_plain (void)
{
  g_autoptr(GError) error = mcp_error_new (MCP_ERROR_LOST, "It was cut off.", NULL);
  gint64 code = 7;

  g_assert_error (error, MCP_ERROR, MCP_ERROR_LOST);
  g_assert_cmpstr (error->message, ==, "It was cut off.");
  g_assert_null (mcp_error_get_details (error));
  g_assert_null (mcp_error_get_challenge (error));
  g_assert_cmpuint (mcp_error_get_status (error), ==, 0);
  g_assert_false (mcp_error_get_remote_code (error, &code));
  g_assert_cmpint (code, ==, 7);
}

static void
test_extended (void)
{
  g_autoptr(GError) error = mcp_error_new (MCP_ERROR_UNAUTHORIZED, "Sign in.", "HTTP 401");
  g_autoptr(GError) copy = NULL;
  gint64 code = 0;

  mcp_error_set_status (error, 401);
  mcp_error_set_challenge (error, "Bearer");
  mcp_error_set_challenge (error, "Bearer scope=\"mcp:tools\"");
  mcp_error_set_remote_code (error, -32602);

  copy = g_error_copy (error);
  g_clear_error (&error);

  g_assert_cmpstr (mcp_error_get_details (copy), ==, "HTTP 401");
  g_assert_cmpstr (mcp_error_get_challenge (copy), ==, "Bearer scope=\"mcp:tools\"");
  g_assert_cmpuint (mcp_error_get_status (copy), ==, 401);
  g_assert_true (mcp_error_get_remote_code (copy, &code));
  g_assert_cmpint (code, ==, -32602);
  g_assert_true (mcp_error_get_remote_code (copy, NULL));
}

static void
test_foreign (void)
{
  g_autoptr(GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "no");

  g_assert_null (mcp_error_get_details (error));
  g_assert_null (mcp_error_get_challenge (error));
  g_assert_cmpuint (mcp_error_get_status (error), ==, 0);
  g_assert_false (mcp_error_get_remote_code (error, NULL));
  g_assert_null (mcp_error_get_details (NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mcp/error/plain", test_plain);
  g_test_add_func ("/mcp/error/extended", test_extended);
  g_test_add_func ("/mcp/error/foreign", test_foreign);

  return g_test_run ();
}
