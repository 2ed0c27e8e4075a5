/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-server-private.h"

#include "demo-control.h"
#include "demo-guard.h"
#include "demo-json.h"
#include "demo-wait.h"

#include <unistd.h>

G_DEFINE_FINAL_TYPE (DemoServer, demo_server, G_TYPE_OBJECT)

static void
answer_closed_cb (DemoAnswer *answer,
                  DemoServer *self)
{
  g_assert (DEMO_IS_SERVER (self));

  g_signal_handlers_disconnect_by_data (answer, self);
  g_ptr_array_remove (self->answers, answer);
}

static DemoMcp *
find_by_path (DemoServer *self,
              const char *path)
{
  for (guint i = 0; i < DEMO_SERVER_PROTECTED; i++)
    if (demo_profile_has_path (demo_mcp_get_profile (self->mcps[i]), path))
      return self->mcps[i];

  return NULL;
}

static DemoAnswer *
track (DemoServer        *self,
       SoupServerMessage *message,
       JsonObject        *entry,
       DemoFault         *fault)
{
  DemoAnswer *answer = demo_answer_new (message, entry, fault);

  g_ptr_array_add (self->answers, g_object_ref (answer));
  g_signal_connect (answer, "closed", G_CALLBACK (answer_closed_cb), self);

  return answer;
}

/* Whoever asks the tenant or the protected server may learn how far ahead their clock is. */
static void
set_date (DemoServer        *self,
          SoupServerMessage *message)
{
  g_autoptr(GDateTime) now = g_date_time_new_from_unix_utc (demo_tenant_get_time (self->tenant));
  g_autofree char *date = g_date_time_format (now, "%a, %d %b %Y %H:%M:%S GMT");

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Date", date);
}

/* @gate: (nullable): what is wanted of whoever comes; its documents are served as well */
static void
serve (DemoServer        *self,
       DemoMcp           *mcp,
       DemoGate          *gate,
       SoupServerMessage *message)
{
  const char *name = demo_mcp_get_profile (mcp)->name;
  g_autoptr(JsonNode) body = demo_wait_read_body (message);
  g_autoptr(JsonObject) entry = demo_log_add (self->log, name, message, body);
  g_autoptr(DemoAnswer) answer = NULL;
  DemoFault *fault;

  fault = demo_faults_take (self->faults, name, soup_server_message_get_method (message),
                            demo_json_get_string (entry, "rpc"));
  answer = track (self, message, entry, fault);

  demo_wait_for_mcp (mcp, gate, answer, fault, message, body);
}

static void
public_request_cb (SoupServer        *server,
                   SoupServerMessage *message,
                   const char        *path,
                   GHashTable        *query,
                   gpointer           user_data)
{
  DemoServer *self = user_data;
  DemoMcp *mcp = find_by_path (self, path);

  if (!demo_guard_allows (message) || mcp == NULL)
    soup_server_message_set_status (message, mcp == NULL ? SOUP_STATUS_NOT_FOUND
                                                         : SOUP_STATUS_FORBIDDEN, NULL);
  else
    serve (self, mcp, NULL, message);
}

static void
protected_request_cb (SoupServer        *server,
                      SoupServerMessage *message,
                      const char        *path,
                      GHashTable        *query,
                      gpointer           user_data)
{
  DemoServer *self = user_data;

  set_date (self, message);

  if (demo_guard_allows (message))
    serve (self, self->mcps[DEMO_SERVER_PROTECTED], self->gate, message);
  else
    soup_server_message_set_status (message, SOUP_STATUS_FORBIDDEN, NULL);
}

static void
tenant_request_cb (SoupServer        *server,
                   SoupServerMessage *message,
                   const char        *path,
                   GHashTable        *query,
                   gpointer           user_data)
{
  DemoServer *self = user_data;
  DemoVisit *visit;
  g_autoptr(JsonObject) entry = NULL;
  DemoFault *fault;

  if (!demo_guard_allows (message))
    {
      soup_server_message_set_status (message, SOUP_STATUS_FORBIDDEN, NULL);
      return;
    }

  set_date (self, message);
  visit = demo_visit_new (self->tenant, message);
  entry = demo_log_add (self->log, "tenant", message, NULL);
  demo_visit_note (visit, entry);
  fault = demo_faults_take (self->faults, "tenant", visit->method, visit->endpoint);
  visit->answer = track (self, message, entry, fault);

  demo_wait_for_tenant (visit, fault);
}

