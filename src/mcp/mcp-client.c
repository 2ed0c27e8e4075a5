/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-client-private.h"

/* Seconds. */
#define DEFAULT_TIMEOUT 60

enum {
  PROP_0,
  PROP_AUTHORIZER,
  PROP_CONNECTED,
  PROP_INSTRUCTIONS,
  PROP_PROTOCOL_VERSION,
  PROP_SERVER_NAME,
  PROP_SERVER_TITLE,
  PROP_SERVER_VERSION,
  PROP_TIMEOUT,
  PROP_TOOLS_COMPLETE,
  PROP_URI,
  N_PROPS
};

enum {
  DISCONNECTED,
  LIST_CHANGED,
  LOG_MESSAGE,
  NOTIFICATION,
  RESOURCE_DECLINED,
  RESOURCE_UPDATED,
  TOOLS_CHANGED,
  WATCH_REFUSED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (McpClient, mcp_client, G_TYPE_OBJECT)

void
mcp_client_notify_complete (McpClient   *self,
                            McpListKind  kind)
{
  if (kind == MCP_LIST_TOOLS)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOOLS_COMPLETE]);
}

static const McpServerInfo *
get_info (McpClient *self)
{
  static const McpServerInfo nothing = { 0 };
  const McpServerInfo *info = self->transport ? mcp_transport_get_info (self->transport) : NULL;

  return info ? info : &nothing;
}

void
mcp_client_notify_info (McpClient *self)
{
  for (guint prop_id = PROP_INSTRUCTIONS; prop_id <= PROP_SERVER_VERSION; prop_id++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

void
mcp_client_set_connected (McpClient *self,
                          gboolean   connected)
{
  if (self->connected == connected)
    return;

  self->connected = connected;
  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONNECTED]);
  mcp_client_notify_info (self);
  g_object_thaw_notify (G_OBJECT (self));
}

void
mcp_client_emit_disconnected (McpClient    *self,
                              const GError *error)
{
  g_signal_emit (self, signals[DISCONNECTED], 0, error);
}

void
mcp_client_emit_notification (McpClient        *self,
                              const char       *method,
                              const SjsonValue *params)
{
  g_signal_emit (self, signals[NOTIFICATION], 0, method, params);
}

void
mcp_client_emit_watch_refused (McpClient    *self,
                               const GError *error)
{
  g_signal_emit (self, signals[WATCH_REFUSED], 0, error);
}

void
mcp_client_emit_list_changed (McpClient   *self,
                              McpListKind  kind)
{
  g_signal_emit (self, signals[LIST_CHANGED], 0, kind);

  if (kind == MCP_LIST_TOOLS)
    g_signal_emit (self, signals[TOOLS_CHANGED], 0);
}

void
mcp_client_emit_resource_declined (McpClient  *self,
                                   const char *uri)
{
  g_signal_emit (self, signals[RESOURCE_DECLINED], 0, uri);
}

void
mcp_client_emit_resource_updated (McpClient  *self,
                                  const char *uri)
{
  g_signal_emit (self, signals[RESOURCE_UPDATED], 0, uri);
}

/* @params: of notifications/message */
void
mcp_client_emit_log_message (McpClient        *self,
                             const SjsonValue *params)
{
  g_autofree char *level = sjson_value_dup_member_string (params, "level");
  g_autofree char *logger = sjson_value_dup_member_string (params, "logger");
  SjsonValue data;

  if (level != NULL && sjson_value_get_member (params, "data", &data))
    g_signal_emit (self, signals[LOG_MESSAGE], 0, level, logger, &data);
}

static void
mcp_client_dispose (GObject *object)
{
  McpClient *self = MCP_CLIENT (object);

  mcp_client_drop_connection (self);
  g_clear_object (&self->http);
  g_clear_object (&self->authorizer);
  g_clear_object (&self->era_cache);
  g_clear_object (&self->http_settings);
  g_clear_object (&self->trace);
  g_clear_pointer (&self->protocol, g_free);

  G_OBJECT_CLASS (mcp_client_parent_class)->dispose (object);
}

