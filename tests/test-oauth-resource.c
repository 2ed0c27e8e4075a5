/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-error.h"
#include "oauth-resource.h"

#define AS "\"authorization_servers\":[\"https://id.example.com/t1\"]"

static OauthResource *
read_resource (const char  *json,
               const char  *server_uri,
               GError     **error)
{
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) parse_error = NULL;
  SjsonValue root;

  document = sjson_document_new_from_string (json, -1, NULL, &parse_error);
  g_assert_no_error (parse_error);
  root = sjson_document_get_root (document);

  return oauth_resource_new (&root, server_uri, error);
}

static void
test_whole (void)
{
  g_autoptr(GError) error = NULL;
  OauthResource *resource = NULL;

  resource = read_resource (
    "{\"resource\":\"https://mcp.example.com/mcp\",\"resource_name\":\" Tools\\n\\u202eof all \","
    "\"authorization_servers\":[\"https://id.example.com/t1\",7,\"ftp://x\",\"\","
    "\"https://other.example.com\"],\"bearer_methods_supported\":[\"body\",\"header\"],"
    "\"scopes_supported\":[\"mcp:tools\",\"a b\",\"\",null,\"c\\\"d\"]}",
    "https://mcp.example.com/mcp", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (oauth_resource_get_identifier (resource), ==, "https://mcp.example.com/mcp");
  g_assert_cmpstr (oauth_resource_get_name (resource), ==, "Tools of all");
  g_assert_cmpstrv ((char **) oauth_resource_get_authorities (resource),
                    ((char *[]) { "https://id.example.com/t1", "https://other.example.com",
                                  NULL }));
  g_assert_cmpstrv ((char **) oauth_resource_get_scopes (resource),
                    ((char *[]) { "mcp:tools", NULL }));
  g_assert_finalize_object (resource);
}

static void
test_least (void)
{
  g_autoptr(GError) error = NULL;
  OauthResource *resource = NULL;

  resource = read_resource ("{\"resource\":\"https://a.example/\"," AS "}",
                            "https://a.example/mcp", &error);

  g_assert_no_error (error);
  /* Letter by letter as received. */
  g_assert_cmpstr (oauth_resource_get_identifier (resource), ==, "https://a.example/");
  g_assert_null (oauth_resource_get_name (resource));
  g_assert_null (*oauth_resource_get_scopes (resource));
  g_assert_finalize_object (resource);
}

/* RFC 9728 §3.3, mcp.md 4.2. */
static const struct
{
  const char *identifier;
  const char *server_uri;
  gboolean is_taken;
} identifiers[] = {
  { "https://a.example/mcp", "https://a.example/mcp", TRUE },
  { "https://a.example/mcp/", "https://a.example/mcp", TRUE },
  { "https://a.example/mcp", "https://a.example/mcp/", TRUE },
  { "https://a.example", "https://a.example/mcp", TRUE },
  { "https://a.example", "https://a.example", TRUE },
  { "https://A.example:443/mcp", "https://a.example/mcp", TRUE },
  { "https://a.example/mcp", "https://a.example/mcp/deep", TRUE },
  { "https://a.example/mcp?x=1", "https://a.example/mcp?x=1", TRUE },
  { "https://a.example/mcp", "https://a.example/mcp?x=1", TRUE },
  { "https://a.example/mcp?x=1", "https://a.example/mcp", FALSE },
  { "https://a.example/mc", "https://a.example/mcp", FALSE },
  { "https://a.example/mcp/deep", "https://a.example/mcp", FALSE },
  { "https://a.example/MCP", "https://a.example/mcp", FALSE },
  { "https://a.example#x", "https://a.example/mcp", FALSE },
  { "http://a.example/mcp", "https://a.example/mcp", FALSE },
  { "https://a.example:8443/mcp", "https://a.example/mcp", FALSE },
  { "https://a.example.evil.example/mcp", "https://a.example/mcp", FALSE },
  { "https://b.example/mcp", "https://a.example/mcp", FALSE },
  { "https://a.example@b.example/mcp", "https://a.example/mcp", FALSE },
  { "api://1234", "https://a.example/mcp", FALSE },
  { "", "https://a.example/mcp", FALSE },
  { "/mcp", "https://a.example/mcp", FALSE },
};

static void
test_identifiers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (identifiers); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"resource\":\"%s\"," AS "}",
                                               identifiers[i].identifier);
      g_autoptr(GError) error = NULL;
      g_autoptr(OauthResource) resource = NULL;

      g_test_message ("%s for %s", identifiers[i].identifier, identifiers[i].server_uri);
      resource = read_resource (json, identifiers[i].server_uri, &error);
      g_assert_true ((resource != NULL) == identifiers[i].is_taken);
      if (resource == NULL)
        g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_DISCOVERY);
    }
}

static void
test_refused (void)
{
  static const char * const texts[] = {
    "{" AS "}",
    "{\"resource\":17," AS "}",
    "{\"resource\":\"https://a.example/mcp\"}",
    "{\"resource\":\"https://a.example/mcp\",\"authorization_servers\":[]}",
    "{\"resource\":\"https://a.example/mcp\",\"authorization_servers\":\"https://id.example\"}",
    "{\"resource\":\"https://a.example/mcp\",\"authorization_servers\":[\"javascript:alert(1)\"]}",
    "{\"resource\":\"https://a.example/mcp\",\"authorization_servers\":[\"http://id.example\"]}",
    "{\"resource\":\"https://a.example/mcp\"," AS ",\"bearer_methods_supported\":[\"query\"]}",
    "{\"resource\":\"https://a.example/mcp\"," AS ",\"bearer_methods_supported\":[]}",
    "[]",
    "null",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", texts[i]);
      g_assert_null (read_resource (texts[i], "https://a.example/mcp", &error));
      g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_DISCOVERY);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/oauth/resource/whole", test_whole);
  g_test_add_func ("/oauth/resource/least", test_least);
  g_test_add_func ("/oauth/resource/identifiers", test_identifiers);
  g_test_add_func ("/oauth/resource/refused", test_refused);

  return g_test_run ();
}
