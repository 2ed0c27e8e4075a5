/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The stand-in's pages in a real engine: what their scripts do, and what a person reads there. */

#include "config.h"

#include "tenant-browser.h"

#include <webkit/webkit.h>

typedef struct
{
  DemoFixture demo;
  GtkWidget *window;
  WebKitWebView *view;
  guint n_loaded;
  char *left_to;                /* the redirect address, as the pages lead there */
} Engine;

#define wait_for(condition)                    \
  G_STMT_START {                               \
    while (!(condition))                       \
      g_main_context_iteration (NULL, TRUE);   \
  } G_STMT_END

static gboolean
decide_policy_cb (WebKitWebView            *view,
                  WebKitPolicyDecision     *decision,
                  WebKitPolicyDecisionType  type,
                  Engine                   *engine)
{
  WebKitNavigationAction *action;
  const char *uri;

  if (type != WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION)
    return FALSE;

  action = webkit_navigation_policy_decision_get_navigation_action (
    WEBKIT_NAVIGATION_POLICY_DECISION (decision));
  uri = webkit_uri_request_get_uri (webkit_navigation_action_get_request (action));

  if (!g_str_has_prefix (uri, TENANT_REDIRECT))
    return FALSE;

  engine->left_to = g_strdup (uri);
  webkit_policy_decision_ignore (decision);

  return TRUE;
}

static void
load_changed_cb (WebKitWebView   *view,
                 WebKitLoadEvent  event,
                 Engine          *engine)
{
  if (event == WEBKIT_LOAD_FINISHED)
    engine->n_loaded++;
}

static void
engine_set_up (Engine        *engine,
               gconstpointer  data)
{
  WebKitNetworkSession *session = webkit_network_session_new_ephemeral ();

  demo_fixture_set_up (&engine->demo, NULL);
  engine->view = g_object_ref_sink (g_object_new (WEBKIT_TYPE_WEB_VIEW,
                                                  "network-session", session, NULL));
  g_object_unref (session);
  g_signal_connect (engine->view, "decide-policy", G_CALLBACK (decide_policy_cb), engine);
  g_signal_connect (engine->view, "load-changed", G_CALLBACK (load_changed_cb), engine);
  engine->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (engine->window), GTK_WIDGET (engine->view));
  gtk_window_present (GTK_WINDOW (engine->window));
}

static void
engine_tear_down (Engine        *engine,
                  gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (engine->window));
  g_assert_finalize_object (engine->view);
  demo_fixture_tear_down (&engine->demo, NULL);
  g_free (engine->left_to);
}

static void
evaluated_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Returns: (transfer full): the value of the script; "" while the page is being replaced */
static char *
run (Engine     *engine,
     const char *script)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(JSCValue) value = NULL;

  webkit_web_view_evaluate_javascript (engine->view, script, -1, NULL, NULL, NULL, evaluated_cb,
                                       &result);
  wait_for (result != NULL);
  value = webkit_web_view_evaluate_javascript_finish (engine->view, result, NULL);

  return value != NULL ? jsc_value_to_string (value) : g_strdup ("");
}

static void
assert_runs (Engine     *engine,
             const char *script,
             const char *expected)
{
  g_autofree char *value = run (engine, script);

  g_assert_cmpstr (value, ==, expected);
}

/* However many pages lead there by themselves. */
static void
await_page (Engine     *engine,
            const char *heading)
{
  for (;;)
    {
      guint n_loaded = engine->n_loaded;
      g_autofree char *found = NULL;

      found = run (engine, "document.readyState == 'complete' ? "
                           "(document.querySelector('h1') || {}).textContent : ''");

      g_test_message ("at %s", found);

      if (g_str_equal (found, heading))
        return;

      wait_for (engine->n_loaded > n_loaded);
    }
}

static void
open_page (Engine     *engine,
           const char *more)
{
  g_autofree char *redirect = g_uri_escape_string (TENANT_REDIRECT, NULL, FALSE);
  g_autofree char *base = tenant_uri (&engine->demo, "oauth2/v2.0/authorize");
  g_autofree char *uri = NULL;

  uri = g_strdup_printf ("%s?client_id=%s&redirect_uri=%s&response_type=code&state=s-1&scope=openid"
                         "%%20%s&code_challenge=" TENANT_CHALLENGE "&code_challenge_method=S256%s",
                         base, tenant_look_up (&engine->demo, "client_id"), redirect,
                         tenant_look_up (&engine->demo, "scope"), more);
  webkit_web_view_load_uri (engine->view, uri);
  await_page (engine, "Sign in");
}

