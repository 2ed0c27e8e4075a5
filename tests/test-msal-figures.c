/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The same person signs in by Microsoft's library and by ours: the figures of the account and of
 * the token agree. */

#include "config.h"

#include "msal-node.h"
#include "oauth-token.h"
#include "sign-in-fixture.h"

#define SECONDS 4321

static const char * const tls_options[] = { "--tls", NULL };

/* Returns: (transfer full): the one token that there is in memory */
static OauthToken *
sign_in (SignInFixture *fixture)
{
  GListModel *accounts = G_LIST_MODEL (fixture->accounts);
  g_autoptr(OauthAccount) account = NULL;
  g_autoptr(GPtrArray) tokens = NULL;

  sign_in_fixture_enter (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (accounts), ==, 1);
  account = g_list_model_get_item (accounts, 0);
  tokens = crib_identity_dup_tokens (fixture->identity, account);
  g_assert_cmpuint (tokens->len, ==, 1);

  return g_object_ref (tokens->pdata[0]);
}

/* Those of OpenID Connect are no rights at the API; Microsoft's library leaves them out. */
static char *
join_scopes (OauthToken *token)
{
  const char * const *scopes = oauth_token_get_scopes (token);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) left = NULL;

  for (guint i = 0; scopes[i] != NULL; i++)
    if (strchr (scopes[i], '/') != NULL)
      g_strv_builder_add (builder, scopes[i]);

  left = g_strv_builder_end (builder);

  return g_strjoinv (" ", left);
}

/* What is one person to both. @scene: how the library signs them in */
static void
assert_agree (SignInFixture *fixture,
              const char    *scene)
{
  g_autoptr(DemoReply) told = NULL;
  g_autoptr(JsonNode) theirs = NULL;
  g_autoptr(OauthToken) ours = NULL;
  g_autofree char *scopes = NULL;
  OauthAccount *account;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  told = demo_fixture_control (&fixture->demo, "/lifetime",
                               "{\"seconds\":" G_STRINGIFY (SECONDS) "}");
  g_assert_cmpuint (told->status, ==, 200);
  theirs = msal_node_play (&fixture->demo, scene, NULL);
  ours = sign_in (fixture);
  scopes = join_scopes (ours);
  account = oauth_token_get_account (ours);

  g_assert_cmpstr (scopes, ==, demo_look_up_string (theirs, "first/scopes/0"));
  g_assert_cmpint (ABS (oauth_token_get_expires_at (ours) - now - SECONDS), <=, 60);
  g_assert_cmpint (ABS (json_node_get_int (demo_look_up (theirs, "first/expires_on")) - now -
                        SECONDS), <=, 60);
  g_assert_cmpstr (oauth_account_get_id (account), ==,
                   demo_look_up_string (theirs, "first/account/home_id"));
  g_assert_cmpstr (oauth_account_get_tenant (account), ==,
                   demo_look_up_string (theirs, "first/account/tenant"));
  g_assert_cmpstr (oauth_account_get_username (account), ==,
                   demo_look_up_string (theirs, "first/account/username"));
  demo_assert_json (theirs, "accepted", "200");
}

static void
test_member (SignInFixture *fixture,
             gconstpointer  data)
{
  if (!msal_node_is_missing ())
    assert_agree (fixture, "sign-in");
}

/* Known by who they are at home, at work in the tenant of the server (entra.md 3.4). */
static void
test_guest (SignInFixture *fixture,
            gconstpointer  data)
{
  GListModel *accounts = G_LIST_MODEL (fixture->accounts);
  g_autoptr(OauthAccount) account = NULL;

  if (msal_node_is_missing ())
    return;

  fixture->person->username = "gus%40fabrikam.example";
  fixture->person->password = "Guest-1791%21";
  assert_agree (fixture, "guest");
  account = g_list_model_get_item (accounts, 0);
  g_assert_true (g_str_has_suffix (oauth_account_get_id (account),
                                   ".0d9b7c44-61f2-4c35-8e5b-7a2f90c3d118"));
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  sign_in_fixture_begin (argv);
  g_test_add ("/msal-figures/member", SignInFixture, tls_options, sign_in_fixture_set_up,
              test_member, sign_in_fixture_tear_down);
  g_test_add ("/msal-figures/guest", SignInFixture, tls_options, sign_in_fixture_set_up,
              test_guest, sign_in_fixture_tear_down);
  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
