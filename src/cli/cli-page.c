/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-page.h"

#include "cli-browser.h"
#include "cli-output.h"
#include "cli-terminal.h"
#include "crib-error.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * cli_page_dup_host:
 * @uri: an address that a server gave
 * @error: return location for an error
 *
 * Pages are https only, and without a name before the host, which could be taken for it
 * (MCP 2026-07-28, "Safe URL Handling").
 *
 * Returns: (transfer full) (nullable): the host in ASCII, or %CRIB_ERROR_ADDRESS
 */
char *
cli_page_dup_host (const char  *uri,
                   GError     **error)
{
  g_autoptr(GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_HAS_PASSWORD, NULL);
  const char *host = parsed != NULL ? g_uri_get_host (parsed) : NULL;
  char *ascii = host != NULL ? g_hostname_to_ascii (host) : NULL;

  if (ascii != NULL && *ascii != '\0' && g_str_equal (g_uri_get_scheme (parsed), "https") &&
      g_uri_get_userinfo (parsed) == NULL)
    return ascii;

  g_free (ascii);
  g_set_error_literal (error, CRIB_ERROR, CRIB_ERROR_ADDRESS,
                       _("its page is not one that is safe to open (https, and nothing before the "
                         "host)."));

  return NULL;
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  /* The person agreed to go there, by whatever way. */
  if (!cli_browser_open_finish (result, &error))
    cli_output_note (FALSE, _("No browser could be opened; open the address yourself."));

  g_task_return_boolean (task, TRUE);
}

static void
answer_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  const char *uri = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *line = cli_terminal_ask_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (line != NULL && cli_terminal_is_yes (line))
    cli_browser_open_async (uri, NULL, opened_cb, g_steal_pointer (&task));
  else
    g_task_return_boolean (task, FALSE);
}

/**
 * cli_page_ask_async:
 * @uri: an address that a server gave
 * @cancellable: (nullable): to give up
 * @callback: called when the person has decided
 * @user_data: for @callback
 *
 * Nothing is fetched from there, and nothing opened without a yes.
 */
void
cli_page_ask_async (const char          *uri,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  GError *error = NULL;
  g_autofree char *host = cli_page_dup_host (uri, &error);
  g_autofree char *warning = NULL;
  g_autofree char *prompt = NULL;

  g_task_set_source_tag (task, cli_page_ask_async);
  g_task_set_task_data (task, g_strdup (uri), g_free);

  if (host == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  if (g_str_has_prefix (host, "xn--") || strstr (host, ".xn--") != NULL)
    warning = g_strdup_printf ("%s\n", _("Mind its name: it is written with letters that may look "
                                         "like others."));

  prompt = g_strdup_printf ("%s %s\n%s%s\n%s [y/N] ", _("It wants you to go to"), host,
                            warning != NULL ? warning : "", uri, _("Open it in your browser?"));
  cli_terminal_ask_async (prompt, cancellable, answer_cb, task);
}

gboolean
cli_page_ask_finish (GAsyncResult  *result,
                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
