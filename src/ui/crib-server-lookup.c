/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server-lookup.h"

#include "oauth-error.h"

/* Milliseconds without a key that make an address worth a look. */
#define PAUSE 700

/*
 * CribServerLookup:
 *
 * Looks at an address while it is being typed: whether it is one, and what answers there, by a
 * connection that is closed and thrown away with the next letter. Its server has no client ID:
 * looking signs nobody in, and nobody's token goes to an address that may be half typed.
 *
 * Signal changed: anything that the getters tell.
 */
struct _CribServerLookup
{
  GObject parent_instance;

  CribIdentity *identity;    /* nullable */
  CribServerLookupState state;
  CribConnection *connection;
  char *complaint;
  char *uri;
  char *authority;
  char *scope;
  guint pause_id;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CribServerLookup, crib_server_lookup, G_TYPE_OBJECT)

static void
set_state (CribServerLookup      *self,
           CribServerLookupState  state)
{
  self->state = state;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
is_settled (CribConnection *connection)
{
  switch (crib_connection_get_state (connection))
    {
    case CRIB_CONNECTION_IDLE:
    case CRIB_CONNECTION_CONNECTING:
      return FALSE;
    case CRIB_CONNECTION_CONNECTED:
      return !crib_connection_is_loading (connection);
    case CRIB_CONNECTION_SIGNED_OUT:
    case CRIB_CONNECTION_OFFLINE:
    case CRIB_CONNECTION_ATTENTION:
    default:
      return TRUE;
    }
}

static void
connection_cb (CribServerLookup *self)
{
  set_state (self, is_settled (self->connection) ? CRIB_SERVER_LOOKUP_DONE
                                                 : CRIB_SERVER_LOOKUP_LOOKING);
}

/* A server that gave us a session is told that we need it no more. */
static void
drop_connection (CribServerLookup *self)
{
  if (self->connection == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->connection, self);
  crib_connection_close_async (self->connection, NULL, NULL, NULL);
  g_clear_object (&self->connection);
}

static void
look (CribServerLookup *self)
{
  g_autofree char *name = crib_server_suggest_name (self->uri);
  g_autoptr(CribServer) server = crib_server_new (name, self->uri);

  crib_server_set_authority (server, self->authority);
  crib_server_set_scope (server, self->scope);

  self->connection = crib_connection_new (server, self->identity);
  crib_connection_set_asks_once (self->connection, TRUE);
  g_signal_connect_swapped (self->connection, "notify", G_CALLBACK (connection_cb), self);
  crib_connection_open (self->connection);
  connection_cb (self);
}

static gboolean
pause_cb (gpointer user_data)
{
  CribServerLookup *self = user_data;

  self->pause_id = 0;
  crib_server_lookup_start (self);

  return G_SOURCE_REMOVE;
}

static void
crib_server_lookup_dispose (GObject *object)
{
  CribServerLookup *self = CRIB_SERVER_LOOKUP (object);

  g_clear_handle_id (&self->pause_id, g_source_remove);
  drop_connection (self);
  g_clear_object (&self->identity);

  G_OBJECT_CLASS (crib_server_lookup_parent_class)->dispose (object);
}

static void
crib_server_lookup_finalize (GObject *object)
{
  CribServerLookup *self = CRIB_SERVER_LOOKUP (object);

  g_clear_pointer (&self->complaint, g_free);
  g_clear_pointer (&self->uri, g_free);
  g_clear_pointer (&self->authority, g_free);
  g_clear_pointer (&self->scope, g_free);

  G_OBJECT_CLASS (crib_server_lookup_parent_class)->finalize (object);
}

static void
crib_server_lookup_class_init (CribServerLookupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = crib_server_lookup_dispose;
  object_class->finalize = crib_server_lookup_finalize;

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", CRIB_TYPE_SERVER_LOOKUP, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
crib_server_lookup_init (CribServerLookup *self)
{
}

CribServerLookup *
crib_server_lookup_new (CribIdentity *identity)
{
  CribServerLookup *self;

  g_return_val_if_fail (identity == NULL || CRIB_IS_IDENTITY (identity), NULL);

  self = g_object_new (CRIB_TYPE_SERVER_LOOKUP, NULL);
  g_set_object (&self->identity, identity);

  return self;
}

static void
schedule (CribServerLookup *self)
{
  self->pause_id = g_timeout_add (PAUSE, pause_cb, self);
  set_state (self, CRIB_SERVER_LOOKUP_TYPING);
}

void
crib_server_lookup_set_address (CribServerLookup *self,
                                const char       *text)
{
  g_autofree char *stripped = NULL;
  g_autoptr(GError) error = NULL;

  g_return_if_fail (CRIB_IS_SERVER_LOOKUP (self));
  g_return_if_fail (text != NULL);

  g_clear_handle_id (&self->pause_id, g_source_remove);
  g_clear_pointer (&self->complaint, g_free);
  g_clear_pointer (&self->uri, g_free);
  drop_connection (self);

  stripped = g_strstrip (g_strdup (text));

  if (*stripped == '\0')
    {
      set_state (self, CRIB_SERVER_LOOKUP_EMPTY);
      return;
    }

  self->uri = crib_server_normalize_uri (stripped, &error);

  if (error != NULL)
    self->complaint = g_strdup (error->message);

  schedule (self);
}

static gboolean
replace_text (char       **text,
              const char  *replacement)
{
  if (g_strcmp0 (*text, replacement) == 0)
    return FALSE;

  g_free (*text);
  *text = g_strdup (replacement);

  return TRUE;
}

void
crib_server_lookup_set_sign_in (CribServerLookup *self,
                                const char       *authority,
                                const char       *scope)
{
  gboolean changed;

  g_return_if_fail (CRIB_IS_SERVER_LOOKUP (self));

  changed = replace_text (&self->authority, authority);
  changed |= replace_text (&self->scope, scope);

  if (!changed || self->state == CRIB_SERVER_LOOKUP_EMPTY)
    return;

  g_clear_handle_id (&self->pause_id, g_source_remove);
  drop_connection (self);
  schedule (self);
}

void
crib_server_lookup_start (CribServerLookup *self)
{
  g_return_if_fail (CRIB_IS_SERVER_LOOKUP (self));

  g_clear_handle_id (&self->pause_id, g_source_remove);

  if (self->state == CRIB_SERVER_LOOKUP_EMPTY || self->state == CRIB_SERVER_LOOKUP_LOOKING)
    return;

  drop_connection (self);

  if (self->uri != NULL)
    look (self);
  else
    set_state (self, CRIB_SERVER_LOOKUP_INVALID);
}

CribServerLookupState
crib_server_lookup_get_state (CribServerLookup *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER_LOOKUP (self), CRIB_SERVER_LOOKUP_EMPTY);

  return self->state;
}

const char *
crib_server_lookup_get_uri (CribServerLookup *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER_LOOKUP (self), NULL);

  return self->uri;
}