static void
control_request_cb (SoupServer        *server,
                    SoupServerMessage *message,
                    const char        *path,
                    GHashTable        *query,
                    gpointer           user_data)
{
  if (demo_guard_allows (message))
    demo_control_handle (user_data, message, path);
  else
    soup_server_message_set_status (message, SOUP_STATUS_FORBIDDEN, NULL);
}

static char *
get_origin (SoupServer *server)
{
  GSList *uris = soup_server_get_uris (server);
  char *origin = NULL;

  if (uris != NULL)
    origin = g_strdup_printf ("%s://127.0.0.1:%d", g_uri_get_scheme (uris->data),
                              g_uri_get_port (uris->data));

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return origin;
}

static void
demo_server_dispose (GObject *object)
{
  DemoServer *self = DEMO_SERVER (object);

  demo_server_stop (self);

  for (guint i = 0; i < self->answers->len; i++)
    g_signal_handlers_disconnect_by_data (self->answers->pdata[i], self);

  g_ptr_array_set_size (self->answers, 0);

  for (guint i = 0; i < G_N_ELEMENTS (self->mcps); i++)
    g_clear_object (&self->mcps[i]);

  g_clear_object (&self->public_server);
  g_clear_object (&self->control_server);
  g_clear_object (&self->tenant_server);
  g_clear_object (&self->protected_server);
  g_clear_object (&self->stranger_server);
  g_clear_object (&self->gate);
  g_clear_object (&self->tenant);
  g_clear_object (&self->log);
  g_clear_object (&self->faults);

  G_OBJECT_CLASS (demo_server_parent_class)->dispose (object);
}

static void
demo_server_finalize (GObject *object)
{
  DemoServer *self = DEMO_SERVER (object);

  g_clear_pointer (&self->answers, g_ptr_array_unref);
  g_clear_pointer (&self->tls, demo_tls_free);

  G_OBJECT_CLASS (demo_server_parent_class)->finalize (object);
}

static void
demo_server_class_init (DemoServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = demo_server_dispose;
  object_class->finalize = demo_server_finalize;
}

static void
demo_server_init (DemoServer *self)
{
  self->public_server = soup_server_new (NULL, NULL);
  self->control_server = soup_server_new (NULL, NULL);
  self->tenant_server = soup_server_new (NULL, NULL);
  self->protected_server = soup_server_new (NULL, NULL);
  self->tenant = demo_tenant_new ();
  self->gate = demo_gate_new (self->tenant);
  self->log = demo_log_new ();
  self->faults = demo_faults_new ();
  self->answers = g_ptr_array_new_with_free_func (g_object_unref);

  soup_server_add_handler (self->public_server, NULL, public_request_cb, self, NULL);
  soup_server_add_handler (self->control_server, NULL, control_request_cb, self, NULL);
  soup_server_add_handler (self->tenant_server, NULL, tenant_request_cb, self, NULL);
  soup_server_add_handler (self->protected_server, NULL, protected_request_cb, self, NULL);
}

DemoServer *
demo_server_new (guint idle_seconds)
{
  DemoServer *self = g_object_new (DEMO_TYPE_SERVER, NULL);

  self->mcps[0] = demo_mcp_new (&demo_profile_open, idle_seconds);
  self->mcps[1] = demo_mcp_new (&demo_profile_showcase, idle_seconds);
  self->mcps[DEMO_SERVER_PROTECTED] = demo_mcp_new (&demo_profile_protected, idle_seconds);

  return self;
}

/**
 * demo_server_use_tls:
 * @self: a stand-in that does not listen yet
 * @error: return location for an error
 *
 * Has the tenant and the protected server listen with TLS, and the tenant at one more address with
 * a certificate that nobody issued.
 *
 * Returns: whether that can be done
 */
gboolean
demo_server_use_tls (DemoServer  *self,
                     GError     **error)
{
  g_return_val_if_fail (DEMO_IS_SERVER (self), FALSE);

  self->tls = demo_tls_new (error);

  if (self->tls == NULL)
    return FALSE;

  self->stranger_server = soup_server_new ("tls-certificate", demo_tls_get_stranger (self->tls),
                                           NULL);
  soup_server_add_handler (self->stranger_server, NULL, tenant_request_cb, self, NULL);
  soup_server_set_tls_certificate (self->tenant_server, demo_tls_get_certificate (self->tls));
  soup_server_set_tls_certificate (self->protected_server, demo_tls_get_certificate (self->tls));

  return TRUE;
}

