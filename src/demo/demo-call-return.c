/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-call.h"

/* The results that tools give most. */

void
demo_call_return_text (DemoCall   *self,
                       const char *text)
{
  demo_call_return (self, demo_content_result (demo_content_text (text), NULL));
}

/* @structured: (transfer full): the same answer for programs */
void
demo_call_return_both (DemoCall   *self,
                       const char *text,
                       JsonObject *structured)
{
  JsonObject *result = demo_content_result (demo_content_text (text), NULL);

  json_object_set_object_member (result, "structuredContent", structured);
  demo_call_return (self, result);
}

/* A result that is an error, in the tool's own words. */
void
demo_call_return_error (DemoCall   *self,
                        const char *words)
{
  JsonObject *result = demo_content_result (demo_content_text (words), NULL);

  json_object_set_boolean_member (result, "isError", TRUE);
  demo_call_return (self, result);
}

/**
 * demo_call_fail:
 * @self: a call
 * @words: (nullable): what the tool says about it; without, it went wrong inside
 *
 * Returns the error result that the SDK makes of an exception in a tool.
 */
void
demo_call_fail (DemoCall   *self,
                const char *words)
{
  const char *tool = demo_call_get_tool (self);
  g_autofree char *text = NULL;

  g_return_if_fail (DEMO_IS_CALL (self));

  if (words != NULL)
    text = g_strdup_printf ("An error occurred invoking '%s': %s", tool, words);
  else
    text = g_strdup_printf ("An error occurred invoking '%s'.", tool);

  demo_call_return_error (self, text);
}
