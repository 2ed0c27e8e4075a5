/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Signing in by a code that is typed on another device (RFC 8628, entra.md 4.5), where an
 * administrator allows it. */

#include "config.h"

#include "scenario-fixture.h"

#include "crib-policy-private.h"
#include "oauth-error.h"
#include "tenant-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

/* Somebody who reads the code off the screen, and has a telephone in the other hand. */
#define TEST_TYPE_PHONE (test_phone_get_type ())

G_DECLARE_FINAL_TYPE (TestPhone, test_phone, TEST, PHONE, GObject)

struct _TestPhone
{
  GObject parent_instance;

  DemoFixture *demo;
  OauthPrompt *prompt;          /* the last one */
  gboolean declines;
  gboolean closes;              /* what is on the screen, and types nothing */
  guint n_put_away;
};

static void prompter_iface_init (OauthPrompterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestPhone, test_phone, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OAUTH_TYPE_PROMPTER, prompter_iface_init))

static void
type_code (TestPhone *self)
{
  const char * const steps[] = {
    "action=next&loginfmt=ada%40contoso.example", "action=next&passwd=Engine-1843%21", "action=no",
    "action=continue", "action=accept",
  };
  g_autofree char *code = g_strconcat ("otc=", oauth_prompt_get_user_code (self->prompt), NULL);
  DemoReply *page = demo_fixture_send (self->demo, "GET", oauth_prompt_get_uri (self->prompt), NULL,
                                       NULL);

  for (guint i = 0; i <= G_N_ELEMENTS (steps) && strstr (page->body, "<form") != NULL; i++)
    {
      g_autoptr(DemoReply) last = page;

      page = tenant_submit (self->demo, last, i == 0 ? code : self->declines ? "action=cancel"
                                                                             : steps[i - 1]);
    }

  demo_reply_free (page);
}

static gboolean
put_away_cb (GCancellable *cancellable,
             gpointer      user_data)
{
  TestPhone *self = g_task_get_source_object (user_data);

  self->n_put_away++;
  g_task_return_error_if_cancelled (user_data);

  return G_SOURCE_REMOVE;
}

static void
prompt_async (OauthPrompter       *prompter,
              OauthPrompt         *prompt,
              GCancellable        *cancellable,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  TestPhone *self = TEST_PHONE (prompter);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr(GSource) source = g_cancellable_source_new (cancellable);

  g_set_object (&self->prompt, prompt);
  if (self->closes)
    {
      g_task_return_new_error (task, OAUTH_ERROR, OAUTH_ERROR_CANCELLED, "Closed");
      return;
    }

  type_code (self);
  g_source_set_callback (source, G_SOURCE_FUNC (put_away_cb), g_object_ref (task), g_object_unref);
  g_source_attach (source, NULL);
}

