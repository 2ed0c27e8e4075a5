/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oidc-person.h"

#include <string.h>

#define FORM "<form[^>]*\\baction=\"([^\"]*)\""
#define FIELD "<input[^>]*\\bname=\"([^\"]*)\"(?:[^>]*\\bvalue=\"([^\"]*)\")?"
#define CANCEL "<a href=\"([^\"]*)\">\\[ Cancel \\]"

/* So many steps lead nowhere. */
#define MOST_STEPS 20

static void oidc_person_iface_init (OauthPrompterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OidcPerson, oidc_person, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OAUTH_TYPE_PROMPTER, oidc_person_iface_init))

static char *
dup_unescaped (const char *text)
{
  static const char * const escapes[] = {
    "&quot;", "\"", "&#39;", "'", "&lt;", "<", "&gt;", ">", "&amp;", "&", NULL
  };
  GString *plain = g_string_new (text);

  for (const char * const *escape = escapes; *escape != NULL; escape += 2)
    g_string_replace (plain, escape[0], escape[1], 0);

  return g_string_free (plain, FALSE);
}

static char *
dup_match (const char *page,
           const char *pattern)
{
  g_autoptr(GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  g_autofree char *found = NULL;

  if (!g_regex_match (regex, page, 0, &match))
    return NULL;

  found = g_match_info_fetch (match, 1);

  return dup_unescaped (found);
}

static char *
dup_value (OidcPerson *self,
           const char *name,
           const char *value)
{
  if (g_str_equal (name, "login"))
    return g_strdup (self->name);
  if (g_str_equal (name, "password"))
    return g_strdup ("not looked at");

  return dup_unescaped (value);
}

static char *
fill_in (OidcPerson *self,
         const char *page)
{
  g_autoptr(GHashTable) fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GRegex) regex = g_regex_new (FIELD, 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;

  for (g_regex_match (regex, page, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);
      g_autofree char *value = g_match_info_fetch (match, 2);

      if (g_strcmp0 (name, self->forgets) != 0)
        g_hash_table_insert (fields, g_steal_pointer (&name), dup_value (self, name, value));
    }

  return soup_form_encode_hash (fields);
}

static SoupMessage *
answer_page (OidcPerson *self,
             GUri       *base,
             const char *page)
{
  g_autofree char *action = dup_match (page, FORM);
  g_autofree char *cancel = dup_match (page, CANCEL);
  const char *target = self->cancels && cancel != NULL ? cancel : action;
  g_autofree char *here = g_uri_to_string (base);
  g_autofree char *uri = NULL;

  if (target == NULL)
    g_error ("A page with nothing to do: %s", page);

  self->n_pages += cancel != NULL;
  uri = g_uri_resolve_relative (here, target, G_URI_FLAGS_ENCODED, NULL);
  if (target == cancel)
    return soup_message_new (SOUP_METHOD_GET, uri);

  return soup_message_new_from_encoded_form (SOUP_METHOD_POST, uri, fill_in (self, page));
}

/* Returns: (transfer full): what the browser sends after that */
static SoupMessage *
go_on (OidcPerson  *self,
       SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  GUri *base = soup_message_get_uri (message);
  g_autoptr(GBytes) body = NULL;
  g_autofree char *page = NULL;
  g_autofree char *here = NULL;
  g_autofree char *uri = NULL;
  g_autoptr(GError) error = NULL;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  body = soup_session_send_and_read (self->session, message, NULL, &error);
  g_assert_no_error (error);
  page = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

  if (!SOUP_STATUS_IS_REDIRECTION (soup_message_get_status (message)))
    return answer_page (self, base, page);

  here = g_uri_to_string (base);
  uri = g_uri_resolve_relative (here, soup_message_headers_get_one (headers, "Location"),
                                G_URI_FLAGS_ENCODED, NULL);

  return soup_message_new (SOUP_METHOD_GET, uri);
}

static gboolean
is_of_program (SoupMessage *message)
{
  return g_str_equal (g_uri_get_host (soup_message_get_uri (message)), "localhost");
}

/* Returns: (transfer full): the request that brings the answer to the program */
static SoupMessage *
walk (OidcPerson *self,
      const char *uri)
{
  SoupMessage *message = soup_message_new (SOUP_METHOD_GET, uri);

  self->n_prompts++;

  for (guint i = 0; !is_of_program (message); i++)
    {
      g_autoptr(SoupMessage) last = g_steal_pointer (&message);

      g_assert_cmpuint (i, <, MOST_STEPS);
      message = go_on (self, last);
    }

  return message;
}

static gboolean
put_away_cb (GCancellable *cancellable,
             gpointer      user_data)
{
  g_task_return_error_if_cancelled (user_data);

  return G_SOURCE_REMOVE;
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GBytes) page = NULL;

  page = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);
}

/* The program itself answers the last request, so that one is not waited for here. */
static void
oidc_person_prompt_async (OauthPrompter       *prompter,
                          OauthPrompt         *prompt,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  OidcPerson *self = OIDC_PERSON (prompter);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr(GSource) source = g_cancellable_source_new (cancellable);
  g_autoptr(SoupMessage) message = NULL;

  g_assert_cmpint (oauth_prompt_get_surface (prompt), ==, OAUTH_SURFACE_BROWSER);
  message = walk (self, oauth_prompt_get_uri (prompt));

  g_source_set_callback (source, G_SOURCE_FUNC (put_away_cb), g_object_ref (task), g_object_unref);
  g_source_attach (source, NULL);
  soup_session_send_and_read_async (self->session, message, G_PRIORITY_DEFAULT, NULL, answered_cb,
                                    NULL);
}

static char *
oidc_person_prompt_finish (OauthPrompter  *prompter,
                           GAsyncResult   *result,
                           gboolean       *again,
                           GError        **error)
{
  *again = FALSE;

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
oidc_person_iface_init (OauthPrompterInterface *iface)
{
  iface->prompt_async = oidc_person_prompt_async;
  iface->prompt_finish = oidc_person_prompt_finish;
}

static void
oidc_person_finalize (GObject *object)
{
  g_object_unref (OIDC_PERSON (object)->session);

  G_OBJECT_CLASS (oidc_person_parent_class)->finalize (object);
}

static void
oidc_person_class_init (OidcPersonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oidc_person_finalize;
}

static void
oidc_person_init (OidcPerson *self)
{
  g_autoptr(SoupSessionFeature) jar = SOUP_SESSION_FEATURE (soup_cookie_jar_new ());

  self->name = "ada";
  self->session = soup_session_new ();
  soup_session_add_feature (self->session, jar);
}

OidcPerson *
oidc_person_new (void)
{
  return g_object_new (OIDC_TYPE_PERSON, NULL);
}

void
oidc_person_visit (OidcPerson *self,
                   const char *uri)
{
  g_autoptr(SoupMessage) message = walk (self, uri);
  g_autoptr(GBytes) page = NULL;
  g_autoptr(GError) error = NULL;

  page = soup_session_send_and_read (self->session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
}
