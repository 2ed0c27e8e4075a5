/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-command.h"

#include <glib/gi18n.h>
#include <stdlib.h>

static const CliCommand commands[] = {
  {
    "servers", "", N_("List the saved servers"), NULL,
    CLI_OPTION_JSON, 0, 0, cli_servers_run,
  },
  {
    "add", "URL", N_("Save a server"),
    N_("The server is asked for its tools first, unless --no-check is given. Addresses start with "
       "https://, on this computer also with http://."),
    CLI_OPTION_JSON | CLI_OPTION_NAME | CLI_OPTION_NO_CHECK | CLI_OPTION_NO_AUTH |
    CLI_OPTION_REGISTRATION | CLI_OPTION_NETWORK, 1, 1, cli_servers_run_add,
  },
  {
    "edit", "SERVER", N_("Change a saved server"),
    N_("An empty --client-id, --authority, --scope, --redirect-uri, --ca-file, "
       "--client-certificate or --client-key takes it away. The secret of a header field is for "
       "one address: after a change of --url it has to be given again."),
    CLI_OPTION_JSON | CLI_OPTION_NAME | CLI_OPTION_URL | CLI_OPTION_REGISTRATION |
    CLI_OPTION_NETWORK, 1, 1, cli_servers_run_edit,
  },
  {
    "remove", "SERVER", N_("Remove a saved server"), NULL,
    CLI_OPTION_JSON, 1, 1, cli_servers_run_remove,
  },
  {
    "tools", "SERVER", N_("List the tools of a server"),
    N_("SERVER is the name or id of a saved server, or an address. With --json the tools are "
       "printed exactly as the server sent them."),
    CLI_OPTION_JSON | CLI_OPTION_NO_AUTH | CLI_OPTION_WIRE, 1, 1, cli_tools_run,
  },
  {
    "call", "SERVER TOOL [KEY=VALUE…]", N_("Run a tool"),
    N_("KEY=VALUE is typed by what the tool asks for; OUTER.INNER=VALUE reaches into a group, and "
       "KEY:=JSON is taken as it is. With --json the result is printed exactly as the server sent "
       "it. At a terminal, a tool that may change something asks first, unless --yes is given. "
       "What the server asks while the tool runs is answered at the terminal, or by --answer."),
    CLI_OPTION_JSON | CLI_OPTION_NO_AUTH | CLI_OPTION_ARGUMENTS | CLI_OPTION_YES |
    CLI_OPTION_QUESTIONS | CLI_OPTION_WIRE, 2, G_MAXUINT, cli_call_run,
  },
  {
    "form", "SERVER|FILE [TOOL]", N_("Say what a tool asks for"),
    N_("The fields of the form that Toolcrib makes of the tool, one a line, or of all tools. FILE "
       "holds what tools/list answered; - is standard input. With --json the tree of fields is "
       "printed: “path” is a JSON Pointer in which * stands for any item or name, and “fallback” "
       "says where the schema says so little that only JSON can be typed."),
    CLI_OPTION_JSON | CLI_OPTION_NO_AUTH | CLI_OPTION_WIRE, 1, 2, cli_form_run,
  },
  {
    "resources", "SERVER", N_("List the resources of a server"),
    N_("Templates come last, with their variables in braces. With --json both are printed exactly "
       "as the server sent them."),
    CLI_OPTION_JSON | CLI_OPTION_NO_AUTH | CLI_OPTION_WIRE, 1, 1, cli_resources_run,
  },
  {
    "read", "SERVER URI", N_("Print a resource"),
    N_("URI is what the server calls it; nothing but the server is asked. A terminal gets text, "
       "made harmless; a pipe or a file gets the very bytes. With --json the result is printed "
       "exactly as the server sent it."),
    CLI_OPTION_JSON | CLI_OPTION_NO_AUTH | CLI_OPTION_OUTPUT | CLI_OPTION_QUESTIONS |
    CLI_OPTION_WIRE, 2, 2, cli_read_run,
  },
  {
    "prompts", "SERVER", N_("List the prompts of a server"),
    N_("Arguments in brackets may be left out. With --json the prompts are printed exactly as the "
       "server sent them."),
    CLI_OPTION_JSON | CLI_OPTION_NO_AUTH | CLI_OPTION_WIRE, 1, 1, cli_prompts_run,
  },
  {
    "prompt", "SERVER PROMPT [KEY=VALUE…]", N_("Print the messages of a prompt"),
    N_("Values are sent as they stand. With --json the result is printed exactly as the server "
       "sent it."),
    CLI_OPTION_JSON | CLI_OPTION_NO_AUTH | CLI_OPTION_QUESTIONS | CLI_OPTION_WIRE, 2, G_MAXUINT,
    cli_prompts_run_one,
  },
  {
    "complete", "SERVER PROMPT|TEMPLATE KEY=START [KEY=VALUE…]",
    N_("Say what an argument could be"),
    N_("KEY is an argument of a prompt, or a variable of a resource template, and START what it "
       "begins with, which may be nothing. Other values help the server to choose."),
    CLI_OPTION_JSON | CLI_OPTION_NO_AUTH | CLI_OPTION_WIRE, 3, G_MAXUINT, cli_complete_run,
  },
  {
    "tasks", "SERVER", N_("List what a server goes on with by itself"),
    N_("A server may go on with a run after the command or the window was closed. Those are listed "
       "with a number, by which --resume takes one up again and --cancel stops it."),
    CLI_OPTION_JSON | CLI_OPTION_NO_AUTH | CLI_OPTION_QUESTIONS | CLI_OPTION_WIRE |
    CLI_OPTION_TASKS, 1, 1, cli_tasks_run,
  },
  {
    "sign-in", "SERVER", N_("Sign in to a server, in the browser"),
    N_("Where the keyring holds a sign-in that still works, nobody is asked. Otherwise the address "
       "of the page is printed and opened in the browser; Ctrl+C gives up. The sign-in is kept in "
       "the keyring and never as plain text; “tools” and “call” use it and ask nobody. Where an "
       "administrator allows it, --device-code prints a code to type on another device."),
    CLI_OPTION_JSON | CLI_OPTION_SIGN_IN, 1, 1, cli_sign_in_run,
  },
  {
    "sign-out", "SERVER|ACCOUNT", N_("Forget an account, everywhere that it is used"),
    N_("An account is named as “accounts” lists it. Its sign-in is taken out of the keyring; this "
       "works without a network. Sessions of browsers and other programs go on: --microsoft ends "
       "the browser’s, and the page to end all of them is printed."),
    CLI_OPTION_JSON | CLI_OPTION_SIGN_OUT, 1, 1, cli_sign_in_run_out,
  },
  {
    "accounts", "[show ACCOUNT]", N_("List who is signed in"),
    N_("“accounts show” says more of one: tenant, sign-in page, servers. The keyring is not "
       "asked."),
    CLI_OPTION_JSON, 0, 2, cli_account_run,
  },
  {
    "token", "SERVER", N_("Say what the access token for a server claims"),
    N_("Beside what the server advertises, and what does not go together: why a server may refuse "
       "it. The token itself is never printed."),
    CLI_OPTION_JSON, 1, 1, cli_token_run,
  },
  {
    "keyring-test", "", N_("Find out whether the keyring keeps what it is given"),
    N_("Something that is no secret is written, read and removed."),
    CLI_OPTION_JSON | CLI_OPTION_KEYRING, 0, 0, cli_keyring_run,
  },
  {
    "remove-everything", "", N_("Remove all that Toolcrib keeps of you"),
    N_("Sign-ins and secrets in the keyring, accounts, what runs at servers, caches, settings of "
       "sign-in. Saved servers stay unless --servers is given. Asks first, unless --yes is given; "
       "works without a network."),
    CLI_OPTION_JSON | CLI_OPTION_YES | CLI_OPTION_REMOVE, 0, 0, cli_remove_run,
  },
  {
    "listen", "SERVER", N_("Print what a server tells unasked, until Ctrl+C"),
    N_("That its lists changed, say, or what it logs: one notification a line, with its "
       "parameters. With --json each line is an object with “method” and “params”."),
    CLI_OPTION_JSON | CLI_OPTION_NO_AUTH | CLI_OPTION_LISTEN | CLI_OPTION_WIRE, 1, 1,
    cli_listen_run,
  },
  {
    "trust", "list|add|remove [ISSUER]", N_("Say which authorities may sign people in"),
    N_("Microsoft’s may without being named. A server may name any other; that one gets nothing "
       "unless its issuer is listed here. An entry of kind “entra” stands for all tenants of its "
       "host, one of kind “generic” (the default) for exactly that issuer."),
    CLI_OPTION_JSON | CLI_OPTION_TRUST, 1, 2, cli_trust_run,
  },
  {
    "validate", "--schema FILE [VALUE-FILE]", N_("Hold a JSON value against a JSON Schema"),
    N_("Without VALUE-FILE the value is read from standard input. Schemas of 2020-12, 2019-09 and "
       "draft-07 are understood; one that does not say is taken for 2020-12. Nothing is fetched. "
       "Exit codes: 0 valid, 1 not valid, 3 cannot be checked."),
    CLI_OPTION_JSON | CLI_OPTION_SCHEMA, 0, 1, cli_validate_run,
  },
};

