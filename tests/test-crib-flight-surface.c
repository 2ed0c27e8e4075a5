/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "authorizer-fixture.h"
#include "crib-policy-private.h"
#include "fake-asker.h"
#include "flight-fixture.h"
#include "tenant-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define NOWHERE -2       /* no page at all */
#define NOT_ASKED -3

static char *policy_path;

/* What an administrator wrote, or NULL: one word, or all of it. */
static void
write_policy (const char *surface)
{
  g_autofree char *text = g_strdup_printf ("{\"sign_in_surface\":\"%s\"}", surface);

  if (surface != NULL && *surface == '{')
    {
      g_free (text);
      text = g_strdup (surface);
    }

  g_remove (policy_path);
  if (surface != NULL)
    g_assert_true (g_file_set_contents (policy_path, text, -1, NULL));
}

typedef struct
{
  const char *policy;    /* nullable */
  const char *setting;   /* nullable */
  int wish;              /* of whoever pressed the button */
  int answer;            /* of the person, where they are asked */
  int shown;
} Choice;

/* Where an authority of kind entra shows its page: ruling 5, and entra.md 4.4. */
static const Choice entra_choices[] = {
  { NULL, NULL, -1, NOT_ASKED, OAUTH_SURFACE_EMBEDDED },
  { NULL, NULL, OAUTH_SURFACE_BROWSER, NOT_ASKED, OAUTH_SURFACE_BROWSER },
  { "embedded", NULL, -1, NOT_ASKED, OAUTH_SURFACE_EMBEDDED },
  { "embedded", NULL, OAUTH_SURFACE_BROWSER, NOT_ASKED, NOWHERE },
  { "browser", NULL, -1, NOT_ASKED, OAUTH_SURFACE_BROWSER },
  { "browser", NULL, OAUTH_SURFACE_EMBEDDED, NOT_ASKED, OAUTH_SURFACE_BROWSER },
  { "ask", NULL, -1, OAUTH_SURFACE_EMBEDDED, OAUTH_SURFACE_EMBEDDED },
  { "ask", NULL, -1, OAUTH_SURFACE_BROWSER, OAUTH_SURFACE_BROWSER },
  { "ask", NULL, -1, -1, NOWHERE },
  { "ask", NULL, OAUTH_SURFACE_BROWSER, NOT_ASKED, OAUTH_SURFACE_BROWSER },
  { NULL, NULL, OAUTH_SURFACE_DEVICE_CODE, NOT_ASKED, NOWHERE },
  { "browser", NULL, OAUTH_SURFACE_DEVICE_CODE, NOT_ASKED, NOWHERE },
  { "{\"device_code\":false}", NULL, OAUTH_SURFACE_DEVICE_CODE, NOT_ASKED, NOWHERE },
};

static void
test_entra (AuthorizerFixture *self,
            gconstpointer      data)
{
  FakeAsker *asker = fake_asker_new (OAUTH_PROMPTER (self->base.person));
  GPtrArray *prompts = self->base.person->prompts;

  self->base.person->deed = PERSON_CANCELS;
  crib_identity_set_prompter (self->base.identity, OAUTH_PROMPTER (asker));

  for (guint i = 0; i < G_N_ELEMENTS (entra_choices); i++)
    {
      const Choice *choice = &entra_choices[i];
      int refusal = choice->answer == NOT_ASKED ? OAUTH_ERROR_SETUP : OAUTH_ERROR_CANCELLED;
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GError) error = NULL;

      g_test_message ("%u", i);
      g_ptr_array_set_size (prompts, 0);
      write_policy (choice->policy);
      asker->n_surfaces = 0;
      asker->surface = choice->answer;
      crib_authorizer_sign_in_async (self->authorizer, CRIB_SIGN_IN_PLAIN, choice->wish, NULL,
                                     sign_in_fixture_ready_cb, &result);
      sign_in_fixture_wait (&result);
      g_assert_false (crib_authorizer_sign_in_finish (self->authorizer, result, &error));
      g_assert_cmpuint (asker->n_surfaces, ==, choice->answer != NOT_ASKED);
      g_assert_cmpuint (prompts->len, ==, choice->shown != NOWHERE);
      g_assert_false (crib_authorizer_is_signing_in (self->authorizer));

      if (choice->shown != NOWHERE)
        g_assert_cmpint (oauth_prompt_get_surface (prompts->pdata[0]), ==, choice->shown);
      else
        g_assert_error (error, OAUTH_ERROR, refusal);
    }

  g_assert_cmpstr (asker->words, ==, "Contoso Orders: Contoso Orders asks you to sign in.");
  write_policy (NULL);
  g_assert_finalize_object (asker);
}

