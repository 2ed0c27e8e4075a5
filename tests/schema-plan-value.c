/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-plan.h"

#include "sjson-fixture.h"

/* Values that agree with a plan, and values that agree with nothing. */

/* What need not be there is left out from here on, so that each value ends. */
#define DEEP 6

/* Letters as they may be written, of which all but one are rare. */
void
plan_append_string (SchemaGenerator *self,
                    GString         *out,
                    const char      *text)
{
  gboolean escapes = plan_chance (self, 4);

  g_string_append_c (out, '"');

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (c < 0x20 || (escapes && c < 0x80))
        g_string_append_printf (out, "\\u%04x", c);
      else if (c == '"' || c == '\\')
        g_string_append_printf (out, "\\%c", (char) c);
      else
        g_string_append_unichar (out, c);
    }

  g_string_append_c (out, '"');
}

static void
append_blank (SchemaGenerator *self,
              GString         *out)
{
  static const char * const blanks[] = { " ", "\n  ", "\t", "\r\n" };

  if (plan_chance (self, 8))
    g_string_append (out, blanks[plan_pick (self, G_N_ELEMENTS (blanks))]);
}

static void
append_comma (SchemaGenerator *self,
              GString         *out,
              gboolean         is_first)
{
  if (!is_first)
    g_string_append_c (out, ',');

  append_blank (self, out);
}

static const char * const pieces[] = {
  "null", "true", "false", "0", "-0.0", "1", "1.5e3", "123456789012345678901234567890", "\"\"",
  "\"a\"", "\"x y\"", "\"\\u00e4\\n\"", "\"\xf0\x9f\x98\x80\"", "\"2026-01-31\"", "[]", "{}",
  "12.50", "\"aGFsbG8=\"", "-7", "1E400",
};

void
plan_write_junk (SchemaGenerator *self,
                 guint            depth,
                 GString         *out)
{
  gboolean is_object = plan_chance (self, 50);

  if (depth == 0 || plan_chance (self, 60))
    {
      g_string_append (out, pieces[plan_pick (self, G_N_ELEMENTS (pieces))]);
      return;
    }

  g_string_append_c (out, is_object ? '{' : '[');

  for (guint i = 0, n = plan_pick (self, 4); i < n; i++)
    {
      append_comma (self, out, i == 0);

      if (is_object)
        g_string_append_printf (out, "\"junk %u\":", i);

      plan_write_junk (self, depth - 1, out);
    }

  g_string_append_c (out, is_object ? '}' : ']');
}

static gboolean
is_among (GPtrArray  *texts,
          const char *text)
{
  g_autoptr(SjsonValue) value = parse_value (text);

  for (guint i = 0; i < texts->len; i++)
    {
      g_autoptr(SjsonValue) other = parse_value (g_ptr_array_index (texts, i));

      if (sjson_value_equal (value, other))
        return TRUE;
    }

  return FALSE;
}

static void
add_element (SchemaGenerator *self,
             Plan            *plan,
             Plan            *item,
             guint            depth,
             GPtrArray       *elements)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (item != NULL)
    plan_write_value (self, item, depth + 1, text);
  else
    plan_write_junk (self, 2, text);

  if (!plan->unique || !is_among (elements, text->str))
    g_ptr_array_add (elements, g_strdup (text->str));
}

static void
add_wanted (SchemaGenerator *self,
            Plan            *plan,
            GPtrArray       *elements)
{
  guint n_wanted = plan->least + plan_pick (self, plan->most - plan->least + 1);
  g_autoptr(GPtrArray) wanted = g_ptr_array_new ();

  g_ptr_array_add (wanted, plan->wanted);

  for (guint i = 0; i < n_wanted; i++)
    {
      g_autoptr(GString) other = g_string_new (NULL);

      plan_write_junk (self, 1, other);
      g_ptr_array_add (elements, g_strdup (plan->wanted));

      if (!plan->closed && plan_chance (self, 40) && !is_among (wanted, other->str))
        g_ptr_array_add (elements, g_strdup (other->str));
    }
}

