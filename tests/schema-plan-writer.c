/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-plan-writer.h"

#include <string.h>

/* Plans as schemas: the same thing said in many ways. */

void
plan_writer_add (PlanWriter     *self,
                 const char *format,
                 ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (self->units, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/* One that may as well stand in "allOf", and has to if there is such a keyword already. */
void
plan_writer_add_movable (PlanWriter     *self,
                         const char *unit)
{
  gsize length = strcspn (unit, ":");
  gboolean is_there = FALSE;

  for (guint i = 0; i < self->units->len; i++)
    is_there |= strncmp (g_ptr_array_index (self->units, i), unit, length + 1) == 0;

  if (is_there || plan_chance (self->generator, 12))
    g_ptr_array_add (self->layers, g_strdup_printf ("{%s}", unit));
  else
    g_ptr_array_add (self->units, g_strdup (unit));
}

char *
plan_dup_schema (SchemaGenerator *self,
                 Plan            *plan)
{
  GString *out = g_string_new (NULL);

  plan_write (self, plan, out);

  return g_string_free (out, FALSE);
}

char *
plan_dup_string (SchemaGenerator *self,
                 const char      *text)
{
  GString *out = g_string_new (NULL);

  plan_append_string (self, out, text);

  return g_string_free (out, FALSE);
}

/* ---- what only describes */

static void
add_example (PlanWriter     *self,
             const char *format,
             Plan       *plan)
{
  g_autoptr(GString) value = g_string_new (NULL);

  plan_write_value (self->generator, plan, 4, value);
  g_ptr_array_add (self->units, g_strdup_printf (strchr (format, '[') != NULL
                                                 ? "\"examples\":[%s]" : "\"default\":%s",
                                                 value->str));
}

static void
add_notes (PlanWriter *self,
           Plan   *plan)
{
  static const char * const flags[] = { "deprecated", "readOnly", "writeOnly" };
  static const char * const notes[] = { "title", "description", "$comment" };
  SchemaGenerator *generator = self->generator;

  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    {
      g_autofree char *text = plan_dup_text (generator);
      g_autofree char *string = plan_dup_string (generator, text);

      if (plan_chance (generator, i == 2 ? 4 : 12))
        plan_writer_add (self, "\"%s\":%s", notes[i], string);
    }

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      if (plan_chance (generator, 4))
        plan_writer_add (self, "\"%s\":%s", flags[i],
                         plan_chance (generator, 80) ? "true" : "false");
    }

  if (plan_chance (generator, 8))
    add_example (self, "default", plan);

  if (plan_chance (generator, 5))
    add_example (self, "examples[]", plan);
}

/* ---- types */

void
plan_writer_add_type (PlanWriter     *self,
                      Plan       *plan,
                      const char *type)
{
  if (!plan->typed)
    return;

  if (plan->nullable && plan_chance (self->generator, 50))
    plan_writer_add (self, "\"type\":[\"%s\",\"null\"]", type);
  else if (plan->nullable)
    plan_writer_add (self, "\"type\":[\"null\",\"%s\"]", type);
  else if (plan_chance (self->generator, 5))
    plan_writer_add (self, "\"type\":[\"%s\"]", type);
  else
    plan_writer_add (self, "\"type\":\"%s\"", type);
}

static void
write_scalar (PlanWriter *self,
              Plan   *plan)
{
  plan_writer_add_type (self, plan, plan->type);

  if (plan->rules != NULL)
    plan_writer_add_movable (self, plan->rules);
}

char *
plan_dup_joined (GPtrArray  *texts,
                 const char *before,
                 const char *behind)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (out, "%s%s%s%s", i > 0 ? "," : "", before,
                            (const char *) g_ptr_array_index (texts, i), behind);

  return g_string_free (out, FALSE);
}

static void
write_choice (PlanWriter *self,
              Plan   *plan)
{
  g_autofree char *list = plan_dup_joined (plan->values, "", "");
  g_autofree char *constants = plan_dup_joined (plan->values, "{\"const\":", "}");
  g_autofree char *titled = plan_dup_joined (plan->values, "{\"title\":\"T\",\"const\":", "}");

  if (plan->values->len == 1 && plan_chance (self->generator, 70))
    plan_writer_add (self, "\"const\":%s", list);
  else if (plan_chance (self->generator, 20))
    plan_writer_add (self, "\"%s\":[%s]", plan_chance (self->generator, 50) ? "oneOf" : "anyOf",
         plan_chance (self->generator, 70) ? titled : constants);
  else if (plan_chance (self->generator, 15))
    plan_writer_add (self, "\"enum\":[%s],\"enumNames\":[\"One\",\"Two\"]", list);
  else
    plan_writer_add (self, "\"enum\":[%s]", list);
}

