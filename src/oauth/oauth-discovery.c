/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-discovery-private.h"

#include "http-session.h"
#include "oauth-address.h"
#include "oauth-error.h"
#include "oauth-resource-place.h"

#include <glib/gi18n-lib.h>

/**
 * OauthDiscovery:
 *
 * Finds out which authority protects a server, and what that authority says of itself.
 *
 * Remembers documents for 24 hours in memory, and beyond the end of the program if it is given a
 * cache; forgets them when told to. A server that nobody
 * vouches for names the authority, so which authorities may be used at all is asked of a picker
 * before any of them is sent a byte.
 */
G_DEFINE_FINAL_TYPE (OauthDiscovery, oauth_discovery, G_TYPE_OBJECT)

/* Returns TRUE and answers @task where nothing is left to do. */
static gboolean
return_memory (GTask      *task,
               const char *key)
{
  GObject *found = oauth_discovery_recall (g_task_get_source_object (task), key);

  if (found == NULL)
    return FALSE;

  g_task_return_pointer (task, found, g_object_unref);

  return TRUE;
}

static char **
dup_authority_places (OauthProfile *profile,
                      OauthTrust   *trust,
                      const char   *issuer)
{
  g_auto(GStrv) uris = oauth_profile_dup_metadata_uris (profile, issuer);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  gboolean http_loopback = trust != NULL && oauth_trust_get_allow_http_loopback (trust);

  for (char **uri = uris; uri != NULL && *uri != NULL; uri++)
    if (oauth_address_is_allowed (*uri, http_loopback))
      g_strv_builder_add (builder, *uri);

  return g_strv_builder_end (builder);
}

static void
oauth_discovery_finalize (GObject *object)
{
  OauthDiscovery *self = OAUTH_DISCOVERY (object);

  g_clear_pointer (&self->memory, g_hash_table_unref);
  g_clear_pointer (&self->databases, g_hash_table_unref);
  g_clear_pointer (&self->forgotten, g_hash_table_unref);
  g_clear_object (&self->cache);
  if (self->destroy != NULL)
    self->destroy (self->picker_data);

  G_OBJECT_CLASS (oauth_discovery_parent_class)->finalize (object);
}

static void
oauth_discovery_class_init (OauthDiscoveryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oauth_discovery_finalize;
}

