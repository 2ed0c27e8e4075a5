/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "entra-fixture.h"

#include "tenant-fixture.h"

#include <string.h>

/* Signing in by a code that is typed elsewhere, against the stand-in (RFC 8628, entra.md 4.5). */

#define TEST_TYPE_TYPIST (typist_get_type ())
G_DECLARE_FINAL_TYPE (Typist, typist, TEST, TYPIST, GObject)

/* Somebody with another device, on which the code is typed and Ada signs in. */
struct _Typist
{
  GObject parent_instance;

  DemoFixture *demo;
  gboolean declines;
  guint n_prompts;
  guint n_put_away;
};

static void typist_prompter_init (OauthPrompterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (Typist, typist, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OAUTH_TYPE_PROMPTER, typist_prompter_init))

static const char *
choose (Typist     *self,
        const char *page)
{
  if (strstr (page, "name=\"loginfmt\"") != NULL)
    return "action=next&loginfmt=ada%40contoso.example";
  if (strstr (page, "name=\"passwd\"") != NULL)
    return self->declines ? "action=cancel" : "action=next&passwd=Engine-1843%21";
  if (strstr (page, "value=\"continue\"") != NULL)
    return "action=continue";

  return strstr (page, "value=\"accept\"") != NULL ? "action=accept" : "action=no";
}

static gboolean
type_cb (gpointer user_data)
{
  GTask *task = user_data;
  Typist *self = g_task_get_source_object (task);
  OauthPrompt *prompt = g_task_get_task_data (task);
  g_autofree char *fields = g_strconcat ("otc=", oauth_prompt_get_user_code (prompt), NULL);
  DemoReply *page = demo_fixture_send (self->demo, "GET", oauth_prompt_get_uri (prompt), NULL,
                                       NULL);

  for (guint i = 0; i < 8 && strstr (page->body, "<form") != NULL; i++)
    {
      g_autoptr(DemoReply) last = page;

      g_assert_cmpuint (last->status, ==, 200);
      page = tenant_submit (self->demo, last, i == 0 ? fields : choose (self, last->body));
    }

  g_assert_nonnull (strstr (page->body, "You may now close this window."));
  demo_reply_free (page);

  return G_SOURCE_REMOVE;
}

static gboolean
put_away_cb (GCancellable *cancellable,
             gpointer      user_data)
{
  GTask *task = user_data;

  TEST_TYPIST (g_task_get_source_object (task))->n_put_away++;
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static void
typist_prompt_async (OauthPrompter       *prompter,
                     OauthPrompt         *prompt,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (prompter, cancellable, callback, user_data);
  g_autoptr(GSource) cancelled = g_cancellable_source_new (cancellable);

  TEST_TYPIST (prompter)->n_prompts++;
  g_assert_cmpint (oauth_prompt_get_surface (prompt), ==, OAUTH_SURFACE_DEVICE_CODE);
  g_task_set_task_data (task, g_object_ref (prompt), g_object_unref);
  g_source_set_callback (cancelled, G_SOURCE_FUNC (put_away_cb), g_object_ref (task),
                         g_object_unref);
  g_source_attach (cancelled, NULL);
  g_idle_add_full (G_PRIORITY_DEFAULT, type_cb, g_object_ref (task), g_object_unref);
}

static char *
typist_prompt_finish (OauthPrompter  *prompter,
                      GAsyncResult   *result,
                      gboolean       *again,
                      GError        **error)
{
  *again = FALSE;

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
typist_prompter_init (OauthPrompterInterface *iface)
{
  iface->prompt_async = typist_prompt_async;
  iface->prompt_finish = typist_prompt_finish;
}

static void
typist_class_init (TypistClass *klass)
{
}

static void
typist_init (Typist *self)
{
}

static void
keep_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static OauthToken *
sign_in (EntraFixture  *fixture,
         OauthClient   *client,
         Typist        *typist,
         GError       **error)
{
  const OauthSignIn what = {
    .scopes = (const char * const *) fixture->scopes,
    .surface = OAUTH_SURFACE_DEVICE_CODE,
  };
  g_autoptr(GAsyncResult) result = NULL;

  typist->demo = &fixture->demo;
  entra_fixture_control (fixture, "/lifetime", "{\"device_interval\":1}");
  oauth_client_acquire_interactive_async (client, &what, OAUTH_PROMPTER (typist), NULL, keep_cb,
                                          &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return oauth_client_acquire_interactive_finish (client, result, error);
}

/* Begun and polled at one tenant, refreshed at the account's own. */
static void
test_whole (EntraFixture  *fixture,
            gconstpointer  data)
{
  OauthClient *client = entra_fixture_client (fixture, "organizations");
  Typist *typist = g_object_new (TEST_TYPE_TYPIST, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(OauthToken) token = sign_in (fixture, client, typist, &error);
  g_autoptr(OauthToken) renewed = NULL;
  g_autofree char *path = NULL;
  g_autofree char *wanted = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (oauth_account_get_username (oauth_token_get_account (token)), ==,
                   "ada@contoso.example");
  g_assert_true (oauth_token_is_renewable (token));
  g_assert_cmpuint (typist->n_prompts, ==, 1);

  renewed = entra_fixture_renew (fixture, client, oauth_token_get_account (token),
                                 "{\"access_token\":{}}", &error);
  g_assert_no_error (error);
  path = entra_fixture_dup_path (fixture, "/oauth2/v2.0/token");
  wanted = g_strconcat ("/", tenant_look_up (&fixture->demo, "tenant_id"), "/oauth2/v2.0/token",
                        NULL);
  g_assert_cmpstr (path, ==, wanted);
  g_assert_cmpuint (typist->n_put_away, ==, 1);

  g_clear_object (&token);
  g_clear_object (&renewed);
  g_assert_finalize_object (client);
  g_assert_finalize_object (typist);
}

static void
test_refused (EntraFixture  *fixture,
              gconstpointer  data)
{
  OauthClient *client = entra_fixture_client (fixture,
                                              tenant_look_up (&fixture->demo, "tenant_id"));
  Typist *typist = g_object_new (TEST_TYPE_TYPIST, NULL);
  g_autoptr(GError) declined = NULL;
  g_autoptr(GError) setup = NULL;

  typist->declines = TRUE;
  g_assert_null (sign_in (fixture, client, typist, &declined));
  g_assert_error (declined, OAUTH_ERROR, OAUTH_ERROR_CANCELLED);

  /* “Allow public client flows” is off: the registration is an administrator's. */
  typist->declines = FALSE;
  entra_fixture_control (fixture, "/apps", "{\"public_client_flows\":false}");
  g_assert_null (sign_in (fixture, client, typist, &setup));
  g_assert_error (setup, OAUTH_ERROR, OAUTH_ERROR_SETUP);
  g_assert_cmpstr (oauth_error_get_advice_key (setup), ==, "AADSTS7000218");

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (client);
  g_assert_finalize_object (typist);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  entra_fixture_begin (argv);

  g_test_add ("/entra/device/whole", EntraFixture, NULL, entra_fixture_set_up, test_whole,
              entra_fixture_tear_down);
  g_test_add ("/entra/device/refused", EntraFixture, NULL, entra_fixture_set_up, test_refused,
              entra_fixture_tear_down);

  return g_test_run ();
}
