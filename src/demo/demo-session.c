/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-session.h"

#include "demo-json.h"

typedef struct
{
  DemoQuestionFunc callback;
  gpointer user_data;
} Question;

/**
 * DemoSession:
 *
 * What a server remembers of one client: the name it gave it, what the client can do, its GET
 * stream and the questions it has not replied to.
 */
struct _DemoSession
{
  GObject parent_instance;

  char *id;
  char *user;
  JsonObject *capabilities;
  DemoAnswer *get_stream;
  GHashTable *questions;        /* id → Question */
  GHashTable *watched;          /* set of resources' addresses */
  guint question_count;
  gint64 last_used;
};

G_DEFINE_FINAL_TYPE (DemoSession, demo_session, G_TYPE_OBJECT)

/* 128 random bits in URL-safe Base64, the shape of the SDK's ids. */
static char *
make_id (void)
{
  guint32 bits[4];
  char *id;

  for (guint i = 0; i < G_N_ELEMENTS (bits); i++)
    bits[i] = g_random_int ();

  id = g_base64_encode ((const guchar *) bits, sizeof bits);
  g_strdelimit (id, "+", '-');
  g_strdelimit (id, "/", '_');
  g_strdelimit (id, "=", '\0');

  return id;
}

static void
get_stream_closed_cb (DemoAnswer  *answer,
                      DemoSession *self)
{
  g_assert (DEMO_IS_SESSION (self));

  g_signal_handlers_disconnect_by_data (answer, self);
  g_clear_object (&self->get_stream);
  demo_session_touch (self);
}

static void
demo_session_dispose (GObject *object)
{
  DemoSession *self = DEMO_SESSION (object);

  if (self->get_stream != NULL)
    g_signal_handlers_disconnect_by_data (self->get_stream, self);

  g_clear_object (&self->get_stream);

  G_OBJECT_CLASS (demo_session_parent_class)->dispose (object);
}

static void
demo_session_finalize (GObject *object)
{
  DemoSession *self = DEMO_SESSION (object);

  g_clear_pointer (&self->questions, g_hash_table_unref);
  g_clear_pointer (&self->watched, g_hash_table_unref);
  g_clear_pointer (&self->capabilities, json_object_unref);
  g_free (self->id);
  g_free (self->user);

  G_OBJECT_CLASS (demo_session_parent_class)->finalize (object);
}

static void
demo_session_class_init (DemoSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = demo_session_dispose;
  object_class->finalize = demo_session_finalize;
}

static void
demo_session_init (DemoSession *self)
{
  self->id = make_id ();
  self->questions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->watched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  demo_session_touch (self);
}

DemoSession *
demo_session_new (void)
{
  return g_object_new (DEMO_TYPE_SESSION, NULL);
}

const char *
demo_session_get_id (DemoSession *self)
{
  g_return_val_if_fail (DEMO_IS_SESSION (self), NULL);

  return self->id;
}

/* @user: (nullable): who began it */
void
demo_session_set_user (DemoSession *self,
                       const char  *user)
{
  g_return_if_fail (DEMO_IS_SESSION (self));

  g_free (self->user);
  self->user = g_strdup (user);
}

gboolean
demo_session_belongs_to (DemoSession *self,
                         const char  *user)
{
  g_return_val_if_fail (DEMO_IS_SESSION (self), FALSE);

  return g_strcmp0 (self->user, user) == 0;
}

/* @capabilities: (nullable): what the client declared in initialize */
void
demo_session_set_client (DemoSession *self,
                         JsonObject  *capabilities)
{
  g_return_if_fail (DEMO_IS_SESSION (self));

  g_clear_pointer (&self->capabilities, json_object_unref);
  self->capabilities = capabilities != NULL ? json_object_ref (capabilities) : NULL;
}

gboolean
demo_session_client_can (DemoSession *self,
                         const char  *capability)
{
  g_return_val_if_fail (DEMO_IS_SESSION (self), FALSE);

  return demo_json_get_object (self->capabilities, capability) != NULL;
}

gboolean
demo_session_has_get_stream (DemoSession *self)
{
  g_return_val_if_fail (DEMO_IS_SESSION (self), FALSE);

  return self->get_stream != NULL;
}

/* Returns: (transfer none) (nullable) */
DemoAnswer *
demo_session_get_stream (DemoSession *self)
{
  g_return_val_if_fail (DEMO_IS_SESSION (self), NULL);

  return self->get_stream;
}

