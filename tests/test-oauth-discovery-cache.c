/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "discovery-fixture.h"
#include "oauth-document-cache.h"

#include <glib/gstdio.h>
#include <string.h>

#define PATH "/.well-known/oauth-protected-resource/mcp"
#define AUTHORITY "/.well-known/oauth-authorization-server/t1"

/* A discovery with files, that can be started anew. */
typedef struct
{
  DiscoveryFixture base;
  char *folder;
  OauthDocumentCache *cache;
} Fixture;

static void
publish (Fixture    *self,
         const char *path,
         const char *name)
{
  g_autofree char *text = NULL;

  text = g_strdup_printf ("{\"resource\":\"%s\",\"authorization_servers\":[\"%s\"],"
                          "\"resource_name\":\"%s\"}",
                          self->base.mock->server_uri, self->base.mock->issuer, name);
  mock_authority_publish (self->base.mock, path, 200, text);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  discovery_set_up (&self->base, data);
  self->folder = g_dir_make_tmp ("toolcrib-test-XXXXXX", NULL);
  self->cache = oauth_document_cache_new (self->folder);
  oauth_discovery_set_cache (self->base.discovery, self->cache);
  publish (self, PATH, "path");
}

static void
restart (Fixture *self)
{
  g_assert_finalize_object (self->base.discovery);
  discovery_renew (&self->base);
  oauth_discovery_set_cache (self->base.discovery, self->cache);
}