static void
oauth_discovery_init (OauthDiscovery *self)
{
  self->databases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->memory = oauth_discovery_new_memory ();
  self->forgotten = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * oauth_discovery_new:
 * @picker: tells which authorities may be used
 * @user_data: for @picker
 * @destroy: (nullable): for @user_data
 *
 * Returns: (transfer full): a discovery that knows nothing yet
 */
OauthDiscovery *
oauth_discovery_new (OauthProfilePicker picker,
                     gpointer           user_data,
                     GDestroyNotify     destroy)
{
  OauthDiscovery *self;

  g_return_val_if_fail (picker != NULL, NULL);

  self = g_object_new (OAUTH_TYPE_DISCOVERY, NULL);
  self->picker = picker;
  self->picker_data = user_data;
  self->destroy = destroy;

  return self;
}

/**
 * oauth_discovery_set_authorities:
 * @self: a discovery
 * @server_uri: the address of a server
 * @database: (nullable): who may vouch for it, instead of the system's authorities
 *
 * Holds for what the server says of itself, at its own origin; who signs people in has a trust.
 */
void
oauth_discovery_set_authorities (OauthDiscovery *self,
                                 const char     *server_uri,
                                 GTlsDatabase   *database)
{
  g_return_if_fail (OAUTH_IS_DISCOVERY (self));
  g_return_if_fail (server_uri != NULL);

  if (database != NULL)
    g_hash_table_replace (self->databases, g_strdup (server_uri), g_object_ref (database));
  else
    g_hash_table_remove (self->databases, server_uri);
}

/**
 * oauth_discovery_find_resource_async:
 * @self: a discovery
 * @server_uri: the address of a server that wants a sign-in
 * @challenge: (nullable): the WWW-Authenticate field of its 401
 * @cancellable: (nullable): to give up
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Reads what the server says of itself (RFC 9728): where the challenge's `resource_metadata`
 * points, else at the path form, else at the root form of the well-known address (MCP 2026-07-28,
 * authorization server discovery). Carries no token.
 */
void
oauth_discovery_find_resource_async (OauthDiscovery      *self,
                                     const char          *server_uri,
                                     const char          *challenge,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *challenge_uri = NULL;
  g_autofree char *problem = NULL;
  g_autofree char *key = NULL;
  OauthQuest *quest;

  g_return_if_fail (OAUTH_IS_DISCOVERY (self));
  g_return_if_fail (server_uri != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oauth_discovery_find_resource_async);

  problem = http_address_dup_problem (server_uri);
  if (problem != NULL)
    {
      g_task_return_new_error (task, OAUTH_ERROR, OAUTH_ERROR_DISCOVERY, "%s", problem);
      return;
    }

  challenge_uri = oauth_resource_place_dup_challenged (challenge);
  key = g_strconcat ("resource\n", server_uri, "\n", challenge_uri, NULL);
  if (return_memory (task, key))
    return;

  quest = oauth_quest_new (g_steal_pointer (&key), server_uri,
                           oauth_resource_place_dup_all (server_uri, challenge_uri), NULL, NULL);
  g_set_object (&quest->database, g_hash_table_lookup (self->databases, server_uri));
  oauth_quest_begin (task, quest);
}

/**
 * oauth_discovery_find_resource_finish:
 * @self: a discovery
 * @result: what the callback was given
 * @error: return location: `OAUTH_ERROR_DISCOVERY` where the server says nothing usable,
 *   `OAUTH_ERROR_UNAVAILABLE` where it does not answer
 *
 * Returns: (transfer full) (nullable): what the server says of itself
 */
OauthResource *
oauth_discovery_find_resource_finish (OauthDiscovery  *self,
                                      GAsyncResult    *result,
                                      GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * oauth_discovery_load_authority_async:
 * @self: a discovery
 * @issuer: an authority, as a server or an administrator named it
 * @cancellable: (nullable): to give up
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Asks the picker whether @issuer may be used, then reads its metadata from the places that its
 * profile names.
 */
void
oauth_discovery_load_authority_async (OauthDiscovery      *self,
                                      const char          *issuer,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(OauthProfile) profile = NULL;
  g_autoptr(OauthTrust) trust = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *key = NULL;
  g_auto(GStrv) places = NULL;

  g_return_if_fail (OAUTH_IS_DISCOVERY (self));
  g_return_if_fail (issuer != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oauth_discovery_load_authority_async);

  profile = self->picker (issuer, &trust, self->picker_data, &error);
  if (profile == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  key = g_strconcat ("authority\n", issuer, NULL);
  if (return_memory (task, key))
    return;

  places = dup_authority_places (profile, trust, issuer);
  if (*places == NULL)
    {
      g_task_return_new_error (task, OAUTH_ERROR, OAUTH_ERROR_DISCOVERY,
                               _("“%s” cannot be the address of a sign-in service."), issuer);
      return;
    }

  oauth_quest_begin (task, oauth_quest_new (g_steal_pointer (&key), issuer,
                                            g_steal_pointer (&places), profile, trust));
}

/**
 * oauth_discovery_load_authority_finish:
 * @self: a discovery
 * @result: what the callback was given
 * @error: return location: `OAUTH_ERROR_UNTRUSTED`, or as oauth_authority_new() and
 *   oauth_discovery_find_resource_finish()
 *
 * Returns: (transfer full) (nullable): the authority
 */
OauthAuthority *
oauth_discovery_load_authority_finish (OauthDiscovery  *self,
                                       GAsyncResult    *result,
                                       GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * oauth_discovery_set_cache:
 * @self: a discovery
 * @cache: (nullable): where documents are kept for the next start
 */
void
oauth_discovery_set_cache (OauthDiscovery     *self,
                           OauthDocumentCache *cache)
{
  g_return_if_fail (OAUTH_IS_DISCOVERY (self));
  g_return_if_fail (cache == NULL || OAUTH_IS_DOCUMENT_CACHE (cache));

  g_set_object (&self->cache, cache);
}

/**
 * oauth_discovery_is_nothing_there:
 * @self: a discovery
 * @result: what the callback of a question was given
 *
 * Returns: whether the question failed because nothing is published: nobody was out of reach, and
 *   nothing was there that is wrong
 */
gboolean
oauth_discovery_is_nothing_there (OauthDiscovery *self,
                                  GAsyncResult   *result)
{
  OauthQuest *quest;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  quest = g_task_get_task_data (G_TASK (result));

  return quest != NULL && quest->is_empty;
}

/*
 * oauth_discovery_pick:
 * @issuer: who is to be asked
 * @trust: (out) (transfer full) (nullable): what is allowed for it
 * @error: return location: `OAUTH_ERROR_UNTRUSTED`
 *
 * Returns: (transfer full) (nullable): the rules for its kind, where it may be used
 */
OauthProfile *
oauth_discovery_pick (OauthDiscovery  *self,
                      const char      *issuer,
                      OauthTrust     **trust,
                      GError         **error)
{
  return self->picker (issuer, trust, self->picker_data, error);
}
