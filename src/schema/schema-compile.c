/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-compile.h"

#include "schema-check.h"

#include <glib/gi18n.h>

static gboolean
compile_node (SchemaCompiler *self,
              SchemaRule     *rule)
{
  return schema_compiler_get_node (self, &rule->value, &rule->node);
}

static gboolean
compile_nodes (SchemaCompiler *self,
               SchemaRule     *rule)
{
  return schema_compiler_get_nodes (self, &rule->value, &rule->nodes) && rule->nodes->len > 0;
}

/* "then" and "else" mean nothing without it. */
static gboolean
compile_if (SchemaCompiler *self,
            SchemaRule     *rule)
{
  SjsonValue value;

  return schema_compiler_get_node (self, &rule->value, &rule->node) &&
         (!schema_compiler_get_keyword (self, SCHEMA_KEYWORD_THEN, &value) ||
          schema_compiler_get_node (self, &value, &rule->then_node)) &&
         (!schema_compiler_get_keyword (self, SCHEMA_KEYWORD_ELSE, &value) ||
          schema_compiler_get_node (self, &value, &rule->else_node));
}

/* "prefixItems" and "items" since 2020-12, "items" and "additionalItems" before. A rule of either
 * keyword holds what the elements at the front have to be (nodes) and what the rest (node). */
static gboolean
compile_items (SchemaCompiler *self,
               SchemaRule     *rule)
{
  gboolean is_new = self->node->resource->dialect.draft == SCHEMA_DRAFT_2020_12;
  gboolean is_list = sjson_value_get_kind (&rule->value) == SJSON_KIND_ARRAY;
  SjsonValue other;

  if (rule->keyword == SCHEMA_KEYWORD_PREFIX_ITEMS)
    return compile_nodes (self, rule);

  if (is_new)
    return schema_compiler_get_node (self, &rule->value, &rule->node) &&
           (!schema_compiler_get_keyword (self, SCHEMA_KEYWORD_PREFIX_ITEMS, &other) ||
            schema_compiler_get_nodes (self, &other, &rule->nodes));

  if (!is_list)
    return schema_compiler_get_node (self, &rule->value, &rule->node);

  return schema_compiler_get_nodes (self, &rule->value, &rule->nodes) &&
         (!schema_compiler_get_keyword (self, SCHEMA_KEYWORD_ADDITIONAL_ITEMS, &other) ||
          schema_compiler_get_node (self, &other, &rule->node));
}