const char *
crib_server_lookup_get_complaint (CribServerLookup *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER_LOOKUP (self), NULL);

  return self->complaint;
}

CribConnection *
crib_server_lookup_get_connection (CribServerLookup *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER_LOOKUP (self), NULL);

  return self->connection;
}

/* What the connection tells once it has nothing more to tell. */
static CribConnection *
get_settled (CribServerLookup *self)
{
  return self->state == CRIB_SERVER_LOOKUP_DONE ? self->connection : NULL;
}

CribServerFinding
crib_server_lookup_get_finding (CribServerLookup *self)
{
  CribProtection *protection;
  CribConnection *connection;
  const GError *error;

  g_return_val_if_fail (CRIB_IS_SERVER_LOOKUP (self), CRIB_SERVER_FINDING_NOTHING);

  connection = get_settled (self);
  protection = crib_server_lookup_get_protection (self);

  if (protection != NULL)
    {
      error = crib_protection_get_error (protection);

      if (g_error_matches (error, OAUTH_ERROR, OAUTH_ERROR_UNTRUSTED))
        return CRIB_SERVER_FINDING_UNTRUSTED;

      return error == NULL ? CRIB_SERVER_FINDING_PROTECTED : CRIB_SERVER_FINDING_UNCLEAR;
    }

  if (connection == NULL)
    return CRIB_SERVER_FINDING_NOTHING;

  if (crib_connection_is_protected (connection) ||
      crib_connection_get_state (connection) == CRIB_CONNECTION_SIGNED_OUT)
    return CRIB_SERVER_FINDING_UNCLEAR;

  return crib_connection_get_state (connection) == CRIB_CONNECTION_CONNECTED
         ? CRIB_SERVER_FINDING_OPEN : CRIB_SERVER_FINDING_NOTHING;
}

CribProtection *
crib_server_lookup_get_protection (CribServerLookup *self)
{
  CribConnection *connection;

  g_return_val_if_fail (CRIB_IS_SERVER_LOOKUP (self), NULL);

  connection = get_settled (self);

  return connection != NULL ? crib_connection_get_protection (connection) : NULL;
}

CribProblem *
crib_server_lookup_dup_problem (CribServerLookup *self)
{
  CribProtection *protection;
  CribConnection *connection;
  CribProblem *problem;

  g_return_val_if_fail (CRIB_IS_SERVER_LOOKUP (self), NULL);

  connection = get_settled (self);
  protection = crib_server_lookup_get_protection (self);

  if (protection != NULL && crib_protection_get_error (protection) != NULL)
    return crib_problem_new (crib_protection_get_error (protection),
                             crib_connection_get_server (connection));

  problem = connection != NULL ? crib_connection_get_problem (connection) : NULL;

  return problem != NULL ? g_object_ref (problem) : NULL;
}

const char *
crib_server_lookup_get_title (CribServerLookup *self)
{
  CribProtection *protection;
  CribConnection *connection;
  OauthResource *resource = NULL;
  const char *title = NULL;

  g_return_val_if_fail (CRIB_IS_SERVER_LOOKUP (self), NULL);

  connection = get_settled (self);
  protection = crib_server_lookup_get_protection (self);

  if (connection != NULL)
    title = crib_connection_get_server_title (connection);

  if (title == NULL && protection != NULL)
    resource = crib_protection_get_resource (protection);

  return resource != NULL ? oauth_resource_get_name (resource) : title;
}