/* ---- lists */

static char *
dup_schemas (SchemaGenerator *self,
             GPtrArray       *plans)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < plans->len; i++)
    g_ptr_array_add (texts, plan_dup_schema (self, g_ptr_array_index (plans, i)));

  return plan_dup_joined (texts, "", "");
}

/* What a list holds behind its places; NULL if that is not said. */
char *
plan_dup_rest (SchemaGenerator *self,
               Plan            *plan)
{
  if (plan->item != NULL)
    return plan_dup_schema (self, plan->item);

  if (plan->closed)
    return g_strdup ("false");

  return plan_chance (self, 30) ? g_strdup ("true") : NULL;
}

static void
write_items (PlanWriter *self,
             Plan   *plan)
{
  SchemaGenerator *generator = self->generator;
  gboolean is_new = generator->draft == SCHEMA_DRAFT_2020_12;
  g_autofree char *places = dup_schemas (generator, plan->plans);
  g_autofree char *rest = plan_dup_rest (generator, plan);
  g_autofree char *unit = NULL;

  if (plan->unevaluated && rest != NULL)
    plan_writer_add (self, "\"unevaluatedItems\":%s", rest);

  if (plan->plans->len > 0)
    unit = rest == NULL || plan->unevaluated
           ? g_strdup_printf ("\"%s\":[%s]", is_new ? "prefixItems" : "items", places)
           : g_strdup_printf ("\"%s\":[%s],\"%s\":%s", is_new ? "prefixItems" : "items", places,
                              is_new ? "items" : "additionalItems", rest);
  else if (rest != NULL && !plan->unevaluated)
    unit = g_strdup_printf ("\"items\":%s", rest);

  if (unit != NULL)
    plan_writer_add_movable (self, unit);
}

static void
write_contains (PlanWriter *self,
                Plan   *plan)
{
  gboolean counts = plan_is_since_2019 (self->generator);
  g_autofree char *unit = NULL;

  if (counts)
    unit = g_strdup_printf ("\"contains\":{\"const\":%s},\"minContains\":%u,\"maxContains\":%u",
                            plan->wanted, plan->least, plan->most);
  else
    unit = g_strdup_printf ("\"contains\":{\"const\":%s}", plan->wanted);

  /* What it looks for counts as evaluated, and "unevaluatedItems" looks into "allOf". */
  plan_writer_add_movable (self, unit);
}

static void
write_list (PlanWriter *self,
            Plan   *plan)
{
  plan_writer_add_type (self, plan, "array");
  write_items (self, plan);

  if (plan->wanted != NULL)
    write_contains (self, plan);
  else if (plan_chance (self->generator, 50))
    {
      g_autofree char *least = g_strdup_printf ("\"minItems\":%u", plan->least);
      g_autofree char *most = g_strdup_printf ("\"maxItems\":%u", plan->most);

      plan_writer_add_movable (self, least);
      plan_writer_add_movable (self, most);
    }

  if (plan->unique || plan_chance (self->generator, 5))
    plan_writer_add (self, "\"uniqueItems\":%s", plan->unique ? "true" : "false");
}

/* ---- the rest */

static void
write_union (PlanWriter *self,
             Plan   *plan)
{
  g_autofree char *branches = dup_schemas (self->generator, plan->plans);

  plan_writer_add (self, "\"%s\":[%s%s]", plan->one ? "oneOf" : "anyOf", branches,
       plan->nullable ? ",{\"type\":\"null\"}" : "");
}

static char *
dup_encoded (const char *name)
{
  GString *out = g_string_new (name);

  g_string_replace (out, "~", "~0", 0);
  g_string_replace (out, "/", "~1", 0);
  g_string_replace (out, " ", "%20", 0);

  return g_string_free (out, FALSE);
}

static guint
find_index (SchemaGenerator      *self,
            const PlanDefinition *definition)
{
  guint index = 0;

  g_ptr_array_find (self->definitions, definition, &index);

  return index;
}