static SoupServerListenOptions
get_options (SoupServer *server)
{
  gboolean has_tls = soup_server_get_tls_certificate (server) != NULL;

  return SOUP_SERVER_LISTEN_IPV4_ONLY | (has_tls ? SOUP_SERVER_LISTEN_HTTPS : 0);
}

/**
 * demo_server_listen:
 * @self: the stand-in
 * @ports: where the open servers, the control port, the tenant and the protected server listen, 0
 *   for a free port
 * @error: return location for an error
 *
 * Returns: whether all ports could be had
 */
gboolean
demo_server_listen (DemoServer       *self,
                    const DemoPorts  *ports,
                    GError          **error)
{
  const struct { SoupServer *server; int port; } wishes[] = {
    { self->public_server, ports->open },
    { self->control_server, ports->control },
    { self->tenant_server, ports->tenant },
    { self->protected_server, ports->guarded },
    { self->stranger_server, 0 },
  };
  g_autofree char *origin = NULL;
  g_autofree char *base = NULL;

  g_return_val_if_fail (DEMO_IS_SERVER (self), FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++)
    if (wishes[i].server != NULL &&
        !soup_server_listen_local (wishes[i].server, wishes[i].port,
                                   get_options (wishes[i].server), error))
      return FALSE;

  origin = get_origin (self->tenant_server);
  demo_tenant_set_origin (self->tenant, origin);
  base = get_origin (self->protected_server);
  demo_gate_set_base (self->gate, base);

  return TRUE;
}

/* @eras: those that all its servers keep to */
void
demo_server_set_eras (DemoServer *self,
                      DemoEra     eras)
{
  g_return_if_fail (DEMO_IS_SERVER (self));

  for (guint i = 0; i < G_N_ELEMENTS (self->mcps); i++)
    demo_mcp_set_eras (self->mcps[i], eras);
}

static void
describe_tls (DemoServer *self,
              JsonObject *object)
{
  g_autofree char *stranger = get_origin (self->stranger_server);

  json_object_set_string_member (object, "ca_file", demo_tls_get_ca_file (self->tls));
  json_object_set_string_member (object, "untrusted", stranger);
}

/* Returns: (transfer full): one line of JSON with the addresses */
char *
demo_server_describe (DemoServer *self)
{
  g_autoptr(JsonObject) object = json_object_new ();
  g_autofree char *control = NULL;

  g_return_val_if_fail (DEMO_IS_SERVER (self), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (self->mcps); i++)
    {
      const DemoProfile *profile = demo_mcp_get_profile (self->mcps[i]);
      g_autofree char *base = get_origin (i == DEMO_SERVER_PROTECTED ? self->protected_server
                                                         : self->public_server);
      g_autofree char *uri = g_strconcat (base, profile->path, NULL);

      json_object_set_string_member (object, profile->name, uri);
    }

  control = get_origin (self->control_server);
  json_object_set_string_member (object, "control", control);
  json_object_set_int_member (object, "pid", getpid ());
  json_object_set_object_member (object, "tenant", demo_tenant_describe (self->tenant));

  if (self->tls != NULL)
    describe_tls (self, object);

  return demo_json_write_object (object);
}

/* Takes no more requests and ends all that are under way. */
void
demo_server_stop (DemoServer *self)
{
  SoupServer *servers[] = { self->public_server, self->control_server, self->tenant_server,
                            self->protected_server, self->stranger_server };

  g_return_if_fail (DEMO_IS_SERVER (self));

  for (guint i = 0; i < G_N_ELEMENTS (servers); i++)
    if (servers[i] != NULL)
      soup_server_disconnect (servers[i]);
}

DemoTenant *
demo_server_get_tenant (DemoServer *self)
{
  g_return_val_if_fail (DEMO_IS_SERVER (self), NULL);

  return self->tenant;
}

/* Returns: (transfer none): what the protected server wants of whoever comes */
DemoGate *
demo_server_get_gate (DemoServer *self)
{
  g_return_val_if_fail (DEMO_IS_SERVER (self), NULL);

  return self->gate;
}

/* Returns: (transfer none) (nullable): the server called @name */
DemoMcp *
demo_server_find (DemoServer *self,
                  const char *name)
{
  g_return_val_if_fail (DEMO_IS_SERVER (self), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (self->mcps); i++)
    if (g_strcmp0 (demo_mcp_get_profile (self->mcps[i])->name, name) == 0)
      return self->mcps[i];

  return NULL;
}