static const struct
{
  SchemaCompile compile;
  SchemaCheck check;
  guint kinds;
} plans[SCHEMA_N_KEYWORDS] = {
  [SCHEMA_KEYWORD_ADDITIONAL_PROPERTIES] = {
    schema_compile_members, schema_check_members, SCHEMA_KIND (OBJECT) },
  [SCHEMA_KEYWORD_ALL_OF] = { compile_nodes, schema_check_all_of, SCHEMA_ANY_KIND },
  [SCHEMA_KEYWORD_ANY_OF] = { compile_nodes, schema_check_any_of, SCHEMA_ANY_KIND },
  [SCHEMA_KEYWORD_CONST] = { schema_compile_enum, schema_check_const, SCHEMA_ANY_KIND },
  [SCHEMA_KEYWORD_CONTAINS] = {
    schema_compile_contains, schema_check_contains, SCHEMA_KIND (ARRAY) },
  [SCHEMA_KEYWORD_DEPENDENCIES] = {
    schema_compile_depends, schema_check_depends, SCHEMA_KIND (OBJECT) },
  [SCHEMA_KEYWORD_DEPENDENT_REQUIRED] = {
    schema_compile_depends, schema_check_depends, SCHEMA_KIND (OBJECT) },
  [SCHEMA_KEYWORD_DEPENDENT_SCHEMAS] = {
    schema_compile_depends, schema_check_depends, SCHEMA_KIND (OBJECT) },
  [SCHEMA_KEYWORD_DYNAMIC_REF] = {
    schema_compile_reference, schema_check_dynamic_reference, SCHEMA_ANY_KIND },
  [SCHEMA_KEYWORD_ENUM] = { schema_compile_enum, schema_check_enum, SCHEMA_ANY_KIND },
  [SCHEMA_KEYWORD_EXCLUSIVE_MAXIMUM] = {
    schema_compile_number, schema_check_limit, SCHEMA_KIND (NUMBER) },
  [SCHEMA_KEYWORD_EXCLUSIVE_MINIMUM] = {
    schema_compile_number, schema_check_limit, SCHEMA_KIND (NUMBER) },
  [SCHEMA_KEYWORD_FORMAT] = {
    schema_compile_format, schema_check_format, SCHEMA_KIND (STRING) },
  [SCHEMA_KEYWORD_IF] = { compile_if, schema_check_if, SCHEMA_ANY_KIND },
  [SCHEMA_KEYWORD_ITEMS] = { compile_items, schema_check_elements, SCHEMA_KIND (ARRAY) },
  [SCHEMA_KEYWORD_MAX_ITEMS] = {
    schema_compile_size, schema_check_n_elements, SCHEMA_KIND (ARRAY) },
  [SCHEMA_KEYWORD_MAX_LENGTH] = {
    schema_compile_size, schema_check_length, SCHEMA_KIND (STRING) },
  [SCHEMA_KEYWORD_MAX_PROPERTIES] = {
    schema_compile_size, schema_check_n_members, SCHEMA_KIND (OBJECT) },
  [SCHEMA_KEYWORD_MAXIMUM] = {
    schema_compile_number, schema_check_limit, SCHEMA_KIND (NUMBER) },
  [SCHEMA_KEYWORD_MIN_ITEMS] = {
    schema_compile_size, schema_check_n_elements, SCHEMA_KIND (ARRAY) },
  [SCHEMA_KEYWORD_MIN_LENGTH] = {
    schema_compile_size, schema_check_length, SCHEMA_KIND (STRING) },
  [SCHEMA_KEYWORD_MIN_PROPERTIES] = {
    schema_compile_size, schema_check_n_members, SCHEMA_KIND (OBJECT) },
  [SCHEMA_KEYWORD_MINIMUM] = {
    schema_compile_number, schema_check_limit, SCHEMA_KIND (NUMBER) },
  [SCHEMA_KEYWORD_MULTIPLE_OF] = {
    schema_compile_divisor, schema_check_multiple, SCHEMA_KIND (NUMBER) },
  [SCHEMA_KEYWORD_NOT] = { compile_node, schema_check_not, SCHEMA_ANY_KIND },
  [SCHEMA_KEYWORD_ONE_OF] = { compile_nodes, schema_check_one_of, SCHEMA_ANY_KIND },
  [SCHEMA_KEYWORD_PATTERN] = {
    schema_compile_pattern, schema_check_pattern, SCHEMA_KIND (STRING) },
  [SCHEMA_KEYWORD_PATTERN_PROPERTIES] = {
    schema_compile_members, schema_check_members, SCHEMA_KIND (OBJECT) },
  [SCHEMA_KEYWORD_PREFIX_ITEMS] = { compile_items, schema_check_elements, SCHEMA_KIND (ARRAY) },
  [SCHEMA_KEYWORD_PROPERTIES] = {
    schema_compile_members, schema_check_members, SCHEMA_KIND (OBJECT) },
  [SCHEMA_KEYWORD_PROPERTY_NAMES] = {
    compile_node, schema_check_member_names, SCHEMA_KIND (OBJECT) },
  [SCHEMA_KEYWORD_RECURSIVE_REF] = {
    schema_compile_reference, schema_check_recursive_reference, SCHEMA_ANY_KIND },
  [SCHEMA_KEYWORD_REF] = { schema_compile_reference, schema_check_reference, SCHEMA_ANY_KIND },
  [SCHEMA_KEYWORD_REQUIRED] = {
    schema_compile_members, schema_check_members, SCHEMA_KIND (OBJECT) },
  [SCHEMA_KEYWORD_TYPE] = { schema_compile_type, schema_check_type, SCHEMA_ANY_KIND },
  [SCHEMA_KEYWORD_UNEVALUATED_ITEMS] = {
    compile_node, schema_check_unevaluated_elements, SCHEMA_KIND (ARRAY) },
  [SCHEMA_KEYWORD_UNEVALUATED_PROPERTIES] = {
    compile_node, schema_check_unevaluated_members, SCHEMA_KIND (OBJECT) },
  [SCHEMA_KEYWORD_UNIQUE_ITEMS] = {
    schema_compile_boolean, schema_check_unique, SCHEMA_KIND (ARRAY) },
};

