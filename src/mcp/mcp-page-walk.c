/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-page-walk.h"

#include "mcp-envelope.h"
#include "mcp-error-private.h"
#include "mcp-freshness.h"
#include "sjson-builder.h"

/* JSON-RPC's "Invalid params", which a cursor gets that the server does not know (any more). */
#define INVALID_PARAMS (-32602)
#define METHOD_NOT_FOUND (-32601)

/* Bytes of a page beyond which its items are made in a worker. */
#define LARGE_PAGE (64 * 1024)

typedef struct
{
  const McpListing *listing;
  McpTransport *transport;
  GPtrArray *collected;       /* NULL while pages go straight into the list */
  SjsonValue *cursor;         /* of the page being asked for, NULL for the first */
  GHashTable *cursors;        /* those that have been asked for */
  gsize n_items;
  gsize n_bytes;
  guint n_barren;             /* pages without an item, one after the other */
  gint64 fresh_until;         /* of the page that is stale first */
  gboolean was_restarted;
} Walk;

/* One page while it is read. */
typedef struct
{
  const McpListing *listing;
  SjsonValue *json;
} Page;

/* No server has so many, nor so much to say of them, and a list that brings nothing new page after
 * page has no end. */
#define MAX_ITEMS 100000
#define MAX_BYTES (256 * 1024 * 1024)
#define MAX_BARREN 100

static gboolean
has_no_end (Walk             *walk,
            const SjsonValue *page)
{
  SjsonValue items;
  gsize n_items = 0;
  gsize n_bytes;

  if (sjson_value_get_member_of_kind (page, walk->listing->member, SJSON_KIND_ARRAY, &items))
    n_items = sjson_value_get_length (&items);

  sjson_value_get_text (page, &n_bytes);
  walk->n_bytes += n_bytes;
  walk->n_items += n_items;
  walk->n_barren = n_items > 0 ? 0 : walk->n_barren + 1;

  return walk->n_items > MAX_ITEMS || walk->n_bytes > MAX_BYTES || walk->n_barren > MAX_BARREN;
}

/* @what: what is wrong with it, a verb first */
static GError *
new_error (const McpListing *listing,
           const char       *what)
{
  g_autofree char *sentence = g_strdup_printf ("The server's list of %s %s.", listing->words, what);

  return mcp_error_new (MCP_ERROR_MALFORMED, sentence, NULL);
}

static void
walk_free (gpointer data)
{
  Walk *walk = data;

  g_object_unref (walk->transport);
  g_clear_pointer (&walk->collected, g_ptr_array_unref);
  g_clear_pointer (&walk->cursor, sjson_value_free);
  g_hash_table_unref (walk->cursors);
  g_free (walk);
}

static void
page_free (gpointer data)
{
  Page *page = data;

  sjson_value_free (page->json);
  g_free (page);
}

static GPtrArray *
read_items (Page    *page,
            GError **error)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  const McpListing *listing = page->listing;
  SjsonValue array, element;
  SjsonIter iter;

  if (!sjson_value_get_member_of_kind (page->json, listing->member, SJSON_KIND_ARRAY, &array))
    {
      g_propagate_error (error, new_error (listing, "is no list"));
      return NULL;
    }

  sjson_iter_init (&iter, &array);
  while (sjson_iter_next (&iter, NULL, &element))
    {
      g_autoptr(GError) reason = NULL;
      McpItem *item = listing->new_item (&element, &reason);

      if (item != NULL)
        g_ptr_array_add (items, item);
      else
        g_debug ("Left out: %s", reason->message);
    }

  return g_steal_pointer (&items);
}