/* Whether the client is told that the resource at @uri has changed. */
void
demo_session_watch (DemoSession *self,
                    const char  *uri,
                    gboolean     watch)
{
  g_return_if_fail (DEMO_IS_SESSION (self));

  if (watch)
    g_hash_table_add (self->watched, g_strdup (uri));
  else
    g_hash_table_remove (self->watched, uri);
}

/* Returns FALSE if there is one already: the SDK allows a single GET stream. */
gboolean
demo_session_take_get_stream (DemoSession *self,
                              DemoAnswer  *answer)
{
  g_return_val_if_fail (DEMO_IS_SESSION (self), FALSE);

  if (self->get_stream != NULL)
    return FALSE;

  self->get_stream = g_object_ref (answer);
  g_signal_connect (answer, "closed", G_CALLBACK (get_stream_closed_cb), self);
  demo_answer_begin (answer);

  return TRUE;
}

static gboolean
is_for (DemoSession *self,
        JsonNode    *message)
{
  JsonObject *params;
  const char *uri;

  if (!demo_json_is_call (message, "notifications/resources/updated"))
    return TRUE;

  params = demo_json_get_object (json_node_get_object (message), "params");
  uri = demo_json_get_string (params, "uri");

  return uri != NULL && g_hash_table_contains (self->watched, uri);
}

/* Returns whether the message was for this client, and there was a GET stream for it. */
gboolean
demo_session_notify (DemoSession *self,
                     JsonNode    *message)
{
  g_return_val_if_fail (DEMO_IS_SESSION (self), FALSE);

  if (self->get_stream == NULL || !is_for (self, message))
    return FALSE;

  demo_answer_send (self->get_stream, message);

  return TRUE;
}

/**
 * demo_session_ask:
 * @self: a session
 * @answer: the POST's stream, on which the question goes out
 * @method: what is asked of the client
 * @params: (transfer full): its parameters
 * @callback: called once with the client's reply
 * @user_data: its data
 */
void
demo_session_ask (DemoSession      *self,
                  DemoAnswer       *answer,
                  const char       *method,
                  JsonObject       *params,
                  DemoQuestionFunc  callback,
                  gpointer          user_data)
{
  g_autoptr(JsonNode) node = NULL;
  JsonObject *request = json_object_new ();
  Question *question = g_new0 (Question, 1);
  char *id;

  g_return_if_fail (DEMO_IS_SESSION (self));

  id = g_strdup_printf ("%s-%u", self->id, ++self->question_count);
  question->callback = callback;
  question->user_data = user_data;

  json_object_set_string_member (request, "method", method);
  json_object_set_object_member (request, "params", params);
  json_object_set_string_member (request, "id", id);
  json_object_set_string_member (request, "jsonrpc", "2.0");
  g_hash_table_insert (self->questions, id, question);

  node = demo_json_take_object (request);
  demo_answer_send (answer, node);
}

/* A message with an id and no method; one that was not asked for is passed over. */
void
demo_session_take_reply (DemoSession *self,
                         JsonObject  *reply)
{
  const char *id = demo_json_get_string (reply, "id");
  g_autofree char *key = NULL;
  g_autofree Question *question = NULL;

  g_return_if_fail (DEMO_IS_SESSION (self));

  if (id != NULL && g_hash_table_steal_extended (self->questions, id,
                                                 (gpointer *) &key, (gpointer *) &question))
    question->callback (reply, question->user_data);
}

void
demo_session_touch (DemoSession *self)
{
  g_return_if_fail (DEMO_IS_SESSION (self));

  self->last_used = g_get_monotonic_time ();
}

/* Whether nothing happened for @idle_us; an open GET stream is something. */
gboolean
demo_session_is_idle (DemoSession *self,
                      gint64       idle_us)
{
  g_return_val_if_fail (DEMO_IS_SESSION (self), FALSE);

  return self->get_stream == NULL && g_get_monotonic_time () - self->last_used >= idle_us;
}

/* Ends its GET stream, and tells whoever asked that no reply comes. */
void
demo_session_end (DemoSession *self)
{
  GHashTableIter iter;
  gpointer value;

  g_return_if_fail (DEMO_IS_SESSION (self));

  if (self->get_stream != NULL)
    demo_answer_finish (self->get_stream, NULL);

  g_hash_table_iter_init (&iter, self->questions);

  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      g_autofree Question *question = value;

      g_hash_table_iter_steal (&iter);
      question->callback (NULL, question->user_data);
      g_hash_table_iter_init (&iter, self->questions);
    }
}
