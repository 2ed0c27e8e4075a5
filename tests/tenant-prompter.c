/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tenant-prompter.h"

#include "oauth-error.h"
#include "tenant-fixture.h"

#include <string.h>

/* Pages of one sign-in, and some more. */
#define MAX_PAGES 8

static void tenant_prompter_prompter_init (OauthPrompterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TenantPrompter, tenant_prompter, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OAUTH_TYPE_PROMPTER,
                                                      tenant_prompter_prompter_init))

/* What somebody presses who wants to get in. */
static const char * const presses[] = { "approve", "agree", "continue", "accept" };

static char *
dup_fields (TenantPrompter *self,
            const char     *page)
{
  if (self->deed == PERSON_DECLINES)
    return g_strdup ("action=cancel");

  if (strstr (page, "name=\"loginfmt\"") != NULL)
    return g_strdup_printf ("action=next&loginfmt=%s", self->username);

  if (strstr (page, "name=\"passwd\"") != NULL)
    return g_strdup_printf ("action=next&passwd=%s", self->password);

  if (strstr (page, "name=\"account\"") != NULL)
    return g_strdup ("account=other");

  for (guint i = 0; i < G_N_ELEMENTS (presses); i++)
    {
      g_autofree char *value = g_strdup_printf ("name=\"action\" value=\"%s\"", presses[i]);

      if (strstr (page, value) != NULL)
        return g_strconcat ("action=", presses[i], NULL);
    }

  return g_strdup ("action=no");
}

/* Who takes another account than the one that is suggested, or an address that is a trap. */
static char *
dup_uri (TenantPrompter *self,
         OauthPrompt    *prompt)
{
  g_autoptr(GRegex) hint = g_regex_new ("&login_hint=[^&]*", 0, 0, NULL);
  g_autoptr(GRegex) challenge = g_regex_new ("&code_challenge=[^&]*", 0, 0, NULL);
  const char *uri = oauth_prompt_get_uri (prompt);

  if (self->deed == PERSON_IS_INJECTED)
    return g_regex_replace (challenge, uri, -1, 0, "&code_challenge=" TENANT_CHALLENGE, 0, NULL);

  return self->deed == PERSON_CHANGES_ACCOUNT ? g_regex_replace (hint, uri, -1, 0, "", 0, NULL)
                                              : g_strdup (uri);
}

/* Whoever has the code alone gets nothing for it. */
static void
overhear (TenantPrompter *self,
          OauthPrompt    *prompt,
          const char     *location)
{
  g_autoptr(GHashTable) fields = soup_form_decode (strchr (location, '?') + 1);
  g_autofree char *redirect = g_uri_escape_string (oauth_prompt_get_redirect_uri (prompt), NULL,
                                                   FALSE);
  g_autofree char *more = g_strconcat ("redirect_uri=", redirect, NULL);
  g_autoptr(DemoReply) reply = NULL;

  reply = tenant_redeem (self->demo, g_hash_table_lookup (fields, "code"), more);
  tenant_assert_error (reply, 400, "invalid_grant", 501481);
}

/* What somebody has read who closes a page that leads no further. */
static GError *
read_page (const char *page)
{
  g_autoptr(GRegex) tags = g_regex_new ("<style>.*</style>|<[^>]*>", G_REGEX_DOTALL, 0, NULL);
  g_autofree char *text = g_regex_replace (tags, page, -1, 0, "", 0, NULL);

  return oauth_error_new_from_page (text);
}

/* Returns: (transfer full) (nullable): where the pages lead in the end */
static char *
walk (TenantPrompter  *self,
      OauthPrompt     *prompt,
      GError         **error)
{
  g_autofree char *uri = dup_uri (self, prompt);
  DemoReply *page = demo_fixture_send (self->demo, "GET", uri, NULL, NULL);
  char *location;

  for (guint i = 0; page->status != 302 && i < MAX_PAGES; i++)
    {
      g_autoptr(DemoReply) last = page;
      g_autofree char *fields = NULL;

      if (strstr (last->body, "<form") == NULL)
        {
          g_propagate_error (error, read_page (last->body));
          return NULL;
        }

      fields = dup_fields (self, last->body);
      page = tenant_submit (self->demo, last, fields);
    }

  g_assert_cmpuint (page->status, ==, 302);
  location = g_strdup (soup_message_headers_get_one (page->headers, "Location"));
  demo_reply_free (page);

  return location;
}

