/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-plan.h"

/* What a schema and its values are going to be. */

static void
plan_free (gpointer data)
{
  Plan *plan = data;

  g_ptr_array_unref (plan->values);
  g_ptr_array_unref (plan->plans);
  g_clear_pointer (&plan->members, g_ptr_array_unref);
  g_clear_pointer (&plan->plan_rules, g_ptr_array_unref);
  g_free (plan->rules);
  g_free (plan->wanted);
  g_free (plan);
}

static void
definition_free (gpointer data)
{
  PlanDefinition *definition = data;

  g_free (definition->name);
  g_free (definition);
}

Plan *
plan_new (SchemaGenerator *self,
          PlanKind         kind)
{
  Plan *plan = g_new0 (Plan, 1);

  plan->kind = kind;
  plan->typed = plan_chance (self, 88);
  plan->nullable = plan_chance (self, 15);
  plan->style = g_rand_int (self->random);
  plan->values = g_ptr_array_new_with_free_func (g_free);
  plan->plans = g_ptr_array_new ();
  g_ptr_array_add (self->plans, plan);
  self->n_plans++;

  return plan;
}

static Plan *
make_tuple (SchemaGenerator *self,
            Plan            *plan,
            guint            depth)
{
  guint n_places = 1 + plan_pick (self, 3);

  for (guint i = 0; i < n_places; i++)
    g_ptr_array_add (plan->plans, plan_make (self, depth, FALSE));

  plan->least = plan_pick (self, n_places + 1);
  plan->most = n_places;
  plan->closed = plan_chance (self, 50);

  if (!plan->closed && plan_chance (self, 60))
    {
      plan->item = plan_make (self, depth, TRUE);
      plan->most += 2;
    }

  return plan;
}

/* What the list contains is all that it may hold besides its places, if at all. */
static Plan *
make_holder (SchemaGenerator *self,
             Plan            *plan,
             guint            depth)
{
  Plan *choice = plan_make_choice (self);

  plan->wanted = g_strdup (g_ptr_array_index (choice->values, 0));
  plan->least = 1 + plan_pick (self, 2);
  plan->most = plan->least + plan_pick (self, 3);
  plan->closed = self->draft == SCHEMA_DRAFT_2020_12 && plan_chance (self, 40);
  plan->unevaluated = plan->closed;

  return plan;
}

static Plan *
make_list (SchemaGenerator *self,
           guint            depth)
{
  Plan *plan = plan_new (self, PLAN_LIST);
  guint way = plan_pick (self, 100);

  plan->unevaluated = plan_is_since_2019 (self) && plan_chance (self, 25);

  if (way < 35)
    return make_tuple (self, plan, depth);

  if (way < 55)
    return make_holder (self, plan, depth);

  if (way < 70)
    plan->item = plan_make_choice (self);
  else if (way < 95)
    plan->item = plan_make (self, depth, TRUE);

  plan->unique = plan_chance (self, way < 70 ? 70 : 20);
  plan->most = 1 + plan_pick (self, 4);

  /* An item that unfolds without end has to be left out somewhere, and no two may be equal. */
  if (plan->item != NULL && plan->item->kind == PLAN_SCALAR && !plan->unique)
    plan->least = plan_pick (self, plan->most + 1);

  return plan;
}

/* Each branch has a kind of its own, or a member that says which it is. */
static void
add_tagged_branches (SchemaGenerator *self,
                     Plan            *plan,
                     guint            depth)
{
  for (guint i = 0; i < 2 + (plan->style & 1); i++)
    {
      Plan *branch = plan_make_object (self, depth);
      PlanMember *tag = g_new0 (PlanMember, 1);
      Plan *constant = plan_new (self, PLAN_CHOICE);

      g_ptr_array_add (constant->values, g_strdup_printf ("\"tag-%u\"", i));
      constant->nullable = FALSE;
      tag->name = g_strdup ("tag");
      tag->plan = constant;
      tag->required = TRUE;
      g_ptr_array_add (branch->members, tag);
      branch->nullable = FALSE;
      branch->typed = TRUE;
      g_ptr_array_add (plan->plans, branch);
    }
}

static void
add_typed_branches (SchemaGenerator *self,
                    Plan            *plan,
                    guint            depth)
{
  Plan *scalar = plan_make_scalar (self);
  Plan *others[2] = { make_list (self, depth), plan_make_object (self, depth) };

  g_ptr_array_add (plan->plans, scalar);

  for (guint i = 0; i < 2; i++)
    {
      if ((plan->style >> i) & 1)
        g_ptr_array_add (plan->plans, others[i]);
    }

  if (plan->plans->len < 2)
    g_ptr_array_add (plan->plans, others[0]);

  for (guint i = 0; i < plan->plans->len; i++)
    {
      Plan *branch = g_ptr_array_index (plan->plans, i);

      branch->nullable = FALSE;
      branch->typed = TRUE;
    }

  /* One that is null already leaves no room for another. */
  plan->nullable &= !g_str_equal (scalar->type, "null");
}

