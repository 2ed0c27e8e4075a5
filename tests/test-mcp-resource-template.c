/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-error.h"
#include "mcp-resource-template.h"
#include "sjson-builder.h"
#include "sjson-fixture.h"

static McpResourceTemplate *
make (const char *uri_template)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_begin_object (sjson_builder_new ());
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) error = NULL;
  McpResourceTemplate *self;
  SjsonValue root;

  sjson_builder_string (sjson_builder_name (builder, "uriTemplate"), uri_template);
  sjson_builder_string (sjson_builder_name (builder, "mimeType"), "text/plain");
  document = sjson_builder_end_document (sjson_builder_end_object (builder));
  root = sjson_document_get_root (document);
  self = mcp_resource_template_new (&root, &error);
  g_assert_no_error (error);

  return self;
}

static void
test_variables (void)
{
  const struct
  {
    const char *uri_template;
    const char *variables;
  } cases[] = {
    { "file:///fixed", "" },
    { "demo://resource/{id}", "id" },
    { "a/{x}/{y}", "x y" },
    { "a{?x,y*,z:3}", "x y z" },
    { "a{/path*}{#frag}{&more}{;semi}{+raw}{.dot}", "path frag more semi raw dot" },
    { "a/{x}/{x}", "x" },
    { "a/{}", "" },
    { "a/{,,x,}", "x" },
    { "a/{*}{:3}{?}", "" },
    { "a/{x", "" },
    { "a/x}", "" },
    { "a/}{", "" },
    { "a/{{x}}", "{x" },
    { "{ä ö}", "ä ö" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      McpResourceTemplate *self = make (cases[i].uri_template);
      const char * const *variables = mcp_resource_template_get_variables (self);
      g_autofree char *joined = g_strjoinv (" ", (char **) variables);

      g_test_message ("%s", cases[i].uri_template);
      g_assert_cmpstr (joined, ==, cases[i].variables);
      g_assert_cmpstr (mcp_resource_template_get_uri_template (self), ==, cases[i].uri_template);
      g_assert_cmpstr (mcp_resource_template_get_mime_type (self), ==, "text/plain");
      g_assert_cmpstr (mcp_item_get_title (MCP_ITEM (self)), ==, cases[i].uri_template);
      g_assert_finalize_object (self);
    }
}

/* However many there are, no more than can be looked through. */
static void
test_many (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  McpResourceTemplate *self;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text, "{v%u}", i);

  self = make (text->str);
  g_assert_cmpuint (g_strv_length ((char **) mcp_resource_template_get_variables (self)), ==, 100);
  g_assert_finalize_object (self);
}

static void
test_none (void)
{
  const char * const none[] = {
    "{}", "[]", "7", "null", "{\"uri\":\"x\"}", "{\"uriTemplate\":\"\"}", "{\"uriTemplate\":7}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autoptr(SjsonValue) value = parse_value (none[i]);
      g_autoptr(GError) error = NULL;

      g_assert_null (mcp_resource_template_new (value, &error));
      g_assert_error (error, MCP_ERROR, MCP_ERROR_MALFORMED);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mcp/resource-template/variables", test_variables);
  g_test_add_func ("/mcp/resource-template/many", test_many);
  g_test_add_func ("/mcp/resource-template/none", test_none);

  return g_test_run ();
}