static void
enter (Engine     *engine,
       const char *id,
       const char *text)
{
  g_autofree char *script = g_strdup_printf ("document.getElementById('%s').value = '%s';"
                                             "document.querySelector('form button').click(); ''",
                                             id, text);

  assert_runs (engine, script, "");
}

static void
press (Engine     *engine,
       const char *value)
{
  g_autofree char *script = g_strdup_printf ("document.querySelector('button[value=\"%s\"]')"
                                             ".click(); ''", value);

  assert_runs (engine, script, "");
}

static void
enter_ada (Engine *engine)
{
  enter (engine, "i0116", "ada@contoso.example");
  await_page (engine, "Enter password");
  enter (engine, "i0118", "Engine-1843!");
}

/* This engine has no WebAuthn (entra.md 0, point 3): the way ends, and only back is left. */
static void
test_webkit_passkey (Engine        *engine,
                     gconstpointer  data)
{
  tenant_require (&engine->demo, "passkey");
  open_page (engine, "");
  enter_ada (engine);
  await_page (engine, "Face, fingerprint, PIN or security key");
  g_assert_nonnull (strstr (webkit_web_view_get_uri (engine->view), "/fido/"));
  assert_runs (engine, "typeof window.PublicKeyCredential", "undefined");
  assert_runs (engine, "document.getElementById('unsupported').hidden", "false");
  assert_runs (engine, "document.getElementById('supported').hidden", "true");
  press (engine, "cancel");
  wait_for (engine->left_to != NULL);
  g_assert_nonnull (strstr (engine->left_to, "error=access_denied&error_subcode=cancel"));
}

/* Away by a script, back by forms that send themselves, and on. */
static void
test_webkit_federation (Engine        *engine,
                        gconstpointer  data)
{
  g_autofree char *origin = tenant_uri (&engine->demo, "/");

  open_page (engine, "");
  enter (engine, "i0116", "fred@federated.example");
  await_page (engine, "Sign in with your organizational account");
  g_assert_false (g_str_has_prefix (webkit_web_view_get_uri (engine->view), origin));
  assert_runs (engine, "document.getElementById('userNameInput').value", "fred@federated.example");
  enter (engine, "passwordInput", "Hopper-1906!");
  await_page (engine, "Stay signed in?");
  g_assert_true (g_str_has_prefix (webkit_web_view_get_uri (engine->view), origin));
  press (engine, "yes");
  await_page (engine, "Permissions requested");
  press (engine, "accept");
  wait_for (engine->left_to != NULL);
  g_assert_nonnull (strstr (engine->left_to, "?code="));
}

/* The answer as a form that sends itself (OAuth 2.0 Form Post Response Mode §2). */
static void
test_webkit_form_post (Engine        *engine,
                       gconstpointer  data)
{
  open_page (engine, "&response_mode=form_post");
  enter_ada (engine);
  await_page (engine, "Stay signed in?");
  press (engine, "no");
  await_page (engine, "Permissions requested");
  press (engine, "accept");
  wait_for (engine->left_to != NULL);
  g_assert_cmpstr (engine->left_to, ==, TENANT_REDIRECT "/");
}

/* What a person copies off a page that leads nowhere: line by line, as Entra has it. */
static void
test_webkit_error_text (Engine        *engine,
                        gconstpointer  data)
{
  const char * const lines[] = { "\nAADSTS53003: ", "\nTrace ID: ", "\nCorrelation ID: ",
                                 "\nTimestamp: " };
  g_autofree char *text = NULL;
  const char *at;

  tenant_require (&engine->demo, "block");
  open_page (engine, "");
  enter_ada (engine);
  await_page (engine, "You cannot access this right now");
  text = run (engine, "document.body.innerText");
  at = text;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      at = strstr (at, lines[i]);
      g_assert_nonnull (at);
    }
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  /* Where there is no GL, as on the display of the tests, the engine warns of that. */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  demo_fixture_set_program (argv[1]);

#define ADD(name, function) \
  g_test_add ("/demo/webkit/" name, Engine, NULL, engine_set_up, function, engine_tear_down)
  ADD ("passkey", test_webkit_passkey);
  ADD ("federation", test_webkit_federation);
  ADD ("form-post", test_webkit_form_post);
  ADD ("error-text", test_webkit_error_text);

  return g_test_run ();
}