/**
 * schema_compiler_get_keyword:
 * @value: (out caller-allocates): its value
 *
 * Returns: whether the schema has that keyword
 */
gboolean
schema_compiler_get_keyword (SchemaCompiler *self,
                             SchemaKeyword   keyword,
                             SjsonValue     *value)
{
  return sjson_value_get_member (&self->node->value, schema_keyword_get_name (keyword), value);
}

/**
 * schema_compiler_get_node:
 * @value: what should be a schema; if it is none, checking it will say so
 * @node: (out) (transfer none): its node
 *
 * Returns: whether there are not too many
 */
gboolean
schema_compiler_get_node (SchemaCompiler    *self,
                          const SjsonValue  *value,
                          SchemaNode       **node)
{
  *node = schema_set_get_node (self->set, self->node->resource, value);

  return *node != NULL;
}

/**
 * schema_compiler_get_nodes:
 * @list: what should be an array of schemas
 * @nodes: (out) (transfer full): their nodes
 *
 * Returns: whether it is one, and there are not too many
 */
gboolean
schema_compiler_get_nodes (SchemaCompiler    *self,
                           const SjsonValue  *list,
                           GPtrArray        **nodes)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new ();
  SjsonIter iter;
  SjsonValue value;
  SchemaNode *node;

  if (sjson_value_get_kind (list) != SJSON_KIND_ARRAY)
    return FALSE;

  sjson_iter_init (&iter, list);

  while (sjson_iter_next (&iter, NULL, &value))
    {
      if (!schema_compiler_get_node (self, &value, &node))
        return FALSE;

      g_ptr_array_add (found, node);
    }

  *nodes = g_steal_pointer (&found);
  return TRUE;
}

/**
 * schema_compiler_add_rule:
 * @keyword: a keyword that decides something
 * @value: its value
 *
 * Returns: (transfer none): a new rule of the node, empty as yet
 */
SchemaRule *
schema_compiler_add_rule (SchemaCompiler   *self,
                          SchemaKeyword     keyword,
                          const SjsonValue *value)
{
  SchemaRule *rule = g_new0 (SchemaRule, 1);

  rule->keyword = keyword;
  rule->value = *value;
  rule->check = plans[keyword].check;
  rule->kinds = plans[keyword].kinds;
  g_ptr_array_add (self->node->rules, rule);

  return rule;
}

static void
add_rule (SchemaCompiler   *self,
          SchemaKeyword     keyword,
          const SjsonValue *value)
{
  SchemaRule *rule = schema_compiler_add_rule (self, keyword, value);

  if (!plans[keyword].compile (self, rule))
    {
      rule->check = schema_check_problem;
      rule->kinds = SCHEMA_ANY_KIND;
      rule->problem = self->set->nodes->len < SCHEMA_MOST_NODES
                      ? _("The schema is wrong here.")
                      : _("The schema is too large to be checked.");
    }
}

static gboolean
is_unevaluated (SchemaKeyword keyword)
{
  return keyword == SCHEMA_KEYWORD_UNEVALUATED_ITEMS ||
         keyword == SCHEMA_KEYWORD_UNEVALUATED_PROPERTIES;
}

/* In 2020-12 "items" sees to "prefixItems" as well. */
static gboolean
is_covered (SchemaCompiler *self,
            SchemaKeyword   keyword)
{
  SjsonValue items;

  return keyword == SCHEMA_KEYWORD_PREFIX_ITEMS &&
         schema_compiler_get_keyword (self, SCHEMA_KEYWORD_ITEMS, &items);
}