static void
read_items_thread (GTask        *task,
                   gpointer      source_object,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  GPtrArray *items;
  GError *error = NULL;

  items = read_items (task_data, &error);

  if (items != NULL)
    g_task_return_pointer (task, items, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/* Makes the items of @json, a page; frees it, where it is large, in the worker that made them. */
static void
read_items_async (const McpListing    *listing,
                  SjsonValue          *json,
                  GCancellable        *cancellable,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Page *page = g_new0 (Page, 1);
  gsize length;

  g_task_set_source_tag (task, read_items_async);
  sjson_value_get_text (json, &length);
  page->listing = listing;
  page->json = json;
  g_task_set_task_data (task, page, page_free);

  if (length > LARGE_PAGE)
    g_task_run_in_thread (task, read_items_thread);
  else
    read_items_thread (task, NULL, page, cancellable);
}

static void ask_page (GTask *task);

static void
walk_end (GTask *task)
{
  McpItemList *list = g_task_get_source_object (task);
  Walk *walk = g_task_get_task_data (task);

  if (walk->collected != NULL)
    mcp_item_list_replace (list, walk->collected);

  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/* A cursor is opaque, and an empty one is one (MCP 2025-11-25, "Pagination"). A server that gives
 * the same twice would be walked in circles: everything it has is there already. */
static void
next_page (GTask *task)
{
  Walk *walk = g_task_get_task_data (task);
  g_autofree char *key = NULL;

  if (walk->cursor == NULL)
    {
      walk_end (task);
      return;
    }

  key = sjson_value_to_json (walk->cursor, NULL);

  if (g_hash_table_add (walk->cursors, g_steal_pointer (&key)))
    ask_page (task);
  else
    {
      g_message ("The server's list of %s goes round in circles: stopped", walk->listing->words);
      walk_end (task);
    }
}

static void
drop_unusable (Walk      *walk,
               GPtrArray *items)
{
  const McpServerInfo *info = mcp_transport_get_info (walk->transport);

  for (guint i = walk->listing->is_usable != NULL ? items->len : 0; i > 0; i--)
    {
      if (!walk->listing->is_usable (g_ptr_array_index (items, i - 1), info))
        g_ptr_array_remove_index (items, i - 1);
    }
}

static void
items_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  McpItemList *list = g_task_get_source_object (task);
  Walk *walk = g_task_get_task_data (task);
  g_autoptr(GPtrArray) items = NULL;
  GError *error = NULL;

  items = g_task_propagate_pointer (G_TASK (result), &error);

  if (items == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  drop_unusable (walk, items);

  if (walk->collected != NULL)
    g_ptr_array_extend_and_steal (walk->collected, g_steal_pointer (&items));
  else
    mcp_item_list_append (list, items);

  next_page (g_steal_pointer (&task));
}

static gboolean
has_remote_code (const GError *error,
                 gint64        code)
{
  gint64 found;

  return mcp_error_get_remote_code (error, &found) && found == code;
}

/* A cursor that the server refuses makes all pages stale: from the start, once. */
static gboolean
restart (Walk         *walk,
         const GError *error)
{
  if (walk->cursor == NULL || walk->was_restarted || !has_remote_code (error, INVALID_PARAMS))
    return FALSE;

  walk->was_restarted = TRUE;
  g_clear_pointer (&walk->cursor, sjson_value_free);
  g_clear_pointer (&walk->collected, g_ptr_array_unref);
  walk->collected = g_ptr_array_new_with_free_func (g_object_unref);
  g_hash_table_remove_all (walk->cursors);
  walk->fresh_until = G_MAXINT64;

  return TRUE;
}

/* A server without the capability need not know the method, and many that have resources know no
 * templates. */
static gboolean
has_no_list (Walk         *walk,
             const GError *error)
{
  const McpServerInfo *info = mcp_transport_get_info (walk->transport);

  return has_remote_code (error, METHOD_NOT_FOUND) &&
         (walk->listing->is_optional ||
          (info != NULL && (info->capabilities == NULL ||
                            !mcp_server_info_offers (info, walk->listing->capability, NULL))));
}

static void
take_page (GTask      *task,
           SjsonValue *page)
{
  Walk *walk = g_task_get_task_data (task);
  gint64 fresh_until = mcp_freshness_of (page, g_get_monotonic_time ());
  SjsonValue cursor;

  walk->fresh_until = MIN (walk->fresh_until, fresh_until);
  g_clear_pointer (&walk->cursor, sjson_value_free);

  if (sjson_value_get_member_of_kind (page, "nextCursor", SJSON_KIND_STRING, &cursor))
    walk->cursor = sjson_value_isolate (&cursor);

  read_items_async (walk->listing, page, g_task_get_cancellable (task), items_cb, task);
}

static void
page_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Walk *walk = g_task_get_task_data (task);
  g_autoptr(SjsonValue) page = NULL;
  g_autoptr(GError) error = NULL;

  page = mcp_transport_send_finish (MCP_TRANSPORT (source), result, &error);

  if (page != NULL && has_no_end (walk, page))
    g_task_return_error (task, new_error (walk->listing, "has no end"));
  else if (page != NULL)
    take_page (g_steal_pointer (&task), g_steal_pointer (&page));
  else if (restart (walk, error))
    ask_page (g_steal_pointer (&task));
  else if (has_no_list (walk, error))
    {
      walk->fresh_until = 0;
      walk_end (g_steal_pointer (&task));
    }
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
ask_page (GTask *task)
{
  Walk *walk = g_task_get_task_data (task);
  g_autoptr(SjsonBuilder) builder = NULL;
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(McpRequest) request = NULL;
  SjsonValue params;

  if (walk->cursor == NULL)
    request = mcp_request_new (walk->listing->method, NULL);
  else
    {
      builder = sjson_builder_begin_object (sjson_builder_new ());
      sjson_builder_value (sjson_builder_name (builder, "cursor"), walk->cursor);
      sjson_builder_end_object (builder);
      document = sjson_builder_end_document (builder);
      params = sjson_document_get_root (document);
      request = mcp_request_new (walk->listing->method, &params);
    }

  mcp_transport_send_async (walk->transport, request, g_task_get_cancellable (task), page_cb, task);
}

void
mcp_page_walk_async (McpItemList         *list,
                     const McpListing    *listing,
                     McpTransport        *transport,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Walk *walk;

  g_return_if_fail (MCP_IS_ITEM_LIST (list));
  g_return_if_fail (MCP_IS_TRANSPORT (transport));

  task = g_task_new (list, cancellable, callback, user_data);
  g_task_set_source_tag (task, mcp_page_walk_async);

  walk = g_new0 (Walk, 1);
  walk->listing = listing;
  walk->transport = g_object_ref (transport);
  walk->cursors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  walk->fresh_until = G_MAXINT64;

  if (g_list_model_get_n_items (G_LIST_MODEL (list)) > 0)
    walk->collected = g_ptr_array_new_with_free_func (g_object_unref);

  g_task_set_task_data (task, walk, walk_free);
  ask_page (g_steal_pointer (&task));
}

gboolean
mcp_page_walk_finish (McpItemList   *list,
                      GAsyncResult  *result,
                      gint64        *fresh_until,
                      GError       **error)
{
  Walk *walk;

  g_return_val_if_fail (g_task_is_valid (result, list), FALSE);

  walk = g_task_get_task_data (G_TASK (result));

  if (fresh_until != NULL)
    *fresh_until = walk->fresh_until;

  return g_task_propagate_boolean (G_TASK (result), error);
}