/* Others open in the browser, unless an administrator says otherwise. */
static const Choice other_choices[] = {
  { NULL, "embedded", -1, NOT_ASKED, OAUTH_SURFACE_BROWSER },
  { NULL, "browser", -1, NOT_ASKED, OAUTH_SURFACE_BROWSER },
  { NULL, "ask", -1, OAUTH_SURFACE_EMBEDDED, OAUTH_SURFACE_EMBEDDED },
  { NULL, "ask", OAUTH_SURFACE_BROWSER, NOT_ASKED, OAUTH_SURFACE_BROWSER },
  { "browser", "ask", -1, NOT_ASKED, OAUTH_SURFACE_BROWSER },
  { "embedded", "browser", -1, NOT_ASKED, OAUTH_SURFACE_EMBEDDED },
};

static void
test_generic (FlightFixture *self,
              gconstpointer  data)
{
  FakeAsker *asker = fake_asker_new (OAUTH_PROMPTER (self->person));
  GPtrArray *prompts = self->person->prompts;

  self->person->deed = FAKE_CANCELS;
  crib_identity_set_prompter (self->identity, OAUTH_PROMPTER (asker));
  crib_server_set_client_id (self->server, MOCK_CLIENT);
  crib_server_set_redirect_uri (self->server, "https://toolcrib.example/done");

  for (guint i = 0; i < G_N_ELEMENTS (other_choices); i++)
    {
      const Choice *choice = &other_choices[i];
      g_autoptr(GAsyncResult) result = NULL;

      g_test_message ("%u", i);
      g_ptr_array_set_size (prompts, 0);
      write_policy (choice->policy);
      g_settings_set_string (crib_trust_get_settings (self->trust), "sign-in-surface",
                             choice->setting);
      asker->n_surfaces = 0;
      asker->surface = choice->answer;
      crib_authorizer_sign_in_async (self->authorizer, CRIB_SIGN_IN_PLAIN, choice->wish, NULL,
                                     flight_fixture_keep_cb, &result);
      flight_fixture_await (&result);
      g_assert_false (crib_authorizer_sign_in_finish (self->authorizer, result, NULL));
      g_assert_cmpuint (asker->n_surfaces, ==, choice->answer != NOT_ASKED);
      g_assert_cmpuint (prompts->len, ==, 1);
      g_assert_cmpint (oauth_prompt_get_surface (prompts->pdata[0]), ==, choice->shown);
    }

  write_policy (NULL);
  g_assert_finalize_object (asker);
}

/* A window that asks nobody shows the page where the profile says. */
static void
test_nobody_to_ask (AuthorizerFixture *self,
                    gconstpointer      data)
{
  write_policy ("ask");
  authorizer_fixture_enter (self);
  g_assert_cmpint (oauth_prompt_get_surface (tenant_prompter_get_last (self->base.person)), ==,
                   OAUTH_SURFACE_EMBEDDED);
  write_policy (NULL);
}