/**
 * cli_command_find:
 * @name: a word
 *
 * Returns: (transfer none) (nullable): the command of that name
 */
const CliCommand *
cli_command_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (g_str_equal (commands[i].name, name))
        return &commands[i];
    }

  return NULL;
}

/**
 * cli_command_dup_list:
 *
 * Returns: (transfer full): all commands, for help
 */
char *
cli_command_dup_list (void)
{
  GString *list = g_string_new (_("Commands:"));

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (list, "\n  %-17s %s", commands[i].name, gettext (commands[i].summary));

  g_string_append_printf (list, "\n\n%s\n%s", _("“toolcrib-cli COMMAND --help” says more."),
                          _("Exit codes: 0 done, 1 failed, 2 wrongly used, 3 sign-in needed."));

  return g_string_free (list, FALSE);
}

static gboolean
check_words (const CliCommand  *self,
             char             **words,
             GError           **error)
{
  guint n_words = g_strv_length (words);

  for (guint i = 0; i < n_words; i++)
    {
      if (!g_utf8_validate (words[i], -1, NULL))
        {
          g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                               _("The command line is not UTF-8."));
          return FALSE;
        }
    }

  if (n_words >= self->min_words && n_words <= self->max_words)
    return TRUE;

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("It is called as: %s %s"),
               self->name, self->synopsis);

  return FALSE;
}

