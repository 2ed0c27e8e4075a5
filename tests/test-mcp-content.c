/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-content.h"
#include "sjson-fixture.h"

typedef struct
{
  const char *json;
  McpContentKind kind;
  const char *text;
  const char *mime_type;
  const char *uri;
  const char *name;
  const char *data;
} Case;

static const Case cases[] = {
  { "{\"type\":\"text\",\"text\":\"hi\"}", MCP_CONTENT_TEXT, .text = "hi" },
  { "{\"type\":\"text\",\"text\":\"\"}", MCP_CONTENT_TEXT, .text = "" },
  { "{\"type\":\"image\",\"data\":\"aGk=\",\"mimeType\":\"image/png\"}", MCP_CONTENT_IMAGE,
    .mime_type = "image/png", .data = "hi" },
  { "{\"type\":\"audio\",\"data\":\"aGk=\"}", MCP_CONTENT_AUDIO, .data = "hi" },
  { "{\"type\":\"resource_link\",\"uri\":\"x:y\",\"name\":\"n\",\"title\":\"T\","
    "\"mimeType\":\"text/plain\"}", MCP_CONTENT_RESOURCE_LINK, .mime_type = "text/plain",
    .uri = "x:y", .name = "T" },
  { "{\"type\":\"resource_link\",\"uri\":\"x:y\",\"name\":\"n\"}", MCP_CONTENT_RESOURCE_LINK,
    .uri = "x:y", .name = "n" },
  { "{\"type\":\"resource\",\"resource\":{\"uri\":\"x:y\",\"mimeType\":\"text/markdown\","
    "\"text\":\"# hi\"}}", MCP_CONTENT_RESOURCE, .text = "# hi", .mime_type = "text/markdown",
    .uri = "x:y" },
  { "{\"type\":\"resource\",\"resource\":{\"uri\":\"x:y\",\"blob\":\"aGk=\"}}",
    MCP_CONTENT_RESOURCE, .uri = "x:y", .data = "hi" },
  { "{\"type\":\"resource\",\"resource\":{\"blob\":\"\"}}", MCP_CONTENT_RESOURCE, .data = "" },

  { "{\"type\":\"text\"}", MCP_CONTENT_UNKNOWN },
  { "{\"type\":\"text\",\"text\":7}", MCP_CONTENT_UNKNOWN },
  { "{\"type\":\"image\",\"data\":null}", MCP_CONTENT_UNKNOWN },
  { "{\"type\":\"resource_link\",\"name\":\"n\"}", MCP_CONTENT_UNKNOWN, .name = "n" },
  { "{\"type\":\"resource\",\"resource\":{\"uri\":\"x:y\"}}", MCP_CONTENT_UNKNOWN,
    .uri = "x:y" },
  { "{\"type\":\"resource\",\"resource\":[]}", MCP_CONTENT_UNKNOWN },
  { "{\"type\":\"hologram\",\"text\":\"hi\"}", MCP_CONTENT_UNKNOWN },
  { "{\"type\":[]}", MCP_CONTENT_UNKNOWN },
  { "{}", MCP_CONTENT_UNKNOWN },
  { "[]", MCP_CONTENT_UNKNOWN },
  { "null", MCP_CONTENT_UNKNOWN },
  { "\"text\"", MCP_CONTENT_UNKNOWN },
};

static void
test_kinds (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *this = &cases[i];
      g_autoptr(SjsonValue) value = parse_value (this->json);
      McpContent *content = mcp_content_new (value);
      g_autoptr(GBytes) data = mcp_content_dup_data (content);
      g_autofree char *json = sjson_value_to_json (mcp_content_get_json (content), NULL);

      g_test_message ("%s", this->json);
      g_assert_cmpint (mcp_content_get_kind (content), ==, this->kind);
      g_assert_cmpstr (mcp_content_get_text (content), ==, this->text);
      g_assert_cmpstr (mcp_content_get_mime_type (content), ==, this->mime_type);
      g_assert_cmpstr (mcp_content_get_uri (content), ==, this->uri);
      g_assert_cmpstr (mcp_content_get_name (content), ==, this->name);
      g_assert_cmpstr (json, ==, this->json);

      if (this->data == NULL)
        g_assert_null (data);
      else
        g_assert_cmpmem (g_bytes_get_data (data, NULL), g_bytes_get_size (data),
                         this->data, strlen (this->data));

      g_assert_finalize_object (content);
    }
}

static void
test_base64 (void)
{
  const struct { const char *text; int length; } texts[] = {
    { "", 0 }, { "QQ==", 1 }, { "QUI=", 2 }, { "QUJD", 3 }, { "QU\\nJD\\r\\n", 3 },
    { " QQ == ", 1 }, { "+/+/", 3 },
    { "Q", -1 }, { "QQ", -1 }, { "QQ=", -1 }, { "QQ===", -1 }, { "====", -1 }, { "Q=Q=", -1 },
    { "QQ==QQ==", -1 }, { "-_-_", -1 }, { "hello!", -1 }, { "Q\\u0000Q=", -1 }, { "ÄÄ", -1 },
    { "data:image/png;base64,QQ==", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"type\":\"image\",\"data\":\"%s\"}",
                                               texts[i].text);
      g_autoptr(SjsonValue) value = parse_value (json);
      g_autoptr(McpContent) content = mcp_content_new (value);
      g_autoptr(GBytes) data = mcp_content_dup_data (content);

      g_test_message ("%s", texts[i].text);
      g_assert_cmpint (mcp_content_get_kind (content), ==, MCP_CONTENT_IMAGE);
      g_assert_cmpint (data ? (int) g_bytes_get_size (data) : -1, ==, texts[i].length);
    }
}

static void
test_description (void)
{
  g_autoptr(SjsonValue) value = parse_value ("{\"type\":\"resource_link\",\"uri\":\"u\","
                                             "\"description\":\"About\"}");
  g_autoptr(McpContent) content = mcp_content_new (value);

  g_assert_cmpstr (mcp_content_get_description (content), ==, "About");
  g_assert_null (mcp_content_get_name (content));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mcp/content/kinds", test_kinds);
  g_test_add_func ("/mcp/content/base64", test_base64);
  g_test_add_func ("/mcp/content/description", test_description);

  return g_test_run ();
}