static void
write_list (SchemaGenerator *self,
            Plan            *plan,
            guint            depth,
            GString         *out)
{
  guint length = depth >= DEEP ? plan->least
                               : plan->least + plan_pick (self, plan->most - plan->least + 1);
  g_autoptr(GPtrArray) elements = g_ptr_array_new_with_free_func (g_free);

  if (plan->wanted != NULL)
    add_wanted (self, plan, elements);

  for (guint i = 0; plan->wanted == NULL && i < length; i++)
    add_element (self, plan, i < plan->plans->len ? g_ptr_array_index (plan->plans, i)
                                                  : plan->item, depth, elements);

  g_string_append_c (out, '[');

  for (guint i = 0; i < elements->len; i++)
    {
      append_comma (self, out, i == 0);
      g_string_append (out, g_ptr_array_index (elements, i));
    }

  append_blank (self, out);
  g_string_append_c (out, ']');
}

/* An object that is being written: its members, as JSON has them. */
typedef struct
{
  SchemaGenerator *generator;
  Plan *plan;
  guint depth;
  GHashTable *present;    /* of PlanMember */
  GPtrArray *entries;
} Entries;

static void
add_entry (Entries    *self,
           const char *name,
           const char *text)
{
  GString *entry = g_string_new (NULL);

  plan_append_string (self->generator, entry, name);
  append_blank (self->generator, entry);
  g_string_append_c (entry, ':');
  append_blank (self->generator, entry);
  g_string_append (entry, text);
  g_ptr_array_add (self->entries, g_string_free (entry, FALSE));
}

static void
add_value (Entries    *self,
           const char *name,
           Plan       *plan)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (plan != NULL)
    plan_write_value (self->generator, plan, self->depth + 1, text);
  else
    plan_write_junk (self->generator, 2, text);

  add_entry (self, name, text->str);
}

static gboolean
includes (Entries    *self,
          PlanMember *member)
{
  return member->required || (self->depth < DEEP && plan_chance (self->generator, 60));
}

static void
add_members (Entries   *self,
             GPtrArray *members)
{
  for (guint i = 0; i < members->len; i++)
    {
      PlanMember *member = g_ptr_array_index (members, i);

      if (includes (self, member))
        add_value (self, member->name, member->plan);
    }
}

static void
choose_members (Entries *self)
{
  for (guint i = 0; i < self->plan->members->len; i++)
    {
      PlanMember *member = g_ptr_array_index (self->plan->members, i);

      if (includes (self, member))
        g_hash_table_add (self->present, member);
    }
}

static void
keep_rule (Entries  *self,
           PlanRule *rule)
{
  gboolean has_trigger = g_hash_table_contains (self->present, rule->trigger);
  gboolean has_other = rule->other != NULL && g_hash_table_contains (self->present, rule->other);

  switch (rule->kind)
    {
    case PLAN_DEPENDENT_REQUIRED:
    case PLAN_DEPENDENCIES_REQUIRED:
      if (has_trigger)
        g_hash_table_add (self->present, rule->other);
      break;
    case PLAN_ANY_NEEDED:
    case PLAN_ONE_NEEDED:
      if (!has_trigger && !has_other)
        g_hash_table_add (self->present, plan_chance (self->generator, 50) ? rule->trigger
                                                                           : rule->other);
      else if (has_trigger && has_other && rule->kind == PLAN_ONE_NEEDED)
        g_hash_table_remove (self->present, rule->other);
      break;
    case PLAN_IF:
    case PLAN_DEPENDENT_SCHEMAS:
    case PLAN_DEPENDENCIES:
    default:
      break;
    }
}

/* The members that a rule brings along; and the one that decides, where its value counts. */
static void
add_rule (Entries  *self,
          PlanRule *rule)
{
  gboolean has_trigger = g_hash_table_contains (self->present, rule->trigger);
  GPtrArray *values = rule->trigger->plan->values;
  guint choice;

  if (rule->kind != PLAN_IF)
    {
      if (has_trigger)
        add_members (self, rule->then_members);

      return;
    }

  choice = plan_chance (self->generator, 50) ? 0 : plan_pick (self->generator, values->len);

  if (g_hash_table_remove (self->present, rule->trigger))
    add_entry (self, rule->trigger->name, g_ptr_array_index (values, choice));

  add_members (self, has_trigger && choice == 0 ? rule->then_members : rule->else_members);
}

