/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-argument-suggester.h"

#include "mcp-resource-template.h"

/*
 * CribArgumentSuggester:
 *
 * Asks the server of a prompt or of a template (MCP 2026-07-28, "Completion"): with what is filled
 * in already, as the one argument may depend on the other. Tools have no such thing in the
 * protocol.
 */
struct _CribArgumentSuggester
{
  GObject parent_instance;

  CribConnection *connection;
  McpItem *item;      /* a prompt, or a template of resources */
  FormModel *form;    /* of its arguments, or variables */
};

static void crib_argument_suggester_iface_init (CribSuggesterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CribArgumentSuggester, crib_argument_suggester, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CRIB_TYPE_SUGGESTER,
                                                      crib_argument_suggester_iface_init))

static gboolean
has_argument (CribArgumentSuggester *self,
              const char            *name)
{
  if (MCP_IS_PROMPT (self->item))
    return mcp_prompt_find_argument (MCP_PROMPT (self->item), name) != NULL;

  return g_strv_contains (
    mcp_resource_template_get_variables (MCP_RESOURCE_TEMPLATE (self->item)), name);
}

static gboolean
crib_argument_suggester_suggests_for (CribSuggester *suggester,
                                      FormField     *field)
{
  CribArgumentSuggester *self = CRIB_ARGUMENT_SUGGESTER (suggester);

  return crib_connection_offers_completion (self->connection) &&
    form_field_get_parent (field) == form_model_get_root (self->form) &&
    has_argument (self, form_field_get_name (field));
}

/* name, value, name, value … NULL: the other arguments, as far as they have a value. */
static GPtrArray *
new_context (CribArgumentSuggester *self,
             FormField             *field)
{
  GListModel *others = G_LIST_MODEL (form_model_get_root (self->form));
  GPtrArray *context = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (others); i++)
    {
      g_autoptr(FormField) other = g_list_model_get_item (others, i);
      const char *text = form_field_get_text (other);

      if (other == field || form_field_get_state (other) != FORM_STATE_VALUE || text == NULL)
        continue;

      g_ptr_array_add (context, g_strdup (form_field_get_name (other)));
      g_ptr_array_add (context, g_strdup (text));
    }

  g_ptr_array_add (context, NULL);

  return context;
}

static McpRequest *
new_request (CribArgumentSuggester *self,
             FormField             *field,
             const char            *text)
{
  g_autoptr(GPtrArray) context = new_context (self, field);
  const char * const *known = context->len > 1 ? (const char * const *) context->pdata : NULL;
  const char *name = form_field_get_name (field);

  if (MCP_IS_PROMPT (self->item))
    return mcp_request_new_complete (MCP_REFERENCE_PROMPT,
                                     mcp_prompt_get_name (MCP_PROMPT (self->item)),
                                     name, text, known);

  return mcp_request_new_complete (
    MCP_REFERENCE_RESOURCE,
    mcp_resource_template_get_uri_template (MCP_RESOURCE_TEMPLATE (self->item)),
    name, text, known);
}

static void
complete_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  McpCompletion *completion;
  GError *error = NULL;

  completion = crib_connection_complete_finish (CRIB_CONNECTION (source), result, &error);
  if (completion != NULL)
    g_task_return_pointer (task, completion, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
crib_argument_suggester_suggest_async (CribSuggester       *suggester,
                                       FormField           *field,
                                       const char          *text,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  CribArgumentSuggester *self = CRIB_ARGUMENT_SUGGESTER (suggester);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr(McpRequest) request = new_request (self, field, text);

  g_task_set_source_tag (task, crib_argument_suggester_suggest_async);
  crib_connection_complete_async (self->connection, request, cancellable, complete_cb, task);
}

static char **
crib_argument_suggester_suggest_finish (CribSuggester  *suggester,
                                        GAsyncResult   *result,
                                        gboolean       *has_more,
                                        GError        **error)
{
  g_autoptr(McpCompletion) completion = g_task_propagate_pointer (G_TASK (result), error);

  if (completion == NULL)
    return NULL;

  *has_more = mcp_completion_has_more (completion);

  return g_strdupv ((char **) mcp_completion_get_values (completion));
}

static void
crib_argument_suggester_iface_init (CribSuggesterInterface *iface)
{
  iface->suggests_for = crib_argument_suggester_suggests_for;
  iface->suggest_async = crib_argument_suggester_suggest_async;
  iface->suggest_finish = crib_argument_suggester_suggest_finish;
}

static void
crib_argument_suggester_finalize (GObject *object)
{
  CribArgumentSuggester *self = CRIB_ARGUMENT_SUGGESTER (object);

  g_clear_object (&self->connection);
  g_clear_object (&self->item);
  g_clear_object (&self->form);

  G_OBJECT_CLASS (crib_argument_suggester_parent_class)->finalize (object);
}

static void
crib_argument_suggester_class_init (CribArgumentSuggesterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crib_argument_suggester_finalize;
}

static void
crib_argument_suggester_init (CribArgumentSuggester *self)
{
}

CribSuggester *
crib_argument_suggester_new (CribConnection *connection,
                             McpItem        *item,
                             FormModel      *form)
{
  CribArgumentSuggester *self;

  g_return_val_if_fail (CRIB_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (MCP_IS_PROMPT (item) || MCP_IS_RESOURCE_TEMPLATE (item), NULL);
  g_return_val_if_fail (FORM_IS_MODEL (form), NULL);

  self = g_object_new (CRIB_TYPE_ARGUMENT_SUGGESTER, NULL);
  self->connection = g_object_ref (connection);
  self->item = g_object_ref (item);
  self->form = g_object_ref (form);

  return CRIB_SUGGESTER (self);
}
