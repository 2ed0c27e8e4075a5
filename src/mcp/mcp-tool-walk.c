/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-tool-walk.h"

#include "mcp-envelope.h"
#include "mcp-error-private.h"
#include "sjson-builder.h"

/* JSON-RPC's "Invalid params", which a cursor gets that the server does not know (any more). */
#define INVALID_PARAMS (-32602)
#define METHOD_NOT_FOUND (-32601)

/* Bytes of a page beyond which its tools are made in a worker. */
#define LARGE_PAGE (64 * 1024)

typedef struct
{
  McpTransport *transport;
  GPtrArray *collected;       /* NULL while pages go straight into the list */
  SjsonValue *cursor;         /* of the page being asked for, NULL for the first */
  GHashTable *cursors;        /* those that have been asked for */
  gsize n_tools;
  guint n_barren;             /* pages without a tool, one after the other */
  gboolean was_restarted;
} Walk;

/* No server has so many, and a list that brings nothing new page after page has no end. */
#define MAX_TOOLS 100000
#define MAX_BARREN 100

static gboolean
has_no_end (Walk             *walk,
            const SjsonValue *page)
{
  SjsonValue tools;
  gsize n_tools = 0;

  if (sjson_value_get_member_of_kind (page, "tools", SJSON_KIND_ARRAY, &tools))
    n_tools = sjson_value_get_length (&tools);

  walk->n_tools += n_tools;
  walk->n_barren = n_tools > 0 ? 0 : walk->n_barren + 1;

  return walk->n_tools > MAX_TOOLS || walk->n_barren > MAX_BARREN;
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

static GPtrArray *
read_tools (const SjsonValue  *page,
            GError           **error)
{
  g_autoptr(GPtrArray) tools = g_ptr_array_new_with_free_func (g_object_unref);
  SjsonValue array;
  SjsonValue element;
  SjsonIter iter;

  if (!sjson_value_get_member_of_kind (page, "tools", SJSON_KIND_ARRAY, &array))
    {
      g_propagate_error (error, mcp_error_new (MCP_ERROR_MALFORMED,
                                               "The server's list of tools is no list.", NULL));
      return NULL;
    }

  sjson_iter_init (&iter, &array);
  while (sjson_iter_next (&iter, NULL, &element))
    {
      McpTool *tool = mcp_tool_new (&element, NULL);

      if (tool != NULL)
        g_ptr_array_add (tools, tool);
      else
        g_debug ("A tool without a name is left out");
    }

  return g_steal_pointer (&tools);
}

static void
read_tools_thread (GTask        *task,
                   gpointer      source_object,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  GPtrArray *tools;
  GError *error = NULL;

  tools = read_tools (task_data, &error);

  if (tools != NULL)
    g_task_return_pointer (task, tools, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/* Makes the tools of @page; frees it, where it is large, in the worker that made them. */
static void
read_tools_async (SjsonValue          *page,
                  GCancellable        *cancellable,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  gsize length;

  g_task_set_source_tag (task, read_tools_async);
  sjson_value_get_text (page, &length);
  g_task_set_task_data (task, page, (GDestroyNotify) sjson_value_free);

  if (length > LARGE_PAGE)
    g_task_run_in_thread (task, read_tools_thread);
  else
    read_tools_thread (task, NULL, page, cancellable);
}

static void ask_page (GTask *task);

static void
walk_end (GTask *task)
{
  McpToolList *list = g_task_get_source_object (task);
  Walk *walk = g_task_get_task_data (task);

  if (walk->collected != NULL)
    mcp_tool_list_replace (list, walk->collected);

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
      g_message ("The server's list of tools goes round in circles: stopped");
      walk_end (task);
    }
}

/* In the revision that has them, a tool whose header fields cannot be is not offered, the others
 * are (MCP 2026-07-28, "x-mcp-header"). Older servers mean nothing by it. */
static void
drop_unusable (Walk      *walk,
               GPtrArray *tools)
{
  const McpServerInfo *info = mcp_transport_get_info (walk->transport);

  if (info == NULL || g_strcmp0 (info->protocol_version, MCP_STATELESS_VERSION) != 0)
    return;

  for (guint i = tools->len; i > 0; i--)
    {
      McpTool *tool = g_ptr_array_index (tools, i - 1);

      if (mcp_tool_has_good_headers (tool))
        continue;

      g_message ("The tool %.100s is left out: its header fields are wrong",
                 mcp_tool_get_name (tool));
      g_ptr_array_remove_index (tools, i - 1);
    }
}

static void
tools_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  McpToolList *list = g_task_get_source_object (task);
  Walk *walk = g_task_get_task_data (task);
  g_autoptr(GPtrArray) tools = NULL;
  GError *error = NULL;

  tools = g_task_propagate_pointer (G_TASK (result), &error);

  if (tools == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  drop_unusable (walk, tools);

  if (walk->collected != NULL)
    g_ptr_array_extend_and_steal (walk->collected, g_steal_pointer (&tools));
  else
    mcp_tool_list_append (list, tools);

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

  return TRUE;
}

/* A server without the capability need not know the method. */
static gboolean
has_no_tools (Walk         *walk,
              const GError *error)
{
  const McpServerInfo *info = mcp_transport_get_info (walk->transport);

  return has_remote_code (error, METHOD_NOT_FOUND) && info != NULL && !info->has_tools;
}

static void
page_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Walk *walk = g_task_get_task_data (task);
  SjsonValue *page;
  SjsonValue cursor;
  g_autoptr(GError) error = NULL;
  GCancellable *cancellable = g_task_get_cancellable (task);

  page = mcp_transport_send_finish (MCP_TRANSPORT (source), result, &error);

  if (page != NULL && has_no_end (walk, page))
    {
      sjson_value_free (page);
      g_task_return_error (task, mcp_error_new (MCP_ERROR_MALFORMED,
                                                "The server's list of tools has no end.", NULL));
    }
  else if (page != NULL)
    {
      g_clear_pointer (&walk->cursor, sjson_value_free);

      if (sjson_value_get_member_of_kind (page, "nextCursor", SJSON_KIND_STRING, &cursor))
        walk->cursor = sjson_value_isolate (&cursor);

      read_tools_async (page, cancellable, tools_cb, g_steal_pointer (&task));
    }
  else if (restart (walk, error))
    ask_page (g_steal_pointer (&task));
  else if (has_no_tools (walk, error))
    walk_end (g_steal_pointer (&task));
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
    request = mcp_request_new ("tools/list", NULL);
  else
    {
      builder = sjson_builder_begin_object (sjson_builder_new ());
      sjson_builder_value (sjson_builder_name (builder, "cursor"), walk->cursor);
      sjson_builder_end_object (builder);
      document = sjson_builder_end_document (builder);
      params = sjson_document_get_root (document);
      request = mcp_request_new ("tools/list", &params);
    }

  mcp_transport_send_async (walk->transport, request, g_task_get_cancellable (task), page_cb, task);
}

void
mcp_tool_walk_async (McpToolList         *list,
                     McpTransport        *transport,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Walk *walk;

  g_return_if_fail (MCP_IS_TOOL_LIST (list));
  g_return_if_fail (MCP_IS_TRANSPORT (transport));

  task = g_task_new (list, cancellable, callback, user_data);
  g_task_set_source_tag (task, mcp_tool_walk_async);

  walk = g_new0 (Walk, 1);
  walk->transport = g_object_ref (transport);
  walk->cursors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (g_list_model_get_n_items (G_LIST_MODEL (list)) > 0)
    walk->collected = g_ptr_array_new_with_free_func (g_object_unref);

  g_task_set_task_data (task, walk, walk_free);
  ask_page (g_steal_pointer (&task));
}

gboolean
mcp_tool_walk_finish (McpToolList   *list,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, list), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
