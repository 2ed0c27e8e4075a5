/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-command.h"
#include "cli-output.h"
#include "crib-process.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#define DEBUG_DOMAINS "toolcrib-cli crib form schema mcp oauth entra vault http sjson"

/* Our own words only: what libraries say of requests may hold secrets. */
static void
say_more (void)
{
  g_log_writer_default_set_use_stderr (TRUE);
  g_setenv ("G_MESSAGES_DEBUG", DEBUG_DOMAINS, TRUE);
}

static void
print_help (void)
{
  g_autofree char *list = cli_command_dup_list ();

  printf ("%s\n  toolcrib-cli [--version] [--debug] %s\n\n%s\n", _("Usage:"),
          _("COMMAND [OPTION…]"), list);
}

static gboolean
has_word (char       **arguments,
          const char  *word)
{
  for (guint i = 0; arguments[i] != NULL && !g_str_equal (arguments[i], "--"); i++)
    {
      if (g_str_equal (arguments[i], word))
        return TRUE;
    }

  return FALSE;
}

static CliStatus
refuse (CliJob     *job,
        const char *sentence)
{
  cli_output_usage (&job->options, sentence);

  return CLI_STATUS_USAGE;
}

static CliStatus
run_command (CliJob  *job,
             char   **arguments)
{
  const CliCommand *command = cli_command_find (arguments[0]);
  g_autoptr(GError) error = NULL;

  if (command == NULL)
    {
      g_autofree char *sentence = g_strdup_printf (_("There is no command “%s”."), arguments[0]);

      return refuse (job, sentence);
    }

  if (!cli_command_parse (command, job, arguments, &error))
    {
      /* GOption took back what it had read. */
      job->options.json = has_word (arguments, "--json");
      return refuse (job, error->message);
    }

  if (job->options.debug)
    say_more ();

  command->run (job);

  return cli_job_run (job);
}

/* What stands before the command. */
static CliStatus
run (CliJob  *job,
     char   **arguments)
{
  /* Also for what is wrong with the rest of the line. */
  job->options.json = has_word (arguments, "--json");

  for (; *arguments != NULL && **arguments == '-'; arguments++)
    {
      if (g_str_equal (*arguments, "--debug"))
        {
          job->options.debug = TRUE;
        }
      else if (g_str_equal (*arguments, "--version"))
        {
          printf ("toolcrib-cli %s\n", PACKAGE_VERSION);
          return CLI_STATUS_OK;
        }
      else if (g_str_equal (*arguments, "--help") || g_str_equal (*arguments, "-h"))
        {
          print_help ();
          return CLI_STATUS_OK;
        }
      else
        {
          g_autofree char *sentence = g_strdup_printf (_("There is no option “%s”."), *arguments);

          return refuse (job, sentence);
        }
    }

  if (*arguments == NULL)
    return refuse (job, _("Say what to do: servers, add, edit, remove, tools, call, form, "
                          "resources, read, prompts, prompt, complete, sign-in, sign-out, "
                          "accounts or trust."));

  return run_command (job, arguments);
}

/* What was printed may still be on its way: a full disk shows only now. */
static CliStatus
finish_output (CliStatus status)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;

  g_printerr ("toolcrib-cli: %s\n", _("What was to be printed could not be written."));

  return status == CLI_STATUS_OK ? CLI_STATUS_FAILED : status;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(CliJob) job = NULL;

  crib_process_prepare ();

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("toolcrib-cli");

  job = cli_job_new ();

  return argc > 0 ? finish_output (run (job, argv + 1)) : CLI_STATUS_USAGE;
}
