/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-origin.h"

#include "oauth-address.h"
#include "oauth-error.h"
#include "sjson-builder.h"

#include <glib/gi18n-lib.h>

/**
 * oauth_origin_dup_issuer:
 * @server_uri: the address that a person added
 *
 * MCP 2025-03-26, "Authorization Base URL": the address without its path.
 *
 * Returns: (transfer full) (nullable): the issuer that the server is itself
 */
char *
oauth_origin_dup_issuer (const char *server_uri)
{
  g_return_val_if_fail (server_uri != NULL, NULL);

  return oauth_address_dup_origin (server_uri);
}

static void
write_address (SjsonBuilder *builder,
               const char   *name,
               const char   *issuer,
               const char   *path)
{
  g_autofree char *address = g_strconcat (issuer, path, NULL);

  sjson_builder_string (sjson_builder_name (builder, name), address);
}

/* MCP 2025-03-26, "Fallbacks for Servers without Metadata Discovery". PKCE is required of every
 * server there ("OAuth 2.1"), so that it needs no saying. */
static OauthAuthority *
new_default_authority (const char    *issuer,
                       OauthProfile  *profile,
                       OauthTrust    *trust,
                       GError       **error)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;

  sjson_builder_begin_object (builder);
  write_address (builder, "issuer", issuer, "");
  write_address (builder, "authorization_endpoint", issuer, "/authorize");
  write_address (builder, "token_endpoint", issuer, "/token");
  write_address (builder, "registration_endpoint", issuer, "/register");
  sjson_builder_begin_array (sjson_builder_name (builder, "code_challenge_methods_supported"));
  sjson_builder_string (builder, "S256");
  sjson_builder_end_array (builder);
  sjson_builder_end_object (builder);

  document = sjson_builder_end_document (builder);
  root = sjson_document_get_root (document);

  return oauth_authority_new (&root, issuer, profile, trust, error);
}

static void
return_default (GTask  *task,
                GError *cause)
{
  g_autoptr(OauthProfile) profile = NULL;
  g_autoptr(OauthTrust) trust = NULL;
  OauthAuthority *authority = NULL;
  GError *error = NULL;

  profile = oauth_discovery_pick (g_task_get_source_object (task), g_task_get_task_data (task),
                                  &trust, &error);

  if (profile != NULL && !oauth_profile_may_register (profile))
    error = g_error_copy (cause);
  else if (profile != NULL)
    authority = new_default_authority (g_task_get_task_data (task), profile, trust, &error);

  if (authority != NULL)
    g_task_return_pointer (task, authority, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
load_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  OauthDiscovery *discovery = OAUTH_DISCOVERY (source);
  g_autoptr(GError) error = NULL;
  OauthAuthority *authority;

  authority = oauth_discovery_load_authority_finish (discovery, result, &error);

  if (authority != NULL)
    g_task_return_pointer (task, authority, g_object_unref);
  else if (oauth_discovery_is_nothing_there (discovery, result))
    return_default (task, error);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * oauth_origin_load_async:
 * @discovery: knows who may be asked
 * @server_uri: the address that a person added, of a server that publishes nothing of itself
 * @cancellable: (nullable): to give up
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Takes the server's own origin for its authority, as MCP 2025-03-26 did: with the metadata that it
 * publishes at its root, or else with `/authorize`, `/token` and `/register` there. Only where
 * nothing at all is published: metadata that are wrong stay wrong.
 */
void
oauth_origin_load_async (OauthDiscovery      *discovery,
                         const char          *server_uri,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autofree char *issuer = NULL;
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (OAUTH_IS_DISCOVERY (discovery));
  g_return_if_fail (server_uri != NULL);

  issuer = oauth_origin_dup_issuer (server_uri);
  task = g_task_new (discovery, cancellable, callback, user_data);
  g_task_set_source_tag (task, oauth_origin_load_async);

  if (issuer == NULL)
    {
      g_task_return_new_error (task, OAUTH_ERROR, OAUTH_ERROR_DISCOVERY,
                               _("“%s” cannot be the address of a sign-in service."), server_uri);
      return;
    }

  g_task_set_task_data (task, g_strdup (issuer), g_free);
  oauth_discovery_load_authority_async (discovery, issuer, cancellable, load_cb,
                                        g_object_ref (task));
}

/**
 * oauth_origin_load_finish:
 * @discovery: knows who may be asked
 * @result: what the callback was given
 * @error: return location: as [method@Oauth.Discovery.load_authority_finish]
 *
 * Returns: (transfer full) (nullable): the authority
 */
OauthAuthority *
oauth_origin_load_finish (OauthDiscovery  *discovery,
                          GAsyncResult    *result,
                          GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, discovery), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
