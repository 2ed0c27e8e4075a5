/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-advice.h"
#include "cli-client-secret.h"
#include "cli-command.h"
#include "cli-network.h"
#include "cli-output.h"
#include "cli-registration.h"
#include "cli-target.h"
#include "crib-error.h"
#include "crib-server-secrets.h"
#include "sjson-builder.h"

#include <glib/gi18n.h>

/* Members for signing in are there only when they say something, as in the file. */
static void
write_text (SjsonBuilder *builder,
            const char   *name,
            const char   *text)
{
  if (text != NULL)
    sjson_builder_string (sjson_builder_name (builder, name), text);
}

static void
write_server (SjsonBuilder *builder,
              CribServer   *server)
{
  sjson_builder_begin_object (builder);
  sjson_builder_string (sjson_builder_name (builder, "id"), crib_server_get_id (server));
  sjson_builder_string (sjson_builder_name (builder, "name"), crib_server_get_name (server));
  sjson_builder_string (sjson_builder_name (builder, "url"), crib_server_get_uri (server));
  write_text (builder, "client_id", crib_server_get_client_id (server));
  write_text (builder, "authority", crib_server_get_authority (server));
  write_text (builder, "scope", crib_server_get_scope (server));
  write_text (builder, "redirect_uri", crib_server_get_redirect_uri (server));
  write_text (builder, "resource_parameter", crib_server_get_resource_parameter (server));
  write_text (builder, "resource_refused", crib_server_get_resource_refused (server));
  write_text (builder, "account", crib_server_get_account (server));
  write_text (builder, "client_issuer", crib_server_get_client_issuer (server));
  write_text (builder, "registered_client_id", crib_server_get_registered_id (server));
  write_text (builder, "registered_issuer", crib_server_get_registered_issuer (server));
  cli_network_write (server, builder);
  sjson_builder_end_object (builder);
}

static void
print_built (SjsonBuilder *builder)
{
  g_autoptr(SjsonDocument) document = sjson_builder_end_document (builder);
  SjsonValue root = sjson_document_get_root (document);

  cli_output_json (&root, TRUE);
}

static void
print_list (GListModel *servers,
            gboolean    json)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();

  sjson_builder_begin_array (builder);

  for (guint i = 0; i < g_list_model_get_n_items (servers); i++)
    {
      g_autoptr(CribServer) server = g_list_model_get_item (servers, i);
      g_autofree char *line = g_strdup_printf ("%s\n  %s", crib_server_get_name (server),
                                               crib_server_get_uri (server));

      write_server (builder, server);

      if (!json)
        cli_output_text (line);
    }

  sjson_builder_end_array (builder);

  if (json)
    print_built (builder);
}

/* After a change: the server as it is saved now. */
static void
finish_change (CliJob     *job,
               CribServer *server)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();

  if (job->options.json)
    {
      write_server (builder, server);
      print_built (builder);
    }
  else
    {
      cli_output_text (job->sentence);
    }

  cli_job_finish (job, CLI_STATUS_OK);
}

/**
 * cli_servers_run:
 * @job: a job
 *
 * `servers`: lists what is saved.
 */
void
cli_servers_run (CliJob *job)
{
  GListModel *servers = G_LIST_MODEL (cli_job_load_store (job));

  if (g_list_model_get_n_items (servers) == 0 && !job->options.json)
    cli_output_warn (&job->options, _("No server is saved yet"), _("add one with “add URL”."));

  print_list (servers, job->options.json);
  cli_job_finish (job, CLI_STATUS_OK);
}

static gboolean
check_name (const char  *name,
            GError     **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));

  if (*stripped != '\0' && g_utf8_validate (stripped, -1, NULL))
    return TRUE;

  g_set_error_literal (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS,
                       _("The name of a server cannot be empty."));

  return FALSE;
}

/* Neither name nor address twice: @except (nullable) may keep its own. */
static gboolean
check_free (CribServerStore  *store,
            const char       *name,
            const char       *uri,
            CribServer       *except,
            GError          **error)
{
  CribServer *taken = name != NULL ? crib_server_store_find (store, name) : NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++)
    {
      g_autoptr(CribServer) server = g_list_model_get_item (G_LIST_MODEL (store), i);

      if (server == except || g_strcmp0 (crib_server_get_uri (server), uri) != 0)
        continue;

      g_set_error (error, CRIB_ERROR, CRIB_ERROR_EXISTS,
                   _("The address is saved already, as “%s”."), crib_server_get_name (server));
      return FALSE;
    }

  if (taken == NULL || taken == except)
    return TRUE;

  g_set_error (error, CRIB_ERROR, CRIB_ERROR_EXISTS, _("There is a server named “%s” already."),
               crib_server_get_name (taken));

  return FALSE;
}

