/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-discovery-private.h"

#include "oauth-address.h"
#include "oauth-error-private.h"
#include "oauth-request.h"

/* Entra.md 1.5. */
#define MEMORY_SECONDS (24 * 60 * 60)

static GObject *
read_resource (const SjsonValue  *json,
               gpointer           user_data,
               GError           **error)
{
  OauthQuest *quest = user_data;

  return (GObject *) oauth_resource_new (json, quest->subject, error);
}

static GObject *
read_authority (const SjsonValue  *json,
                gpointer           user_data,
                GError           **error)
{
  OauthQuest *quest = user_data;

  return (GObject *) oauth_authority_new (json, quest->subject, quest->profile, quest->trust,
                                          error);
}

/*
 * oauth_quest_new:
 * @key: (transfer full): by what the answer is remembered
 * @subject: what it is about: a server's address, or an issuer
 * @places: (transfer full): where to look
 * @profile: (nullable): of an authority; %NULL for a server
 * @trust: (nullable): what is allowed for the authority
 *
 * Returns: (transfer full): a question
 */
OauthQuest *
oauth_quest_new (char          *key,
                 const char    *subject,
                 char         **places,
                 OauthProfile  *profile,
                 OauthTrust    *trust)
{
  OauthQuest *quest = g_new0 (OauthQuest, 1);

  quest->key = key;
  quest->subject = g_strdup (subject);
  quest->places = places;
  if (profile != NULL)
    quest->profile = g_object_ref (profile);
  if (trust != NULL)
    quest->trust = oauth_trust_ref (trust);
  quest->reader = profile != NULL ? read_authority : read_resource;

  return quest;
}

static void
quest_free (gpointer data)
{
  OauthQuest *quest = data;

  g_free (quest->key);
  g_free (quest->subject);
  g_clear_object (&quest->profile);
  g_clear_pointer (&quest->trust, oauth_trust_unref);
  g_clear_object (&quest->database);
  g_strfreev (quest->places);
  g_free (quest);
}

/* The next start knows nothing of a challenge yet, and asks where the server stands. */
static char *
dup_plain_key (OauthQuest *quest)
{
  return g_strconcat ("resource\n", quest->subject, "\n", NULL);
}

/* As long as the answer itself allows. */
static void
keep (OauthDiscovery *self,
      OauthQuest          *quest,
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
explain (OauthQuest  *quest,
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
  OauthQuest *quest = g_task_get_task_data (task);
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
  OauthQuest *quest = g_task_get_task_data (task);
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
  OauthQuest *quest = g_task_get_task_data (task);
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
          OauthQuest          *quest)
{
  return self->cache != NULL &&
         (quest->profile != NULL || !g_hash_table_contains (self->forgotten, quest->subject));
}

/*
 * oauth_quest_begin:
 * @task: of an [class@Oauth.Discovery]; answered with what is found
 * @quest: (transfer full): what is looked for
 *
 * Looks in the files of an earlier start, then where it may stand.
 */
void
oauth_quest_begin (GTask      *task,
                   OauthQuest *quest)
{
  OauthDiscovery *self = g_task_get_source_object (task);

  g_task_set_task_data (task, quest, quest_free);

  if (may_load (self, quest))
    oauth_document_cache_load_async (self->cache, quest->key, g_task_get_cancellable (task),
                                     load_cb, g_object_ref (task));
  else
    search (task);
}
