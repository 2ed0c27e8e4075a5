/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-run.h"

#include "crib-authorizer-private.h"
#include "crib-error.h"
#include "crib-progress.h"
#include "crib-run-private.h"
#include "crib-tool-gone.h"
#include "mcp-error.h"
#include "oauth-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Milliseconds between two notifications of progress: a server may send thousands a second. */
#define PROGRESS_INTERVAL 50

enum {
  PROP_0,
  PROP_STATE,
  PROP_FRACTION,
  PROP_MESSAGE,
  PROP_PROGRESS_TEXT,
  PROP_RESULT,
  PROP_PROBLEM,
  PROP_TASK,
  N_PROPS
};

enum {
  QUESTION,
  TASK_NOT_KEPT,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CribRun, crib_run, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (CribRunState, crib_run_state,
                    G_DEFINE_ENUM_VALUE (CRIB_RUN_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (CRIB_RUN_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (CRIB_RUN_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (CRIB_RUN_CANCELLED, "cancelled"))

static void
notify (CribRun *self,
        guint    prop_id)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
show_progress (CribRun *self)
{
  self->progress_pending = FALSE;
  g_clear_pointer (&self->progress_text, g_free);
  self->progress_text = crib_progress_dup_text (self->progress, self->total);

  notify (self, PROP_FRACTION);
  notify (self, PROP_MESSAGE);
  notify (self, PROP_PROGRESS_TEXT);
}

static gboolean
progress_timeout_cb (gpointer user_data)
{
  CribRun *self = CRIB_RUN (user_data);

  if (!self->progress_pending)
    {
      self->progress_timeout = 0;
      return G_SOURCE_REMOVE;
    }

  show_progress (self);

  return G_SOURCE_CONTINUE;
}

static void
progress_cb (McpRequest *request,
             double      progress,
             double      total,
             const char *message,
             CribRun    *self)
{
  g_assert (CRIB_IS_RUN (self));

  if (self->state != CRIB_RUN_RUNNING)
    return;

  self->progress = progress;
  self->total = total;

  /* What the server said last stands until it says something else. */
  if (message != NULL && g_strcmp0 (message, self->message) != 0)
    {
      g_free (self->message);
      self->message = g_strdup (message);
    }

  self->progress_pending = TRUE;

  if (self->progress_timeout != 0)
    return;

  show_progress (self);
  self->progress_timeout = g_timeout_add (PROGRESS_INTERVAL, progress_timeout_cb, self);
}

/* What the server does just now; it stands like the words of its progress. */
static void
status_cb (McpRequest *request,
           const char *message,
           CribRun    *self)
{
  g_assert (CRIB_IS_RUN (self));

  if (self->state != CRIB_RUN_RUNNING)
    return;

  g_free (self->message);
  self->message = g_strdup (message);
  show_progress (self);
}

static void
set_task (CribRun *self,
          McpTask *task)
{
  if (g_set_object (&self->task, task))
    notify (self, PROP_TASK);
}

static void
task_created_cb (McpRequest *request,
                 McpTask    *task,
                 CribRun    *self)
{
  g_assert (CRIB_IS_RUN (self));

  set_task (self, task);
}

static gboolean
input_requested_cb (McpRequest  *request,
                    McpQuestion *question,
                    CribRun     *self)
{
  gboolean is_taken = FALSE;

  g_signal_emit (self, signals[QUESTION], 0, question, &is_taken);

  return is_taken;
}

static void
end_wait (CribRun *self)
{
  g_autoptr(CribAuthorizer) authorizer = g_steal_pointer (&self->authorizer);

  if (authorizer != NULL)
    crib_authorizer_end_wait (authorizer);
}

static void
finish (CribRun      *self,
        CribRunState  state)
{
  g_clear_handle_id (&self->progress_timeout, g_source_remove);

  if (self->progress_pending)
    show_progress (self);

  self->finished = g_get_monotonic_time ();
  self->finished_at = g_date_time_new_now_local ();
  self->state = state;
  g_clear_object (&self->client);
  end_wait (self);

  g_object_freeze_notify (G_OBJECT (self));
  notify (self, PROP_RESULT);
  notify (self, PROP_PROBLEM);
  notify (self, PROP_STATE);
  g_object_thaw_notify (G_OBJECT (self));
}

/* @error: (transfer full) */
void
crib_run_fail (CribRun *self,
               GError  *error)
{
  g_autoptr(GError) gone = NULL;
  const char *details = mcp_error_get_details (error);

  if (crib_tool_is_gone (self->client, mcp_tool_get_name (self->tool), error))
    gone = g_error_new_literal (CRIB_ERROR, CRIB_ERROR_TOOL_GONE,
                                details != NULL ? details : error->message);

  self->problem = crib_authorizer_dup_problem (self->authorizer, self->server,
                                               gone != NULL ? gone : error);
  self->error = error;
  finish (self, CRIB_RUN_FAILED);
}

/* A person who gave up signing in wants to know above all that nothing has happened. */
static GError *
explain (GError *error)
{
  g_autoptr(GError) cancelled = NULL;

  if (!g_error_matches (error, OAUTH_ERROR, OAUTH_ERROR_CANCELLED))
    return error;

  cancelled = error;

  return g_error_new_literal (OAUTH_ERROR, OAUTH_ERROR_CANCELLED,
                              _("The sign-in was cancelled, so the tool did not run."));
}

/* @error: (transfer full) (nullable) */
static void
settle (CribRun *self,
        GError  *error)
{
  g_autoptr(GError) cause = error;

  if (self->result != NULL)
    finish (self, CRIB_RUN_DONE);
  else if (self->reason != NULL && g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    crib_run_fail (self, g_steal_pointer (&self->reason));
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    finish (self, CRIB_RUN_CANCELLED);
  else
    crib_run_fail (self, explain (g_steal_pointer (&cause)));
}

static void
call_tool_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(CribRun) self = CRIB_RUN (user_data);
  GError *error = NULL;

  self->result = mcp_client_call_tool_finish (MCP_CLIENT (source), result, &error);
  settle (self, error);
}

static void
resume_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(CribRun) self = CRIB_RUN (user_data);
  GError *error = NULL;

  self->result = mcp_client_resume_task_finish (MCP_CLIENT (source), result, &error);
  settle (self, error);
}

static void
crib_run_dispose (GObject *object)
{
  CribRun *self = CRIB_RUN (object);

  g_clear_handle_id (&self->progress_timeout, g_source_remove);
  g_clear_object (&self->client);
  end_wait (self);

  G_OBJECT_CLASS (crib_run_parent_class)->dispose (object);
}

static void
crib_run_finalize (GObject *object)
{
  CribRun *self = CRIB_RUN (object);

  g_clear_object (&self->server);
  g_clear_object (&self->tool);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->result);
  g_clear_object (&self->problem);
  g_clear_object (&self->task);
  g_clear_error (&self->error);
  g_clear_error (&self->reason);
  g_clear_pointer (&self->finished_at, g_date_time_unref);
  g_clear_pointer (&self->message, g_free);
  g_clear_pointer (&self->progress_text, g_free);

  G_OBJECT_CLASS (crib_run_parent_class)->finalize (object);
}

static void
crib_run_get_property (GObject    *object,
                       guint       prop_id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  CribRun *self = CRIB_RUN (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, crib_run_get_fraction (self));
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    case PROP_PROGRESS_TEXT:
      g_value_set_string (value, self->progress_text);
      break;
    case PROP_RESULT:
      g_value_set_object (value, self->result);
      break;
    case PROP_PROBLEM:
      g_value_set_object (value, self->problem);
      break;
    case PROP_TASK:
      g_value_set_object (value, self->task);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_run_class_init (CribRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = crib_run_dispose;
  object_class->finalize = crib_run_finalize;
  object_class->get_property = crib_run_get_property;

  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, CRIB_TYPE_RUN_STATE, CRIB_RUN_RUNNING,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FRACTION] =
    g_param_spec_double ("fraction", NULL, NULL, -1, 1, -1,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_MESSAGE] =
    g_param_spec_string ("message", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROGRESS_TEXT] =
    g_param_spec_string ("progress-text", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_RESULT] =
    g_param_spec_object ("result", NULL, NULL, MCP_TYPE_TOOL_RESULT,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROBLEM] =
    g_param_spec_object ("problem", NULL, NULL, CRIB_TYPE_PROBLEM,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  properties[PROP_TASK] =
    g_param_spec_object ("task", NULL, NULL, MCP_TYPE_TASK,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * CribRun::question:
   * @question: what the server wants to know before it goes on
   *
   * Comes only where [method@Crib.Connection.set_features] said that somebody answers.
   *
   * Returns: whether somebody takes it; what nobody takes is declined
   */
  signals[QUESTION] =
    g_signal_new ("question", CRIB_TYPE_RUN, G_SIGNAL_RUN_LAST, 0,
                  g_signal_accumulator_true_handled, NULL, NULL,
                  G_TYPE_BOOLEAN, 1, MCP_TYPE_QUESTION);

  /**
   * CribRun::task-not-kept:
   * @error: (nullable): what the vault says; %NULL where there is none
   *
   * The server goes on by itself, but only this program knows of it, until it is closed.
   */
  signals[TASK_NOT_KEPT] =
    g_signal_new ("task-not-kept", CRIB_TYPE_RUN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
crib_run_init (CribRun *self)
{
  self->cancellable = g_cancellable_new ();
  self->started = g_get_monotonic_time ();
  self->progress = NAN;
  self->total = NAN;
}

CribRun *
crib_run_new (CribServer *server,
              McpTool    *tool)
{
  CribRun *self = g_object_new (CRIB_TYPE_RUN, NULL);

  self->server = g_object_ref (server);
  self->tool = g_object_ref (tool);

  return self;
}

static McpRequest *
begin (CribRun          *self,
       McpClient        *client,
       CribAuthorizer   *authorizer,
       const SjsonValue *arguments)
{
  McpRequest *request = mcp_request_new_call_tool (mcp_tool_get_name (self->tool), arguments);

  self->client = g_object_ref (client);

  if (authorizer != NULL)
    {
      self->authorizer = g_object_ref (authorizer);
      crib_authorizer_begin_wait (authorizer);
    }

  g_signal_connect_object (request, "progress", G_CALLBACK (progress_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (request, "status", G_CALLBACK (status_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (request, "task-created", G_CALLBACK (task_created_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (request, "input-requested", G_CALLBACK (input_requested_cb), self,
                           G_CONNECT_DEFAULT);

  return request;
}

void
crib_run_start (CribRun          *self,
                McpClient        *client,
                CribAuthorizer   *authorizer,
                const SjsonValue *arguments)
{
  g_autoptr(McpRequest) request = begin (self, client, authorizer, arguments);

  mcp_client_call_tool_async (client, request, self->cancellable, call_tool_cb,
                              g_object_ref (self));
}

void
crib_run_resume (CribRun        *self,
                 McpClient      *client,
                 CribAuthorizer *authorizer,
                 McpTask        *task)
{
  g_autoptr(McpRequest) request = begin (self, client, authorizer, NULL);

  set_task (self, task);
  mcp_client_resume_task_async (client, task, request, self->cancellable, resume_cb,
                                g_object_ref (self));
}

void
crib_run_emit_not_kept (CribRun      *self,
                        const GError *error)
{
  g_signal_emit (self, signals[TASK_NOT_KEPT], 0, error);
}

/**
 * crib_run_cancel:
 * @self: a run
 *
 * Asks the server to stop (MCP 2025-11-25, cancellation). The state follows once the request is
 * off; what the tool did until then stays done.
 */
void
crib_run_cancel (CribRun *self)
{
  g_return_if_fail (CRIB_IS_RUN (self));

  g_cancellable_cancel (self->cancellable);
}

/*
 * crib_run_abandon:
 * @error: (transfer full): why nobody waits any more
 *
 * Cancels a run for another reason than that a person wants it.
 */
void
crib_run_abandon (CribRun *self,
                  GError  *error)
{
  g_clear_error (&self->reason);
  self->reason = error;
  crib_run_cancel (self);
}
