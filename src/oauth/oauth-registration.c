/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-registration.h"

#include "oauth-refusal.h"
#include "oauth-request.h"
#include "oauth-text.h"
#include "oauth-token-answer.h"
#include "sjson-builder.h"

#include <glib/gi18n-lib.h>

#define SECONDS 14
#define MOST_OF_A_DESCRIPTION 300

static void
write_list (SjsonBuilder       *builder,
            const char         *name,
            const char * const *items)
{
  sjson_builder_begin_array (sjson_builder_name (builder, name));
  for (; *items != NULL; items++)
    sjson_builder_string (builder, *items);
  sjson_builder_end_array (builder);
}

/* A public client where that will do (RFC 8252 §8.4): a secret would be one more to keep. NULL
 * where the authority takes none of ours. */
static const char *
choose_method (OauthAuthority *authority)
{
  static const char * const known[] = { "none", "client_secret_basic", "client_secret_post" };
  const char * const *listed = oauth_authority_get_auth_methods (authority);

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (listed == NULL || g_strv_contains (listed, known[i]))
      return known[i];

  return NULL;
}

/* RFC 7591 §2; OpenID Connect Registration §2 for application_type (MCP 2026-07-28, "Application
 * Type"). The port of a loopback address does not count (RFC 8252 §7.3). */
static GBytes *
write_metadata (const char *auth_method)
{
  static const char * const redirect_uris[] = { "http://127.0.0.1/", NULL };
  static const char * const grant_types[] = { "authorization_code", "refresh_token", NULL };
  static const char * const response_types[] = { "code", NULL };
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();

  sjson_builder_begin_object (builder);
  sjson_builder_string (sjson_builder_name (builder, "client_name"), "Toolcrib");
  sjson_builder_string (sjson_builder_name (builder, "application_type"), "native");
  write_list (builder, "redirect_uris", redirect_uris);
  write_list (builder, "grant_types", grant_types);
  write_list (builder, "response_types", response_types);
  sjson_builder_string (sjson_builder_name (builder, "token_endpoint_auth_method"), auth_method);
  sjson_builder_end_object (builder);

  return sjson_builder_end (builder);
}

/* RFC 7591 §3.2.2, in the authority's own words where it has some. */
static GError *
make_refusal (OauthAuthority *authority,
              guint           status,
              SjsonDocument  *document)
{
  const char *issuer = oauth_authority_get_asked_issuer (authority);
  g_autofree char *description = NULL;
  g_autofree char *sentence = NULL;
  SjsonValue root;
  GError *error;

  if (document != NULL)
    root = sjson_document_get_root (document);

  error = oauth_refusal_from_json (authority, document != NULL ? &root : NULL, NULL);
  description = oauth_text_dup_plain (oauth_error_get_description (error), MOST_OF_A_DESCRIPTION);
  sentence = description != NULL
    ? g_strdup_printf (_("%s did not register Toolcrib: %s"), issuer, description)
    : g_strdup_printf (_("%s did not register Toolcrib. Ask whoever runs it for a client ID."),
                       issuer);
  oauth_error_turn (error, SOUP_STATUS_IS_SERVER_ERROR (status) ? OAUTH_ERROR_UNAVAILABLE
                                                                : OAUTH_ERROR_SETUP, sentence);

  return error;
}

static void
send_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  OauthAuthority *authority = g_task_get_source_object (task);
  SoupMessage *message = g_task_get_task_data (task);
  g_autoptr(SjsonDocument) document = NULL;
  OauthStoredClient *client;
  guint status = soup_message_get_status (message);
  GError *error = NULL;
  SjsonValue root;

  if (!oauth_request_send_finish (SOUP_SESSION (source), result, &document, &error) &&
      (status == 0 || SOUP_STATUS_IS_SUCCESSFUL (status) ||
       g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    {
      g_task_return_error (task, oauth_request_describe
                                   (oauth_authority_get_registration_endpoint (authority), error));
      g_error_free (error);
      return;
    }

  g_clear_error (&error);

  /* RFC 7591 §3.2.1 says 201, and some say 200. */
  if (!SOUP_STATUS_IS_SUCCESSFUL (status) || document == NULL)
    {
      g_task_return_error (task, make_refusal (authority, status, document));
      return;
    }

  root = sjson_document_get_root (document);
  client = oauth_stored_client_read_answer (&root, oauth_authority_get_asked_issuer (authority),
                                            &error);
  oauth_token_answer_wipe (document);

  if (client != NULL)
    g_task_return_pointer (task, client, (GDestroyNotify) oauth_stored_client_unref);
  else
    g_task_return_error (task, error);
}

static void
post (GTask       *task,
      const char  *auth_method,
      SoupSession *session)
{
  OauthAuthority *authority = g_task_get_source_object (task);
  g_autoptr(GBytes) body = write_metadata (auth_method);
  SoupMessage *message;

  message = soup_message_new (SOUP_METHOD_POST,
                              oauth_authority_get_registration_endpoint (authority));
  soup_message_set_request_body_from_bytes (message, "application/json", body);
  g_task_set_task_data (task, message, g_object_unref);

  oauth_request_send_async (session, message, SECONDS, g_task_get_cancellable (task), send_cb,
                            g_object_ref (task));
}

/**
 * oauth_registration_async:
 * @authority: whom to ask; one that is trusted
 * @cancellable: (nullable): to give up
 * @callback: called when it has answered
 * @user_data: for @callback
 *
 * Registers this program as a native client with a loopback redirect (RFC 7591). Each call makes a
 * new registration: what it gives is to be kept.
 */
void
oauth_registration_async (OauthAuthority      *authority,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  const char *issuer = oauth_authority_get_asked_issuer (authority);
  const char *auth_method = choose_method (authority);
  g_autoptr(SoupSession) session = NULL;
  g_autoptr(GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (OAUTH_IS_AUTHORITY (authority));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (authority, cancellable, callback, user_data);
  g_task_set_source_tag (task, oauth_registration_async);

  if (!oauth_profile_may_register (oauth_authority_get_profile (authority)) ||
      oauth_authority_get_registration_endpoint (authority) == NULL)
    g_task_return_new_error (task, OAUTH_ERROR, OAUTH_ERROR_SETUP,
                             _("%s does not let programs register themselves. Ask whoever runs it "
                               "for a client ID."), issuer);
  else if (auth_method == NULL)
    g_task_return_new_error (task, OAUTH_ERROR, OAUTH_ERROR_SETUP,
                             _("%s wants programs to prove who they are in a way that Toolcrib "
                               "does not know."), issuer);
  else if ((session = oauth_request_session_new (oauth_authority_get_trust (authority),
                                                 &error)) == NULL)
    g_task_return_error (task, error);
  else
    post (task, auth_method, session);
}

/**
 * oauth_registration_finish:
 * @authority: whom was asked
 * @result: what the callback was given
 * @error: return location: `OAUTH_ERROR_SETUP` where it does not register us,
 *   `OAUTH_ERROR_UNAVAILABLE` where nobody answered
 *
 * Returns: (transfer full) (nullable): what it gave
 */
OauthStoredClient *
oauth_registration_finish (OauthAuthority  *authority,
                           GAsyncResult    *result,
                           GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, authority), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
