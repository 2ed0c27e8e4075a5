/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-branches.h"

#include "schema-check.h"
#include "schema-words.h"

#include <glib/gi18n.h>

/* What helps people where a value agrees with no branch of a schema, or with too many. What is
 * wrong with each of them is too much; what they have in common often says it. */

/* The types that a branch is for, 0 if it does not say. */
static guint
get_types (const SchemaNode *node)
{
  for (guint i = 0; node->rules != NULL && i < node->rules->len; i++)
    {
      const SchemaRule *rule = g_ptr_array_index (node->rules, i);

      if (rule->keyword == SCHEMA_KEYWORD_TYPE && rule->check == schema_check_type)
        return rule->types;
    }

  return 0;
}

/* Whether a branch says of itself that it is for values of another kind. */
static gboolean
is_of_another_kind (const SchemaNode  *node,
                    const SchemaFrame *frame)
{
  guint types = get_types (node);

  return types != 0 && !(types & frame->kind) &&
         !((types & SCHEMA_INTEGER) && frame->kind == SCHEMA_KIND (NUMBER));
}

/* The one branch that can have been meant, if there is just one. */
static SchemaNode *
find_meant (const SchemaFrame *frame,
            GPtrArray         *nodes)
{
  SchemaNode *meant = NULL;

  for (guint i = 0; i < nodes->len; i++)
    {
      SchemaNode *node = g_ptr_array_index (nodes, i);

      if (schema_node_is_false (node) || is_of_another_kind (node, frame))
        continue;

      if (meant != NULL)
        return NULL;

      meant = node;
    }

  return meant;
}

/* 0 unless all branches are for other kinds of values. */
static guint
get_other_types (const SchemaFrame *frame,
                 GPtrArray         *nodes)
{
  guint types = 0;

  for (guint i = 0; i < nodes->len; i++)
    {
      const SchemaNode *node = g_ptr_array_index (nodes, i);

      if (!schema_node_is_false (node) && !is_of_another_kind (node, frame))
        return 0;

      types |= get_types (node);
    }

  return types;
}

/* The constants of branches that have nothing but one each; NULL if that is not so. */
static char *
dup_constants (GPtrArray *nodes)
{
  g_autoptr(GString) list = g_string_new (NULL);

  for (guint i = 0; i < nodes->len; i++)
    {
      const SchemaNode *node = g_ptr_array_index (nodes, i);
      g_autofree char *words = NULL;
      SjsonValue constant;

      if (!sjson_value_get_member (&node->value, "const", &constant))
        return NULL;

      words = schema_words_of_value (&constant);
      schema_words_append (list, words, i);
    }

  return g_strdup (list->str);
}

/* The one name that a branch needs, if that is all that it says. */
static gboolean
get_needed (const SchemaNode *node,
            SjsonValue       *name)
{
  gboolean found = FALSE;
  SjsonIter iter;
  SjsonValue keyword, value;

  sjson_iter_init (&iter, &node->value);

  while (sjson_iter_next (&iter, &keyword, &value))
    {
      if (!sjson_value_equals_string (&keyword, "required"))
        return FALSE;

      found = sjson_value_get_length (&value) == 1 && sjson_value_get_element (&value, 0, name);
    }

  return found && sjson_value_get_kind (name) == SJSON_KIND_STRING;
}

/* NULL if a branch says more than that. */
static char *
dup_needed (GPtrArray *nodes)
{
  g_autoptr(GString) list = g_string_new (NULL);

  for (guint i = 0; i < nodes->len; i++)
    {
      g_autofree char *words = NULL;
      g_autofree char *text = NULL;
      SjsonValue name;

      if (!get_needed (g_ptr_array_index (nodes, i), &name))
        return NULL;

      text = sjson_value_dup_string (&name, NULL);
      words = schema_words_of_text (text);
      schema_words_append (list, words, i);
    }

  return g_strdup (list->str);
}

static SchemaVerdict
report (SchemaRun         *run,
        const SchemaFrame *frame,
        SchemaRule        *rule,
        const char        *sentence)
{
  return schema_run_report (run, &frame->instance, frame, rule->keyword, SCHEMA_INVALID, "%s",
                            sentence);
}

