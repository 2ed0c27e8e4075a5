/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-plan.h"

/* Members of objects, and what makes them be there. */

static const char * const names[] = {
  "name", "kind", "value", "a/b", "~tilde", "\xc3\xa4", "with space", "count", "", "0", "-",
  "camelCase", "snake_case", "__proto__", "items", "$ref", "type", "properties", "a\"b", "a\\b",
  "line\nbreak", "A", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n",
};

static void
member_free (gpointer data)
{
  PlanMember *member = data;

  g_free (member->name);
  g_free (member);
}

static void
rule_free (gpointer data)
{
  PlanRule *rule = data;

  g_ptr_array_unref (rule->then_members);
  g_ptr_array_unref (rule->else_members);
  g_free (rule);
}

/* @endless: whether it may be what is around it, because it can be left out */
static PlanMember *
member_new (SchemaGenerator *self,
            GPtrArray       *free_names,
            guint            depth,
            gboolean         required,
            gboolean         endless)
{
  PlanMember *member = g_new0 (PlanMember, 1);
  guint at = plan_pick (self, free_names->len);

  member->name = g_strdup (g_ptr_array_index (free_names, at));
  g_ptr_array_remove_index_fast (free_names, at);
  member->required = required;
  member->apart = plan_chance (self, 15);
  member->plan = plan_make (self, depth, endless);

  return member;
}

static PlanMember *
add_member (SchemaGenerator *self,
            Plan            *plan,
            GPtrArray       *free_names,
            guint            depth,
            gboolean         required,
            gboolean         endless)
{
  PlanMember *member = member_new (self, free_names, depth, required, endless);

  g_ptr_array_add (plan->members, member);

  return member;
}

static PlanRuleKind
pick_kind (SchemaGenerator *self)
{
  static const PlanRuleKind new_kinds[] = {
    PLAN_IF, PLAN_IF, PLAN_DEPENDENT_SCHEMAS, PLAN_DEPENDENT_REQUIRED, PLAN_ANY_NEEDED,
    PLAN_ONE_NEEDED, PLAN_DEPENDENCIES, PLAN_DEPENDENCIES_REQUIRED,
  };
  static const PlanRuleKind old_kinds[] = {
    PLAN_IF, PLAN_DEPENDENCIES, PLAN_DEPENDENCIES_REQUIRED, PLAN_DEPENDENCIES_REQUIRED,
    PLAN_ANY_NEEDED, PLAN_ONE_NEEDED,
  };

  return plan_is_since_2019 (self) ? new_kinds[plan_pick (self, G_N_ELEMENTS (new_kinds))]
                                   : old_kinds[plan_pick (self, G_N_ELEMENTS (old_kinds))];
}

static gboolean
brings_members (PlanRuleKind kind)
{
  return kind == PLAN_IF || kind == PLAN_DEPENDENT_SCHEMAS || kind == PLAN_DEPENDENCIES;
}

static void
fill_rule (SchemaGenerator *self,
           PlanRule        *rule,
           GPtrArray       *free_names,
           guint            depth)
{
  for (guint i = 1 + plan_pick (self, 2); i > 0; i--)
    g_ptr_array_add (rule->then_members,
                     member_new (self, free_names, depth, plan_chance (self, 50), FALSE));

  if (rule->kind == PLAN_IF && plan_chance (self, 50))
    g_ptr_array_add (rule->else_members,
                     member_new (self, free_names, depth, plan_chance (self, 50), FALSE));
}

static void
add_rule (SchemaGenerator *self,
          Plan            *plan,
          GPtrArray       *free_names,
          guint            depth)
{
  PlanRule *rule = g_new0 (PlanRule, 1);

  rule->kind = pick_kind (self);
  rule->then_members = g_ptr_array_new_with_free_func (member_free);
  rule->else_members = g_ptr_array_new_with_free_func (member_free);
  rule->trigger = add_member (self, plan, free_names, depth,
                              rule->kind == PLAN_IF && plan_chance (self, 50), FALSE);

  /* What decides has to be told apart from the rest. */
  if (rule->kind == PLAN_IF)
    {
      rule->trigger->plan = plan_make_choice (self);
      rule->trigger->plan->nullable = FALSE;
    }

  if (brings_members (rule->kind))
    fill_rule (self, rule, free_names, depth);
  else
    rule->other = add_member (self, plan, free_names, depth, FALSE, FALSE);

  g_ptr_array_add (plan->plan_rules, rule);
}

/* Members that rules bring along are nothing to "additionalProperties". */
static gboolean
can_be_closed (Plan *plan)
{
  for (guint i = 0; i < plan->plan_rules->len; i++)
    {
      if (brings_members (((PlanRule *) g_ptr_array_index (plan->plan_rules, i))->kind))
        return FALSE;
    }

  return TRUE;
}

static gboolean
has_layers (Plan *plan)
{
  for (guint i = 0; i < plan->members->len; i++)
    {
      if (((PlanMember *) g_ptr_array_index (plan->members, i))->apart)
        return TRUE;
    }

  return !can_be_closed (plan);
}

static void
close_plan (SchemaGenerator *self,
            Plan            *plan,
            guint            depth)
{
  if (plan_chance (self, 20))
    plan->matching = plan_make (self, depth, TRUE);

  if (plan_chance (self, 30))
    plan->item = plan_make (self, depth, TRUE);
  else
    plan->closed = plan_chance (self, 50);

  plan->unevaluated = plan_is_since_2019 (self) && plan_chance (self, 40);

  if (has_layers (plan) && !plan->unevaluated)
    {
      plan->closed = FALSE;
      plan->item = NULL;
    }
}

Plan *
plan_make_object (SchemaGenerator *self,
                  guint            depth)
{
  Plan *plan = plan_new (self, PLAN_OBJECT);
  g_autoptr(GPtrArray) free_names = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (free_names, (gpointer) names[i]);

  plan->members = g_ptr_array_new_with_free_func (member_free);
  plan->plan_rules = g_ptr_array_new_with_free_func (rule_free);

  for (guint i = plan_pick (self, 5); i > 0; i--)
    {
      gboolean required = plan_chance (self, 40);

      add_member (self, plan, free_names, depth, required, !required);
    }

  for (guint i = plan_chance (self, 45) ? 1 + plan_pick (self, 2) : 0; i > 0; i--)
    add_rule (self, plan, free_names, depth);

  close_plan (self, plan, depth);

  return plan;
}
