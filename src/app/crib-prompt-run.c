/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-prompt-run-private.h"

#include "crib-authorizer-private.h"
#include "mcp-client-prompts.h"

/**
 * CribPromptRun:
 *
 * One fetching of what a prompt becomes with its arguments.
 *
 * Its connection makes and starts it; pages hold it as long as they show it. It ends exactly once.
 */
struct _CribPromptRun
{
  GObject parent_instance;

  CribServer *server;
  McpPrompt *prompt;
  CribAuthorizer *authorizer;   /* nullable: told that a person waits, while it runs */
  GCancellable *cancellable;
  CribRunState state;
  McpPromptResult *result;
  CribProblem *problem;
};

enum {
  PROP_0,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CribPromptRun, crib_prompt_run, G_TYPE_OBJECT)

static void
end_wait (CribPromptRun *self)
{
  g_autoptr(CribAuthorizer) authorizer = g_steal_pointer (&self->authorizer);

  if (authorizer != NULL)
    crib_authorizer_end_wait (authorizer);
}

static void
finish (CribPromptRun *self,
        CribRunState   state)
{
  end_wait (self);
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* @error: (transfer full) */
void
crib_prompt_run_fail (CribPromptRun *self,
                      GError        *error)
{
  g_autoptr(GError) cause = error;

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      finish (self, CRIB_RUN_CANCELLED);
      return;
    }

  self->problem = crib_authorizer_dup_problem (self->authorizer, self->server, cause);
  finish (self, CRIB_RUN_FAILED);
}

static void
get_prompt_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(CribPromptRun) self = user_data;
  GError *error = NULL;

  self->result = mcp_client_get_prompt_finish (MCP_CLIENT (source), result, &error);

  if (self->result != NULL)
    finish (self, CRIB_RUN_DONE);
  else
    crib_prompt_run_fail (self, error);
}

static void
crib_prompt_run_dispose (GObject *object)
{
  CribPromptRun *self = CRIB_PROMPT_RUN (object);

  end_wait (self);
  g_clear_object (&self->server);
  g_clear_object (&self->prompt);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->result);
  g_clear_object (&self->problem);

  G_OBJECT_CLASS (crib_prompt_run_parent_class)->dispose (object);
}

static void
crib_prompt_run_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, CRIB_PROMPT_RUN (object)->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_prompt_run_class_init (CribPromptRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = crib_prompt_run_dispose;
  object_class->get_property = crib_prompt_run_get_property;

  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, CRIB_TYPE_RUN_STATE, CRIB_RUN_RUNNING,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
crib_prompt_run_init (CribPromptRun *self)
{
  self->cancellable = g_cancellable_new ();
}

CribPromptRun *
crib_prompt_run_new (CribServer *server,
                     McpPrompt  *prompt)
{
  CribPromptRun *self = g_object_new (CRIB_TYPE_PROMPT_RUN, NULL);

  self->server = g_object_ref (server);
  self->prompt = g_object_ref (prompt);

  return self;
}

/* name, value, name, value … NULL; arguments of prompts are strings. */
static GPtrArray *
new_pairs (const SjsonValue *arguments)
{
  GPtrArray *pairs = g_ptr_array_new_with_free_func (g_free);
  SjsonValue name, value;
  SjsonIter iter;

  if (arguments != NULL)
    {
      sjson_iter_init (&iter, arguments);
      while (sjson_iter_next (&iter, &name, &value))
        {
          char *text = sjson_value_dup_string (&value, NULL);

          if (text == NULL)
            continue;
          g_ptr_array_add (pairs, sjson_value_dup_string (&name, NULL));
          g_ptr_array_add (pairs, text);
        }
    }

  g_ptr_array_add (pairs, NULL);

  return pairs;
}

void
crib_prompt_run_start (CribPromptRun    *self,
                       McpClient        *client,
                       CribAuthorizer   *authorizer,
                       const SjsonValue *arguments)
{
  g_autoptr(GPtrArray) pairs = new_pairs (arguments);
  g_autoptr(McpRequest) request = NULL;

  request = mcp_request_new_get_prompt (mcp_prompt_get_name (self->prompt),
                                        (const char * const *) pairs->pdata);
  if (authorizer != NULL)
    {
      self->authorizer = g_object_ref (authorizer);
      crib_authorizer_begin_wait (authorizer);
    }

  mcp_client_get_prompt_async (client, request, self->cancellable, get_prompt_cb,
                               g_object_ref (self));
}

/**
 * crib_prompt_run_get_prompt:
 * @self: a run
 *
 * Returns: (transfer none): whose it is
 */
McpPrompt *
crib_prompt_run_get_prompt (CribPromptRun *self)
{
  g_return_val_if_fail (CRIB_IS_PROMPT_RUN (self), NULL);

  return self->prompt;
}

/**
 * crib_prompt_run_get_state:
 * @self: a run
 *
 * Returns: how it stands
 */
CribRunState
crib_prompt_run_get_state (CribPromptRun *self)
{
  g_return_val_if_fail (CRIB_IS_PROMPT_RUN (self), CRIB_RUN_FAILED);

  return self->state;
}

/**
 * crib_prompt_run_get_result:
 * @self: a run
 *
 * Returns: (transfer none) (nullable): what came back
 */
McpPromptResult *
crib_prompt_run_get_result (CribPromptRun *self)
{
  g_return_val_if_fail (CRIB_IS_PROMPT_RUN (self), NULL);

  return self->result;
}

/**
 * crib_prompt_run_get_problem:
 * @self: a run
 *
 * Returns: (transfer none) (nullable): why it failed
 */
CribProblem *
crib_prompt_run_get_problem (CribPromptRun *self)
{
  g_return_val_if_fail (CRIB_IS_PROMPT_RUN (self), NULL);

  return self->problem;
}

/**
 * crib_prompt_run_cancel:
 * @self: a run
 *
 * Gives up; the state follows.
 */
void
crib_prompt_run_cancel (CribPromptRun *self)
{
  g_return_if_fail (CRIB_IS_PROMPT_RUN (self));

  g_cancellable_cancel (self->cancellable);
}
