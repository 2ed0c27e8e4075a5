/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-client-private.h"

#include "mcp-error-private.h"
#include "mcp-listing.h"
#include "mcp-page-walk.h"
#include "mcp-tool.h"

#include <string.h>

/* One walk over a list. */
typedef struct
{
  GWeakRef *client;
  McpListKind kind;
  McpWaiters *waiters;
  McpTransport *transport;   /* nullable: that it goes by */
  gboolean was_complete;
  gboolean was_doubted;      /* what revision the server speaks */
} Walking;

/* A client whose list changed before its last walk came to anything may walk so often at once;
 * then it pauses, in milliseconds: twice as long each time, and at most. A server that says with
 * each answer that the list changed would keep both sides busy with nothing else. */
#define MAX_HASTY 3
#define MIN_PAUSE 250u
#define MAX_PAUSE (60 * 1000u)
#define MAX_DOUBLINGS 8

/* Microseconds after which a change is none of a hasty server. */
#define LASTING (10 * G_USEC_PER_SEC)

/* A walk that waits. */
typedef struct
{
  McpClient *client;   /* which ends the pause before it goes */
  McpListKind kind;
} Pause;

static void start_walk (McpClient   *self,
                        McpListKind  kind,
                        gboolean     keep);

static void
clear_pause (McpClientList *list)
{
  if (list->pause == NULL)
    return;

  g_source_destroy (list->pause);
  g_clear_pointer (&list->pause, g_source_unref);
}

static gboolean
paused_cb (gpointer user_data)
{
  const Pause *pause = user_data;

  start_walk (pause->client, pause->kind, TRUE);

  return G_SOURCE_REMOVE;
}

static void
start_pause (McpClient   *self,
             McpListKind  kind)
{
  McpClientList *list = &self->lists[kind];
  Pause *pause = g_new (Pause, 1);

  pause->client = self;
  pause->kind = kind;
  list->pause = g_timeout_source_new (MIN (MIN_PAUSE << MIN (list->n_hasty - MAX_HASTY,
                                                             MAX_DOUBLINGS), MAX_PAUSE));
  g_source_set_callback (list->pause, paused_cb, pause, g_free);
  g_source_set_static_name (list->pause, "[mcp] list");
  g_source_attach (list->pause, g_main_context_get_thread_default ());
}

/* The list changed, and nobody asked. */
static void
walk_later (McpClient   *self,
            McpListKind  kind)
{
  McpClientList *list = &self->lists[kind];

  if (list->pause != NULL)
    return;

  if (list->start != 0 && g_get_monotonic_time () - list->start < LASTING)
    list->n_hasty++;
  else
    list->n_hasty = 0;

  if (list->n_hasty < MAX_HASTY)
    start_walk (self, kind, TRUE);
  else
    start_pause (self, kind);
}

static void
set_complete (McpClient   *self,
              McpListKind  kind,
              gboolean     complete)
{
  if (self->lists[kind].is_complete == complete)
    return;

  self->lists[kind].is_complete = complete;
  mcp_client_notify_complete (self, kind);
}

static void
walking_end (Walking *walking,
             gint64   fresh_until,
             GError  *error)
{
  g_autoptr(McpClient) self = mcp_client_take_weak (walking->client);
  McpListKind kind = walking->kind;
  McpClientList *list = self != NULL ? &self->lists[kind] : NULL;
  gboolean is_current = list != NULL && list->walking == walking->waiters;

  if (is_current)
    {
      list->walking = NULL;
      list->fresh_until = error == NULL && !list->walks_again &&
                          self->era == MCP_ERA_STATELESS ? fresh_until : 0;
      set_complete (self, kind, error == NULL || walking->was_complete);
    }

  if (error != NULL)
    g_debug ("The list of %s did not come: %s", mcp_listing_get (kind)->words, error->message);

  mcp_waiters_finish (walking->waiters, error);

  if (is_current && list->walks_again && list->walking == NULL && self->connected)
    walk_later (self, kind);

  g_clear_error (&error);
  g_clear_object (&walking->transport);
  g_free (walking);
}

static void connected_cb (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data);

/* The server speaks another revision than it was taken for. */
static gboolean
walk_anew (Walking      *walking,
           const GError *error)
{
  g_autoptr(McpClient) self = g_weak_ref_get (walking->client);

  if (self == NULL || walking->was_doubted ||
      !mcp_client_doubts_era (self, walking->transport, error))
    return FALSE;

  walking->was_doubted = TRUE;
  mcp_client_connect_async (self, mcp_waiters_get_cancellable (walking->waiters), connected_cb,
                            walking);

  return TRUE;
}

static void
walked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  gint64 fresh_until = 0;
  GError *error = NULL;

  if (mcp_page_walk_finish (MCP_ITEM_LIST (source), result, &fresh_until, &error) ||
      !walk_anew (user_data, error))
    walking_end (user_data, fresh_until, error);
  else
    g_error_free (error);
}

