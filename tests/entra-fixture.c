/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "entra-fixture.h"

#include "entra-profile.h"
#include "tenant-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

void
entra_fixture_begin (char **argv)
{
  demo_fixture_set_program (argv[1]);
}

static OauthProfile *
pick (const char  *issuer,
      OauthTrust **trust,
      gpointer     user_data,
      GError     **error)
{
  EntraFixture *self = user_data;
  g_autoptr(GVariant) entry = NULL;
  GVariantDict dict;

  g_assert_true (g_str_has_prefix (issuer, self->origin));
  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "issuer", "s", issuer);
  g_variant_dict_insert (&dict, "kind", "s", "entra");
  g_variant_dict_insert (&dict, "allow-http-loopback", "b", TRUE);
  entry = g_variant_ref_sink (g_variant_dict_end (&dict));
  *trust = oauth_trust_new (entry, error);

  return *trust != NULL ? entra_profile_new () : NULL;
}

void
entra_fixture_set_up (EntraFixture  *self,
                      gconstpointer  data)
{
  const char *issuer;

  self->directory = g_dir_make_tmp ("toolcrib-test-XXXXXX", NULL);
  g_setenv ("XDG_RUNTIME_DIR", self->directory, TRUE);
  demo_fixture_set_up (&self->demo, NULL);
  issuer = tenant_look_up (&self->demo, "issuer");
  self->origin = g_strndup (issuer, strstr (issuer, tenant_look_up (&self->demo, "tenant_id")) -
                                    issuer);
  self->person = tenant_prompter_new (&self->demo);
  self->vault = fake_vault_new ();
  self->discovery = oauth_discovery_new (pick, self, NULL);
  self->scopes[0] = (char *) "openid";
  self->scopes[1] = (char *) "profile";
  self->scopes[2] = (char *) "offline_access";
  self->scopes[3] = (char *) tenant_look_up (&self->demo, "scope");
}

static void
remove_all (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);

      remove_all (below);
    }

  g_remove (path);
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
entra_fixture_tear_down (EntraFixture  *self,
                         gconstpointer  data)
{
  g_clear_object (&self->result);
  settle ();
  g_assert_finalize_object (self->discovery);
  g_assert_finalize_object (self->vault);
  g_assert_finalize_object (self->person);
  demo_fixture_tear_down (&self->demo, NULL);
  remove_all (self->directory);
  g_free (self->directory);
  g_free (self->origin);
}

void
entra_fixture_control (EntraFixture *self,
                       const char   *path,
                       const char   *wish)
{
  g_autoptr(DemoReply) reply = demo_fixture_control (&self->demo, path, wish);

  g_assert_cmpuint (reply->status, ==, 200);
}

static void
keep_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static GAsyncResult *
await (EntraFixture *self)
{
  while (self->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (&self->result);
}

OauthAuthority *
entra_fixture_load (EntraFixture  *self,
                    const char    *tenant,
                    GError       **error)
{
  g_autofree char *issuer = g_strconcat (self->origin, tenant, "/v2.0", NULL);
  g_autoptr(GAsyncResult) result = NULL;

  oauth_discovery_load_authority_async (self->discovery, issuer, NULL, keep_cb, &self->result);
  result = await (self);

  return oauth_discovery_load_authority_finish (self->discovery, result, error);
}

OauthClient *
entra_fixture_client (EntraFixture *self,
                      const char   *tenant)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OauthAuthority) authority = entra_fixture_load (self, tenant, &error);

  g_assert_no_error (error);

  return oauth_client_new (authority, tenant_look_up (&self->demo, "client_id"), NULL,
                           VAULT_STORE (self->vault));
}

OauthToken *
entra_fixture_sign_in (EntraFixture  *self,
                       OauthClient   *client,
                       const char    *login_hint,
                       int            surface,
                       GError       **error)
{
  const OauthSignIn what = {
    .scopes = (const char * const *) self->scopes,
    .login_hint = login_hint,
    .surface = surface,
  };
  g_autoptr(GAsyncResult) result = NULL;

  oauth_client_acquire_interactive_async (client, &what, OAUTH_PROMPTER (self->person), NULL,
                                          keep_cb, &self->result);
  result = await (self);

  return oauth_client_acquire_interactive_finish (client, result, error);
}

OauthToken *
entra_fixture_renew (EntraFixture  *self,
                     OauthClient   *client,
                     OauthAccount  *account,
                     const char    *claims,
                     GError       **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  oauth_client_acquire_silent_async (client, account, (const char * const *) self->scopes, NULL,
                                     claims, VAULT_ASK_NEVER, NULL, keep_cb, &self->result);
  result = await (self);

  return oauth_client_acquire_silent_finish (client, result, error);
}

char *
entra_fixture_dup_path (EntraFixture *self,
                        const char   *end)
{
  g_autoptr(DemoReply) reply = demo_fixture_control (&self->demo, "/log", NULL);
  JsonArray *log = json_node_get_array (reply->json);
  char *path = NULL;

  for (guint i = 0; i < json_array_get_length (log); i++)
    {
      JsonObject *entry = json_array_get_object_element (log, i);
      const char *found = json_object_get_string_member_with_default (entry, "path", "");

      if (g_str_has_suffix (found, end))
        {
          g_free (path);
          path = g_strdup (found);
        }
    }

  return path;
}
