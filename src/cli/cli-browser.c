/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-browser.h"

#include <fcntl.h>
#include <gio/gdesktopappinfo.h>
#include <unistd.h>

/* Away from our terminal: Ctrl+C there ends us and not the browser. */
static void
leave_session (gpointer user_data)
{
  setsid ();
}

static gboolean
launch (GDesktopAppInfo *browser,
        const char      *uri,
        GError         **error)
{
  GList uris = { .data = (gpointer) uri };
  int null = open ("/dev/null", O_RDWR | O_CLOEXEC);
  gboolean is_launched;

  is_launched = g_desktop_app_info_launch_uris_as_manager_with_fds (browser, &uris, NULL,
                                                                    G_SPAWN_SEARCH_PATH,
                                                                    leave_session, NULL, NULL,
                                                                    NULL, null, null, null, error);
  if (null >= 0)
    close (null);

  return is_launched;
}

static void
launch_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * cli_browser_open_async:
 * @uri: an address
 * @cancellable: (nullable): to give up
 * @callback: called when it is on its way
 * @user_data: for @callback
 *
 * Starts the browser that the person chose; where none is known here, as in a sandbox, the portal
 * is asked.
 */
void
cli_browser_open_async (const char          *uri,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *scheme = g_uri_parse_scheme (uri);
  g_autoptr(GAppInfo) browser = scheme != NULL ? g_app_info_get_default_for_uri_scheme (scheme)
                                               : NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, cli_browser_open_async);

  if (!G_IS_DESKTOP_APP_INFO (browser))
    g_app_info_launch_default_for_uri_async (uri, NULL, cancellable, launch_cb,
                                             g_steal_pointer (&task));
  else if (launch (G_DESKTOP_APP_INFO (browser), uri, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * cli_browser_open_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether a browser was started
 */
gboolean
cli_browser_open_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
