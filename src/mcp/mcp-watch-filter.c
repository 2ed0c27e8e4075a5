/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-watch-filter.h"

#include "sjson-builder.h"

#include <string.h>

#define TASKS "io.modelcontextprotocol/tasks"

/* The lists, as capabilities, filters and notifications call them. */
static const struct
{
  McpWatch what;
  const char *capability;
  const char *member;
  const char *method;
} lists[] = {
  {
    MCP_WATCH_TOOLS, "tools", "toolsListChanged",
    "notifications/tools/list_changed",
  },
  {
    MCP_WATCH_PROMPTS, "prompts", "promptsListChanged",
    "notifications/prompts/list_changed",
  },
  {
    MCP_WATCH_RESOURCES, "resources", "resourcesListChanged",
    "notifications/resources/list_changed",
  },
};

static gboolean
is_true (const SjsonValue *object,
         const char       *name)
{
  SjsonValue member;
  gboolean value = FALSE;

  return sjson_value_get_member (object, name, &member) &&
         sjson_value_get_boolean (&member, &value) && value;
}

static gboolean
offers (const SjsonValue *capabilities,
        const char       *capability,
        const char       *name)
{
  SjsonValue member;

  return capabilities != NULL &&
         sjson_value_get_member_of_kind (capabilities, capability, SJSON_KIND_OBJECT, &member) &&
         is_true (&member, name);
}

static gboolean
offers_tasks (const SjsonValue *capabilities)
{
  SjsonValue extensions, member;

  return capabilities != NULL &&
         sjson_value_get_member_of_kind (capabilities, "extensions", SJSON_KIND_OBJECT,
                                         &extensions) &&
         sjson_value_get_member (&extensions, TASKS, &member);
}

static char **
dup_strings (const char * const *strings)
{
  return strings != NULL ? g_strdupv ((char **) strings) : g_new0 (char *, 1);
}

McpWatchFilter *
mcp_watch_filter_new (McpWatch            what,
                      const char * const *uris,
                      const char * const *task_ids,
                      const SjsonValue   *capabilities)
{
  McpWatchFilter *self = g_new0 (McpWatchFilter, 1);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      if (offers (capabilities, lists[i].capability, "listChanged"))
        self->what |= what & lists[i].what;
    }

  self->uris = dup_strings (offers (capabilities, "resources", "subscribe") ? uris : NULL);
  self->task_ids = dup_strings (offers_tasks (capabilities) ? task_ids : NULL);

  return self;
}

/* What is no string in it counts for nothing. */
static char **
read_strings (const SjsonValue *object,
              const char       *name)
{
  g_autoptr(GPtrArray) strings = g_ptr_array_new ();
  SjsonValue array, element;
  SjsonIter iter;

  if (sjson_value_get_member_of_kind (object, name, SJSON_KIND_ARRAY, &array))
    {
      sjson_iter_init (&iter, &array);

      while (sjson_iter_next (&iter, NULL, &element))
        {
          char *string = sjson_value_dup_string (&element, NULL);

          if (string != NULL)
            g_ptr_array_add (strings, string);
        }
    }

  g_ptr_array_add (strings, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&strings), FALSE);
}

McpWatchFilter *
mcp_watch_filter_new_from_json (const SjsonValue *json)
{
  McpWatchFilter *self = g_new0 (McpWatchFilter, 1);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      if (is_true (json, lists[i].member))
        self->what |= lists[i].what;
    }

  self->uris = read_strings (json, "resourceSubscriptions");
  self->task_ids = read_strings (json, "taskIds");

  return self;
}

void
mcp_watch_filter_free (McpWatchFilter *self)
{
  g_strfreev (self->uris);
  g_strfreev (self->task_ids);
  g_free (self);
}

gboolean
mcp_watch_filter_is_empty (const McpWatchFilter *self)
{
  return self->what == MCP_WATCH_NONE && *self->uris == NULL && *self->task_ids == NULL;
}

gboolean
mcp_watch_filter_equal (const McpWatchFilter *self,
                        const McpWatchFilter *other)
{
  return self->what == other->what &&
         g_strv_equal ((const char * const *) self->uris, (const char * const *) other->uris) &&
         g_strv_equal ((const char * const *) self->task_ids,
                       (const char * const *) other->task_ids);
}

static gboolean
contains_all (char **strings,
              char **others)
{
  for (; *others != NULL; others++)
    {
      if (!g_strv_contains ((const char * const *) strings, *others))
        return FALSE;
    }

  return TRUE;
}

gboolean
mcp_watch_filter_covers (const McpWatchFilter *self,
                         const McpWatchFilter *other)
{
  return (other->what & ~self->what) == 0 && contains_all (self->uris, other->uris) &&
         contains_all (self->task_ids, other->task_ids);
}

gboolean
mcp_watch_filter_wants (const McpWatchFilter *self,
                        const char           *method)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      if (strcmp (method, lists[i].method) == 0)
        return (self->what & lists[i].what) != 0;
    }

  if (strcmp (method, "notifications/resources/updated") == 0)
    return *self->uris != NULL;

  return strcmp (method, "notifications/tasks") == 0 && *self->task_ids != NULL;
}

static void
add_strings (SjsonBuilder  *builder,
             const char    *name,
             char         **strings)
{
  if (*strings == NULL)
    return;

  sjson_builder_begin_array (sjson_builder_name (builder, name));

  for (; *strings != NULL; strings++)
    sjson_builder_string (builder, *strings);

  sjson_builder_end_array (builder);
}

McpRequest *
mcp_watch_filter_new_request (const McpWatchFilter *self)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_begin_object (sjson_builder_new ());
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue params;

  sjson_builder_begin_object (sjson_builder_name (builder, "notifications"));

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      if ((self->what & lists[i].what) != 0)
        sjson_builder_boolean (sjson_builder_name (builder, lists[i].member), TRUE);
    }

  add_strings (builder, "resourceSubscriptions", self->uris);
  add_strings (builder, "taskIds", self->task_ids);
  sjson_builder_end_object (sjson_builder_end_object (builder));
  document = sjson_builder_end_document (builder);
  params = sjson_document_get_root (document);

  return mcp_request_new ("subscriptions/listen", &params);
}
