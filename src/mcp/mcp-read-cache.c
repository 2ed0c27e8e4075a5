/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-read-cache.h"

#include "mcp-freshness.h"

/* More is not worth the memory: then what is stale first goes first. */
#define MAX_ENTRIES 64
#define MAX_SIZE (16 * 1024 * 1024)

struct _McpReadCache
{
  GHashTable *entries;     /* URI → Entry */
  gsize size;
  guint generation;
};

typedef struct
{
  McpReadResult *result;
  gint64 fresh_until;
  gsize size;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_object_unref (entry->result);
  g_free (entry);
}

McpReadCache *
mcp_read_cache_new (void)
{
  McpReadCache *self = g_new0 (McpReadCache, 1);

  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);

  return self;
}

void
mcp_read_cache_free (McpReadCache *self)
{
  g_hash_table_unref (self->entries);
  g_free (self);
}

static void
remove_entry (McpReadCache *self,
              const char   *uri)
{
  Entry *entry = g_hash_table_lookup (self->entries, uri);

  if (entry == NULL)
    return;

  self->size -= entry->size;
  g_hash_table_remove (self->entries, uri);
}

/* NULL: there is none. */
static const char *
find_first_stale (McpReadCache *self)
{
  const char *first = NULL;
  gint64 first_time = G_MAXINT64;
  GHashTableIter iter;
  gpointer uri, value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &uri, &value))
    {
      Entry *entry = value;

      if (entry->fresh_until <= first_time)
        {
          first = uri;
          first_time = entry->fresh_until;
        }
    }

  return first;
}

/**
 * mcp_read_cache_find:
 * @uri: letter by letter
 * @now: of g_get_monotonic_time()
 *
 * Returns: (transfer full) (nullable): what was read, if it is still good (MCP 2026-07-28,
 *   "Caching")
 */
McpReadResult *
mcp_read_cache_find (McpReadCache *self,
                     const char   *uri,
                     gint64        now)
{
  Entry *entry = g_hash_table_lookup (self->entries, uri);

  if (entry != NULL && now < entry->fresh_until)
    return g_object_ref (entry->result);

  remove_entry (self, uri);

  return NULL;
}

/**
 * mcp_read_cache_add:
 * @result: what came, at @now
 * @generation: mcp_read_cache_get_generation() from before it was asked for
 *
 * Keeps @result for as long as it says.
 */
void
mcp_read_cache_add (McpReadCache  *self,
                    const char    *uri,
                    McpReadResult *result,
                    gint64         now,
                    guint          generation)
{
  const SjsonValue *json = mcp_read_result_get_json (result);
  gint64 fresh_until = mcp_freshness_of (json, now);
  Entry *entry;
  gsize size;

  sjson_value_get_text (json, &size);
  remove_entry (self, uri);

  if (generation != self->generation || fresh_until <= now || size > MAX_SIZE)
    return;

  while (self->size + size > MAX_SIZE || g_hash_table_size (self->entries) >= MAX_ENTRIES)
    remove_entry (self, find_first_stale (self));

  entry = g_new (Entry, 1);
  entry->result = g_object_ref (result);
  entry->fresh_until = fresh_until;
  entry->size = size;
  self->size += size;
  g_hash_table_insert (self->entries, g_strdup (uri), entry);
}

guint
mcp_read_cache_get_generation (McpReadCache *self)
{
  return self->generation;
}

/**
 * mcp_read_cache_drop:
 * @uri: what changed; it may lie within what was subscribed to (MCP 2026-07-28, "Subscriptions")
 */
void
mcp_read_cache_drop (McpReadCache *self,
                     const char   *uri)
{
  GHashTableIter iter;
  gpointer key, value;

  self->generation++;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      if (!g_str_has_prefix (uri, key))
        continue;

      self->size -= ((Entry *) value)->size;
      g_hash_table_iter_remove (&iter);
    }
}

void
mcp_read_cache_clear (McpReadCache *self)
{
  self->generation++;
  self->size = 0;
  g_hash_table_remove_all (self->entries);
}
