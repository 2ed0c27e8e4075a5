/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-options.h"

#include "cli-arguments.h"
#include "cli-roots.h"
#include "mcp-client.h"

#include <glib/gi18n.h>

#define AT(member) G_STRUCT_OFFSET (CliOptions, member)

static const struct
{
  CliOptionFlags flag;   /* 0 for all commands */
  const char *name;
  char letter;
  GOptionArg arg;
  gsize place;
  const char *summary;
  const char *value;
} all[] = {
  { CLI_OPTION_JSON, "json", 0, G_OPTION_ARG_NONE, AT (json),
    N_("Print JSON, errors on standard error included"), NULL },
  { CLI_OPTION_NAME, "name", 0, G_OPTION_ARG_STRING, AT (name),
    N_("Name for people"), N_("NAME") },
  { CLI_OPTION_URL, "url", 0, G_OPTION_ARG_STRING, AT (url),
    N_("Address"), N_("URL") },
  { CLI_OPTION_NO_CHECK, "no-check", 0, G_OPTION_ARG_NONE, AT (no_check),
    N_("Do not ask the server first"), NULL },
  { CLI_OPTION_NO_AUTH, "no-auth", 0, G_OPTION_ARG_NONE, AT (no_auth),
    N_("Never sign in"), NULL },
  { CLI_OPTION_ARGUMENTS, "arguments", 0, G_OPTION_ARG_STRING, AT (arguments),
    N_("All arguments at once, a JSON object"), N_("JSON") },
  { CLI_OPTION_OUTPUT, "output", 'o', G_OPTION_ARG_FILENAME, AT (output),
    N_("Save it, whatever it is, instead of printing it"), N_("FILE") },
  { CLI_OPTION_YES, "yes", 'y', G_OPTION_ARG_NONE, AT (yes),
    N_("Do not ask before the run"), NULL },
  { CLI_OPTION_REGISTRATION, "client-id", 0, G_OPTION_ARG_STRING, AT (client_id),
    N_("As what Toolcrib is registered where people sign in"), N_("ID") },
  { CLI_OPTION_REGISTRATION, "authority", 0, G_OPTION_ARG_STRING, AT (authority),
    N_("Who signs people in, if the server does not say"), N_("ISSUER") },
  { CLI_OPTION_REGISTRATION, "scope", 0, G_OPTION_ARG_STRING, AT (scope),
    N_("What to ask for instead of what the server says"), N_("SCOPES") },
  { CLI_OPTION_REGISTRATION, "redirect-uri", 0, G_OPTION_ARG_STRING, AT (redirect_uri),
    N_("Where a sign-in ends, if not at the usual address"), N_("URI") },
  { CLI_OPTION_REGISTRATION, "resource", 0, G_OPTION_ARG_STRING, AT (resource_parameter),
    N_("Whether sign-ins name the server as the resource: auto, send or omit"), N_("HOW") },
  { CLI_OPTION_REGISTRATION, "client-secret-file", 0, G_OPTION_ARG_FILENAME,
    AT (client_secret_file),
    N_("A file with the secret that belongs to the client ID, - for standard input"), N_("FILE") },
  { CLI_OPTION_REGISTRATION, "register", 0, G_OPTION_ARG_NONE, AT (may_register),
    N_("Let Toolcrib register itself where people sign in"), NULL },
  { CLI_OPTION_REGISTRATION, "no-register", 0, G_OPTION_ARG_NONE, AT (no_register),
    N_("Let it not do that any more"), NULL },
  { CLI_OPTION_REGISTRATION, "discovery", 0, G_OPTION_ARG_STRING, AT (discovery),
    N_("2025-03-26: a server that names nobody signs people in itself"), N_("REVISION") },
  { CLI_OPTION_NETWORK, "header", 0, G_OPTION_ARG_STRING_ARRAY, AT (headers),
    N_("Send this header field along with each request; repeat it for more"), N_("NAME=VALUE") },
  { CLI_OPTION_NETWORK, "secret-header", 0, G_OPTION_ARG_STRING_ARRAY, AT (secret_headers),
    N_("The same for a value that is kept in the keyring: asked for, or read from FILE"),
    N_("NAME[=@FILE]") },
  { CLI_OPTION_NETWORK, "no-header", 0, G_OPTION_ARG_STRING_ARRAY, AT (no_headers),
    N_("Do not send this header field any more"), N_("NAME") },
  { CLI_OPTION_NETWORK, "ca-file", 0, G_OPTION_ARG_FILENAME, AT (ca_file),
    N_("Who may vouch for the server, instead of the system's authorities (PEM)"), N_("FILE") },
  { CLI_OPTION_NETWORK, "client-certificate", 0, G_OPTION_ARG_FILENAME, AT (client_certificate),
    N_("The certificate to show to the server (PEM)"), N_("FILE") },
  { CLI_OPTION_NETWORK, "client-key", 0, G_OPTION_ARG_FILENAME, AT (client_key),
    N_("Its private key, if that is in another file (PEM)"), N_("FILE") },
  { CLI_OPTION_SIGN_IN, "other-account", 0, G_OPTION_ARG_NONE, AT (other_account),
    N_("Choose who signs in, also if somebody is signed in"), NULL },
  { CLI_OPTION_SIGN_IN, "add-scope", 0, G_OPTION_ARG_STRING, AT (add_scope),
    N_("Ask for these permissions as well"), N_("SCOPES") },
  { CLI_OPTION_SIGN_IN, "no-browser", 0, G_OPTION_ARG_NONE, AT (no_browser),
    N_("Print the address and open nothing"), NULL },
  { CLI_OPTION_SIGN_IN, "browser", 0, G_OPTION_ARG_NONE, AT (browser),
    N_("Sign in in the browser, as happens unless you say otherwise"), NULL },
  { CLI_OPTION_SIGN_IN, "device-code", 0, G_OPTION_ARG_NONE, AT (device_code),
    N_("Sign in on another device, by a code, where the administrator allows it"), NULL },
  { CLI_OPTION_TRUST, "kind", 0, G_OPTION_ARG_STRING, AT (kind),
    N_("Whose rules it follows: entra or generic"), N_("KIND") },
  { CLI_OPTION_TRUST, "ca-file", 0, G_OPTION_ARG_FILENAME, AT (ca_file),
    N_("What its certificate is checked against"), N_("FILE") },
  { CLI_OPTION_TRUST, "assume-pkce", 0, G_OPTION_ARG_NONE, AT (assume_pkce),
    N_("It knows PKCE though it does not say so"), NULL },
  { CLI_OPTION_TRUST, "allow-http-loopback", 0, G_OPTION_ARG_NONE, AT (allow_http_loopback),
    N_("It may be http, on this computer"), NULL },
  { CLI_OPTION_QUESTIONS, "answer", 0, G_OPTION_ARG_STRING_ARRAY, AT (answers),
    N_("Answer a question that the server asks while it works; repeat it for more"),
    N_("KEY=VALUE") },
  { CLI_OPTION_QUESTIONS, "decline", 0, G_OPTION_ARG_NONE, AT (decline),
    N_("Decline all questions that --answer does not answer"), NULL },
  { CLI_OPTION_QUESTIONS, "root", 0, G_OPTION_ARG_FILENAME_ARRAY, AT (roots),
    N_("Tell the server the address of this folder if it asks; repeat it for more"),
    N_("FOLDER") },
  { CLI_OPTION_WIRE, "protocol", 0, G_OPTION_ARG_STRING, AT (protocol),
    N_("Keep to this revision of the protocol instead of finding out"), N_("REVISION") },
  { CLI_OPTION_WIRE, "trace", 0, G_OPTION_ARG_NONE, AT (trace),
    N_("Show what goes to the server and comes from it, without secrets"), NULL },
  { CLI_OPTION_TASKS, "resume", 0, G_OPTION_ARG_INT, AT (resume),
    N_("Wait for the result of that one"), N_("NUMBER") },
  { CLI_OPTION_TASKS, "cancel", 0, G_OPTION_ARG_INT, AT (cancel),
    N_("Tell the server to stop that one"), N_("NUMBER") },
  { CLI_OPTION_SIGN_OUT, "microsoft", 0, G_OPTION_ARG_NONE, AT (microsoft),
    N_("End Microsoft’s own session as well, in the browser"), NULL },
  { CLI_OPTION_KEYRING, "move-aside", 0, G_OPTION_ARG_NONE, AT (move_aside),
    N_("Move the file of secrets aside, if it cannot be opened any more"), NULL },
  { CLI_OPTION_REMOVE, "servers", 0, G_OPTION_ARG_NONE, AT (servers),
    N_("Remove the saved servers as well"), NULL },
  { CLI_OPTION_SCHEMA, "schema", 0, G_OPTION_ARG_FILENAME, AT (schema),
    N_("A file with the schema"), N_("FILE") },
  { CLI_OPTION_LISTEN, "count", 0, G_OPTION_ARG_STRING, AT (count),
    N_("End after so many notifications"), N_("NUMBER") },
  { CLI_OPTION_LISTEN, "resource", 0, G_OPTION_ARG_STRING_ARRAY, AT (resources),
    N_("Tell also when this resource changes; may be given several times"), N_("URI") },
  { 0, "debug", 0, G_OPTION_ARG_NONE, AT (debug),
    N_("Say what goes on, and the details of errors"), NULL },
};

