/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-discovery-private.h"

#include "oauth-clock.h"

typedef struct
{
  GObject *object;
  gint64 end;
} Memory;

static void
memory_free (gpointer data)
{
  Memory *memory = data;

  g_object_unref (memory->object);
  g_free (memory);
}

/*
 * oauth_discovery_new_memory:
 *
 * Returns: (transfer full): nothing yet
 */
GHashTable *
oauth_discovery_new_memory (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, memory_free);
}

/*
 * oauth_discovery_recall:
 *
 * Returns: (transfer full) (nullable): what is remembered, and not too old
 */
GObject *
oauth_discovery_recall (OauthDiscovery *self,
                        const char     *key)
{
  Memory *memory = g_hash_table_lookup (self->memory, key);

  if (memory == NULL || oauth_clock_get_up () >= memory->end)
    return NULL;

  return g_object_ref (memory->object);
}

/*
 * oauth_discovery_remember:
 * @seconds: how long it is good
 */
void
oauth_discovery_remember (OauthDiscovery *self,
                          const char     *key,
                          GObject        *object,
                          guint           seconds)
{
  Memory *memory = g_new0 (Memory, 1);

  memory->object = g_object_ref (object);
  memory->end = oauth_clock_get_up () + seconds;
  g_hash_table_replace (self->memory, g_strdup (key), memory);
}

/**
 * oauth_discovery_forget:
 * @self: a discovery
 *
 * Forgets all documents, so that the next questions ask the network.
 */
void
oauth_discovery_forget (OauthDiscovery *self)
{
  g_return_if_fail (OAUTH_IS_DISCOVERY (self));

  g_hash_table_remove_all (self->memory);

  if (self->cache != NULL)
    oauth_document_cache_drop (self->cache, NULL);
}

/* In memory and in files: what was not asked for since the program started is not known to be
 * wrong. */
static void
drop (OauthDiscovery *self,
      const char     *prefix,
      gboolean        is_whole)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->memory);

  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      if (is_whole ? !g_str_equal (key, prefix) : !g_str_has_prefix (key, prefix))
        continue;

      if (self->cache != NULL)
        oauth_document_cache_drop (self->cache, key);
      g_hash_table_iter_remove (&iter);
    }

  if (self->cache != NULL)
    oauth_document_cache_drop (self->cache, prefix);
}

/**
 * oauth_discovery_forget_resource:
 * @self: a discovery
 * @server_uri: the address that a person added
 *
 * Forgets what a server said of itself: who protects it may have changed (mcp.md 4.8). The next
 * questions about it ask the network, also where an earlier start kept the answer to a challenge in
 * a file. What is known of authorities stays.
 */
void
oauth_discovery_forget_resource (OauthDiscovery *self,
                                 const char     *server_uri)
{
  g_autofree char *prefix = NULL;

  g_return_if_fail (OAUTH_IS_DISCOVERY (self));
  g_return_if_fail (server_uri != NULL);

  prefix = g_strconcat ("resource\n", server_uri, "\n", NULL);
  drop (self, prefix, FALSE);
  g_hash_table_add (self->forgotten, g_strdup (server_uri));
}

/**
 * oauth_discovery_forget_authority:
 * @self: a discovery
 * @issuer: an authority, as it was asked for
 *
 * Forgets what an authority said of itself, after it did not do as it says.
 */
void
oauth_discovery_forget_authority (OauthDiscovery *self,
                                  const char     *issuer)
{
  g_autofree char *key = NULL;

  g_return_if_fail (OAUTH_IS_DISCOVERY (self));
  g_return_if_fail (issuer != NULL);

  key = g_strconcat ("authority\n", issuer, NULL);
  drop (self, key, TRUE);
}
