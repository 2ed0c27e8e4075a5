/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-network.h"

#include "cli-network-secret.h"
#include "crib-certificates.h"
#include "crib-error.h"
#include "crib-header.h"
#include "crib-policy.h"
#include "mcp-http-options.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * cli_network_is_given:
 * @options: what was given
 *
 * Returns: whether anything of it is about the connection
 */
gboolean
cli_network_is_given (const CliOptions *options)
{
  return options->headers != NULL || options->secret_headers != NULL ||
         options->no_headers != NULL || options->ca_file != NULL ||
         options->client_certificate != NULL || options->client_key != NULL;
}

static gboolean
refuse (const char  *option,
        const char  *reason,
        GError     **error)
{
  g_set_error (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS, "%s: %s", option, reason);

  return FALSE;
}

/* "NAME=VALUE". */
static gboolean
check_header (const char  *text,
              GError     **error)
{
  const char *equals = strchr (text, '=');
  g_autofree char *name = equals != NULL ? g_strndup (text, equals - text) : NULL;
  g_autoptr(GError) local_error = NULL;

  if (equals == NULL)
    return refuse ("--header", _("one looks like NAME=VALUE."), error);

  return (mcp_http_options_check_name (name, &local_error) &&
          mcp_http_options_check_value (equals + 1, &local_error)) ||
         refuse ("--header", local_error->message, error);
}

static gboolean
check_headers (const CliOptions  *options,
               GError           **error)
{
  if ((options->headers != NULL || options->secret_headers != NULL) &&
      !crib_policy_allows_headers ())
    return refuse (options->headers != NULL ? "--header" : "--secret-header",
                   _("whoever administers this computer does not allow it."), error);

  for (char **text = options->headers; text != NULL && *text != NULL; text++)
    {
      if (!check_header (*text, error))
        return FALSE;
    }

  for (char **text = options->secret_headers; text != NULL && *text != NULL; text++)
    {
      if (!cli_network_secret_check (*text, error))
        return FALSE;
    }

  return TRUE;
}

/* As it is saved: a place in full, wherever this was started. "" stays nothing. */
static char *
dup_path (const char *path)
{
  return *path != '\0' ? g_canonicalize_filename (path, NULL) : g_strdup ("");
}

/* (nullable): what will hold, of what was given and what @old there was */
static char *
dup_wish (const char *given,
          const char *old)
{
  g_autofree char *wish = given != NULL ? dup_path (given) : g_strdup (old);

  return wish != NULL && *wish != '\0' ? g_steal_pointer (&wish) : NULL;
}

static gboolean
check_files (const CliOptions  *options,
             CribServer        *server,
             GError           **error)
{
  g_autofree char *ca_file = dup_wish (options->ca_file, NULL);
  g_autofree char *own = dup_wish (options->client_certificate, server != NULL
                                   ? crib_server_get_client_certificate (server) : NULL);
  g_autofree char *key = dup_wish (options->client_key, server != NULL
                                   ? crib_server_get_client_key (server) : NULL);
  g_autoptr(GTlsDatabase) database = NULL;
  g_autoptr(GTlsCertificate) certificate = NULL;
  g_autoptr(GError) local_error = NULL;

  if (ca_file != NULL &&
      !(database = crib_certificates_load_authorities (ca_file, &local_error)))
    return refuse ("--ca-file", local_error->message, error);

  if (options->client_certificate == NULL && options->client_key == NULL)
    return TRUE;

  if (own == NULL)
    return key == NULL || refuse ("--client-key", _("there is no certificate that it could belong "
                                                    "to."), error);

  certificate = crib_certificates_load_own (own, key, &local_error);

  return certificate != NULL ||
         refuse ("--client-certificate", local_error->message, error);
}

/**
 * cli_network_check:
 * @options: what was given
 * @server: (nullable): whom it is for, as it is
 * @error: return location: %CRIB_ERROR_ARGUMENTS
 *
 * Returns: whether it can be what it is said to be
 */
gboolean
cli_network_check (const CliOptions  *options,
                   CribServer        *server,
                   GError           **error)
{
  return check_headers (options, error) && check_files (options, server, error);
}

static void
apply_path (CribServer *server,
            const char *path,
            void      (*set) (CribServer *, const char *))
{
  g_autofree char *whole = path != NULL ? dup_path (path) : NULL;

  if (whole != NULL)
    set (server, whole);
}

/**
 * cli_network_apply:
 * @job: a job whose options are right, and whose secrets are in the vault
 * @server: a server
 *
 * Sets what was given; an empty text takes away what was set.
 */
void
cli_network_apply (CliJob     *job,
                   CribServer *server)
{
  const CliOptions *options = &job->options;

  for (char **name = options->no_headers; name != NULL && *name != NULL; name++)
    crib_server_remove_header (server, *name);

  for (char **text = options->headers; text != NULL && *text != NULL; text++)
    {
      const char *equals = strchr (*text, '=');
      g_autofree char *name = g_strndup (*text, equals - *text);

      crib_server_set_header (server, name, equals + 1);
    }

  for (guint i = 0; job->secret_headers != NULL && i < job->secret_headers->len; i++)
    {
      const CribHeader *header = g_ptr_array_index (job->secret_headers, i);

      crib_server_set_secret_header (server, header->name, header->secret);
    }

  apply_path (server, options->ca_file, crib_server_set_ca_file);
  apply_path (server, options->client_certificate, crib_server_set_client_certificate);
  apply_path (server, options->client_key, crib_server_set_client_key);
}

static void
write_text (SjsonBuilder *builder,
            const char   *name,
            const char   *text)
{
  if (text != NULL)
    sjson_builder_string (sjson_builder_name (builder, name), text);
}

/**
 * cli_network_write:
 * @server: a server
 * @builder: where its members are written to; of a secret only that it is one
 */
void
cli_network_write (CribServer   *server,
                   SjsonBuilder *builder)
{
  GPtrArray *headers = crib_server_get_headers (server);

  write_text (builder, "ca_file", crib_server_get_ca_file (server));
  write_text (builder, "client_certificate", crib_server_get_client_certificate (server));
  write_text (builder, "client_key", crib_server_get_client_key (server));

  if (headers->len == 0)
    return;

  sjson_builder_begin_array (sjson_builder_name (builder, "headers"));

  for (guint i = 0; i < headers->len; i++)
    {
      const CribHeader *header = g_ptr_array_index (headers, i);

      sjson_builder_begin_object (builder);
      write_text (builder, "name", header->name);
      write_text (builder, "value", header->value);
      sjson_builder_boolean (sjson_builder_name (builder, "secret"), header->value == NULL);
      sjson_builder_end_object (builder);
    }

  sjson_builder_end_array (builder);
}