static char *
prompt_finish (OauthPrompter  *prompter,
               GAsyncResult   *result,
               gboolean       *again,
               GError        **error)
{
  *again = FALSE;

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
prompter_iface_init (OauthPrompterInterface *iface)
{
  iface->prompt_async = prompt_async;
  iface->prompt_finish = prompt_finish;
}

static void
test_phone_dispose (GObject *object)
{
  g_clear_object (&TEST_PHONE (object)->prompt);

  G_OBJECT_CLASS (test_phone_parent_class)->dispose (object);
}

static void
test_phone_class_init (TestPhoneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = test_phone_dispose;
}

static void
test_phone_init (TestPhone *self)
{
}

/* ---- the tests */

static char *policy_path;

typedef struct
{
  SignInFixture base;
  TestPhone *phone;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  scenario_set_up (&self->base, NULL);
  self->phone = g_object_new (TEST_TYPE_PHONE, NULL);
  self->phone->demo = &self->base.demo;
  crib_identity_set_prompter (self->base.identity, OAUTH_PROMPTER (self->phone));
  sign_in_fixture_control (&self->base, "/lifetime", "{\"seconds\":3600,\"device_interval\":1}");
  g_assert_true (g_file_set_contents (policy_path, "{\"device_code\":true}", -1, NULL));
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  crib_identity_set_prompter (self->base.identity, NULL);
  g_assert_finalize_object (self->phone);
  scenario_tear_down (&self->base, NULL);
}

static gboolean
sign_in (Fixture  *self,
         GError  **error)
{
  CribConnection *connection = self->base.connection;
  g_autoptr(GAsyncResult) result = NULL;

  crib_connection_sign_in_async (connection, CRIB_SIGN_IN_PLAIN, OAUTH_SURFACE_DEVICE_CODE, NULL,
                                 sign_in_fixture_ready_cb, &result);
  sign_in_fixture_wait (&result);
  /* What is on the screen goes after that. */
  sign_in_fixture_settle ();

  return crib_connection_sign_in_finish (connection, result, error);
}

static void
assert_nobody (Fixture *self)
{
  g_assert_null (crib_connection_get_account (self->base.connection));
  g_assert_cmpuint (self->base.vault->n_stores, ==, 0);
}

/* The code is on show until it is used, and the sign-in is as good as any. */
static void
test_whole (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (sign_in (self, &error));
  g_assert_no_error (error);
  g_assert_cmpint (oauth_prompt_get_surface (self->phone->prompt), ==, OAUTH_SURFACE_DEVICE_CODE);
  g_assert_true (g_str_has_suffix (oauth_prompt_get_uri (self->phone->prompt), "/devicelogin"));
  g_assert_cmpint (oauth_prompt_get_expires_at (self->phone->prompt), >,
                   g_get_real_time () / G_USEC_PER_SEC + 800);
  g_assert_cmpuint (self->phone->n_put_away, ==, 1);
  sign_in_fixture_assert_run (self->base.connection);
  g_assert_cmpuint (self->base.vault->n_stores, ==, 1);

  scenario_challenge (&self->base, SCENARIO_EXPIRED);
  sign_in_fixture_assert_run (self->base.connection);
}

static void
test_declined (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  self->phone->declines = TRUE;
  g_assert_false (sign_in (self, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_CANCELLED);
  g_assert_cmpuint (self->phone->n_put_away, ==, 1);
  assert_nobody (self);
}

static void
test_closed (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  guint n_tokens;

  self->phone->closes = TRUE;
  g_assert_false (sign_in (self, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_CANCELLED);
  assert_nobody (self);
  n_tokens = sign_in_fixture_count (&self->base, "token");
  g_assert_cmpuint (n_tokens, <=, 1);
}

typedef struct
{
  const char *name;
  const char *path;
  const char *wish;
  const char *key;
} Refusal;

/* Microsoft's advice is to block it; the registration has to allow it, too. */
static const Refusal refusals[] = {
  { "blocked", "/policies", "{\"policies\":[{\"require\":\"no_device_code\"}]}", "AADSTS53003" },
  { "confidential", "/apps", "{\"public_client_flows\":false}", "AADSTS7000218" },
};

static void
test_refused (Fixture       *self,
              gconstpointer  data)
{
  const Refusal *refusal = data;
  CribProblem *problem;

  sign_in_fixture_control (&self->base, refusal->path, refusal->wish);
  g_assert_false (sign_in (self, NULL));
  problem = crib_connection_get_problem (self->base.connection);
  g_assert_true (g_str_has_prefix (crib_problem_get_summary (problem), refusal->key));
  assert_nobody (self);
}

/* Off unless an administrator says so: nobody is asked for a code. */
static void
test_forbidden (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  if (data != NULL)
    g_assert_true (g_file_set_contents (policy_path, data, -1, NULL));
  else
    g_remove (policy_path);

  g_assert_false (sign_in (self, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP);
  g_assert_null (self->phone->prompt);
  g_assert_cmpuint (sign_in_fixture_count (&self->base, "devicecode"), ==, 0);
}

#define ADD(path, data, function) \
  g_test_add ("/scenario/device/" path, Fixture, data, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("toolcrib-test-XXXXXX", NULL);
  int status;

  g_test_init (&argc, &argv, NULL);
  sign_in_fixture_begin (argv);
  policy_path = g_build_filename (folder, "policy.json", NULL);
  crib_policy_set_path (policy_path);

  ADD ("whole", NULL, test_whole);
  ADD ("declined", NULL, test_declined);
  ADD ("closed", NULL, test_closed);
  ADD ("refused/blocked", &refusals[0], test_refused);
  ADD ("refused/confidential", &refusals[1], test_refused);
  ADD ("forbidden", NULL, test_forbidden);
  ADD ("forbidden/said", "{\"device_code\":false}", test_forbidden);
  ADD ("forbidden/odd", "{\"device_code\":\"true\"}", test_forbidden);

  status = g_test_run ();
  sign_in_fixture_end ();
  g_remove (policy_path);
  g_rmdir (folder);
  g_free (policy_path);

  return status;
}
