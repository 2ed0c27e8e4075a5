/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-check.h"

#include "schema-run.h"

#include <glib/gi18n.h>

/* The schema that a rule's reference means at first, found once. */
static SchemaNode *
resolve (SchemaRun         *run,
         const SchemaFrame *frame,
         SchemaRule        *rule)
{
  g_autofree char *reference = NULL;

  if (rule->node != NULL || rule->problem != NULL)
    return rule->node;

  reference = sjson_value_dup_string (&rule->value, NULL);
  rule->node = schema_set_resolve (run->set, frame->node->resource, reference, &rule->anchor);
  rule->problem = rule->node == NULL ? "" : NULL;

  return rule->node;
}

static SchemaVerdict
report_unresolved (SchemaRun         *run,
                   const SchemaFrame *frame,
                   SchemaRule        *rule)
{
  g_autofree char *reference = NULL;

  if (run->issues == NULL)
    return SCHEMA_UNCHECKED;

  if (run->set->nodes->len >= SCHEMA_MOST_NODES)
    return schema_run_report (run, &frame->instance, frame, rule->keyword, SCHEMA_UNCHECKED, "%s",
                              _("The schema is too large to be checked."));

  reference = sjson_value_dup_string (&rule->value, NULL);

  if (*reference == '#')
    return schema_run_report (run, &frame->instance, frame, rule->keyword, SCHEMA_UNCHECKED,
                              _("The schema refers to “%s”, which is not in it."), reference);

  return schema_run_report (run, &frame->instance, frame, rule->keyword, SCHEMA_UNCHECKED,
                            _("The schema refers to “%s”, which is elsewhere and is not "
                              "fetched."), reference);
}

static SchemaVerdict
follow (SchemaRun         *run,
        const SchemaFrame *frame,
        SchemaNode        *node)
{
  return schema_run_check (run, frame, node, &frame->instance, frame->evaluated);
}

SchemaVerdict
schema_check_reference (SchemaRun         *run,
                        const SchemaFrame *frame,
                        SchemaRule        *rule)
{
  SchemaNode *node = resolve (run, frame, rule);

  return node != NULL ? follow (run, frame, node) : report_unresolved (run, frame, rule);
}

/**
 * schema_frame_find_dynamic:
 * @frame: where the reference stands, and the way there
 * @node: what it means at first
 * @anchor: (nullable): the name that it has that by
 *
 * JSON Schema 2020-12 Core, 8.2.3.2: where the reference first leads to a dynamic anchor, the
 * outermost resource on the way here that has one of that name counts.
 *
 * Returns: (transfer none): what a dynamic reference means
 */
SchemaNode *
schema_frame_find_dynamic (const SchemaFrame *frame,
                           SchemaNode        *node,
                           const char        *anchor)
{
  if (anchor == NULL || g_hash_table_lookup (node->resource->dynamic, anchor) != node)
    return node;

  for (const SchemaFrame *outer = frame; outer != NULL; outer = outer->parent)
    {
      SchemaNode *other = g_hash_table_lookup (outer->node->resource->dynamic, anchor);

      node = other != NULL ? other : node;
    }

  return node;
}

SchemaVerdict
schema_check_dynamic_reference (SchemaRun         *run,
                                const SchemaFrame *frame,
                                SchemaRule        *rule)
{
  SchemaNode *node = resolve (run, frame, rule);

  if (node == NULL)
    return report_unresolved (run, frame, rule);

  return follow (run, frame, schema_frame_find_dynamic (frame, node, rule->anchor));
}

/**
 * schema_frame_find_recursive:
 * @frame: where the reference stands, and the way there
 * @node: what it means at first
 *
 * JSON Schema 2019-09 Core, 8.2.4.2.
 *
 * Returns: (transfer none): the resource whose root a recursive reference means
 */
SchemaResource *
schema_frame_find_recursive (const SchemaFrame *frame,
                             SchemaNode        *node)
{
  SchemaResource *resource = node->resource;

  for (const SchemaFrame *outer = frame; resource->is_recursive && outer != NULL;
       outer = outer->parent)
    {
      if (outer->node->resource->is_recursive)
        resource = outer->node->resource;
    }

  return resource;
}

SchemaVerdict
schema_check_recursive_reference (SchemaRun         *run,
                                  const SchemaFrame *frame,
                                  SchemaRule        *rule)
{
  SchemaNode *node = resolve (run, frame, rule);

  if (node == NULL)
    return report_unresolved (run, frame, rule);

  node = schema_set_get_root (run->set, schema_frame_find_recursive (frame, node));

  return node != NULL ? follow (run, frame, node) : SCHEMA_UNCHECKED;
}
