/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-terminal.h"

#include "cli-output.h"
#include "cli-text.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <termios.h>
#include <unistd.h>

/**
 * cli_terminal_is_there:
 *
 * Returns: whether somebody can be asked
 */
gboolean
cli_terminal_is_there (void)
{
  return isatty (STDIN_FILENO) && isatty (STDERR_FILENO);
}

/* One for all questions: it holds what was typed ahead. */
static GDataInputStream *
get_lines (void)
{
  static GDataInputStream *lines;
  g_autoptr(GInputStream) input = NULL;

  if (lines == NULL)
    {
      input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
      lines = g_data_input_stream_new (input);
    }

  return lines;
}

/* @is_shown: what is typed, but for the end of the line */
static void
set_shown (gboolean is_shown)
{
  struct termios state;

  if (tcgetattr (STDIN_FILENO, &state) != 0)
    return;

  if (is_shown)
    state.c_lflag = (state.c_lflag | ECHO) & ~ECHONL;
  else
    state.c_lflag = (state.c_lflag & ~ECHO) | ECHONL;

  tcsetattr (STDIN_FILENO, TCSANOW, &state);
}

static void
line_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autofree char *line = NULL;
  GError *error = NULL;

  line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, &error);

  if (g_task_get_source_tag (task) == cli_terminal_ask_hidden_async)
    set_shown (TRUE);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, line != NULL ? g_strstrip (g_utf8_make_valid (line, -1)) : NULL,
                           g_free);
}

static void
ask (GTask      *task,
     const char *prompt)
{
  g_autofree char *safe = cli_text_dup_safe (prompt);

  cli_output_progress (NULL);
  g_printerr ("%s", safe);
  g_data_input_stream_read_line_async (get_lines (), G_PRIORITY_DEFAULT,
                                       g_task_get_cancellable (task), line_cb, task);
}

/**
 * cli_terminal_ask_hidden_async:
 * @prompt: what to ask
 * @cancellable: (nullable): to stop waiting
 * @callback: called when a line was typed
 * @user_data: for @callback
 *
 * Asks for what nobody is to see, which is not shown while it is typed.
 */
void
cli_terminal_ask_hidden_async (const char          *prompt,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, cli_terminal_ask_hidden_async);
  set_shown (FALSE);
  ask (task, prompt);
}

/**
 * cli_terminal_ask_async:
 * @prompt: what to ask, which may be a server's words
 * @cancellable: (nullable): to stop waiting
 * @callback: called when a line was typed
 * @user_data: for @callback
 *
 * Asks whoever sits at the terminal. One question at a time.
 */
void
cli_terminal_ask_async (const char          *prompt,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, cli_terminal_ask_async);
  ask (task, prompt);
}

/**
 * cli_terminal_ask_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the line without blanks around it, or %NULL where there is
 *   none any more
 */
char *
cli_terminal_ask_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
cli_terminal_is_yes (const char *answer)
{
  /* Translators: the letter that people type for yes */
  return g_ascii_strcasecmp (answer, "y") == 0 || g_ascii_strcasecmp (answer, "yes") == 0 ||
         g_strcmp0 (answer, C_("answer", "y")) == 0;
}

gboolean
cli_terminal_is_no (const char *answer)
{
  /* Translators: the letter that people type for no */
  return g_ascii_strcasecmp (answer, "n") == 0 || g_ascii_strcasecmp (answer, "no") == 0 ||
         g_strcmp0 (answer, C_("answer", "n")) == 0;
}
