/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-compile.h"

#include "schema-text.h"

static SchemaMembers *
members_new (void)
{
  SchemaMembers *self = g_new0 (SchemaMembers, 1);

  self->names = schema_names_new ();
  self->nodes = g_ptr_array_new ();
  self->required = g_byte_array_new ();
  self->patterns = g_ptr_array_new_with_free_func ((GDestroyNotify) schema_pattern_free);
  self->pattern_nodes = g_ptr_array_new ();

  return self;
}

/**
 * schema_members_free:
 * @self: (transfer full): what is known of members
 *
 * Frees it.
 */
void
schema_members_free (SchemaMembers *self)
{
  schema_names_free (self->names);
  g_ptr_array_unref (self->nodes);
  g_byte_array_unref (self->required);
  g_ptr_array_unref (self->patterns);
  g_ptr_array_unref (self->pattern_nodes);
  g_free (self);
}

static guint
add_name (SchemaNames      *names,
          const SjsonValue *name)
{
  g_auto(SchemaText) text = { NULL, };

  schema_text_init (&text, name);

  return schema_names_add (names, text.bytes, text.length);
}

static guint
add_member (SchemaMembers    *self,
            const SjsonValue *name)
{
  guint index = add_name (self->names, name);
  guint8 required = FALSE;

  if (index == self->nodes->len)
    {
      g_ptr_array_add (self->nodes, NULL);
      g_byte_array_append (self->required, &required, 1);
    }

  return index;
}

static gboolean
add_properties (SchemaCompiler   *self,
                SchemaMembers    *members,
                const SjsonValue *value)
{
  SjsonIter iter;
  SjsonValue name, member;
  SchemaNode *node;
  guint index;

  if (sjson_value_get_kind (value) != SJSON_KIND_OBJECT)
    return FALSE;

  sjson_iter_init (&iter, value);

  while (sjson_iter_next (&iter, &name, &member))
    {
      if (!schema_compiler_get_node (self, &member, &node))
        return FALSE;

      index = add_member (members, &name);
      members->nodes->pdata[index] = node;
    }

  return TRUE;
}

static gboolean
add_patterns (SchemaCompiler   *self,
              SchemaMembers    *members,
              const SjsonValue *value)
{
  SjsonIter iter;
  SjsonValue name, member;
  SchemaNode *node;

  if (sjson_value_get_kind (value) != SJSON_KIND_OBJECT)
    return FALSE;

  sjson_iter_init (&iter, value);

  while (sjson_iter_next (&iter, &name, &member))
    {
      g_auto(SchemaText) text = { NULL, };

      if (!schema_compiler_get_node (self, &member, &node))
        return FALSE;

      schema_text_init (&text, &name);
      g_ptr_array_add (members->patterns, schema_pattern_new (text.bytes, text.length));
      g_ptr_array_add (members->pattern_nodes, node);
    }

  return TRUE;
}

static gboolean
add_required (SchemaMembers    *members,
              const SjsonValue *value)
{
  SjsonIter iter;
  SjsonValue name;

  sjson_iter_init (&iter, value);

  while (sjson_value_get_kind (value) == SJSON_KIND_ARRAY && sjson_iter_next (&iter, NULL, &name))
    {
      guint index;

      if (sjson_value_get_kind (&name) != SJSON_KIND_STRING)
        return FALSE;

      index = add_member (members, &name);
      members->n_required += members->required->data[index] ? 0 : 1;
      members->required->data[index] = TRUE;
    }

  return sjson_value_get_kind (value) == SJSON_KIND_ARRAY;
}

/**
 * schema_compile_members:
 * @rule: of one of four keywords
 *
 * Adds a keyword to the rule that all four have in common; its own has nothing to say any more,
 * unless its value is wrong.
 *
 * Returns: whether the keyword's value is as it has to be
 */
gboolean
schema_compile_members (SchemaCompiler *self,
                        SchemaRule     *rule)
{
  if (self->members == NULL)
    {
      self->members = members_new ();
      schema_compiler_add_rule (self, rule->keyword, &rule->value)->members = self->members;
    }

  rule->kinds = 0;

  switch ((guint) rule->keyword)
    {
    case SCHEMA_KEYWORD_PROPERTIES:
      return add_properties (self, self->members, &rule->value);
    case SCHEMA_KEYWORD_PATTERN_PROPERTIES:
      return add_patterns (self, self->members, &rule->value);
    case SCHEMA_KEYWORD_REQUIRED:
      return add_required (self->members, &rule->value);
    default:
      return schema_compiler_get_node (self, &rule->value, &self->members->additional);
    }
}

/**
 * schema_depends_free:
 * @self: (transfer full): what is known of members that bring others along
 *
 * Frees it.
 */
void
schema_depends_free (SchemaDepends *self)
{
  schema_names_free (self->names);
  g_ptr_array_unref (self->nodes);
  g_ptr_array_unref (self->required);
  g_free (self);
}

static gboolean
is_list_of_strings (const SjsonValue *value)
{
  SjsonIter iter;
  SjsonValue element;

  if (sjson_value_get_kind (value) != SJSON_KIND_ARRAY)
    return FALSE;

  sjson_iter_init (&iter, value);

  while (sjson_iter_next (&iter, NULL, &element))
    {
      if (sjson_value_get_kind (&element) != SJSON_KIND_STRING)
        return FALSE;
    }

  return TRUE;
}

/**
 * schema_compile_depends:
 * @rule: of "dependencies", or of one of the two that came after it
 *
 * Returns: whether the keyword's value is as it has to be
 */
gboolean
schema_compile_depends (SchemaCompiler *self,
                        SchemaRule     *rule)
{
  SchemaDepends *depends = g_new0 (SchemaDepends, 1);
  SjsonIter iter;
  SjsonValue name, value;

  rule->depends = depends;
  depends->names = schema_names_new ();
  depends->nodes = g_ptr_array_new ();
  depends->required = g_ptr_array_new_with_free_func (g_free);

  if (sjson_value_get_kind (&rule->value) != SJSON_KIND_OBJECT)
    return FALSE;

  sjson_iter_init (&iter, &rule->value);

  while (sjson_iter_next (&iter, &name, &value))
    {
      gboolean is_list = is_list_of_strings (&value);
      SchemaNode *node = NULL;

      if (is_list ? rule->keyword == SCHEMA_KEYWORD_DEPENDENT_SCHEMAS
                  : rule->keyword == SCHEMA_KEYWORD_DEPENDENT_REQUIRED ||
                    !schema_compiler_get_node (self, &value, &node))
        return FALSE;

      add_name (depends->names, &name);
      g_ptr_array_add (depends->nodes, node);
      g_ptr_array_add (depends->required,
                       is_list ? g_memdup2 (&value, sizeof value) : NULL);
    }

  return TRUE;
}
