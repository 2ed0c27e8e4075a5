/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-registration.h"

#include "crib-error.h"

#include <glib/gi18n.h>
#include <string.h>

/* More than any client id or list of scopes is long. */
#define MAX_LENGTH 4096

/**
 * cli_registration_is_given:
 * @options: what was given
 *
 * Returns: whether anything of a registration is there
 */
gboolean
cli_registration_is_given (const CliOptions *options)
{
  return options->client_id != NULL || options->authority != NULL || options->scope != NULL ||
         options->redirect_uri != NULL || options->resource_parameter != NULL ||
         options->client_secret_file != NULL ||
         options->may_register || options->no_register || options->discovery != NULL;
}

static gboolean
refuse (const char  *option,
        const char  *reason,
        GError     **error)
{
  g_set_error (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS, "%s: %s", option, reason);

  return FALSE;
}

/* @blanks: whether there may be any. RFC 6749 knows nothing but visible letters in either. */
static gboolean
check_text (const char  *option,
            const char  *text,
            gboolean     blanks,
            GError     **error)
{
  if (text == NULL)
    return TRUE;

  if (strlen (text) > MAX_LENGTH)
    return refuse (option, _("this is too long."), error);

  for (const char *c = text; *c != '\0'; c++)
    {
      if (!g_ascii_isgraph (*c) && !(blanks && *c == ' '))
        return refuse (option, blanks ? _("this must be words with one blank between them.")
                                      : _("this must be one word."), error);
    }

  return TRUE;
}

/* An issuer is compared letter by letter, so it is looked at and not changed. */
static gboolean
check_authority (const char  *text,
                 GError     **error)
{
  g_autofree char *uri = NULL;
  g_autoptr(GError) local_error = NULL;

  if (text == NULL || *text == '\0')
    return TRUE;

  uri = strstr (text, "://") != NULL ? crib_server_normalize_uri (text, &local_error) : NULL;

  if (uri != NULL)
    return TRUE;

  return refuse ("--authority", local_error != NULL
                                ? local_error->message
                                : _("this must be an address such as https://login.example.com."),
                 error);
}

static gboolean
check_redirect (const char  *text,
                GError     **error)
{
  g_autoptr(GError) local_error = NULL;

  return crib_server_check_redirect_uri (text, &local_error) ||
         refuse ("--redirect-uri", local_error->message, error);
}

static gboolean
check_resource (const char  *text,
                GError     **error)
{
  static const char * const words[] = {
    "", "auto", CRIB_SERVER_RESOURCE_SEND, CRIB_SERVER_RESOURCE_OMIT, NULL
  };

  return text == NULL || g_strv_contains (words, text) ||
         refuse ("--resource", _("this is auto, send or omit."), error);
}

static gboolean
check_discovery (const char  *text,
                 GError     **error)
{
  return text == NULL || *text == '\0' || g_str_equal (text, CRIB_SERVER_OLD_DISCOVERY) ||
         refuse ("--discovery", _("the only other way is " CRIB_SERVER_OLD_DISCOVERY "."), error);
}

static gboolean
check_register (const CliOptions  *options,
                GError           **error)
{
  return !options->may_register || !options->no_register ||
         refuse ("--register", _("--no-register says the opposite."), error);
}

/**
 * cli_registration_check:
 * @options: what was given
 * @error: return location: %CRIB_ERROR_ARGUMENTS
 *
 * Returns: whether it can be what it is said to be
 */
gboolean
cli_registration_check (const CliOptions  *options,
                        GError           **error)
{
  return check_text ("--client-id", options->client_id, FALSE, error) &&
         check_text ("--scope", options->scope, TRUE, error) &&
         check_text ("--authority", options->authority, FALSE, error) &&
         check_authority (options->authority, error) &&
         check_redirect (options->redirect_uri, error) &&
         check_resource (options->resource_parameter, error) &&
         check_discovery (options->discovery, error) && check_register (options, error);
}

/**
 * cli_registration_apply:
 * @options: what was given, and is right
 * @server: a server
 *
 * Sets what was given; an empty text takes away what was set.
 */
void
cli_registration_apply (const CliOptions *options,
                        CribServer       *server)
{
  if (options->client_id != NULL)
    crib_server_set_client_id (server, options->client_id);

  if (options->authority != NULL)
    crib_server_set_authority (server, options->authority);

  if (options->scope != NULL)
    crib_server_set_scope (server, options->scope);

  if (options->redirect_uri != NULL)
    crib_server_set_redirect_uri (server, options->redirect_uri);

  if (options->resource_parameter != NULL)
    crib_server_set_resource_parameter (server, g_str_equal (options->resource_parameter, "auto")
                                                ? NULL : options->resource_parameter);

  if (options->may_register || options->no_register)
    crib_server_set_may_register (server, options->may_register);

  if (options->discovery != NULL)
    crib_server_set_is_own_authority (server, *options->discovery != '\0');
}
