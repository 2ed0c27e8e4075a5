/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "http-event.h"

#include "http-event-private.h"

/**
 * HttpEvent:
 *
 * One event of an event stream (WHATWG HTML §9.2, "Server-sent events").
 *
 * Immutable and reference counted; may be handed to another thread. The
 * parser makes it, whoever reads the stream owns it.
 */
struct _HttpEvent
{
  gatomicrefcount references;

  /* GRefStrings: the id is shared by all events until the stream names another. */
  char *kind;
  char *id;
  GBytes *data;
};

G_DEFINE_BOXED_TYPE (HttpEvent, http_event, http_event_ref, http_event_unref)

HttpEvent *
http_event_new (char   *kind,
                char   *id,
                GBytes *data)
{
  HttpEvent *self = g_new0 (HttpEvent, 1);

  g_atomic_ref_count_init (&self->references);
  self->kind = kind;
  self->id = id;
  self->data = data;

  return self;
}

/**
 * http_event_ref:
 * @self: an event
 *
 * Returns: (transfer full): @self, held once more
 */
HttpEvent *
http_event_ref (HttpEvent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);

  return self;
}

/**
 * http_event_unref:
 * @self: (transfer full): an event
 *
 * Lets go of @self; the last one frees it.
 */
void
http_event_unref (HttpEvent *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_clear_pointer (&self->kind, g_ref_string_release);
  g_clear_pointer (&self->id, g_ref_string_release);
  g_clear_pointer (&self->data, g_bytes_unref);
  g_free (self);
}

/**
 * http_event_get_kind:
 * @self: an event
 *
 * Returns: (transfer none): what `event:` said, or "message"; always UTF-8
 */
const char *
http_event_get_kind (HttpEvent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->kind != NULL ? self->kind : "message";
}

/**
 * http_event_get_id:
 * @self: an event
 *
 * Returns: (transfer none): the last event id in force when the event was
 *   complete, "" when there was none; always UTF-8
 */
const char *
http_event_get_id (HttpEvent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->id != NULL ? self->id : "";
}

/**
 * http_event_get_data:
 * @self: an event
 *
 * The lines of `data:` joined by LF, exactly the bytes that came: they need
 * not be UTF-8, which is for the reader of the data to check.
 *
 * Returns: (transfer none): the data; empty for a priming event
 *   (MCP 2025-11-25, transports)
 */
GBytes *
http_event_get_data (HttpEvent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->data;
}
