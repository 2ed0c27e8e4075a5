/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-connection.h"

#include "crib-authorizer-private.h"
#include "crib-connection-private.h"

#include <glib/gi18n-lib.h>

enum {
  PROP_0,
  PROP_SERVER,
  PROP_IDENTITY,
  PROP_STATE,
  PROP_PROBLEM,
  PROP_PROTECTED,
  PROP_PROTECTION,
  PROP_ACCOUNT,
  PROP_SIGNING_IN,
  PROP_LOADING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CribConnection, crib_connection, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (CribConnectionState, crib_connection_state,
                    G_DEFINE_ENUM_VALUE (CRIB_CONNECTION_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (CRIB_CONNECTION_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (CRIB_CONNECTION_CONNECTED, "connected"),
                    G_DEFINE_ENUM_VALUE (CRIB_CONNECTION_SIGNED_OUT, "signed-out"),
                    G_DEFINE_ENUM_VALUE (CRIB_CONNECTION_OFFLINE, "offline"),
                    G_DEFINE_ENUM_VALUE (CRIB_CONNECTION_ATTENTION, "attention"))

static void
notify (CribConnection *self,
        guint           prop_id)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

void
crib_connection_set_state (CribConnection      *self,
                           CribConnectionState  state)
{
  gboolean was_protected = crib_connection_is_protected (self);

  if (self->state == state)
    return;

  self->state = state;
  notify (self, PROP_STATE);

  if (crib_connection_is_protected (self) != was_protected)
    notify (self, PROP_PROTECTED);
}

void
crib_connection_set_loading (CribConnection *self,
                             gboolean        loading)
{
  if (self->loading == loading)
    return;

  self->loading = loading;
  notify (self, PROP_LOADING);
}

/* @error: (nullable) (transfer full) */
void
crib_connection_take_error (CribConnection *self,
                            GError         *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  g_clear_object (&self->problem);
  self->error = error;

  if (error != NULL)
    self->problem = crib_authorizer_dup_problem (self->authorizer, self->server, error);

  notify (self, PROP_PROBLEM);
}

void
crib_connection_notify_same (CribConnection *self,
                             GParamSpec     *pspec)
{
  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify (G_OBJECT (self), g_param_spec_get_name (pspec));
  notify (self, PROP_PROTECTED);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
crib_connection_constructed (GObject *object)
{
  static const char * const settings[] = {
    "notify::uri", "notify::client-id", "notify::authority", "notify::scope", "notify::ca-file",
    "notify::client-certificate", "notify::client-key", "notify::headers"
  };
  CribConnection *self = CRIB_CONNECTION (object);

  G_OBJECT_CLASS (crib_connection_parent_class)->constructed (object);

  self->authorizer = crib_authorizer_new (self->server, self->identity);

  if (self->identity != NULL)
    g_set_object (&self->vault, crib_identity_get_vault (self->identity));

  crib_connection_watch (self);

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    g_signal_connect_object (self->server, settings[i], G_CALLBACK (crib_connection_start_anew),
                             self, G_CONNECT_SWAPPED);

  crib_connection_watch_items (self);
}

static void
crib_connection_dispose (GObject *object)
{
  CribConnection *self = CRIB_CONNECTION (object);

  crib_connection_stop (self);
  crib_connection_cancel_runs (self);
  crib_connection_drop_client (self);

  G_OBJECT_CLASS (crib_connection_parent_class)->dispose (object);
}

static void
crib_connection_finalize (GObject *object)
{
  CribConnection *self = CRIB_CONNECTION (object);

  g_clear_pointer (&self->waiters, crib_connection_waiters_free);
  g_clear_pointer (&self->drafts, crib_tool_drafts_free);
  g_clear_pointer (&self->runs, g_hash_table_unref);
  g_clear_pointer (&self->items, g_hash_table_unref);
  g_clear_pointer (&self->server_title, g_free);
  g_clear_pointer (&self->state_text, g_free);
  g_clear_pointer (&self->protocol, g_free);
  g_clear_object (&self->trace);
  g_clear_error (&self->error);
  g_clear_object (&self->problem);
  g_clear_pointer (&self->prompt_runs, g_hash_table_unref);
  g_clear_object (&self->tools);
  g_clear_object (&self->prompts);
  g_clear_object (&self->era_cache);
  g_clear_object (&self->authorizer);
  g_clear_object (&self->vault);
  g_clear_object (&self->identity);
  g_clear_object (&self->server);

  G_OBJECT_CLASS (crib_connection_parent_class)->finalize (object);
}

static void
crib_connection_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  CribConnection *self = CRIB_CONNECTION (object);

  switch (prop_id)
    {
    case PROP_SERVER:
      g_value_set_object (value, self->server);
      break;
    case PROP_IDENTITY:
      g_value_set_object (value, self->identity);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_PROBLEM:
      g_value_set_object (value, self->problem);
      break;
    case PROP_PROTECTED:
      g_value_set_boolean (value, crib_connection_is_protected (self));
      break;
    case PROP_PROTECTION:
      g_value_set_object (value, crib_connection_get_protection (self));
      break;
    case PROP_ACCOUNT:
      g_value_set_object (value, crib_connection_get_account (self));
      break;
    case PROP_SIGNING_IN:
      g_value_set_boolean (value, crib_connection_is_signing_in (self));
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_connection_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  CribConnection *self = CRIB_CONNECTION (object);

  switch (prop_id)
    {
    case PROP_SERVER:
      self->server = g_value_dup_object (value);
      break;
    case PROP_IDENTITY:
      self->identity = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_connection_class_init (CribConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = crib_connection_constructed;
  object_class->dispose = crib_connection_dispose;
  object_class->finalize = crib_connection_finalize;
  object_class->get_property = crib_connection_get_property;
  object_class->set_property = crib_connection_set_property;

  properties[PROP_SERVER] =
    g_param_spec_object ("server", NULL, NULL, CRIB_TYPE_SERVER,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_IDENTITY] =
    g_param_spec_object ("identity", NULL, NULL, CRIB_TYPE_IDENTITY,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, CRIB_TYPE_CONNECTION_STATE, CRIB_CONNECTION_IDLE,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROBLEM] =
    g_param_spec_object ("problem", NULL, NULL, CRIB_TYPE_PROBLEM,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROTECTED] =
    g_param_spec_boolean ("protected", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROTECTION] =
    g_param_spec_object ("protection", NULL, NULL, CRIB_TYPE_PROTECTION,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ACCOUNT] =
    g_param_spec_object ("account", NULL, NULL, OAUTH_TYPE_ACCOUNT,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIGNING_IN] =
    g_param_spec_boolean ("signing-in", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_LOADING] =
    g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
crib_connection_init (CribConnection *self)
{
  self->tools = g_list_store_new (MCP_TYPE_TOOL);
  self->prompts = g_list_store_new (MCP_TYPE_PROMPT);
  self->prompt_runs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->waiters = crib_connection_waiters_new ();
  self->drafts = crib_tool_drafts_new ();
  self->runs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) g_ptr_array_unref);
}

/**
 * crib_connection_new:
 * @server: a server
 * @identity: (nullable): who signs in, or %NULL: nobody
 *
 * Returns: (transfer full): a connection that was not tried yet
 */
CribConnection *
crib_connection_new (CribServer   *server,
                     CribIdentity *identity)
{
  g_return_val_if_fail (CRIB_IS_SERVER (server), NULL);

  g_return_val_if_fail (identity == NULL || CRIB_IS_IDENTITY (identity), NULL);

  return g_object_new (CRIB_TYPE_CONNECTION, "server", server, "identity", identity, NULL);
}

/**
 * crib_connection_get_server:
 * @self: a connection
 *
 * Returns: (transfer none): whose it is
 */
CribServer *
crib_connection_get_server (CribConnection *self)
{
  g_return_val_if_fail (CRIB_IS_CONNECTION (self), NULL);

  return self->server;
}

/**
 * crib_connection_get_state:
 * @self: a connection
 *
 * Returns: how it stands
 */
CribConnectionState
crib_connection_get_state (CribConnection *self)
{
  g_return_val_if_fail (CRIB_IS_CONNECTION (self), CRIB_CONNECTION_IDLE);

  return self->state;
}

/* Not every authority says a name. */
static const char *
get_connected_text (CribConnection *self)
{
  OauthAccount *account = crib_connection_get_account (self);
  const char *name = account != NULL ? oauth_account_get_username (account) : NULL;

  if (name == NULL && account != NULL)
    name = oauth_account_get_name (account);
  if (name == NULL)
    return _("Connected");

  g_free (self->state_text);
  self->state_text = g_strdup_printf (_("Connected as %s"), name);

  return self->state_text;
}

/**
 * crib_connection_get_state_text:
 * @self: a connection
 *
 * Returns: the state in words for people, until the next call: "Connected as ada@contoso.example"
 */
const char *
crib_connection_get_state_text (CribConnection *self)
{
  g_return_val_if_fail (CRIB_IS_CONNECTION (self), NULL);

  switch (self->state)
    {
    case CRIB_CONNECTION_CONNECTING:
      return _("Connecting…");
    case CRIB_CONNECTION_CONNECTED:
      return get_connected_text (self);
    case CRIB_CONNECTION_SIGNED_OUT:
      return _("Signed out");
    case CRIB_CONNECTION_OFFLINE:
      return _("Not to be reached");
    case CRIB_CONNECTION_ATTENTION:
      return _("Needs attention");
    case CRIB_CONNECTION_IDLE:
    default:
      return _("Not connected");
    }
}

/**
 * crib_connection_get_problem:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): what is wrong
 */
CribProblem *
crib_connection_get_problem (CribConnection *self)
{
  g_return_val_if_fail (CRIB_IS_CONNECTION (self), NULL);

  return self->problem;
}

/**
 * crib_connection_dup_problem:
 * @self: a connection
 * @error: what failed there
 *
 * Returns: (transfer full): what it means, beside what is known of the sign-in (entra.md 5.4)
 */
CribProblem *
crib_connection_dup_problem (CribConnection *self,
                             const GError   *error)
{
  g_return_val_if_fail (CRIB_IS_CONNECTION (self), NULL);
  g_return_val_if_fail (error != NULL, NULL);

  return crib_authorizer_dup_problem (self->authorizer, self->server, error);
}

/**
 * crib_connection_get_error:
 * @self: a connection
 *
 * Returns: (nullable): the same for programs
 */
const GError *
crib_connection_get_error (CribConnection *self)
{
  g_return_val_if_fail (CRIB_IS_CONNECTION (self), NULL);

  return self->error;
}

/**
 * crib_connection_is_loading:
 * @self: a connection
 *
 * Returns: whether the list of tools is still filling
 */
gboolean
crib_connection_is_loading (CribConnection *self)
{
  g_return_val_if_fail (CRIB_IS_CONNECTION (self), FALSE);

  return self->loading;
}

/**
 * crib_connection_get_server_title:
 * @self: a connection
 *
 * Returns: (nullable): the name the server gives itself, once it was reached: never markup
 */
const char *
crib_connection_get_server_title (CribConnection *self)
{
  g_return_val_if_fail (CRIB_IS_CONNECTION (self), NULL);

  return self->server_title;
}

/**
 * crib_connection_get_tools:
 * @self: a connection
 *
 * Returns: (transfer none): the list of [class@Mcp.Tool], the same object always
 */
GListModel *
crib_connection_get_tools (CribConnection *self)
{
  g_return_val_if_fail (CRIB_IS_CONNECTION (self), NULL);

  return G_LIST_MODEL (self->tools);
}

/**
 * crib_connection_find_tool:
 * @self: a connection
 * @name: the name of a tool
 *
 * Returns: (transfer none) (nullable): the tool, if the server offers it now
 */
McpTool *
crib_connection_find_tool (CribConnection *self,
                           const char     *name)
{
  g_return_val_if_fail (CRIB_IS_CONNECTION (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return self->client != NULL ? mcp_client_find_tool (self->client, name) : NULL;
}
