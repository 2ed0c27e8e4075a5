/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-browser-prompter.h"
#include "oauth-error.h"
#include "oauth-prompter.h"

/* A person in twenty lines: answers with the redirect, gives up, or takes the other surface. */
#define FAKE_TYPE_PROMPTER (fake_prompter_get_type ())
G_DECLARE_FINAL_TYPE (FakePrompter, fake_prompter, FAKE, PROMPTER, GObject)

struct _FakePrompter
{
  GObject parent_instance;

  const char *answer;
  gboolean again;
  OauthPrompt *shown;
};

static void
fake_prompter_prompt_async (OauthPrompter       *prompter,
                            OauthPrompt         *prompt,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  FakePrompter *self = FAKE_PROMPTER (prompter);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  self->shown = prompt;

  if (self->answer != NULL || self->again)
    g_task_return_pointer (task, g_strdup (self->answer), g_free);
  else
    g_task_return_new_error (task, OAUTH_ERROR, OAUTH_ERROR_CANCELLED, "Given up");
}

static char *
fake_prompter_prompt_finish (OauthPrompter  *prompter,
                             GAsyncResult   *result,
                             gboolean       *again,
                             GError        **error)
{
  *again = FAKE_PROMPTER (prompter)->again;

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fake_prompter_iface_init (OauthPrompterInterface *iface)
{
  iface->prompt_async = fake_prompter_prompt_async;
  iface->prompt_finish = fake_prompter_prompt_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FakePrompter, fake_prompter, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OAUTH_TYPE_PROMPTER,
                                                      fake_prompter_iface_init))

static void
fake_prompter_class_init (FakePrompterClass *klass)
{
}

static void
fake_prompter_init (FakePrompter *self)
{
}

typedef struct
{
  FakePrompter *prompter;
  OauthPrompt *prompt;
  GAsyncResult *result;
} Fixture;

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->prompter = g_object_new (FAKE_TYPE_PROMPTER, NULL);
  fixture->prompt = g_object_new (OAUTH_TYPE_PROMPT,
                                  "uri", "https://id.example.com/authorize?state=s",
                                  "redirect-uri", "https://id.example.com/nativeclient",
                                  "state", "s",
                                  "surface", OAUTH_SURFACE_EMBEDDED,
                                  "reason", "Tools wants you to sign in.",
                                  "server-name", "Tools",
                                  "ca-file", "/etc/ca.pem",
                                  "http-origin", "http://localhost:1",
                                  "user-code", "ABCD-1234",
                                  "expires-at", (gint64) 1700000000,
                                  NULL);
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_clear_object (&fixture->result);
  g_assert_finalize_object (fixture->prompter);
  g_assert_finalize_object (fixture->prompt);
}

static void
prompt_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GAsyncResult **stored = user_data;

  *stored = g_object_ref (result);
}

static char *
ask (Fixture       *fixture,
     GCancellable  *cancellable,
     gboolean      *again,
     GError       **error)
{
  g_clear_object (&fixture->result);
  oauth_prompter_prompt_async (OAUTH_PROMPTER (fixture->prompter), fixture->prompt, cancellable,
                               prompt_cb, &fixture->result);
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return oauth_prompter_prompt_finish (OAUTH_PROMPTER (fixture->prompter), fixture->result, again,
                                       error);
}

static void
test_prompt (Fixture       *fixture,
             gconstpointer  data)
{
  OauthPrompt *prompt = fixture->prompt;
  OauthPrompt *bare = g_object_new (OAUTH_TYPE_PROMPT,
                                    "uri", "https://id.example.com/",
                                    "surface", OAUTH_SURFACE_BROWSER,
                                    NULL);

  g_assert_cmpstr (oauth_prompt_get_uri (prompt), ==, "https://id.example.com/authorize?state=s");
  g_assert_cmpstr (oauth_prompt_get_redirect_uri (prompt), ==,
                   "https://id.example.com/nativeclient");
  g_assert_cmpstr (oauth_prompt_get_state (prompt), ==, "s");
  g_assert_cmpint (oauth_prompt_get_surface (prompt), ==, OAUTH_SURFACE_EMBEDDED);
  g_assert_cmpstr (oauth_prompt_get_reason (prompt), ==, "Tools wants you to sign in.");
  g_assert_cmpstr (oauth_prompt_get_server_name (prompt), ==, "Tools");
  g_assert_cmpstr (oauth_prompt_get_ca_file (prompt), ==, "/etc/ca.pem");
  g_assert_cmpstr (oauth_prompt_get_http_origin (prompt), ==, "http://localhost:1");
  g_assert_cmpstr (oauth_prompt_get_user_code (prompt), ==, "ABCD-1234");
  g_assert_cmpint (oauth_prompt_get_expires_at (prompt), ==, 1700000000);

  g_assert_cmpint (oauth_prompt_get_surface (bare), ==, OAUTH_SURFACE_BROWSER);
  g_assert_null (oauth_prompt_get_redirect_uri (bare));
  g_assert_null (oauth_prompt_get_ca_file (bare));
  g_assert_null (oauth_prompt_get_http_origin (bare));
  g_assert_null (oauth_prompt_get_user_code (bare));
  g_assert_cmpint (oauth_prompt_get_expires_at (bare), ==, 0);
  g_assert_finalize_object (bare);
}

