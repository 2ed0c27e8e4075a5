/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-client-ask.h"

#include "mcp-client-lists.h"
#include "mcp-client-private.h"
#include "sjson-builder.h"

#include <string.h>

/* Bytes of a result beyond which it is read in a worker. */
#define LARGE_RESULT (64 * 1024)

typedef struct
{
  McpRequest *request;
  const char *capability;
  const char *words;
  McpReader reader;
  SjsonValue *result;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_object_unref (asking->request);
  g_clear_pointer (&asking->result, sjson_value_free);
  g_free (asking);
}

static void
read_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Asking *asking = task_data;
  GError *error = NULL;
  gpointer object = asking->reader (asking->result, &error);

  if (object != NULL)
    g_task_return_pointer (task, object, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Asking *asking = g_task_get_task_data (task);
  GError *error = NULL;
  gsize length;

  asking->result = mcp_client_send_finish (MCP_CLIENT (source), result, &error);

  if (asking->result == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  sjson_value_get_text (asking->result, &length);

  if (length > LARGE_RESULT)
    g_task_run_in_thread (task, read_thread);
  else
    read_thread (task, NULL, asking, NULL);
}

/* The two oldest revisions know no context of a completion (MCP 2025-06-18, changelog). */
static gboolean
knows_context (const char *version)
{
  return version == NULL || strcmp (version, "2025-06-18") >= 0;
}

static void
leave_out_context (Asking *asking)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_begin_object (sjson_builder_new ());
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue name, value, root;
  SjsonIter iter;

  sjson_iter_init (&iter, mcp_request_get_params (asking->request));

  while (sjson_iter_next (&iter, &name, &value))
    {
      if (!sjson_value_equals_string (&name, "context"))
        sjson_builder_value (sjson_builder_name_value (builder, &name), &value);
    }

  document = sjson_builder_end_document (sjson_builder_end_object (builder));
  root = sjson_document_get_root (document);
  g_object_unref (asking->request);
  asking->request = mcp_request_new ("completion/complete", &root);
}

static gboolean
check_asking (McpClient  *self,
              Asking     *asking,
              GError    **error)
{
  return mcp_client_offers (self, asking->capability) ||
         mcp_client_check_offered (self, asking->capability, NULL, asking->words, error);
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  McpClient *self = MCP_CLIENT (source);
  g_autoptr(GTask) task = G_TASK (user_data);
  Asking *asking = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  if (!mcp_client_connect_finish (self, result, &error) || !check_asking (self, asking, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  if (strcmp (mcp_request_get_method (asking->request), "completion/complete") == 0 &&
      !knows_context (mcp_client_get_protocol_version (self)))
    leave_out_context (asking);

  mcp_client_send_async (self, asking->request, cancellable, sent_cb, g_steal_pointer (&task));
}

/*
 * mcp_client_ask_async:
 * @capability: what the server must offer
 * @reader: makes an object of the result
 *
 * Connects first when need be.
 */
void
mcp_client_ask_async (McpClient           *self,
                      McpRequest          *request,
                      const char          *capability,
                      const char          *words,
                      McpReader            reader,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Asking *asking = g_new0 (Asking, 1);

  g_task_set_source_tag (task, mcp_client_ask_async);
  asking->request = g_object_ref (request);
  asking->capability = capability;
  asking->words = words;
  asking->reader = reader;
  g_task_set_task_data (task, asking, asking_free);

  mcp_client_connect_async (self, cancellable, connected_cb, task);
}

gpointer
mcp_client_ask_finish (McpClient     *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
