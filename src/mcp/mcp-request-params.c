/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-request.h"

#include "sjson-builder.h"

/* Ends the object that @builder is at, and takes it. */
static McpRequest *
end_request (const char   *method,
             SjsonBuilder *builder)
{
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue params;

  document = sjson_builder_end_document (sjson_builder_end_object (builder));
  params = sjson_document_get_root (document);
  sjson_builder_free (builder);

  return mcp_request_new (method, &params);
}

/* Values are strings, whatever they say. */
static void
add_strings (SjsonBuilder       *builder,
             const char         *member,
             const char * const *pairs)
{
  sjson_builder_begin_object (sjson_builder_name (builder, member));

  for (; pairs != NULL && pairs[0] != NULL && pairs[1] != NULL; pairs += 2)
    sjson_builder_string (sjson_builder_name (builder, pairs[0]), pairs[1]);

  sjson_builder_end_object (builder);
}

static gboolean
are_pairs (const char * const *pairs)
{
  return pairs == NULL || g_strv_length ((char **) pairs) % 2 == 0;
}

/**
 * mcp_request_new_read_resource:
 * @uri: a resource, as the server names it
 *
 * Makes a `resources/read` (MCP 2026-07-28, "Resources").
 *
 * Returns: (transfer full): the request
 */
McpRequest *
mcp_request_new_read_resource (const char *uri)
{
  SjsonBuilder *builder;

  g_return_val_if_fail (uri != NULL, NULL);

  builder = sjson_builder_begin_object (sjson_builder_new ());
  sjson_builder_string (sjson_builder_name (builder, "uri"), uri);

  return end_request ("resources/read", builder);
}

/**
 * mcp_request_new_get_prompt:
 * @name: a prompt
 * @arguments: (nullable) (array zero-terminated=1): name, value, name, value …
 *
 * Makes a `prompts/get` (MCP 2026-07-28, "Prompts").
 *
 * Returns: (transfer full): the request
 */
McpRequest *
mcp_request_new_get_prompt (const char         *name,
                            const char * const *arguments)
{
  SjsonBuilder *builder;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (are_pairs (arguments), NULL);

  builder = sjson_builder_begin_object (sjson_builder_new ());
  sjson_builder_string (sjson_builder_name (builder, "name"), name);

  if (arguments != NULL && arguments[0] != NULL)
    add_strings (builder, "arguments", arguments);

  return end_request ("prompts/get", builder);
}

/**
 * mcp_request_new_complete:
 * @kind: what @reference is
 * @reference: the name of a prompt, a URI or a URI template
 * @argument: the name of its argument or variable
 * @value: what was typed so far
 * @context: (nullable) (array zero-terminated=1): name, value … of the others that are known
 *
 * Makes a `completion/complete` (MCP 2026-07-28, "Completion").
 *
 * Returns: (transfer full): the request
 */
McpRequest *
mcp_request_new_complete (McpReferenceKind    kind,
                          const char         *reference,
                          const char         *argument,
                          const char         *value,
                          const char * const *context)
{
  gboolean is_prompt = kind == MCP_REFERENCE_PROMPT;
  SjsonBuilder *builder;

  g_return_val_if_fail (reference != NULL && argument != NULL && value != NULL, NULL);
  g_return_val_if_fail (are_pairs (context), NULL);

  builder = sjson_builder_begin_object (sjson_builder_new ());
  sjson_builder_begin_object (sjson_builder_name (builder, "ref"));
  sjson_builder_string (sjson_builder_name (builder, "type"),
                        is_prompt ? "ref/prompt" : "ref/resource");
  sjson_builder_string (sjson_builder_name (builder, is_prompt ? "name" : "uri"), reference);
  sjson_builder_end_object (builder);
  sjson_builder_begin_object (sjson_builder_name (builder, "argument"));
  sjson_builder_string (sjson_builder_name (builder, "name"), argument);
  sjson_builder_string (sjson_builder_name (builder, "value"), value);
  sjson_builder_end_object (builder);

  if (context != NULL && context[0] != NULL)
    {
      sjson_builder_begin_object (sjson_builder_name (builder, "context"));
      add_strings (builder, "arguments", context);
      sjson_builder_end_object (builder);
    }

  return end_request ("completion/complete", builder);
}