static void
test_properties (Fixture       *fixture,
                 gconstpointer  data)
{
  static const char *names[] = {
    "uri", "redirect-uri", "state", "reason", "server-name", "ca-file", "http-origin",
    "user-code",
  };
  OauthSurface surface = OAUTH_SURFACE_BROWSER;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *value = NULL;

      g_object_get (fixture->prompt, names[i], &value, NULL);
      g_assert_nonnull (value);
    }

  g_object_get (fixture->prompt, "surface", &surface, NULL);
  g_assert_cmpint (surface, ==, OAUTH_SURFACE_EMBEDDED);
}

static void
test_answered (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *uri = NULL;
  g_autoptr(GError) error = NULL;
  gboolean again = TRUE;

  fixture->prompter->answer = "https://id.example.com/nativeclient?code=c&state=s";
  uri = ask (fixture, NULL, &again, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (uri, ==, "https://id.example.com/nativeclient?code=c&state=s");
  g_assert_false (again);
  g_assert_true (fixture->prompter->shown == fixture->prompt);
}

static void
test_again (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *uri = NULL;
  g_autofree char *unasked = NULL;
  g_autoptr(GError) error = NULL;
  gboolean again = FALSE;

  fixture->prompter->again = TRUE;
  uri = ask (fixture, NULL, &again, &error);

  g_assert_no_error (error);
  g_assert_null (uri);
  g_assert_true (again);

  unasked = ask (fixture, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (unasked);
}

static void
test_given_up (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *uri = NULL;
  g_autoptr(GError) error = NULL;
  gboolean again = TRUE;

  uri = ask (fixture, NULL, &again, &error);

  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_CANCELLED);
  g_assert_null (uri);
  g_assert_false (again);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *uri = NULL;
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  fixture->prompter->answer = "https://id.example.com/nativeclient?code=c&state=s";
  uri = ask (fixture, cancellable, NULL, &error);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (uri);
}

/* What was opened, and how often it was thrown away. */
typedef struct
{
  OauthPrompt *opened;
  guint n_destroyed;
} Browser;

static void
open_cb (OauthPrompter *prompter,
         OauthPrompt   *prompt,
         GCancellable  *cancellable,
         gpointer       user_data)
{
  ((Browser *) user_data)->opened = prompt;
}

static void
destroy_cb (gpointer user_data)
{
  ((Browser *) user_data)->n_destroyed++;
}

static void
keep_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* It waits for as long as somebody wants it to. */
static void
test_browser (void)
{
  Browser browser = { NULL, 0 };
  OauthPrompter *prompter = oauth_browser_prompter_new (open_cb, &browser, destroy_cb);
  g_autoptr(OauthPrompt) prompt = g_object_new (OAUTH_TYPE_PROMPT, "uri", "https://a.test", NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  gboolean again = TRUE;

  oauth_prompter_prompt_async (prompter, prompt, cancellable, keep_cb, &result);
  g_assert_true (browser.opened == prompt);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (result);

  g_cancellable_cancel (cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (oauth_prompter_prompt_finish (prompter, result, &again, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (again);

  g_clear_object (&result);
  g_assert_finalize_object (prompter);
  g_assert_cmpuint (browser.n_destroyed, ==, 1);
}

#define add(path, test) \
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/oauth/prompter/prompt", test_prompt);
  add ("/oauth/prompter/properties", test_properties);
  add ("/oauth/prompter/answered", test_answered);
  add ("/oauth/prompter/again", test_again);
  add ("/oauth/prompter/given-up", test_given_up);
  add ("/oauth/prompter/cancelled", test_cancelled);
  g_test_add_func ("/oauth/prompter/browser", test_browser);

  return g_test_run ();
}