static void
mcp_client_finalize (GObject *object)
{
  McpClient *self = MCP_CLIENT (object);

  mcp_client_clear_lists (self);
  g_clear_pointer (&self->reads, mcp_read_cache_free);
  g_clear_pointer (&self->log_level, g_free);
  g_clear_pointer (&self->subscriptions, g_ptr_array_unref);
  g_clear_pointer (&self->watched_tasks, g_ptr_array_unref);
  g_clear_pointer (&self->follows, g_ptr_array_unref);
  g_clear_pointer (&self->elicitations, g_ptr_array_unref);
  g_clear_pointer (&self->uri, g_free);

  G_OBJECT_CLASS (mcp_client_parent_class)->finalize (object);
}

static void
mcp_client_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  McpClient *self = MCP_CLIENT (object);

  switch (prop_id)
    {
    case PROP_AUTHORIZER:
      g_value_set_object (value, self->authorizer);
      break;
    case PROP_CONNECTED:
      g_value_set_boolean (value, self->connected);
      break;
    case PROP_INSTRUCTIONS:
      g_value_set_string (value, mcp_client_get_instructions (self));
      break;
    case PROP_PROTOCOL_VERSION:
      g_value_set_string (value, mcp_client_get_protocol_version (self));
      break;
    case PROP_SERVER_NAME:
      g_value_set_string (value, mcp_client_get_server_name (self));
      break;
    case PROP_SERVER_TITLE:
      g_value_set_string (value, mcp_client_get_server_title (self));
      break;
    case PROP_SERVER_VERSION:
      g_value_set_string (value, mcp_client_get_server_version (self));
      break;
    case PROP_TIMEOUT:
      g_value_set_uint (value, self->timeout);
      break;
    case PROP_TOOLS_COMPLETE:
      g_value_set_boolean (value, self->lists[MCP_LIST_TOOLS].is_complete);
      break;
    case PROP_URI:
      g_value_set_string (value, self->uri);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mcp_client_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  McpClient *self = MCP_CLIENT (object);

  switch (prop_id)
    {
    case PROP_AUTHORIZER:
      mcp_client_set_authorizer (self, g_value_get_object (value));
      break;

    case PROP_TIMEOUT:
      mcp_client_set_timeout (self, g_value_get_uint (value));
      break;

    case PROP_URI:
      self->uri = g_value_dup_string (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mcp_client_class_init (McpClientClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mcp_client_dispose;
  object_class->finalize = mcp_client_finalize;
  object_class->get_property = mcp_client_get_property;
  object_class->set_property = mcp_client_set_property;

  properties[PROP_AUTHORIZER] =
    g_param_spec_object ("authorizer", NULL, NULL, MCP_TYPE_AUTHORIZER, writable);

  properties[PROP_CONNECTED] =
    g_param_spec_boolean ("connected", NULL, NULL, FALSE, readable);

  properties[PROP_INSTRUCTIONS] =
    g_param_spec_string ("instructions", NULL, NULL, NULL, readable);

  properties[PROP_PROTOCOL_VERSION] =
    g_param_spec_string ("protocol-version", NULL, NULL, NULL, readable);

  properties[PROP_SERVER_NAME] =
    g_param_spec_string ("server-name", NULL, NULL, NULL, readable);

  properties[PROP_SERVER_TITLE] =
    g_param_spec_string ("server-title", NULL, NULL, NULL, readable);

  properties[PROP_SERVER_VERSION] =
    g_param_spec_string ("server-version", NULL, NULL, NULL, readable);

  properties[PROP_TIMEOUT] =
    g_param_spec_uint ("timeout", NULL, NULL, 0, G_MAXUINT, DEFAULT_TIMEOUT, writable);

  properties[PROP_TOOLS_COMPLETE] =
    g_param_spec_boolean ("tools-complete", NULL, NULL, FALSE, readable);

  properties[PROP_URI] =
    g_param_spec_string ("uri", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * McpClient::disconnected:
   * @error: why
   *
   * The session is gone and a new one was not to be had. The next request tries again.
   */
  signals[DISCONNECTED] =
    g_signal_new ("disconnected",
                  MCP_TYPE_CLIENT,
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR);

  /**
   * McpClient::list-changed:
   * @kind: which of its lists
   *
   * The server says that one of its lists changed. What was fetched follows by itself.
   */
  signals[LIST_CHANGED] =
    g_signal_new ("list-changed",
                  MCP_TYPE_CLIENT,
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, MCP_TYPE_LIST_KIND);

  /**
   * McpClient::log-message:
   * @level: "debug" … "emergency", as the server says it
   * @logger: (nullable): who in the server speaks
   * @data: anything
   *
   * The server tells something that belongs to no request (MCP 2025-11-25, "Logging").
   */
  signals[LOG_MESSAGE] =
    g_signal_new ("log-message",
                  MCP_TYPE_CLIENT,
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, SJSON_TYPE_VALUE);

  /**
   * McpClient::notification:
   * @method: "notifications/tools/list_changed" …
   * @params: (nullable): an object
   *
   * The server tells something that belongs to no request, which is acted upon afterwards.
   */
  signals[NOTIFICATION] =
    g_signal_new ("notification",
                  MCP_TYPE_CLIENT,
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, SJSON_TYPE_VALUE);

  /**
   * McpClient::resource-declined:
   * @uri: one that was subscribed to
   *
   * The server tells what changes, but not of this resource (MCP 2026-07-28, "Subscriptions": what
   * it acknowledges may be less than it was asked for).
   */
  signals[RESOURCE_DECLINED] =
    g_signal_new ("resource-declined",
                  MCP_TYPE_CLIENT,
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * McpClient::resource-updated:
   * @uri: what changed: one that was subscribed to, or something in it
   *
   * The server says that a resource changed (MCP 2026-07-28, "Subscriptions").
   */
  signals[RESOURCE_UPDATED] =
    g_signal_new ("resource-updated",
                  MCP_TYPE_CLIENT,
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * McpClient::tools-changed:
   *
   * The server says that its tools changed. The list follows by itself.
   */
  signals[TOOLS_CHANGED] =
    g_signal_new ("tools-changed",
                  MCP_TYPE_CLIENT,
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  /**
   * McpClient::watch-refused:
   * @error: why
   *
   * The server offers no stream on which it would tell unasked what changes.
   */
  signals[WATCH_REFUSED] =
    g_signal_new ("watch-refused",
                  MCP_TYPE_CLIENT,
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
mcp_client_init (McpClient *self)
{
  self->timeout = DEFAULT_TIMEOUT;
  mcp_client_init_lists (self);
  self->reads = mcp_read_cache_new ();
  self->subscriptions = g_ptr_array_new_with_free_func (g_free);
  self->watched_tasks = g_ptr_array_new_with_free_func (g_free);
  self->follows = g_ptr_array_new_with_free_func (g_object_unref);
  self->elicitations = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * mcp_client_new:
 * @uri: the address of the server's endpoint
 *
 * Makes a client. Nothing is sent until it is asked for something.
 *
 * Returns: (transfer full): a client
 */
McpClient *
mcp_client_new (const char *uri)
{
  g_return_val_if_fail (uri != NULL, NULL);

  return g_object_new (MCP_TYPE_CLIENT, "uri", uri, NULL);
}

const char *
mcp_client_get_uri (McpClient *self)
{
  g_return_val_if_fail (MCP_IS_CLIENT (self), NULL);

  return self->uri;
}

/**
 * mcp_client_set_features:
 * @features: what a server may ask for
 *
 * Declares capabilities (MCP 2026-07-28, "Capabilities"): servers ask only for what is declared,
 * and whoever declares it answers [signal@Mcp.Request::input-requested].
 */
void
mcp_client_set_features (McpClient   *self,
                         McpFeatures  features)
{
  g_return_if_fail (MCP_IS_CLIENT (self));

  self->features = features;
}

/**
 * mcp_client_set_protocol:
 * @version: "2026-07-28", or one of the revisions with sessions
 *
 * Keeps to that revision, for tests of servers. By itself a client asks the server who it is, and
 * goes back in time as far as it must (MCP 2026-07-28, "Versioning").
 *
 * Returns: whether it is one that we speak
 */
gboolean
mcp_client_set_protocol (McpClient  *self,
                         const char *version)
{
  g_return_val_if_fail (MCP_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (version != NULL, FALSE);

  if (mcp_era_of_version (version) == MCP_ERA_UNKNOWN)
    return FALSE;

  g_free (self->protocol);
  self->protocol = g_strdup (version);
  self->era = mcp_era_of_version (version);

  return TRUE;
}

/**
 * mcp_client_set_trace:
 * @trace: (nullable): who is told of all that goes to the server and comes from it
 */
void
mcp_client_set_trace (McpClient *self,
                      McpTrace  *trace)
{
  g_return_if_fail (MCP_IS_CLIENT (self));
  g_return_if_fail (trace == NULL || MCP_IS_TRACE (trace));

  g_set_object (&self->trace, trace);

  if (self->http != NULL)
    mcp_http_set_trace (self->http, trace);
}

/**
 * mcp_client_get_known_protocols:
 *
 * Returns: (transfer none) (array zero-terminated=1): the revisions that we speak, oldest first
 */
const char * const *
mcp_client_get_known_protocols (void)
{
  return mcp_era_get_versions ();
}

/**
 * mcp_client_set_authorizer:
 * @authorizer: (nullable): who gives the Authorization field, from the next HTTP request on
 */
void
mcp_client_set_authorizer (McpClient     *self,
                           McpAuthorizer *authorizer)
{
  g_return_if_fail (MCP_IS_CLIENT (self));
  g_return_if_fail (authorizer == NULL || MCP_IS_AUTHORIZER (authorizer));

  if (!g_set_object (&self->authorizer, authorizer))
    return;

  mcp_client_forget_freshness (self);

  if (self->http != NULL)
    mcp_http_set_authorizer (self->http, authorizer);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AUTHORIZER]);
}

/**
 * mcp_client_set_http_settings:
 * @settings: (nullable): who knows what goes along with every request
 *
 * Extra header fields, authorities, a client certificate and proxies of this server alone.
 */
void
mcp_client_set_http_settings (McpClient       *self,
                              McpHttpSettings *settings)
{
  g_return_if_fail (MCP_IS_CLIENT (self));
  g_return_if_fail (settings == NULL || MCP_IS_HTTP_SETTINGS (settings));

  g_set_object (&self->http_settings, settings);

  if (self->http != NULL)
    mcp_http_set_settings (self->http, settings);
}

/**
 * mcp_client_set_timeout:
 * @seconds: of silence that end a request, 0 for none; 60 at first
 *
 * Holds for HTTP connections made from then on. Any byte counts, so that progress and the comments
 * of a stream keep a long call alive. It does not hold for the GET stream.
 */
void
mcp_client_set_timeout (McpClient *self,
                        guint      seconds)
{
  g_return_if_fail (MCP_IS_CLIENT (self));

  if (self->timeout == seconds)
    return;

  self->timeout = seconds;

  if (self->http != NULL)
    mcp_http_set_timeout (self->http, seconds);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TIMEOUT]);
}

gboolean
mcp_client_is_connected (McpClient *self)
{
  g_return_val_if_fail (MCP_IS_CLIENT (self), FALSE);

  return self->connected;
}

/**
 * mcp_client_get_server_name:
 *
 * Returns: (nullable) (transfer none): what the server calls itself; good until the connection
 *   changes, as are the next ones
 */
const char *
mcp_client_get_server_name (McpClient *self)
{
  g_return_val_if_fail (MCP_IS_CLIENT (self), NULL);

  return get_info (self)->name;
}

/**
 * mcp_client_get_server_title:
 *
 * Returns: (nullable) (transfer none): the server's title, else its name
 */
const char *
mcp_client_get_server_title (McpClient *self)
{
  const McpServerInfo *info;

  g_return_val_if_fail (MCP_IS_CLIENT (self), NULL);

  info = get_info (self);

  return info->title ? info->title : info->name;
}

const char *
mcp_client_get_server_version (McpClient *self)
{
  g_return_val_if_fail (MCP_IS_CLIENT (self), NULL);

  return get_info (self)->version;
}

/**
 * mcp_client_get_instructions:
 *
 * Returns: (nullable) (transfer none): the server's words to a model. Untrusted: show them as the
 *   server's, never as ours.
 */
const char *
mcp_client_get_instructions (McpClient *self)
{
  g_return_val_if_fail (MCP_IS_CLIENT (self), NULL);

  return get_info (self)->instructions;
}

const char *
mcp_client_get_protocol_version (McpClient *self)
{
  g_return_val_if_fail (MCP_IS_CLIENT (self), NULL);

  return get_info (self)->protocol_version;
}