/* The person's word, else the server's, else the address's; the latter two made unique. */
static char *
choose_name (CliJob     *job,
             const char *uri)
{
  const char *title = job->connection != NULL
    ? crib_connection_get_server_title (job->connection)
    : NULL;
  g_autofree char *first = NULL;
  g_autofree char *name = NULL;

  if (job->options.name != NULL)
    return g_strdup (job->options.name);

  first = title != NULL && *title != '\0' ? g_strdup (title) : crib_server_suggest_name (uri);
  name = g_strdup (first);

  for (guint i = 2; crib_server_store_find (job->store, name) != NULL; i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s %u", first, i);
    }

  return g_steal_pointer (&name);
}

/* What is to be saved, after the look at job->server if there was one. */
static CribServer *
build_server (CliJob     *job,
              const char *uri)
{
  g_autofree char *name = choose_name (job, uri);
  CribServer *server = crib_server_new (name, uri);

  cli_registration_apply (&job->options, server);
  cli_network_apply (job, server);

  /* Whoever was let in meanwhile. */
  if (job->server != NULL)
    crib_server_set_account (server, crib_server_get_account (job->server));

  return server;
}

static void
save (CliJob     *job,
      const char *uri,
      const char *remark)
{
  g_autoptr(CribServer) server = build_server (job, uri);
  g_autoptr(GError) error = NULL;

  if (!crib_server_store_add (job->store, server, &error))
    {
      cli_job_fail (job, error);
      return;
    }

  job->sentence = g_strdup_printf (_("Saved “%s” (%s). %s"), crib_server_get_name (server), uri,
                                   remark);
  cli_client_secret_keep (job, server, finish_change);
}

/* A server that is there but lets nobody in yet is worth to be saved. */
static char *
dup_remark (CliJob       *job,
            const GError *error)
{
  g_autoptr(CribProblem) problem = crib_problem_new (error, job->server);
  g_autofree char *name = NULL;
  g_autofree char *advice = NULL;

  switch (crib_problem_get_kind (problem))
    {
    case CRIB_PROBLEM_SIGN_IN:
    case CRIB_PROBLEM_CLIENT_ID:
    case CRIB_PROBLEM_UNTRUSTED:
    case CRIB_PROBLEM_KEYRING:
      break;
    case CRIB_PROBLEM_ADDRESS:
    case CRIB_PROBLEM_NOT_MCP:
    case CRIB_PROBLEM_SIGN_IN_FAILED:
    case CRIB_PROBLEM_FORBIDDEN:
    case CRIB_PROBLEM_UNREACHABLE:
    case CRIB_PROBLEM_SERVER:
    case CRIB_PROBLEM_TOOL_GONE:
    case CRIB_PROBLEM_REFUSED:
    case CRIB_PROBLEM_LOST:
    case CRIB_PROBLEM_OTHER:
    default:
      return NULL;
    }

  name = choose_name (job, crib_server_get_uri (job->server));
  advice = cli_advice_dup (problem, name, TRUE, job->connection);

  return g_strdup_printf (_("It works only for people who signed in. %s"),
                          advice != NULL ? advice : crib_problem_get_fix (problem));
}

static void
check_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  CliJob *job = user_data;
  CribConnection *connection = CRIB_CONNECTION (source);
  const char *uri = crib_server_get_uri (job->server);
  guint n_tools = g_list_model_get_n_items (crib_connection_get_tools (connection));
  g_autofree char *remark = NULL;
  g_autoptr(GError) error = NULL;

  cli_output_progress (NULL);

  if (crib_connection_open_finish (connection, result, &error))
    remark = g_strdup_printf (ngettext ("It has %u tool.", "It has %u tools.", n_tools), n_tools);
  else
    remark = dup_remark (job, error);

  if (remark != NULL)
    save (job, uri, remark);
  else
    cli_job_fail (job, error);
}

static void
look_at (CliJob     *job,
         const char *uri)
{
  g_autoptr(CribServer) probe = NULL;
  CribConnection *connection;

  cli_output_progress (_("Asking the server…"));
  probe = crib_server_new (job->options.name != NULL ? job->options.name : uri, uri);
  cli_registration_apply (&job->options, probe);
  cli_network_apply (job, probe);
  connection = cli_job_connect (job, probe);
  /* Its title is wanted, so it is asked who it is. */
  crib_connection_set_era_cache (connection, NULL);
  crib_connection_open_async (connection, job->cancellable, check_cb, job);
}

static void
add_stored_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  CliJob *job = user_data;
  g_autofree char *uri = crib_server_normalize_uri (job->words[0], NULL);
  g_autoptr(GError) error = NULL;

  if (!cli_network_store_finish (result, &error))
    cli_job_fail (job, error);
  else if (job->options.no_check)
    save (job, uri, _("It was not asked whether it answers."));
  else
    look_at (job, uri);
}

