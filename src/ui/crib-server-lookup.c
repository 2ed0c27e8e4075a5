/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server-lookup.h"

/* Milliseconds without a key that make an address worth a look. */
#define PAUSE 700

/*
 * CribServerLookup:
 *
 * Looks at an address while it is being typed: whether it is one, and what answers there, by a
 * connection that is closed and thrown away with the next letter.
 *
 * Signal changed: anything that the getters tell.
 */
struct _CribServerLookup
{
  GObject parent_instance;

  CribServerLookupState state;
  CribConnection *connection;
  char *complaint;
  char *uri;
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

  self->connection = crib_connection_new (server, NULL);
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

  G_OBJECT_CLASS (crib_server_lookup_parent_class)->dispose (object);
}

static void
crib_server_lookup_finalize (GObject *object)
{
  CribServerLookup *self = CRIB_SERVER_LOOKUP (object);

  g_clear_pointer (&self->complaint, g_free);
  g_clear_pointer (&self->uri, g_free);

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
crib_server_lookup_new (void)
{
  return g_object_new (CRIB_TYPE_SERVER_LOOKUP, NULL);
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

  self->pause_id = g_timeout_add (PAUSE, pause_cb, self);
  set_state (self, CRIB_SERVER_LOOKUP_TYPING);
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
