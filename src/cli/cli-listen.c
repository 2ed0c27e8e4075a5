/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-command.h"
#include "cli-output.h"
#include "cli-target.h"
#include "crib-error.h"
#include "mcp-client-resources.h"
#include "sjson-builder.h"

#include <glib/gi18n.h>
#include <stdio.h>

#define ACKNOWLEDGED "notifications/subscriptions/acknowledged"

/* What a server tells while somebody listens. */
typedef struct
{
  CliJob *job;
  McpClient *client;
  guint n_subscribing;
  guint64 n_left;       /* G_MAXUINT64: until somebody presses Ctrl+C */
  gboolean is_open;     /* the server tells */
  gboolean is_ready;    /* that was said */
  gboolean is_over;
  GSource *interrupt;
} Listening;

/* The client goes on until it is closed; nothing of it comes here any more. */
static void
stop (Listening *self)
{
  self->is_over = TRUE;
  g_signal_handlers_disconnect_by_data (self->client, self);
}

static void
listening_free (gpointer data)
{
  Listening *self = data;

  g_source_destroy (self->interrupt);
  g_source_unref (self->interrupt);
  g_free (self);
}

static void
fail (Listening    *self,
      const GError *error)
{
  if (self->is_over)
    return;

  stop (self);
  cli_job_fail (self->job, error);
}

static void
say_ready (Listening *self)
{
  if (self->is_ready || self->is_over || !self->is_open || self->n_subscribing > 0)
    return;

  self->is_ready = TRUE;
  cli_output_progress (NULL);
  cli_output_note (self->job->options.json, _("Listening. Ctrl+C ends it."));
}

static void
print (Listening        *self,
       const char       *method,
       const SjsonValue *params)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_begin_object (sjson_builder_new ());
  g_autoptr(SjsonDocument) document = NULL;
  g_autofree char *json = params != NULL ? sjson_value_to_json (params, NULL) : g_strdup ("{}");
  g_autofree char *line = NULL;
  SjsonValue root;

  if (self->job->options.json)
    {
      sjson_builder_string (sjson_builder_name (builder, "method"), method);

      if (params != NULL)
        sjson_builder_value (sjson_builder_name (builder, "params"), params);

      document = sjson_builder_end_document (sjson_builder_end_object (builder));
      root = sjson_document_get_root (document);
      cli_output_json (&root, FALSE);
    }
  else
    {
      line = g_strdup_printf ("%s %s", method, json);
      cli_output_text (line);
    }

  /* Who reads it through a pipe reads it now. */
  fflush (stdout);
}

static void
notification_cb (McpClient        *client,
                 const char       *method,
                 const SjsonValue *params,
                 Listening        *self)
{
  if (g_str_equal (method, ACKNOWLEDGED))
    {
      self->is_open = TRUE;
      say_ready (self);
      return;
    }

  print (self, method, params);

  if (self->n_left == G_MAXUINT64 || --self->n_left > 0)
    return;

  stop (self);
  cli_job_finish (self->job, CLI_STATUS_OK);
}

static void
declined_cb (McpClient  *client,
             const char *uri,
             Listening  *self)
{
  cli_output_progress (NULL);
  cli_output_warn (&self->job->options, uri, _("the server does not tell of it."));
}

static void
refused_cb (McpClient    *client,
            const GError *error,
            Listening    *self)
{
  fail (self, error);
}

static void
subscribed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Listening *self = user_data;
  g_autoptr(GError) error = NULL;

  self->n_subscribing--;

  if (!mcp_client_subscribe_finish (MCP_CLIENT (source), result, &error))
    fail (self, error);
  else
    say_ready (self);
}

/* Without a session the server says when it begins to tell. */
static gboolean
has_session (McpClient *client)
{
  return g_strcmp0 (mcp_client_get_protocol_version (client), "2026-07-28") < 0;
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Listening *self = user_data;
  char **uris = self->job->options.resources;
  g_autoptr(GError) error = NULL;

  if (!mcp_client_connect_finish (MCP_CLIENT (source), result, &error))
    {
      fail (self, error);
      return;
    }

  self->is_open = has_session (self->client);

  for (; uris != NULL && *uris != NULL; uris++)
    {
      self->n_subscribing++;
      mcp_client_subscribe_async (self->client, *uris, self->job->cancellable, subscribed_cb,
                                  self);
    }

  say_ready (self);
}

/* Ctrl+C is how it ends, and no failure. */
static gboolean
interrupted_cb (GCancellable *cancellable,
                gpointer      user_data)
{
  Listening *self = user_data;

  if (!self->is_over)
    {
      stop (self);
      cli_job_finish (self->job, CLI_STATUS_INTERRUPTED);
    }

  return G_SOURCE_REMOVE;
}

static void
listen_to (CliJob    *job,
           McpClient *client,
           guint64    count)
{
  Listening *self = g_new0 (Listening, 1);

  self->job = job;
  self->client = client;
  self->n_left = count;
  self->interrupt = g_cancellable_source_new (job->cancellable);
  g_source_set_callback (self->interrupt, G_SOURCE_FUNC (interrupted_cb), self, NULL);
  g_source_attach (self->interrupt, NULL);
  g_object_set_data_full (G_OBJECT (job->connection), "cli-listening", self, listening_free);

  g_signal_connect (client, "notification", G_CALLBACK (notification_cb), self);
  g_signal_connect (client, "resource-declined", G_CALLBACK (declined_cb), self);
  g_signal_connect (client, "watch-refused", G_CALLBACK (refused_cb), self);
  g_signal_connect (client, "disconnected", G_CALLBACK (refused_cb), self);
  mcp_client_watch_all (client);
  mcp_client_connect_async (client, job->cancellable, connected_cb, self);
}

static gboolean
read_count (CliJob  *job,
            guint64 *count)
{
  *count = G_MAXUINT64;

  return job->options.count == NULL ||
         g_ascii_string_to_unsigned (job->options.count, 10, 1, G_MAXINT, count, NULL);
}

/**
 * cli_listen_run:
 * @job: a job
 *
 * `listen`: prints what a server tells unasked.
 */
void
cli_listen_run (CliJob *job)
{
  g_autoptr(CribServer) server = NULL;
  g_autoptr(GError) error = NULL;
  CribConnection *connection;
  McpClient *client = NULL;
  guint64 count;

  if (!read_count (job, &count))
    {
      cli_job_refuse (job, _("--count takes a whole number from 1 on."));
      return;
    }

  server = cli_target_find (job, job->words[0], &error);

  if (server == NULL)
    {
      cli_job_fail (job, error);
      return;
    }

  connection = cli_job_connect (job, server);
  /* What it offers has to be known here, so it is asked. */
  crib_connection_set_era_cache (connection, NULL);
  client = crib_connection_get_client (connection, &error);

  if (client == NULL)
    {
      cli_job_fail (job, error);
      return;
    }

  cli_output_progress (_("Asking the server…"));
  listen_to (job, client, count);
}