static Plan *
make_union (SchemaGenerator *self,
            guint            depth)
{
  Plan *plan = plan_new (self, PLAN_UNION);

  plan->one = plan_chance (self, 50);

  if (plan_chance (self, 35))
    add_tagged_branches (self, plan, depth);
  else if (plan->one || plan_chance (self, 60))
    add_typed_branches (self, plan, depth);
  else
    {
      /* "anyOf" may have branches that a value agrees with at the same time. None may be the union
       * itself: that would be no schema. */
      for (guint i = 0; i < 2 + plan_pick (self, 2); i++)
        g_ptr_array_add (plan->plans, plan_make (self, depth, FALSE));
    }

  return plan;
}

static gboolean
can_be_seen (SchemaGenerator      *self,
             const PlanDefinition *definition,
             gboolean              optional)
{
  return definition->plan != NULL || optional;
}

static PlanDefinition *
add_definition (SchemaGenerator *self,
                guint            depth)
{
  static const PlanWay ways[] = {
    PLAN_BY_POINTER, PLAN_BY_ANCHOR, PLAN_BY_ANCHOR, PLAN_BY_ADDRESS, PLAN_BY_DYNAMIC,
    PLAN_BY_DYNAMIC,
  };
  PlanDefinition *definition = g_new0 (PlanDefinition, 1);

  definition->name = g_strdup_printf (plan_chance (self, 20) ? "def %u/~" : "def%u",
                                      self->definitions->len);
  definition->way = ways[plan_pick (self, G_N_ELEMENTS (ways))];

  if (definition->way == PLAN_BY_DYNAMIC && self->draft != SCHEMA_DRAFT_2020_12)
    definition->way = PLAN_BY_POINTER;

  self->has_address |= definition->way == PLAN_BY_ADDRESS;
  g_ptr_array_add (self->definitions, definition);
  definition->plan = plan_make (self, depth, FALSE);

  return definition;
}

static Plan *
make_reference (SchemaGenerator *self,
                guint            depth,
                gboolean         optional)
{
  Plan *plan = plan_new (self, PLAN_REFERENCE);

  plan->nullable = FALSE;

  if (optional && plan_chance (self, 60))
    plan->target = &self->root;
  else if (self->definitions->len > 0 && plan_chance (self, 60))
    plan->target = g_ptr_array_index (self->definitions,
                                      plan_pick (self, self->definitions->len));

  if (plan->target == NULL || !can_be_seen (self, plan->target, optional))
    plan->target = add_definition (self, depth);

  return plan;
}

/* @optional: whether it may be left out, so that it may be what is around it */
Plan *
plan_make (SchemaGenerator *self,
           guint            depth,
           gboolean         optional)
{
  guint way = plan_pick (self, 100);
  Plan *plan;

  if (depth == 0 || self->n_plans > PLAN_MOST)
    way = way % 53;

  if (way < 40)
    return plan_make_scalar (self);

  if (way < 51)
    return plan_make_choice (self);

  if (way < 53)
    {
      plan = plan_new (self, PLAN_ANY);
      plan->nullable = FALSE;
      return plan;
    }

  if (way < 64)
    return make_list (self, depth - 1);

  if (way < 76)
    return plan_make_object (self, depth - 1);

  return way < 86 ? make_union (self, depth - 1)
                  : make_reference (self, depth - 1, optional);
}

void
plan_make_root (SchemaGenerator *self)
{
  static const SchemaDraft drafts[] = {
    SCHEMA_DRAFT_07, SCHEMA_DRAFT_2019_09, SCHEMA_DRAFT_2020_12,
  };

  plan_clear (self);
  self->draft = drafts[plan_pick (self, G_N_ELEMENTS (drafts))];
  self->has_address = plan_chance (self, 20);
  self->has_vocabulary = plan_is_since_2019 (self) && plan_chance (self, 30);
  self->root.way = PLAN_BY_ROOT;
  self->root.plan = NULL;
  self->root.plan = plan_make_object (self, 3);
  self->root.plan->nullable = FALSE;
}

void
plan_clear (SchemaGenerator *self)
{
  g_ptr_array_set_size (self->plans, 0);
  g_ptr_array_set_size (self->definitions, 0);
  self->n_plans = 0;
  self->inside = NULL;
}

SchemaGenerator *
schema_generator_new (guint32 seed)
{
  SchemaGenerator *self = g_new0 (SchemaGenerator, 1);

  self->random = g_rand_new_with_seed (seed);
  self->plans = g_ptr_array_new_with_free_func (plan_free);
  self->definitions = g_ptr_array_new_with_free_func (definition_free);

  return self;
}

void
schema_generator_free (SchemaGenerator *self)
{
  g_ptr_array_unref (self->plans);
  g_ptr_array_unref (self->definitions);
  g_rand_free (self->random);
  g_free (self);
}

GRand *
schema_generator_get_random (SchemaGenerator *self)
{
  return self->random;
}

/* A new schema; what was asked about the one before is over. */
char *
schema_generator_next (SchemaGenerator *self)
{
  plan_make_root (self);

  return plan_write_root (self);
}
