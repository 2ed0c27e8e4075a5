/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-discovery-private.h"

#include "http-session.h"
#include "oauth-address.h"
#include "oauth-error-private.h"
#include "oauth-request.h"
#include "oauth-resource-place.h"
#include "oauth-search.h"

#include <glib/gi18n-lib.h>

/* Entra.md 1.5. */
#define MEMORY_SECONDS (24 * 60 * 60)

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
/* What is looked for and where, what a document found is to be read for, and whether there is
 * nothing of it. */
typedef struct
{
  char *key;
  char *subject;
  OauthProfile *profile;   /* of an authority alone, as is the next */
  OauthTrust *trust;       /* nullable */
  GTlsDatabase *database;  /* of a server alone, nullable */
  char **places;
  OauthSearchReader reader;
  gboolean is_empty;
} Quest;

G_DEFINE_FINAL_TYPE (OauthDiscovery, oauth_discovery, G_TYPE_OBJECT)

/* @key, @places: (transfer full) */
static Quest *
quest_new (char               *key,
           const char         *subject,
           char              **places,
           OauthSearchReader   reader)
{
  Quest *quest = g_new0 (Quest, 1);

  quest->key = key;
  quest->subject = g_strdup (subject);
  quest->places = places;
  quest->reader = reader;

  return quest;
}

static void
quest_free (gpointer data)
{
  Quest *quest = data;

  g_free (quest->key);
  g_free (quest->subject);
  g_clear_object (&quest->profile);
  g_clear_pointer (&quest->trust, oauth_trust_unref);
  g_clear_object (&quest->database);
  g_strfreev (quest->places);
  g_free (quest);
}

static GObject *
read_resource (const SjsonValue  *json,
               gpointer           user_data,
               GError           **error)
{
  Quest *quest = user_data;

  return (GObject *) oauth_resource_new (json, quest->subject, error);
}

static GObject *
read_authority (const SjsonValue  *json,
                gpointer           user_data,
                GError           **error)
{
  Quest *quest = user_data;

  return (GObject *) oauth_authority_new (json, quest->subject, quest->profile, quest->trust,
                                          error);
}

/* The next start knows nothing of a challenge yet, and asks where the server stands. */
static char *
dup_plain_key (Quest *quest)
{
  return g_strconcat ("resource\n", quest->subject, "\n", NULL);
}

/* As long as the answer itself allows. */
static void
keep (OauthDiscovery *self,
      Quest          *quest,
      GAsyncResult   *found)
{
  g_autofree char *plain = dup_plain_key (quest);
  SjsonDocument *document;
  SjsonValue root;
  guint seconds;

  if (self->cache == NULL)
    return;

  document = oauth_search_get_document (found, &seconds);
  root = sjson_document_get_root (document);
  oauth_document_cache_store (self->cache, quest->key, &root, seconds);

  if (quest->profile == NULL && g_strcmp0 (plain, quest->key) != 0)
    oauth_document_cache_store (self->cache, plain, &root, seconds);
}

/* Where the authority itself did not say why. */
static void
explain (Quest  *quest,
         GError *error)
{
  g_autofree char *sentence = NULL;

  if (quest->profile == NULL || !quest->is_empty || oauth_error_get_code (error) != NULL ||
      !g_error_matches (error, OAUTH_ERROR, OAUTH_ERROR_DISCOVERY))
    return;

  sentence = oauth_profile_dup_absence (quest->profile, quest->subject);
  if (sentence != NULL)
    oauth_error_turn (error, OAUTH_ERROR_DISCOVERY, sentence);
}

static void
search_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  OauthDiscovery *self = g_task_get_source_object (task);
  Quest *quest = g_task_get_task_data (task);
  g_autoptr(GObject) found = NULL;
  g_autoptr(GError) error = NULL;

  found = oauth_search_finish (SOUP_SESSION (source), result, &error);

  if (found == NULL)
    {
      quest->is_empty = oauth_search_is_empty (result);
      explain (quest, error);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  oauth_discovery_remember (self, quest->key, found, MEMORY_SECONDS);
  keep (self, quest, result);
  g_task_return_pointer (task, g_steal_pointer (&found), g_object_unref);
}

static void
search (GTask *task)
{
  Quest *quest = g_task_get_task_data (task);
  g_autoptr(SoupSession) session = NULL;
  GError *error = NULL;

  session = oauth_request_session_new (quest->trust, &error);

  if (session != NULL && quest->database != NULL &&
      oauth_address_is_same_origin (quest->places[0], quest->subject))
    soup_session_set_tls_database (session, quest->database);

  if (session != NULL)
    oauth_search_async (session, quest->places, quest->reader, quest, NULL,
                        g_task_get_cancellable (task), search_cb, g_object_ref (task));
  else
    g_task_return_error (task, error);
}

/* What stands in a file is judged like what comes from the network, and gone if it is not good. */
static void
load_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  OauthDiscovery *self = g_task_get_source_object (task);
  Quest *quest = g_task_get_task_data (task);
  g_autoptr(SjsonValue) json = NULL;
  g_autoptr(GObject) found = NULL;
  guint seconds;

  json = oauth_document_cache_load_finish (self->cache, result, &seconds);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (json != NULL)
    found = quest->reader (json, quest, NULL);

  if (found != NULL)
    {
      oauth_discovery_remember (self, quest->key, found, seconds);
      g_task_return_pointer (task, g_steal_pointer (&found), g_object_unref);
      return;
    }

  if (json != NULL)
    oauth_document_cache_drop (self->cache, quest->key);

  search (task);
}

/* A file of a place that only a challenge names is found by no prefix. */
static gboolean
may_load (OauthDiscovery *self,
          Quest          *quest)
{
  return self->cache != NULL &&
         (quest->profile != NULL || !g_hash_table_contains (self->forgotten, quest->subject));
}

static void
begin (GTask *task,
       Quest *quest)
{
  OauthDiscovery *self = g_task_get_source_object (task);

  g_task_set_task_data (task, quest, quest_free);

  if (may_load (self, quest))
    oauth_document_cache_load_async (self->cache, quest->key, g_task_get_cancellable (task),
                                     load_cb, g_object_ref (task));
  else
    search (task);
}

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
  Quest *quest;

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

  quest = quest_new (g_steal_pointer (&key), server_uri,
                     oauth_resource_place_dup_all (server_uri, challenge_uri), read_resource);
  g_set_object (&quest->database, g_hash_table_lookup (self->databases, server_uri));
  begin (task, quest);
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
  Quest *quest;

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

  quest = quest_new (g_steal_pointer (&key), issuer, g_steal_pointer (&places), read_authority);
  quest->profile = g_steal_pointer (&profile);
  quest->trust = g_steal_pointer (&trust);
  begin (task, quest);
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
  Quest *quest;

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
