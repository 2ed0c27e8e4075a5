/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-server-private.h"

#include "demo-json.h"

/* What the control port asks of the stand-in, and what it changes under way. */

char *
demo_server_write_log (DemoServer *self)
{
  g_return_val_if_fail (DEMO_IS_SERVER (self), NULL);

  return demo_log_write (self->log);
}

char *
demo_server_write_counts (DemoServer *self)
{
  g_return_val_if_fail (DEMO_IS_SERVER (self), NULL);

  return demo_log_write_counts (self->log);
}

gboolean
demo_server_add_fault (DemoServer  *self,
                       JsonObject  *wish,
                       GError     **error)
{
  g_return_val_if_fail (DEMO_IS_SERVER (self), FALSE);

  return demo_faults_add (self->faults, wish, error);
}

/* Returns: how many answers waited and now go on */
guint
demo_server_release (DemoServer *self)
{
  g_autoptr(GPtrArray) answers = NULL;
  guint released = 0;

  g_return_val_if_fail (DEMO_IS_SERVER (self), 0);

  answers = g_ptr_array_copy (self->answers, (GCopyFunc) g_object_ref, NULL);
  g_ptr_array_set_free_func (answers, g_object_unref);

  for (guint i = 0; i < answers->len; i++)
    if (demo_answer_is_held (answers->pdata[i]))
      {
        demo_answer_release (answers->pdata[i]);
        released++;
      }

  return released;
}

/* Ends the streams of the protected server that are open, as when their tokens are good no more. */
void
demo_server_cut_streams (DemoServer *self)
{
  g_autoptr(GPtrArray) answers = NULL;

  g_return_if_fail (DEMO_IS_SERVER (self));

  answers = g_ptr_array_copy (self->answers, (GCopyFunc) g_object_ref, NULL);
  g_ptr_array_set_free_func (answers, g_object_unref);

  for (guint i = 0; i < answers->len; i++)
    if (demo_answer_is_stream_of (answers->pdata[i], demo_profile_protected.name))
      demo_answer_finish (answers->pdata[i], NULL);
}

/* As freshly started. */
void
demo_server_reset (DemoServer *self)
{
  g_return_if_fail (DEMO_IS_SERVER (self));

  demo_faults_clear (self->faults);
  demo_server_release (self);

  for (guint i = 0; i < G_N_ELEMENTS (self->mcps); i++)
    demo_mcp_reset (self->mcps[i]);

  demo_tenant_reset (self->tenant);
  demo_gate_reset (self->gate);
  demo_log_clear (self->log);
}

/* Returns: (transfer full): what is under way, counted */
char *
demo_server_write_state (DemoServer *self)
{
  g_autoptr(JsonObject) object = json_object_new ();
  guint sessions = 0, streams = 0, listeners = 0, calls = 0, held = 0;

  g_return_val_if_fail (DEMO_IS_SERVER (self), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (self->mcps); i++)
    {
      sessions += demo_mcp_count_sessions (self->mcps[i]);
      streams += demo_mcp_count_get_streams (self->mcps[i]);
      listeners += demo_mcp_count_listeners (self->mcps[i]);
      calls += demo_mcp_count_calls (self->mcps[i]);
    }

  for (guint i = 0; i < self->answers->len; i++)
    if (demo_answer_is_held (self->answers->pdata[i]))
      held++;

  json_object_set_int_member (object, "sessions", sessions);
  json_object_set_int_member (object, "get_streams", streams);
  json_object_set_int_member (object, "listeners", listeners);
  json_object_set_int_member (object, "held", held);
  json_object_set_int_member (object, "running_calls", calls);

  return demo_json_write_object (object);
}
