/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-error.h"
#include "mcp-resource.h"
#include "sjson-fixture.h"

static McpResource *
make (const char *json)
{
  g_autoptr(SjsonValue) value = parse_value (json);
  g_autoptr(GError) error = NULL;
  McpResource *resource = mcp_resource_new (value, &error);

  g_assert_no_error (error);

  return resource;
}

static void
test_full (void)
{
  McpResource *resource = make ("{\"uri\":\"file:///etc/passwd\",\"name\":\"notes\",\"title\":"
                                "\"My <b>notes</b>\",\"description\":\"Old\",\"mimeType\":"
                                "\"text/plain\",\"size\":18446744073709551615,\"x\":[1]}");
  guint64 size = 0;
  g_autofree char *title = NULL;

  g_assert_cmpstr (mcp_resource_get_uri (resource), ==, "file:///etc/passwd");
  g_assert_cmpstr (mcp_item_get_key (MCP_ITEM (resource)), ==, "file:///etc/passwd");
  g_assert_cmpstr (mcp_item_get_name (MCP_ITEM (resource)), ==, "notes");
  g_object_get (resource, "title", &title, NULL);
  g_assert_cmpstr (title, ==, "My <b>notes</b>");
  g_assert_true (mcp_item_has_title (MCP_ITEM (resource)));
  g_assert_cmpstr (mcp_item_get_description (MCP_ITEM (resource)), ==, "Old");
  g_assert_cmpstr (mcp_resource_get_mime_type (resource), ==, "text/plain");
  g_assert_true (mcp_resource_get_size (resource, &size));
  g_assert_cmpuint (size, ==, G_MAXUINT64);
  g_assert_false (mcp_resource_is_folder (resource));
  g_assert_finalize_object (resource);
}

/* Only the address is needed; what is of another kind counts as absent. */
static void
test_odd (void)
{
  const char * const odd[] = {
    "{\"uri\":\"x\"}",
    "{\"uri\":\"x\",\"name\":7,\"title\":[],\"mimeType\":{},\"description\":null,\"size\":\"9\"}",
    "{\"uri\":\"x\",\"name\":\"\",\"title\":\"\",\"size\":-1}",
    "{\"uri\":\"x\",\"size\":1.5}",
    "{\"uri\":\"x\",\"size\":1e30}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      McpResource *resource = make (odd[i]);

      g_assert_cmpstr (mcp_item_get_name (MCP_ITEM (resource)), ==, "x");
      g_assert_cmpstr (mcp_item_get_title (MCP_ITEM (resource)), ==, "x");
      g_assert_false (mcp_item_has_title (MCP_ITEM (resource)));
      g_assert_null (mcp_item_get_description (MCP_ITEM (resource)));
      g_assert_null (mcp_resource_get_mime_type (resource));
      g_assert_false (mcp_resource_get_size (resource, NULL));
      g_assert_finalize_object (resource);
    }
}

static void
test_none (void)
{
  const char * const none[] = {
    "{}", "[]", "7", "null", "\"uri\"", "{\"uri\":\"\"}", "{\"uri\":7}", "{\"name\":\"x\"}",
    "{\"URI\":\"x\"}", "{\"uri\":\"x\",\"uri\":null}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autoptr(SjsonValue) value = parse_value (none[i]);
      g_autoptr(GError) error = NULL;

      g_assert_null (mcp_resource_new (value, &error));
      g_assert_error (error, MCP_ERROR, MCP_ERROR_MALFORMED);
      g_assert_cmpstr (error->message, ==, "The server listed a resource without a uri.");
    }
}

static void
test_folder (void)
{
  McpResource *resource = make ("{\"uri\":\"file:///\",\"mimeType\":\"inode/directory\"}");

  g_assert_true (mcp_resource_is_folder (resource));
  g_assert_finalize_object (resource);
}

/* It keeps its own text only, and not the page that it came on. */
static void
test_isolated (void)
{
  g_autofree char *ballast = g_strnfill (100000, 'x');
  g_autofree char *page = g_strdup_printf ("[\"%s\",{\"uri\":\"a\"}]", ballast);
  g_autoptr(SjsonValue) value = parse_value (page);
  g_autoptr(GError) error = NULL;
  McpResource *resource;
  SjsonValue element;

  g_assert_true (sjson_value_get_element (value, 1, &element));
  resource = mcp_resource_new (&element, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sjson_document_get_memory (mcp_item_get_json (MCP_ITEM (resource))->document),
                    <, 10000);
  g_assert_finalize_object (resource);
}

static void
test_equal (void)
{
  McpResource *one = make ("{\"uri\":\"a\",\"size\":1}");
  McpResource *same = make ("{ \"size\": 1.0, \"uri\": \"\\u0061\" }");
  McpResource *other = make ("{\"uri\":\"a\",\"size\":2}");

  g_assert_true (mcp_item_equal (MCP_ITEM (one), MCP_ITEM (same)));
  g_assert_false (mcp_item_equal (MCP_ITEM (one), MCP_ITEM (other)));
  g_assert_finalize_object (one);
  g_assert_finalize_object (same);
  g_assert_finalize_object (other);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mcp/resource/full", test_full);
  g_test_add_func ("/mcp/resource/odd", test_odd);
  g_test_add_func ("/mcp/resource/none", test_none);
  g_test_add_func ("/mcp/resource/folder", test_folder);
  g_test_add_func ("/mcp/resource/isolated", test_isolated);
  g_test_add_func ("/mcp/resource/equal", test_equal);

  return g_test_run ();
}