static void
add_rules (SchemaCompiler *self,
           gboolean        unevaluated)
{
  SjsonIter iter;
  SjsonValue name, value;

  sjson_iter_init (&iter, &self->node->value);

  while (sjson_iter_next (&iter, &name, &value))
    {
      SchemaKeyword keyword = schema_keyword_find (&name, &self->node->resource->dialect);

      if (keyword != SCHEMA_N_KEYWORDS && plans[keyword].compile != NULL &&
          is_unevaluated (keyword) == unevaluated && !is_covered (self, keyword))
        add_rule (self, keyword, &value);
    }
}

static void
add_problem (SchemaCompiler *self,
             const char     *problem)
{
  SchemaRule *rule = g_new0 (SchemaRule, 1);

  rule->keyword = SCHEMA_N_KEYWORDS;
  rule->value = self->node->value;
  rule->check = schema_check_problem;
  rule->kinds = SCHEMA_ANY_KIND;
  rule->problem = problem;
  g_ptr_array_add (self->node->rules, rule);
}

static void
compile_keywords (SchemaCompiler *self)
{
  SchemaNode *node = self->node;
  gboolean is_old = node->resource->dialect.draft == SCHEMA_DRAFT_07;
  SjsonValue reference;
  guint n_rules;

  if (sjson_value_get_kind (&node->value) != SJSON_KIND_OBJECT)
    add_problem (self, _("The schema is wrong here."));
  else if (node->resource->dialect.draft == SCHEMA_DRAFT_UNKNOWN)
    add_problem (self, _("The schema is written in a dialect that cannot be checked here."));
  else if (is_old && schema_compiler_get_keyword (self, SCHEMA_KEYWORD_REF, &reference))
    add_rule (self, SCHEMA_KEYWORD_REF, &reference);
  else
    {
      add_rules (self, FALSE);
      n_rules = node->rules->len;
      add_rules (self, TRUE);
      node->has_unevaluated = node->rules->len > n_rules;
    }
}

/* What has nothing to say about a kind of value is not even met. */
static void
sort_rules (SchemaNode *self)
{
  for (guint kind = 0; kind < SCHEMA_N_KINDS; kind++)
    {
      self->by_kind[kind] = g_ptr_array_new ();

      for (guint i = 0; i < self->rules->len; i++)
        {
          SchemaRule *rule = g_ptr_array_index (self->rules, i);

          if (rule->kinds & (1u << kind))
            g_ptr_array_add (self->by_kind[kind], rule);
        }
    }
}

/**
 * schema_node_compile:
 * @set: what the node belongs to
 *
 * Reads the keywords of a schema, once. What is wrong in it, or cannot be checked, becomes a rule
 * that says so, so that the rest still can be.
 */
void
schema_node_compile (SchemaNode *self,
                     SchemaSet  *set)
{
  SchemaCompiler compiler = { self, set, NULL };

  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) schema_rule_free);

  if (!self->is_boolean)
    compile_keywords (&compiler);

  sort_rules (self);
}

/**
 * schema_node_is_false:
 *
 * Returns: whether it is the schema that nothing agrees with
 */
gboolean
schema_node_is_false (const SchemaNode *self)
{
  gboolean allowed = TRUE;

  return sjson_value_get_boolean (&self->value, &allowed) && !allowed;
}

/**
 * schema_node_free:
 * @self: (transfer full): a node
 *
 * Frees the node.
 */
void
schema_node_free (SchemaNode *self)
{
  for (guint kind = 0; kind < SCHEMA_N_KINDS; kind++)
    g_clear_pointer (&self->by_kind[kind], g_ptr_array_unref);

  g_clear_pointer (&self->rules, g_ptr_array_unref);
  g_free (self);
}

/**
 * schema_rule_free:
 * @self: (transfer full): a rule
 *
 * Frees the rule.
 */
void
schema_rule_free (SchemaRule *self)
{
  g_clear_pointer (&self->nodes, g_ptr_array_unref);
  g_clear_pointer (&self->members, schema_members_free);
  g_clear_pointer (&self->depends, schema_depends_free);
  g_clear_pointer (&self->names, schema_names_free);
  g_clear_pointer (&self->pattern, schema_pattern_free);
  g_free (self->anchor);
  g_free (self);
}