/**
 * cli_servers_run_add:
 * @job: a job
 *
 * `add`: saves a server, after a look at it.
 */
void
cli_servers_run_add (CliJob *job)
{
  CribServerStore *store = cli_job_load_store (job);
  g_autoptr(GError) error = NULL;
  g_autofree char *uri = crib_server_normalize_uri (job->words[0], &error);

  if (uri == NULL ||
      (job->options.name != NULL && !check_name (job->options.name, &error)) ||
      !cli_registration_check (&job->options, &error) || !cli_client_secret_read (job, &error) ||
      !cli_network_check (&job->options, NULL, &error) ||
      !check_free (store, job->options.name, uri, NULL, &error))
    cli_job_fail (job, error);
  else
    cli_network_store_async (job, uri, add_stored_cb, job);
}

static void
problem_cb (CribServerStore  *store,
            const char       *file,
            const GError     *error,
            GError          **place)
{
  if (*place == NULL)
    *place = g_error_copy (error);
}

/* The store writes each change by itself, and tells when it cannot. */
static gboolean
change (CliJob      *job,
        CribServer  *server,
        const char  *uri,
        GError     **error)
{
  gulong handler;
  GError *local_error = NULL;

  handler = g_signal_connect (job->store, "problem", G_CALLBACK (problem_cb), &local_error);

  if (job->options.name != NULL)
    crib_server_set_name (server, job->options.name);

  if (uri != NULL)
    crib_server_set_uri (server, uri);

  cli_registration_apply (&job->options, server);
  cli_network_apply (job, server);

  g_signal_handler_disconnect (job->store, handler);

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, local_error);

  return FALSE;
}

static void
changed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  CliJob *job = user_data;

  job->sentence = g_strdup_printf (_("Changed: “%s” (%s)."), crib_server_get_name (job->server),
                                   crib_server_get_uri (job->server));
  cli_client_secret_keep (job, job->server, finish_change);
}

static void
edit_stored_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  CliJob *job = user_data;
  g_autoptr(GPtrArray) keys = crib_server_secrets_dup_keys (job->server);
  g_autofree char *uri = NULL;
  g_autoptr(GError) error = NULL;

  if (job->options.url != NULL)
    uri = crib_server_normalize_uri (job->options.url, NULL);

  if (!cli_network_store_finish (result, &error) || !change (job, job->server, uri, &error))
    cli_job_fail (job, error);
  else
    cli_network_forget_async (job, keys, changed_cb, job);
}

/**
 * cli_servers_run_edit:
 * @job: a job
 *
 * `edit`: changes the name, the address, or how people sign in.
 */
void
cli_servers_run_edit (CliJob *job)
{
  g_autoptr(CribServer) server = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *uri = NULL;

  if (job->options.name == NULL && job->options.url == NULL &&
      !cli_registration_is_given (&job->options) && !cli_network_is_given (&job->options))
    {
      cli_job_refuse (job, _("Say what to change: --name, --url, --client-id and the like."));
      return;
    }

  server = cli_target_find_saved (job, job->words[0], &error);

  if (server != NULL && job->options.url != NULL)
    uri = crib_server_normalize_uri (job->options.url, &error);

  if (error != NULL ||
      (job->options.name != NULL && !check_name (job->options.name, &error)) ||
      !cli_registration_check (&job->options, &error) || !cli_client_secret_read (job, &error) ||
      !cli_network_check (&job->options, server, &error) ||
      !check_free (job->store, job->options.name, uri, server, &error))
    {
      cli_job_fail (job, error);
      return;
    }

  g_set_object (&job->server, server);
  cli_network_store_async (job, uri != NULL ? uri : crib_server_get_uri (server), edit_stored_cb,
                           job);
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  CliJob *job = user_data;

  job->sentence = g_strdup_printf (_("Removed “%s”."), crib_server_get_name (job->server));
  finish_change (job, job->server);
}

/**
 * cli_servers_run_remove:
 * @job: a job
 *
 * `remove`: removes a server.
 */
void
cli_servers_run_remove (CliJob *job)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CribServer) server = cli_target_find_saved (job, job->words[0], &error);
  g_autoptr(GPtrArray) keys = NULL;

  if (server == NULL || !crib_server_store_remove (job->store, server, &error))
    {
      cli_job_fail (job, error);
      return;
    }

  crib_connection_forget_server (server, cli_job_get_era_cache (job));
  crib_connection_forget_drafts (server);
  g_set_object (&job->server, server);
  keys = crib_server_secrets_dup_keys (server);
  cli_network_forget_async (job, keys, removed_cb, job);
}