/* Tools are asked for whatever the server says: that is what it is here for. */
static gboolean
check_list_offered (McpClient    *self,
                    McpListKind   kind,
                    GError      **error)
{
  const McpListing *listing = mcp_listing_get (kind);

  return kind == MCP_LIST_TOOLS ||
         mcp_client_check_offered (self, listing->capability, NULL, listing->words, error);
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  McpClient *self = MCP_CLIENT (source);
  Walking *walking = user_data;
  GError *error = NULL;

  if (mcp_client_connect_finish (self, result, &error) && mcp_client_check_open (self, &error) &&
      check_list_offered (self, walking->kind, &error))
    {
      g_set_object (&walking->transport, self->transport);
      mcp_page_walk_async (self->lists[walking->kind].items, mcp_listing_get (walking->kind),
                           self->transport, mcp_waiters_get_cancellable (walking->waiters),
                           walked_cb, walking);
    }
  else
    walking_end (walking, 0, error);
}

static void
start_walk (McpClient   *self,
            McpListKind  kind,
            gboolean     keep)
{
  McpClientList *list = &self->lists[kind];
  Walking *walking = g_new0 (Walking, 1);

  walking->client = mcp_client_new_weak (self);
  walking->kind = kind;
  walking->waiters = mcp_waiters_new ();
  walking->was_complete = list->is_complete;

  if (keep)
    {
      list->start = g_get_monotonic_time ();
      mcp_waiters_keep (walking->waiters);
    }

  clear_pause (list);
  list->walking = walking->waiters;
  list->walks_again = FALSE;
  list->fresh_until = 0;
  set_complete (self, kind, FALSE);
  mcp_client_connect_async (self, mcp_waiters_get_cancellable (walking->waiters),
                            connected_cb, walking);
}

void
mcp_client_init_lists (McpClient *self)
{
  for (McpListKind kind = 0; kind < MCP_N_LISTS; kind++)
    self->lists[kind].items = mcp_item_list_new (mcp_listing_get (kind)->get_type ());
}

void
mcp_client_clear_lists (McpClient *self)
{
  for (McpListKind kind = 0; kind < MCP_N_LISTS; kind++)
    g_clear_object (&self->lists[kind].items);
}

/* The list changed, as the server says: fetches it again, after a walk that is under way. */
void
mcp_client_refresh_list (McpClient   *self,
                         McpListKind  kind)
{
  McpClientList *list = &self->lists[kind];

  list->fresh_until = 0;

  if (!list->is_wanted)
    return;

  if (list->walking != NULL)
    list->walks_again = TRUE;
  else
    walk_later (self, kind);
}

/**
 * mcp_client_refresh_lists:
 *
 * Fetches again all that was listed: it may be another for who may do more now (MCP 2026-07-28,
 * "Caching": lists may vary by authorization).
 */
void
mcp_client_refresh_lists (McpClient *self)
{
  g_return_if_fail (MCP_IS_CLIENT (self));

  mcp_read_cache_clear (self->reads);

  for (McpListKind kind = 0; kind < MCP_N_LISTS; kind++)
    mcp_client_refresh_list (self, kind);
}

void
mcp_client_forget_freshness (McpClient *self)
{
  for (McpListKind kind = 0; kind < MCP_N_LISTS; kind++)
    self->lists[kind].fresh_until = 0;

  mcp_read_cache_clear (self->reads);
}

void
mcp_client_stop_lists (McpClient *self)
{
  for (McpListKind kind = 0; kind < MCP_N_LISTS; kind++)
    {
      McpClientList *list = &self->lists[kind];

      list->walks_again = FALSE;
      clear_pause (list);

      if (list->walking != NULL)
        g_cancellable_cancel (mcp_waiters_get_cancellable (list->walking));
    }
}

gboolean
mcp_client_handle_list_change (McpClient  *self,
                               const char *method)
{
  gboolean is_known = FALSE;

  for (McpListKind kind = 0; kind < MCP_N_LISTS; kind++)
    {
      if (strcmp (method, mcp_listing_get (kind)->changed) != 0)
        continue;

      is_known = TRUE;

      if (kind == MCP_LIST_RESOURCES)
        mcp_read_cache_clear (self->reads);

      mcp_client_emit_list_changed (self, kind);
      mcp_client_refresh_list (self, kind);
    }

  return is_known;
}

/*
 * mcp_client_check_offered:
 * @option: (nullable): what of the capability
 * @words: what it would be, for people
 *
 * A server is not asked for what it does not have (MCP 2026-07-28, ServerCapabilities).
 */
gboolean
mcp_client_check_offered (McpClient   *self,
                          const char  *capability,
                          const char  *option,
                          const char  *words,
                          GError     **error)
{
  const McpServerInfo *info = self->transport ? mcp_transport_get_info (self->transport) : NULL;
  g_autofree char *sentence = NULL;

  if (info == NULL || mcp_server_info_offers (info, capability, option))
    return TRUE;

  sentence = g_strdup_printf ("The server offers no %s.", words);
  g_propagate_error (error, mcp_error_new (MCP_ERROR_NOT_OFFERED, sentence, NULL));

  return FALSE;
}

