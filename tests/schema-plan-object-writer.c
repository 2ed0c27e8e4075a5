/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-plan-writer.h"

/* Objects, and the many keywords by which their members can be there. */

static char *
dup_properties (SchemaGenerator *self,
                GPtrArray       *members,
                gboolean         apart)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < members->len; i++)
    {
      PlanMember *member = g_ptr_array_index (members, i);
      g_autofree char *name = plan_dup_string (self, member->name);
      g_autofree char *schema = NULL;

      if (member->apart != apart)
        continue;

      schema = plan_dup_schema (self, member->plan);
      g_ptr_array_add (texts, g_strdup_printf ("%s:%s", name, schema));
    }

  return plan_dup_joined (texts, "", "");
}

static char *
dup_required (SchemaGenerator *self,
              GPtrArray       *members)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < members->len; i++)
    {
      PlanMember *member = g_ptr_array_index (members, i);

      if (member->required)
        g_ptr_array_add (texts, plan_dup_string (self, member->name));
    }

  return plan_dup_joined (texts, "", "");
}

/* The schema that brings these members along. */
static char *
dup_members (SchemaGenerator *self,
             GPtrArray       *members)
{
  g_autofree char *near = dup_properties (self, members, FALSE);
  g_autofree char *apart = dup_properties (self, members, TRUE);
  g_autofree char *required = dup_required (self, members);

  return g_strdup_printf ("{\"properties\":{%s},\"allOf\":[{\"properties\":{%s}}],"
                          "\"required\":[%s]}", near, apart, required);
}

static char *
dup_if (SchemaGenerator *self,
        PlanRule        *rule)
{
  g_autofree char *name = plan_dup_string (self, rule->trigger->name);
  g_autofree char *then_schema = dup_members (self, rule->then_members);
  g_autofree char *else_schema = dup_members (self, rule->else_members);
  const char *constant = g_ptr_array_index (rule->trigger->plan->values, 0);
  gboolean is_enum = plan_chance (self, 20);
  g_autofree char *condition =
    g_strdup_printf ("\"if\":{\"properties\":{%s:{\"%s\":%s%s%s}},\"required\":[%s]}", name,
                     is_enum ? "enum" : "const", is_enum ? "[" : "", constant,
                     is_enum ? "]" : "", name);

  if (rule->else_members->len > 0)
    return g_strdup_printf ("%s,\"then\":%s,\"else\":%s", condition, then_schema, else_schema);

  return g_strdup_printf ("%s,\"then\":%s", condition, then_schema);
}

static char *
dup_rule (SchemaGenerator *self,
          PlanRule        *rule)
{
  g_autofree char *name = plan_dup_string (self, rule->trigger->name);
  g_autofree char *other = rule->other != NULL ? plan_dup_string (self, rule->other->name) : NULL;
  g_autofree char *then_schema = rule->kind != PLAN_IF ? dup_members (self, rule->then_members)
                                                       : NULL;

  switch (rule->kind)
    {
    case PLAN_DEPENDENT_SCHEMAS:
      return g_strdup_printf ("\"dependentSchemas\":{%s:%s}", name, then_schema);
    case PLAN_DEPENDENT_REQUIRED:
      return g_strdup_printf ("\"dependentRequired\":{%s:[%s]}", name, other);
    case PLAN_DEPENDENCIES:
      return g_strdup_printf ("\"dependencies\":{%s:%s}", name, then_schema);
    case PLAN_DEPENDENCIES_REQUIRED:
      return g_strdup_printf ("\"dependencies\":{%s:[%s]}", name, other);
    case PLAN_ANY_NEEDED:
      return g_strdup_printf ("\"anyOf\":[{\"required\":[%s]},{\"required\":[%s]}]", name, other);
    case PLAN_ONE_NEEDED:
      return g_strdup_printf ("\"oneOf\":[{\"required\":[%s]},{\"required\":[%s]}]", name, other);
    case PLAN_IF:
    default:
      return dup_if (self, rule);
    }
}

static void
write_properties (PlanWriter *self,
                  Plan   *plan)
{
  SchemaGenerator *generator = self->generator;
  g_autofree char *near = dup_properties (generator, plan->members, FALSE);
  g_autofree char *rest = plan_dup_rest (generator, plan);
  g_autoptr(GString) unit = g_string_new (NULL);

  g_string_append_printf (unit, "\"properties\":{%s%s}", near,
                          plan_chance (generator, 4) ? *near != '\0' ? ",\"never\":false"
                                                                     : "\"never\":false" : "");

  if (plan->matching != NULL)
    {
      g_autofree char *schema = plan_dup_schema (generator, plan->matching);

      g_string_append_printf (unit, ",\"patternProperties\":{\"^x-\":%s}", schema);
    }

  if (rest != NULL && !plan->unevaluated)
    g_string_append_printf (unit, ",\"additionalProperties\":%s", rest);

  if (rest != NULL && plan->unevaluated)
    plan_writer_add (self, "\"unevaluatedProperties\":%s", rest);

  plan_writer_add_movable (self, unit->str);
}

static void
write_layers (PlanWriter *self,
              Plan   *plan)
{
  g_autofree char *apart = dup_properties (self->generator, plan->members, TRUE);

  if (*apart != '\0')
    g_ptr_array_add (self->layers, g_strdup_printf ("{\"properties\":{%s}}", apart));

  for (guint i = 0; i < plan->plan_rules->len; i++)
    {
      g_autofree char *unit = dup_rule (self->generator,
                                        g_ptr_array_index (plan->plan_rules, i));

      plan_writer_add_movable (self, unit);
    }
}

static guint
count_members (Plan *plan)
{
  guint n_members = plan->members->len;

  for (guint i = 0; i < plan->plan_rules->len; i++)
    {
      PlanRule *rule = g_ptr_array_index (plan->plan_rules, i);

      n_members += rule->then_members->len + rule->else_members->len;
    }

  return n_members;
}

static void
write_counts (PlanWriter *self,
              Plan   *plan)
{
  static const char * const name_schemas[] = {
    "{\"maxLength\":60}", "{\"pattern\":\"^[^!]*$\"}", "true", "{\"type\":\"string\"}",
  };
  guint n_required = 0;

  for (guint i = 0; i < plan->members->len; i++)
    n_required += ((PlanMember *) g_ptr_array_index (plan->members, i))->required;

  if (plan_chance (self->generator, 12))
    plan_writer_add (self, "\"minProperties\":%u", n_required);

  if (plan_chance (self->generator, 12))
    plan_writer_add (self, "\"maxProperties\":%u", count_members (plan) + 4);

  if (plan_chance (self->generator, 12))
    plan_writer_add (self, "\"propertyNames\":%s",
         name_schemas[plan_pick (self->generator, G_N_ELEMENTS (name_schemas))]);

  if (plan_chance (self->generator, 12))
    plan_writer_add_movable (self, "\"not\":{\"required\":[\"never\"]}");
}

void
plan_writer_write_object (PlanWriter *self,
                          Plan   *plan)
{
  g_autofree char *required = dup_required (self->generator, plan->members);

  plan_writer_add_type (self, plan, "object");

  if (*required != '\0' || plan_chance (self->generator, 10))
    {
      g_autofree char *unit = g_strdup_printf ("\"required\":[%s]", required);

      plan_writer_add_movable (self, unit);
    }

  write_properties (self, plan);
  write_layers (self, plan);
  write_counts (self, plan);
}