/**
 * cli_options_add:
 * @self: where the values go
 * @flags: which ones a command has
 * @context: what reads the command line
 */
void
cli_options_add (CliOptions     *self,
                 CliOptionFlags  flags,
                 GOptionContext *context)
{
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      const GOptionEntry entries[] = {
        { all[i].name, all[i].letter, 0, all[i].arg, G_STRUCT_MEMBER_P (self, all[i].place),
          all[i].summary, all[i].value },
        { NULL }
      };

      if (all[i].flag == 0 || (flags & all[i].flag) != 0)
        g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
    }
}

/**
 * cli_options_clear:
 * @self: options
 *
 * Frees their values.
 */
void
cli_options_clear (CliOptions *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      if (all[i].arg == G_OPTION_ARG_STRING_ARRAY || all[i].arg == G_OPTION_ARG_FILENAME_ARRAY)
        g_clear_pointer (&G_STRUCT_MEMBER (char **, self, all[i].place), g_strfreev);
      else if (all[i].arg != G_OPTION_ARG_NONE && all[i].arg != G_OPTION_ARG_INT)
        g_clear_pointer (&G_STRUCT_MEMBER (char *, self, all[i].place), g_free);
    }
}

static gboolean
check_protocol (const char  *protocol,
                GError     **error)
{
  const char * const *known = mcp_client_get_known_protocols ();
  g_autofree char *list = NULL;

  if (protocol == NULL || g_strv_contains (known, protocol))
    return TRUE;

  list = g_strjoinv (", ", (char **) known);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("There is no revision “%s” of the protocol that Toolcrib speaks. It speaks: %s."),
               protocol, list);

  return FALSE;
}

static gboolean
check_surface (const CliOptions  *self,
               GError           **error)
{
  if (!self->device_code || (!self->browser && !self->no_browser))
    return TRUE;

  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _("--device-code needs no browser here: leave the other option out."));

  return FALSE;
}

/**
 * cli_options_check:
 * @self: options
 * @error: return location for an error
 *
 * Returns: whether their values are good, as far as that can be said by themselves
 */
gboolean
cli_options_check (const CliOptions  *self,
                   GError           **error)
{
  return check_protocol (self->protocol, error) && check_surface (self, error) &&
         (self->answers == NULL || cli_arguments_check (self->answers, error)) &&
         cli_roots_check (self->roots, error);
}