/**
 * mcp_client_offers:
 * @capability: "tools", "prompts", "completions" …
 *
 * Returns: whether the server is worth asking: it says that it has it, or cannot say
 */
gboolean
mcp_client_offers (McpClient  *self,
                   const char *capability)
{
  g_return_val_if_fail (MCP_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (capability != NULL, FALSE);

  /* The first revision has completions and no capability that would say so. */
  if (g_strcmp0 (mcp_client_get_protocol_version (self), "2024-11-05") == 0 &&
      strcmp (capability, "completions") == 0)
    return TRUE;

  return mcp_client_check_offered (self, capability, NULL, capability, NULL);
}

/**
 * mcp_client_get_list:
 * @kind: which list
 *
 * Gets the one list of that kind of this client. It is empty until
 * [method@Mcp.Client.fetch_list_async], then fills page by page, each as soon as its message has
 * come; afterwards it follows the server's notifications.
 *
 * Returns: (transfer none): a list of a class of [class@Mcp.Item], the same object for ever
 */
GListModel *
mcp_client_get_list (McpClient   *self,
                     McpListKind  kind)
{
  g_return_val_if_fail (MCP_IS_CLIENT (self), NULL);
  g_return_val_if_fail (kind < MCP_N_LISTS, NULL);

  return G_LIST_MODEL (self->lists[kind].items);
}

/**
 * mcp_client_is_list_complete:
 * @kind: which list
 *
 * Returns: whether the walk over its pages is done
 */
gboolean
mcp_client_is_list_complete (McpClient   *self,
                             McpListKind  kind)
{
  g_return_val_if_fail (MCP_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (kind < MCP_N_LISTS, FALSE);

  return self->lists[kind].is_complete;
}

/**
 * mcp_client_fetch_list_async:
 * @kind: which list
 *
 * Walks over all pages of a list (MCP 2026-07-28, "Pagination"), connecting first when need be.
 * Callers during a walk share it; it ends when all have cancelled. What the server said is good
 * for a while is not asked for again meanwhile ("Caching").
 */
void
mcp_client_fetch_list_async (McpClient           *self,
                             McpListKind          kind,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  McpClientList *list;
  GTask *task;

  g_return_if_fail (MCP_IS_CLIENT (self));
  g_return_if_fail (kind < MCP_N_LISTS);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, mcp_client_fetch_list_async);
  list = &self->lists[kind];

  if (!list->is_wanted)
    {
      list->is_wanted = TRUE;
      mcp_client_update_watch (self);
    }

  if (list->is_complete && g_get_monotonic_time () < list->fresh_until)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  if (list->walking == NULL ||
      g_cancellable_is_cancelled (mcp_waiters_get_cancellable (list->walking)))
    start_walk (self, kind, FALSE);

  mcp_waiters_add (list->walking, task);
}

/**
 * mcp_client_fetch_list_finish:
 * @error: as mcp_client_send_finish(), and `MCP_ERROR_NOT_OFFERED` where the server has no such
 *   list
 *
 * Returns: whether the list is whole. Where not, what came of it stays.
 */
gboolean
mcp_client_fetch_list_finish (McpClient     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (MCP_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * mcp_client_find_item:
 * @kind: which list
 * @key: a name, a URI or a URI template, letter by letter
 *
 * Returns: (transfer none) (nullable): the first item of that key in the list as it is
 */
McpItem *
mcp_client_find_item (McpClient   *self,
                      McpListKind  kind,
                      const char  *key)
{
  g_return_val_if_fail (MCP_IS_CLIENT (self), NULL);
  g_return_val_if_fail (kind < MCP_N_LISTS, NULL);
  g_return_val_if_fail (key != NULL, NULL);

  return mcp_item_list_find (self->lists[kind].items, key);
}

/**
 * mcp_client_get_tools:
 *
 * Returns: (transfer none): the list of tools, as mcp_client_get_list() gets it
 */
GListModel *
mcp_client_get_tools (McpClient *self)
{
  return mcp_client_get_list (self, MCP_LIST_TOOLS);
}

/**
 * mcp_client_list_tools_async:
 *
 * Fetches the list of tools as mcp_client_fetch_list_async() does.
 */
void
mcp_client_list_tools_async (McpClient           *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  mcp_client_fetch_list_async (self, MCP_LIST_TOOLS, cancellable, callback, user_data);
}

gboolean
mcp_client_list_tools_finish (McpClient     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return mcp_client_fetch_list_finish (self, result, error);
}

/**
 * mcp_client_find_tool:
 * @name: a tool's name, which is case-sensitive
 *
 * Returns: (transfer none) (nullable): the first tool of that name in the list as it is
 */
McpTool *
mcp_client_find_tool (McpClient  *self,
                      const char *name)
{
  return (McpTool *) mcp_client_find_item (self, MCP_LIST_TOOLS, name);
}
