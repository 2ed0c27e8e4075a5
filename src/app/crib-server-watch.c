/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server-watch.h"

/* Milliseconds: an editor that saves makes several events of one change. */
#define SETTLE_TIME 50

struct _CribServerWatch
{
  GFileMonitor *monitor;
  GHashTable *names;
  GObject *owner;   /* owns us */
  CribServerWatchFunc func;
  guint timeout;
};

static GHashTable *
new_names (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static gboolean
settled_cb (gpointer user_data)
{
  CribServerWatch *self = user_data;
  g_autoptr(GHashTable) names = self->names;
  g_autoptr(GObject) owner = g_object_ref (self->owner);
  CribServerWatchFunc func = self->func;
  GHashTableIter iter;
  gpointer name;

  self->names = new_names ();
  self->timeout = 0;

  g_hash_table_iter_init (&iter, names);

  while (g_hash_table_iter_next (&iter, &name, NULL))
    func (owner, name);

  return G_SOURCE_REMOVE;
}

static void
add_name (CribServerWatch *self,
          GFile           *file)
{
  if (file == NULL)
    return;

  g_hash_table_add (self->names, g_file_get_basename (file));

  if (self->timeout == 0)
    self->timeout = g_timeout_add (SETTLE_TIME, settled_cb, self);
}

/* CHANGED is left out: it comes while somebody still writes, CHANGES_DONE_HINT when they closed. */
static void
folder_changed_cb (GFileMonitor      *monitor,
                   GFile             *file,
                   GFile             *other_file,
                   GFileMonitorEvent  event,
                   CribServerWatch   *self)
{
  switch (event)
    {
    case G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT:
    case G_FILE_MONITOR_EVENT_CREATED:
    case G_FILE_MONITOR_EVENT_DELETED:
    case G_FILE_MONITOR_EVENT_RENAMED:
    case G_FILE_MONITOR_EVENT_MOVED_IN:
    case G_FILE_MONITOR_EVENT_MOVED_OUT:
      add_name (self, file);
      add_name (self, other_file);
      break;

    case G_FILE_MONITOR_EVENT_CHANGED:
    case G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED:
    case G_FILE_MONITOR_EVENT_PRE_UNMOUNT:
    case G_FILE_MONITOR_EVENT_UNMOUNTED:
    case G_FILE_MONITOR_EVENT_MOVED:
    default:
      break;
    }
}

/**
 * crib_server_watch_new:
 * @folder: a folder
 * @owner: who frees this
 * @func: called from the main context soon after a file was written, replaced or removed
 *
 * Returns: (transfer full): a watch; one that stays silent where the system cannot watch
 */
CribServerWatch *
crib_server_watch_new (const char          *folder,
                       GObject             *owner,
                       CribServerWatchFunc  func)
{
  CribServerWatch *self = g_new0 (CribServerWatch, 1);
  g_autoptr(GFile) file = g_file_new_for_path (folder);
  g_autoptr(GError) error = NULL;

  self->names = new_names ();
  self->owner = owner;
  self->func = func;
  self->monitor = g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, &error);

  if (self->monitor != NULL)
    g_signal_connect (self->monitor, "changed", G_CALLBACK (folder_changed_cb), self);
  else
    g_debug ("%s is not watched: %s", folder, error->message);

  return self;
}

void
crib_server_watch_free (CribServerWatch *self)
{
  if (self->monitor != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->monitor, folder_changed_cb, self);
      g_file_monitor_cancel (self->monitor);
    }

  g_clear_object (&self->monitor);
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_hash_table_unref (self->names);
  g_free (self);
}