static gboolean
act_cb (gpointer user_data)
{
  GTask *task = user_data;
  TenantPrompter *self = g_task_get_source_object (task);
  OauthPrompt *prompt = g_task_get_task_data (task);
  g_autofree char *location = NULL;
  g_autoptr(GString) text = NULL;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;

  if (self->deed == PERSON_CANCELS)
    {
      g_task_return_new_error (task, OAUTH_ERROR, OAUTH_ERROR_CANCELLED, "Cancelled");
      return G_SOURCE_REMOVE;
    }

  location = walk (self, prompt, &error);

  if (location == NULL)
    {
      g_task_return_error (task, error);
      return G_SOURCE_REMOVE;
    }

  text = g_string_new (location);

  if (self->deed == PERSON_IS_OVERHEARD)
    overhear (self, prompt, location);
  if (self->deed == PERSON_IS_DECEIVED)
    g_string_replace (text, oauth_prompt_get_state (prompt), "another", 1);

  g_task_return_pointer (task, g_strdup (text->str), g_free);

  return G_SOURCE_REMOVE;
}

static gboolean
put_away_cb (GCancellable *cancellable,
             gpointer      user_data)
{
  GTask *task = user_data;
  TenantPrompter *self = g_task_get_source_object (task);

  self->n_put_away++;
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static void
tenant_prompter_prompt_async (OauthPrompter       *prompter,
                              OauthPrompt         *prompt,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  TenantPrompter *self = TENANT_PROMPTER (prompter);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr(GSource) source = NULL;

  g_task_set_source_tag (task, tenant_prompter_prompt_async);
  g_task_set_task_data (task, g_object_ref (prompt), g_object_unref);
  g_ptr_array_add (self->prompts, g_object_ref (prompt));

  if (self->deed == PERSON_WAITS)
    {
      source = g_cancellable_source_new (cancellable);
      g_source_set_callback (source, G_SOURCE_FUNC (put_away_cb), g_object_ref (task),
                             g_object_unref);
    }
  else
    {
      source = g_idle_source_new ();
      g_source_set_callback (source, act_cb, g_object_ref (task), g_object_unref);
    }

  g_source_attach (source, NULL);
}

static char *
tenant_prompter_prompt_finish (OauthPrompter  *prompter,
                               GAsyncResult   *result,
                               gboolean       *again,
                               GError        **error)
{
  *again = FALSE;

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
tenant_prompter_prompter_init (OauthPrompterInterface *iface)
{
  iface->prompt_async = tenant_prompter_prompt_async;
  iface->prompt_finish = tenant_prompter_prompt_finish;
}

static void
tenant_prompter_finalize (GObject *object)
{
  TenantPrompter *self = TENANT_PROMPTER (object);

  g_ptr_array_unref (self->prompts);

  G_OBJECT_CLASS (tenant_prompter_parent_class)->finalize (object);
}

static void
tenant_prompter_class_init (TenantPrompterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tenant_prompter_finalize;
}

static void
tenant_prompter_init (TenantPrompter *self)
{
  self->username = "ada%40contoso.example";
  self->password = "Engine-1843%21";
  self->prompts = g_ptr_array_new_with_free_func (g_object_unref);
}

TenantPrompter *
tenant_prompter_new (DemoFixture *demo)
{
  TenantPrompter *self = g_object_new (TENANT_TYPE_PROMPTER, NULL);

  self->demo = demo;

  return self;
}

OauthPrompt *
tenant_prompter_get_last (TenantPrompter *self)
{
  g_assert_cmpuint (self->prompts->len, >, 0);

  return g_ptr_array_index (self->prompts, self->prompts->len - 1);
}

void
tenant_prompter_become_tom (TenantPrompter *self)
{
  self->username = "tom%40contoso.example";
  self->password = "Admin-1972%21";
}