/* Nobody waits for the answer any more. */
static void
test_given_up (AuthorizerFixture *self,
               gconstpointer      data)
{
  FakeAsker *asker = fake_asker_new (OAUTH_PROMPTER (self->base.person));
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  write_policy ("ask");
  asker->is_slow = TRUE;
  crib_identity_set_prompter (self->base.identity, OAUTH_PROMPTER (asker));
  crib_authorizer_begin_wait (self->authorizer);
  authorizer_fixture_begin_challenge (self, "Bearer", NULL, NULL, &result);
  while (asker->n_surfaces == 0)
    g_main_context_iteration (NULL, TRUE);

  crib_authorizer_end_wait (self->authorizer);
  sign_in_fixture_wait (&result);
  g_assert_false (authorizer_fixture_end_challenge (self, result, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON);
  g_assert_cmpuint (self->base.person->prompts->len, ==, 0);
  write_policy (NULL);
  g_assert_finalize_object (asker);
}

/* On another device somebody types the code, signs in and agrees. */
static void
approve (AuthorizerFixture *self,
         const char        *code)
{
  const char * const steps[] = {
    "action=next&loginfmt=ada%40contoso.example", "action=next&passwd=Engine-1843%21", "action=no",
    "action=continue", "action=accept",
  };
  g_autoptr(DemoReply) first = tenant_get (&self->base.demo, "/devicelogin");
  g_autofree char *fields = g_strconcat ("otc=", code, NULL);
  DemoReply *page = tenant_submit (&self->base.demo, first, fields);

  for (guint i = 0; i < G_N_ELEMENTS (steps) && strstr (page->body, "<form") != NULL; i++)
    {
      g_autoptr(DemoReply) last = page;

      page = tenant_submit (&self->base.demo, last, steps[i]);
    }

  g_assert_nonnull (strstr (page->body, "You have signed in"));
  demo_reply_free (page);
}

/* Where an administrator allows it, also where they force the browser otherwise. */
static void
test_device_code (AuthorizerFixture *self,
                  gconstpointer      data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  OauthPrompt *page;

  write_policy ("{\"sign_in_surface\":\"browser\",\"device_code\":true}");
  sign_in_fixture_control (&self->base, "/lifetime", "{\"device_interval\":1}");
  self->base.person->deed = PERSON_WAITS;
  crib_authorizer_sign_in_async (self->authorizer, CRIB_SIGN_IN_PLAIN, OAUTH_SURFACE_DEVICE_CODE,
                                 NULL, sign_in_fixture_ready_cb, &result);
  while (self->base.person->prompts->len == 0)
    g_main_context_iteration (NULL, TRUE);

  page = tenant_prompter_get_last (self->base.person);
  g_assert_cmpint (oauth_prompt_get_surface (page), ==, OAUTH_SURFACE_DEVICE_CODE);
  g_assert_true (g_str_has_suffix (oauth_prompt_get_uri (page), "/devicelogin"));
  approve (self, oauth_prompt_get_user_code (page));
  sign_in_fixture_wait (&result);

  g_assert_true (crib_authorizer_sign_in_finish (self->authorizer, result, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (oauth_account_get_username (crib_authorizer_get_account (self->authorizer)), ==,
                   "ada@contoso.example");
  g_assert_cmpuint (self->base.person->n_put_away, ==, 1);
  g_assert_cmpuint (self->base.vault->n_stores, ==, 1);
  g_assert_cmpuint (sign_in_fixture_count (&self->base, "authorize"), ==, 0);
  write_policy (NULL);
}

#define ADD(path, function) \
  g_test_add ("/crib/flight-surface/" path, AuthorizerFixture, NULL, authorizer_fixture_set_up, \
              function, authorizer_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("policy-XXXXXX", NULL);
  int status;

  g_test_init (&argc, &argv, NULL);
  sign_in_fixture_begin (argv);
  policy_path = g_build_filename (folder, "policy.json", NULL);
  crib_policy_set_path (policy_path);

  ADD ("entra", test_entra);
  g_test_add ("/crib/flight-surface/generic", FlightFixture, "with settings",
              flight_fixture_set_up, test_generic, flight_fixture_tear_down);
  ADD ("device-code", test_device_code);
  ADD ("nobody-to-ask", test_nobody_to_ask);
  ADD ("given-up", test_given_up);

  status = g_test_run ();
  sign_in_fixture_end ();
  crib_policy_set_path (NULL);
  g_free (policy_path);
  g_rmdir (folder);

  return status;
}