static char *
dup_reference (SchemaGenerator      *self,
               const PlanDefinition *target)
{
  const char *base = self->inside != NULL ? PLAN_ADDRESS "root" : "";
  g_autofree char *name = target->name != NULL ? dup_encoded (target->name) : NULL;
  gboolean is_new = self->draft == SCHEMA_DRAFT_2020_12;
  guint index = find_index (self, target);

  switch (target->way)
    {
    case PLAN_BY_ROOT:
      if (self->inside == NULL && self->draft == SCHEMA_DRAFT_2019_09 && plan_chance (self, 85))
        return g_strdup ("\"$recursiveRef\":\"#\"");
      if (is_new && plan_chance (self, 60))
        return g_strdup_printf ("\"$dynamicRef\":\"%s#root\"", base);
      return g_strdup_printf ("\"$ref\":\"%s#\"", base);
    case PLAN_BY_ANCHOR:
      return g_strdup_printf ("\"$ref\":\"%s#anchor%u\"", base, index);
    case PLAN_BY_DYNAMIC:
      return g_strdup_printf ("\"%s\":\"%s#anchor%u\"", plan_chance (self, 70) ? "$dynamicRef"
                                                                              : "$ref",
                              base, index);
    case PLAN_BY_ADDRESS:
      return g_strdup_printf ("\"$ref\":\"%sd%u\"", plan_chance (self, 50) ? PLAN_ADDRESS : "",
                              index);
    case PLAN_BY_POINTER:
    default:
      return g_strdup_printf ("\"$ref\":\"%s#/%s/%s\"", base,
                              self->draft == SCHEMA_DRAFT_07 ? "definitions" : "$defs", name);
    }
}

/* In draft-07 nothing counts beside "$ref", whatever it says. */
static void
write_reference (PlanWriter *self,
                 Plan   *plan)
{
  SchemaGenerator *generator = self->generator;
  g_autofree char *reference = dup_reference (generator, plan->target);

  if (generator->draft == SCHEMA_DRAFT_07)
    plan_writer_add (self, "%s%s", reference,
                     plan_chance (generator, 20) ? ",\"type\":\"of nobody\"" : "");
  else if (plan_chance (generator, 15))
    g_ptr_array_add (self->layers, g_strdup_printf ("{%s}", reference));
  else if (plan_chance (generator, 10))
    plan_writer_add (self, "\"anyOf\":[{%s}]", reference);
  else
    plan_writer_add (self, "%s", reference);
}

static void
write_any (PlanWriter *self,
           Plan   *plan)
{
  if (plan_chance (self->generator, 30))
    plan_writer_add (self, "\"not\":{\"const\":\"!\"}");
}

static void
write_units (PlanWriter  *self,
             GString *out)
{
  g_autofree char *layers = plan_dup_joined (self->layers, "", "");
  g_autofree char *units = NULL;

  if (self->layers->len > 0)
    plan_writer_add (self, "\"allOf\":[%s]", layers);

  for (guint i = self->units->len; i > 1; i--)
    {
      guint other = plan_pick (self->generator, i);
      gpointer unit = self->units->pdata[i - 1];

      self->units->pdata[i - 1] = self->units->pdata[other];
      self->units->pdata[other] = unit;
    }

  units = plan_dup_joined (self->units, "", "");
  g_string_append_printf (out, "{%s}", units);
}

static void
write_kind (PlanWriter *self,
            Plan   *plan)
{
  static void (* const writers[]) (PlanWriter *writer, Plan *plan) = {
    [PLAN_ANY] = write_any,
    [PLAN_SCALAR] = write_scalar,
    [PLAN_CHOICE] = write_choice,
    [PLAN_LIST] = write_list,
    [PLAN_OBJECT] = plan_writer_write_object,
    [PLAN_UNION] = write_union,
    [PLAN_REFERENCE] = write_reference,
  };

  writers[plan->kind] (self, plan);
  add_notes (self, plan);
}

/* Rules about members refuse or allow null by accident, so what they stand beside is no place to
 * say that it may be null. */
static gboolean
needs_wrapper (SchemaGenerator *self,
               Plan            *plan)
{
  if (!plan->nullable || plan->kind == PLAN_UNION)
    return FALSE;

  return plan->kind == PLAN_CHOICE || plan->kind == PLAN_OBJECT || plan_chance (self, 30);
}

void
plan_write (SchemaGenerator *self,
            Plan            *plan,
            GString         *out)
{
  g_autoptr(GPtrArray) units = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) layers = g_ptr_array_new_with_free_func (g_free);
  PlanWriter writer = { self, units, layers };
  gboolean wraps = needs_wrapper (self, plan);

  if (plan->kind == PLAN_ANY && plan_chance (self, 20))
    {
      g_string_append (out, "true");
      return;
    }

  plan->nullable &= !wraps;
  write_kind (&writer, plan);
  plan->nullable |= wraps;

  if (wraps)
    g_string_append (out, "{\"anyOf\":[");

  write_units (&writer, out);

  if (wraps)
    g_string_append (out, ",{\"type\":\"null\"}]}");
}
