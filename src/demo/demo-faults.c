/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-faults.h"

#include "demo-json.h"

#include <gio/gio.h>

static const char * const kind_names[] = {
  [DEMO_FAULT_NONE] = "none",
  [DEMO_FAULT_STATUS] = "status",
  [DEMO_FAULT_HTML] = "html",
  [DEMO_FAULT_CUT] = "cut",
  [DEMO_FAULT_SLOW] = "slow",
  [DEMO_FAULT_HANG] = "hang",
  [DEMO_FAULT_JSON] = "json",
  [DEMO_FAULT_MALFORMED] = "malformed",
  [DEMO_FAULT_HOLD] = "hold",
  [DEMO_FAULT_NO_SESSION] = "no-session",
  [DEMO_FAULT_TOKEN_ERROR] = "token_error",
};

/**
 * DemoFaults:
 *
 * What tests want to go wrong next: a queue, in which each request finds the first that fits it.
 */
struct _DemoFaults
{
  GObject parent_instance;

  GQueue queue;
};

G_DEFINE_FINAL_TYPE (DemoFaults, demo_faults, G_TYPE_OBJECT)

void
demo_fault_free (DemoFault *fault)
{
  g_free (fault->content_type);
  g_free (fault->body);
  g_clear_pointer (&fault->headers, json_object_unref);
  g_free (fault->server);
  g_free (fault->http);
  g_free (fault->rpc);
  json_object_unref (fault->wish);
  g_free (fault);
}

static DemoFault *
copy_fault (const DemoFault *fault)
{
  DemoFault *copy = g_memdup2 (fault, sizeof *fault);

  copy->content_type = g_strdup (fault->content_type);
  copy->body = g_strdup (fault->body);
  copy->headers = fault->headers != NULL ? json_object_ref (fault->headers) : NULL;
  copy->server = g_strdup (fault->server);
  copy->http = g_strdup (fault->http);
  copy->rpc = g_strdup (fault->rpc);
  copy->wish = json_object_ref (fault->wish);

  return copy;
}

static DemoFaultKind
parse_kind (const char *name)
{
  for (guint i = DEMO_FAULT_STATUS; i < G_N_ELEMENTS (kind_names); i++)
    if (g_strcmp0 (kind_names[i], name) == 0)
      return i;

  return DEMO_FAULT_NONE;
}

/* Without "rpc" a fault fits any HTTP request, with "*" any that carries a JSON-RPC method. */
static gboolean
fits (const DemoFault *fault,
      const char      *server,
      const char      *http,
      const char      *rpc)
{
  if (fault->server != NULL && g_strcmp0 (fault->server, server) != 0)
    return FALSE;

  if (fault->http != NULL && g_strcmp0 (fault->http, http) != 0)
    return FALSE;

  if (g_strcmp0 (fault->rpc, "*") == 0)
    return rpc != NULL;

  return fault->rpc == NULL || g_strcmp0 (fault->rpc, rpc) == 0;
}

static void
demo_faults_finalize (GObject *object)
{
  demo_faults_clear (DEMO_FAULTS (object));

  G_OBJECT_CLASS (demo_faults_parent_class)->finalize (object);
}

static void
demo_faults_class_init (DemoFaultsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = demo_faults_finalize;
}

static void
demo_faults_init (DemoFaults *self)
{
  g_queue_init (&self->queue);
}

DemoFaults *
demo_faults_new (void)
{
  return g_object_new (DEMO_TYPE_FAULTS, NULL);
}

/**
 * demo_faults_add:
 * @self: the faults
 * @wish: what the control port was sent: "kind", and as they apply "server", "http", "rpc" or
 *   for the tenant "endpoint", "times", "status", "headers", "body", "content_type", "ms"
 * @error: return location for an error
 *
 * Returns: whether the wish was understood
 */
gboolean
demo_faults_add (DemoFaults  *self,
                 JsonObject  *wish,
                 GError     **error)
{
  DemoFaultKind kind = parse_kind (demo_json_get_string (wish, "kind"));
  JsonObject *headers = demo_json_get_object (wish, "headers");
  const char *endpoint = demo_json_get_string (wish, "endpoint");
  DemoFault *fault;

  g_return_val_if_fail (DEMO_IS_FAULTS (self), FALSE);

  if (kind == DEMO_FAULT_NONE)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "Unknown kind of fault");
      return FALSE;
    }

  fault = g_new0 (DemoFault, 1);
  fault->kind = kind;
  fault->server = g_strdup (demo_json_get_string (wish, "server"));
  fault->http = g_strdup (demo_json_get_string (wish, "http"));
  fault->rpc = g_strdup (demo_json_get_string (wish, endpoint != NULL ? "endpoint" : "rpc"));
  fault->wish = json_object_ref (wish);
  fault->times = CLAMP (demo_json_get_int (wish, "times", 1), 1, G_MAXINT);
  fault->status = CLAMP (demo_json_get_int (wish, "status", 500), 100, 599);
  fault->delay_ms = CLAMP (demo_json_get_int (wish, "ms", 500), 0, G_MAXINT);
  fault->content_type = g_strdup (demo_json_get_string (wish, "content_type"));
  fault->body = g_strdup (demo_json_get_string (wish, "body"));
  fault->headers = headers != NULL ? json_object_ref (headers) : NULL;
  g_queue_push_tail (&self->queue, fault);

  return TRUE;
}

/**
 * demo_faults_take:
 * @self: the faults
 * @server: the name of the server that was asked
 * @http: the HTTP method
 * @rpc: (nullable): the JSON-RPC method or the tenant's endpoint, %NULL for requests without one
 *
 * Returns: (transfer full) (nullable): the fault this request meets
 */
DemoFault *
demo_faults_take (DemoFaults *self,
                  const char *server,
                  const char *http,
                  const char *rpc)
{
  g_return_val_if_fail (DEMO_IS_FAULTS (self), NULL);

  for (GList *l = self->queue.head; l != NULL; l = l->next)
    {
      DemoFault *fault = l->data;

      if (!fits (fault, server, http, rpc))
        continue;

      if (--fault->times > 0)
        return copy_fault (fault);

      g_queue_delete_link (&self->queue, l);
      return fault;
    }

  return NULL;
}

void
demo_faults_clear (DemoFaults *self)
{
  g_return_if_fail (DEMO_IS_FAULTS (self));

  g_queue_clear_full (&self->queue, (GDestroyNotify) demo_fault_free);
}