static void
add_others (Entries *self)
{
  SchemaGenerator *generator = self->generator;
  gboolean is_open = self->plan->item != NULL || (!self->plan->closed &&
                                                  plan_chance (generator, 25));

  if (self->depth >= DEEP)
    return;

  for (guint i = 0; self->plan->matching != NULL && i < plan_pick (generator, 3); i++)
    {
      g_autofree char *name = g_strdup_printf ("x-%u", i);

      add_value (self, name, self->plan->matching);
    }

  for (guint i = 0, n = plan_pick (generator, 3); is_open && i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("other %u", i);

      add_value (self, name, self->plan->item);
    }
}

static void
shuffle (SchemaGenerator *self,
         GPtrArray       *texts)
{
  for (guint i = texts->len; i > 1; i--)
    {
      guint other = plan_pick (self, i);
      gpointer text = texts->pdata[i - 1];

      texts->pdata[i - 1] = texts->pdata[other];
      texts->pdata[other] = text;
    }
}

static void
write_entries (Entries *self,
               GString *out)
{
  if (plan_chance (self->generator, 50))
    shuffle (self->generator, self->entries);

  g_string_append_c (out, '{');

  for (guint i = 0; i < self->entries->len; i++)
    {
      append_comma (self->generator, out, i == 0);
      g_string_append (out, g_ptr_array_index (self->entries, i));
    }

  append_blank (self->generator, out);
  g_string_append_c (out, '}');
}

static void
write_object (SchemaGenerator *self,
              Plan            *plan,
              guint            depth,
              GString         *out)
{
  g_autoptr(GHashTable) present = g_hash_table_new (NULL, NULL);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  Entries entries = { self, plan, depth, present, texts };

  choose_members (&entries);

  for (guint i = 0; i < plan->plan_rules->len; i++)
    keep_rule (&entries, g_ptr_array_index (plan->plan_rules, i));

  for (guint i = 0; i < plan->plan_rules->len; i++)
    add_rule (&entries, g_ptr_array_index (plan->plan_rules, i));

  for (guint i = 0; i < plan->members->len; i++)
    {
      PlanMember *member = g_ptr_array_index (plan->members, i);

      if (g_hash_table_contains (present, member))
        add_value (&entries, member->name, member->plan);
    }

  add_others (&entries);
  write_entries (&entries, out);
}

void
plan_write_value (SchemaGenerator *self,
                  Plan            *plan,
                  guint            depth,
                  GString         *out)
{
  if (plan->nullable && plan_chance (self, 25))
    {
      g_string_append (out, "null");
      return;
    }

  switch (plan->kind)
    {
    case PLAN_ANY:
      plan_write_junk (self, 2, out);
      break;
    case PLAN_SCALAR:
    case PLAN_CHOICE:
      g_string_append (out, g_ptr_array_index (plan->values,
                                               plan_pick (self, plan->values->len)));
      break;
    case PLAN_LIST:
      write_list (self, plan, depth, out);
      break;
    case PLAN_OBJECT:
      write_object (self, plan, depth, out);
      break;
    case PLAN_UNION:
      plan_write_value (self, g_ptr_array_index (plan->plans,
                                                 plan_pick (self, plan->plans->len)), depth, out);
      break;
    case PLAN_REFERENCE:
      plan_write_value (self, plan->target->plan, depth, out);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* A value that the schema allows. */
char *
schema_generator_dup_value (SchemaGenerator *self)
{
  GString *out = g_string_new (NULL);

  plan_write_value (self, self->root.plan, 0, out);

  return g_string_free (out, FALSE);
}

char *
schema_generator_dup_junk (SchemaGenerator *self)
{
  GString *out = g_string_new (NULL);

  plan_write_junk (self, 3, out);

  return g_string_free (out, FALSE);
}