static SchemaVerdict
report_common (SchemaRun         *run,
               const SchemaFrame *frame,
               SchemaRule        *rule)
{
  guint types = get_other_types (frame, rule->nodes);
  g_autofree char *constants = dup_constants (rule->nodes);
  g_autofree char *needed = dup_needed (rule->nodes);
  g_autofree char *sentence = NULL;

  if (constants != NULL)
    sentence = g_strdup_printf (_("This has to be one of these: %s."), constants);
  else if (needed != NULL)
    /* Translators: %s is a list of names */
    sentence = g_strdup_printf (_("One of these is needed: %s."), needed);
  else if (types != 0)
    return schema_report_types (run, frame, rule->keyword, types);
  else
    sentence = g_strdup (_("This fits none of the forms that are allowed here."));

  return report (run, frame, rule, sentence);
}

/**
 * schema_branches_report_none:
 * @rule: of "anyOf" or "oneOf"; what is being checked agrees with no branch of it
 *
 * What helps is what is wrong with the branch that was meant: of "X or null" it is X.
 *
 * Returns: %SCHEMA_INVALID
 */
SchemaVerdict
schema_branches_report_none (SchemaRun         *run,
                             const SchemaFrame *frame,
                             SchemaRule        *rule)
{
  SchemaNode *meant = run->issues != NULL ? find_meant (frame, rule->nodes) : NULL;
  guint n_issues = run->issues != NULL ? run->issues->len : 0;

  if (meant != NULL)
    schema_run_check (run, frame, meant, &frame->instance, NULL);

  if (run->issues == NULL || run->issues->len > n_issues)
    return SCHEMA_INVALID;

  return report_common (run, frame, rule);
}

/**
 * schema_branches_report_two:
 * @rule: of "oneOf"; what is being checked agrees with more than one branch of it
 *
 * Returns: %SCHEMA_INVALID
 */
SchemaVerdict
schema_branches_report_two (SchemaRun         *run,
                            const SchemaFrame *frame,
                            SchemaRule        *rule)
{
  g_autofree char *needed = run->issues != NULL ? dup_needed (rule->nodes) : NULL;
  g_autofree char *sentence = NULL;

  if (needed == NULL)
    return report (run, frame, rule,
                   _("This fits more than one of the forms that are allowed here."));

  /* Translators: %s is a list of names */
  sentence = g_strdup_printf (_("Only one of these may be there: %s."), needed);

  return report (run, frame, rule, sentence);
}

/* Said of the member that should not be there. */
static SchemaVerdict
report_unwanted (SchemaRun         *run,
                 const SchemaFrame *frame,
                 SchemaRule        *rule,
                 const SjsonValue  *name)
{
  gsize length;
  g_autofree char *bytes = sjson_value_dup_string (name, &length);
  g_autofree char *text = sjson_value_dup_string (name, NULL);
  g_autofree char *words = schema_words_of_text (text);
  SjsonValue member = frame->instance;

  sjson_value_get_member_len (&frame->instance, bytes, length, &member);
  run->member = text;
  schema_run_report (run, &member, frame, rule->keyword, SCHEMA_INVALID,
                     _("%s does not belong here."), words);
  run->member = NULL;

  return SCHEMA_INVALID;
}

/**
 * schema_branches_report_not:
 * @rule: of "not"; what is being checked agrees with the schema in it
 *
 * Returns: %SCHEMA_INVALID
 */
SchemaVerdict
schema_branches_report_not (SchemaRun         *run,
                            const SchemaFrame *frame,
                            SchemaRule        *rule)
{
  g_autofree char *words = NULL;
  g_autofree char *sentence = NULL;
  SjsonValue found;

  if (run->issues == NULL)
    return SCHEMA_INVALID;

  if (frame->kind == SCHEMA_KIND (OBJECT) && get_needed (rule->node, &found))
    return report_unwanted (run, frame, rule, &found);

  if (sjson_value_get_member (&rule->node->value, "const", &found) ||
      sjson_value_get_member (&rule->node->value, "enum", &found))
    {
      words = schema_words_of_value (&frame->instance);
      /* Translators: %s is a value */
      sentence = g_strdup_printf (_("This may not be %s."), words);
    }

  return report (run, frame, rule,
                 sentence != NULL ? sentence : _("This is just what is not allowed here."));
}
