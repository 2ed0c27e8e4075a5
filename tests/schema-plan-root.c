/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-plan.h"

/* The whole schema: what it is written in, its address, and what it refers to. */

static const char *
get_meta_schema (SchemaGenerator *self)
{
  switch (self->draft)
    {
    case SCHEMA_DRAFT_07:
      return "http://json-schema.org/draft-07/schema#";
    case SCHEMA_DRAFT_2019_09:
      return "https://json-schema.org/draft/2019-09/schema";
    case SCHEMA_DRAFT_2020_12:
    case SCHEMA_DRAFT_UNKNOWN:
    default:
      return "https://json-schema.org/draft/2020-12/schema";
    }
}

/* A dialect of one's own, which has all but what refuses by "format". */
static void
append_dialect (SchemaGenerator *self,
                GString         *out)
{
  static const char * const vocabularies[] = {
    "core", "applicator", "validation", "content", "meta-data", "unevaluated",
  };
  gboolean is_new = self->draft == SCHEMA_DRAFT_2020_12;

  g_string_append_printf (out, "\"meta\":{\"$id\":\"" PLAN_ADDRESS "meta\",\"$schema\":\"%s\","
                          "\"$vocabulary\":{", get_meta_schema (self));

  for (guint i = 0; i < G_N_ELEMENTS (vocabularies) - !is_new; i++)
    g_string_append_printf (out, "%s\"https://json-schema.org/draft/%s/vocab/%s\":true",
                            i > 0 ? "," : "", is_new ? "2020-12" : "2019-09", vocabularies[i]);

  g_string_append (out, "}}");
}

static void
append_head (SchemaGenerator      *self,
             const PlanDefinition *definition,
             guint                 index,
             GString              *out)
{
  gboolean is_old = self->draft == SCHEMA_DRAFT_07;

  switch (definition->way)
    {
    case PLAN_BY_ANCHOR:
      g_string_append_printf (out, is_old ? "\"$id\":\"#anchor%u\"" : "\"$anchor\":\"anchor%u\"",
                              index);
      break;
    case PLAN_BY_DYNAMIC:
      g_string_append_printf (out, "\"$dynamicAnchor\":\"anchor%u\"", index);
      break;
    case PLAN_BY_ADDRESS:
      g_string_append_printf (out, "\"$id\":\"%sd%u\"", plan_chance (self, 50) ? PLAN_ADDRESS
                                                                               : "", index);
      if (self->has_vocabulary)
        g_string_append (out, ",\"$schema\":\"" PLAN_ADDRESS "meta\"");
      else if (plan_chance (self, 50))
        g_string_append_printf (out, ",\"$schema\":\"%s\"", get_meta_schema (self));
      break;
    case PLAN_BY_POINTER:
    case PLAN_BY_ROOT:
    default:
      g_string_append (out, "\"$comment\":\"a definition\"");
      break;
    }
}

/* In draft-07 a name beside "$ref" is none. */
static void
append_body (SchemaGenerator *self,
             Plan            *plan,
             GString         *out)
{
  g_autoptr(GString) body = g_string_new (NULL);

  plan_write (self, plan, body);

  if (g_str_equal (body->str, "true") || g_str_equal (body->str, "{}"))
    g_string_append_c (out, '}');
  else if (plan->kind == PLAN_REFERENCE)
    g_string_append_printf (out, ",\"allOf\":[%s]}", body->str);
  else
    g_string_append_printf (out, ",%s", body->str + 1);
}

static void
append_definitions (SchemaGenerator *self,
                    GString         *out)
{
  if (self->has_vocabulary)
    append_dialect (self, out);

  for (guint i = 0; i < self->definitions->len; i++)
    {
      const PlanDefinition *definition = g_ptr_array_index (self->definitions, i);

      self->inside = definition->way == PLAN_BY_ADDRESS ? definition : NULL;
      g_string_append (out, i > 0 || self->has_vocabulary ? "," : "");
      plan_append_string (self, out, definition->name);
      g_string_append (out, ":{");
      append_head (self, definition, i, out);
      append_body (self, definition->plan, out);
    }

  self->inside = NULL;
}

char *
plan_write_root (SchemaGenerator *self)
{
  GString *out = g_string_new ("{");
  gboolean is_default = self->draft == SCHEMA_DRAFT_2020_12 && plan_chance (self, 40);
  g_autoptr(GString) body = g_string_new (NULL);

  if (!is_default)
    g_string_append_printf (out, "\"$schema\":\"%s\",", get_meta_schema (self));

  if (self->has_address)
    g_string_append (out, "\"$id\":\"" PLAN_ADDRESS "root\",");

  if (self->draft == SCHEMA_DRAFT_2020_12)
    g_string_append (out, "\"$dynamicAnchor\":\"root\",");
  else if (self->draft == SCHEMA_DRAFT_2019_09 && plan_chance (self, 70))
    g_string_append (out, "\"$recursiveAnchor\":true,");

  g_string_append_printf (out, "\"%s\":{", self->draft == SCHEMA_DRAFT_07 ? "definitions"
                                                                          : "$defs");
  append_definitions (self, out);
  plan_write (self, self->root.plan, body);
  g_string_append_printf (out, "},%s", body->str + 1);

  return g_string_free (out, FALSE);
}