/**
 * cli_command_parse:
 * @self: a command
 * @job: where its options and words go
 * @arguments: the command's name and what follows it
 * @error: return location for an error
 *
 * Prints help and exits where that is asked for.
 *
 * Returns: whether the command line is right
 */
gboolean
cli_command_parse (const CliCommand  *self,
                   CliJob            *job,
                   char             **arguments,
                   GError           **error)
{
  g_autofree char *program = g_strdup_printf ("toolcrib-cli %s", self->name);
  g_autoptr(GOptionContext) context = g_option_context_new (self->synopsis);
  g_autofree char *help = NULL;
  g_auto(GStrv) rest = NULL;

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, gettext (self->summary));
  g_option_context_set_help_enabled (context, FALSE);

  if (self->description != NULL)
    g_option_context_set_description (context, gettext (self->description));

  cli_options_add (&job->options, self->options, context);
  rest = g_strdupv (arguments);

  for (guint i = 0; rest[i] != NULL && !g_str_equal (rest[i], "--"); i++)
    {
      if (g_str_equal (rest[i], "--help") || g_str_equal (rest[i], "-h"))
        {
          g_set_prgname (program);
          help = g_option_context_get_help (context, TRUE, NULL);
          g_print ("%s", help);
          exit (0);
        }
    }

  if (!g_option_context_parse_strv (context, &rest, error))
    return FALSE;

  g_strfreev (job->words);
  job->words = g_strdupv (rest + 1);

  return check_words (self, job->words, error) && cli_options_check (&job->options, error);
}