/* Until all that was stored and dropped is so. */
static void
settle_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
settle (Fixture *self)
{
  g_autoptr(GAsyncResult) result = NULL;
  guint seconds;

  oauth_document_cache_load_async (self->cache, "", NULL, settle_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (oauth_document_cache_load_finish (self->cache, result, &seconds));
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  oauth_document_cache_drop (self->cache, NULL);
  settle (self);
  discovery_tear_down (&self->base, data);
  g_assert_finalize_object (self->cache);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
}

static void
assert_resource (Fixture    *self,
                 const char *challenge,
                 const char *name)
{
  g_autoptr(OauthResource) resource = NULL;
  g_autoptr(GError) error = NULL;

  oauth_discovery_find_resource_async (self->base.discovery, self->base.mock->server_uri, challenge,
                                       NULL, discovery_keep_cb, &self->base);
  discovery_await (&self->base);
  resource = oauth_discovery_find_resource_finish (self->base.discovery, self->base.result,
                                                   &error);
  g_clear_object (&self->base.result);
  g_assert_no_error (error);
  g_assert_cmpstr (oauth_resource_get_name (resource), ==, name);
}

static OauthAuthority *
load (Fixture  *self,
      GError  **error)
{
  OauthAuthority *authority;

  oauth_discovery_load_authority_async (self->base.discovery, self->base.mock->issuer, NULL,
                                        discovery_keep_cb, &self->base);
  discovery_await (&self->base);
  authority = oauth_discovery_load_authority_finish (self->base.discovery, self->base.result,
                                                     error);
  g_clear_object (&self->base.result);

  return authority;
}

static void
assert_authority (Fixture *self,
                  guint    n_requests)
{
  g_autoptr(OauthAuthority) authority = NULL;
  g_autoptr(GError) error = NULL;

  authority = load (self, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (oauth_authority_get_issuer (authority), ==, self->base.mock->issuer);
  g_assert_cmpuint (mock_authority_count (self->base.mock, AUTHORITY), ==, n_requests);
}

/* The next start asks nobody, also where a challenge had named the place. */
static void
test_restart (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *challenge = NULL;

  challenge = g_strdup_printf ("Bearer resource_metadata=\"%s/own\"", self->base.mock->origin);
  publish (self, "/own", "own");
  assert_resource (self, challenge, "own");
  assert_authority (self, 1);

  restart (self);
  assert_resource (self, NULL, "own");
  assert_resource (self, challenge, "own");
  assert_authority (self, 1);
  g_assert_cmpuint (mock_authority_count (self->base.mock, "/own"), ==, 1);
  g_assert_cmpuint (mock_authority_count (self->base.mock, PATH), ==, 0);
}

/* A challenge that names another place is another question. */
static void
test_changed_challenge (Fixture       *self,
                        gconstpointer  data)
{
  g_autofree char *challenge = NULL;

  assert_resource (self, NULL, "path");
  restart (self);
  challenge = g_strdup_printf ("Bearer resource_metadata=\"%s/own\"", self->base.mock->origin);
  publish (self, "/own", "own");
  assert_resource (self, challenge, "own");
  restart (self);
  assert_resource (self, NULL, "own");
}

/* What is contradicted is gone for good, the rest stays. */
static void
test_forget (Fixture       *self,
             gconstpointer  data)
{
  assert_resource (self, NULL, "path");
  assert_authority (self, 1);
  publish (self, PATH, "new");

  oauth_discovery_forget_resource (self->base.discovery, self->base.mock->server_uri);
  restart (self);
  assert_resource (self, NULL, "new");
  assert_authority (self, 1);

  oauth_discovery_forget_authority (self->base.discovery, self->base.mock->issuer);
  restart (self);
  assert_authority (self, 2);
  publish (self, PATH, "newer");
  assert_resource (self, NULL, "new");

  oauth_discovery_forget (self->base.discovery);
  restart (self);
  assert_resource (self, NULL, "newer");
  assert_authority (self, 3);
}

/* The place that an earlier start was challenged with is asked again; the new answer is kept. */
static void
test_forget_challenged (Fixture       *self,
                        gconstpointer  data)
{
  g_autofree char *challenge = NULL;

  challenge = g_strdup_printf ("Bearer resource_metadata=\"%s/own\"", self->base.mock->origin);
  publish (self, "/own", "own");
  assert_resource (self, challenge, "own");

  restart (self);
  assert_resource (self, NULL, "own");
  publish (self, "/own", "new");
  oauth_discovery_forget_resource (self->base.discovery, self->base.mock->server_uri);
  assert_resource (self, challenge, "new");
  assert_resource (self, challenge, "new");
  g_assert_cmpuint (mock_authority_count (self->base.mock, "/own"), ==, 2);

  restart (self);
  assert_resource (self, NULL, "new");
  assert_resource (self, challenge, "new");
  g_assert_cmpuint (mock_authority_count (self->base.mock, "/own"), ==, 2);
}

/* What stands in a file is judged by the rules of today. */
static void
test_judged (Fixture       *self,
             gconstpointer  data)
{
  static const char * const bad[] = {
    "{}", "{\"issuer\":\"https://evil.example\"}",
    "{\"issuer\":\"https://evil.example\",\"authorization_endpoint\":\"https://evil.example/a\","
    "\"token_endpoint\":\"https://evil.example/t\","
    "\"code_challenge_methods_supported\":[\"S256\"]}",
  };
  g_autofree char *key = g_strconcat ("authority\n", self->base.mock->issuer, NULL);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(SjsonDocument) document = sjson_document_new_from_string (bad[i], -1, NULL, NULL);
      SjsonValue root = sjson_document_get_root (document);

      oauth_document_cache_store (self->cache, key, &root, 1000);
      restart (self);
      assert_authority (self, i + 1);
    }

  /* Whom nobody trusts any more is not used because a file knows them. */
  restart (self);
  self->base.is_trusted = FALSE;
  g_assert_null (load (self, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_UNTRUSTED);
}

/* Nothing that was not found good is kept. */
static void
test_not_kept (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr(GDir) dir = NULL;
  g_autoptr(GError) error = NULL;

  mock_authority_publish (self->base.mock, AUTHORITY, 200, "{\"issuer\":\"https://evil.example\"}");
  g_assert_null (load (self, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_DISCOVERY);
  settle (self);
  dir = g_dir_open (self->folder, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
}

#define ADD(path, function) \
  g_test_add ("/oauth/discovery/cache/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("restart", test_restart);
  ADD ("changed-challenge", test_changed_challenge);
  ADD ("forget", test_forget);
  ADD ("forget-challenged", test_forget_challenged);
  ADD ("judged", test_judged);
  ADD ("not-kept", test_not_kept);

  return g_test_run ();
}
