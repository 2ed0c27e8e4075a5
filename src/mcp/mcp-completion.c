/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-completion.h"

#include "mcp-error-private.h"

/* MCP 2026-07-28, "Completion": servers must not send more. */
#define MAX_VALUES 100

/**
 * McpCompletion:
 *
 * What the value of an argument could be, best first, as a server proposes. Immutable.
 */
struct _McpCompletion
{
  GObject parent_instance;

  SjsonValue *json;
  char **values;
  gboolean has_more;
};

G_DEFINE_FINAL_TYPE (McpCompletion, mcp_completion, G_TYPE_OBJECT)

static void
mcp_completion_finalize (GObject *object)
{
  McpCompletion *self = MCP_COMPLETION (object);

  g_clear_pointer (&self->values, g_strfreev);
  g_clear_pointer (&self->json, sjson_value_free);

  G_OBJECT_CLASS (mcp_completion_parent_class)->finalize (object);
}

static void
mcp_completion_class_init (McpCompletionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = mcp_completion_finalize;
}

static void
mcp_completion_init (McpCompletion *self)
{
}

/* The first of them; what is no string is none. */
static char **
dup_values (const SjsonValue *values)
{
  g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  SjsonValue value;
  SjsonIter iter;

  sjson_iter_init (&iter, values);
  while (strings->len < MAX_VALUES && sjson_iter_next (&iter, NULL, &value))
    {
      char *string = sjson_value_dup_string (&value, NULL);

      if (string != NULL)
        g_ptr_array_add (strings, string);
    }

  g_ptr_array_add (strings, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&strings), FALSE);
}

static gboolean
read_has_more (const SjsonValue *completion,
               gsize             n_values)
{
  gboolean has_more = FALSE;
  gint64 total = 0;

  sjson_value_get_member_boolean (completion, "hasMore", &has_more);
  sjson_value_get_member_int64 (completion, "total", &total);

  return has_more || (total > 0 && (guint64) total > n_values);
}

/**
 * mcp_completion_new:
 * @json: the `result` of a `completion/complete` (MCP 2026-07-28, "Completion", CompleteResult)
 * @error: return location
 *
 * Reads a result.
 *
 * Returns: (transfer full): the result, or `NULL` with `MCP_ERROR_MALFORMED` when it has no array
 *   of values
 */
McpCompletion *
mcp_completion_new (const SjsonValue  *json,
                    GError           **error)
{
  McpCompletion *self;
  SjsonValue completion, values;

  g_return_val_if_fail (json != NULL, NULL);

  if (!sjson_value_get_member (json, "completion", &completion) ||
      !sjson_value_get_member_of_kind (&completion, "values", SJSON_KIND_ARRAY, &values))
    {
      g_propagate_error (error, mcp_error_new (MCP_ERROR_MALFORMED,
                                               "The server's answer is no completion.", NULL));
      return NULL;
    }

  self = g_object_new (MCP_TYPE_COMPLETION, NULL);
  self->json = sjson_value_copy (json);
  self->values = dup_values (&values);
  self->has_more = read_has_more (&completion, g_strv_length (self->values));

  return self;
}

/**
 * mcp_completion_get_values:
 *
 * Returns: (transfer none) (array zero-terminated=1): what the value could be, best first
 */
const char * const *
mcp_completion_get_values (McpCompletion *self)
{
  g_return_val_if_fail (MCP_IS_COMPLETION (self), NULL);

  return (const char * const *) self->values;
}

/**
 * mcp_completion_has_more:
 *
 * Returns: whether the server knows more than these
 */
gboolean
mcp_completion_has_more (McpCompletion *self)
{
  g_return_val_if_fail (MCP_IS_COMPLETION (self), FALSE);

  return self->has_more;
}

/**
 * mcp_completion_get_json:
 *
 * Returns: (transfer none): the result as the server sent it
 */
const SjsonValue *
mcp_completion_get_json (McpCompletion *self)
{
  g_return_val_if_fail (MCP_IS_COMPLETION (self), NULL);

  return self->json;
}
