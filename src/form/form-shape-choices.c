/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-shape-parts-private.h"

/* Finding out what several lists have in common takes no more comparisons than this. */
#define MAX_COMPARISONS 1000000

static gboolean
afford (FormShape *self,
        gsize      n)
{
  if (n > self->all->choices)
    return FALSE;

  self->all->choices -= n;
  return TRUE;
}

static void
add_entry (GArray           *entries,
           const SjsonValue *value,
           const SjsonValue *name)
{
  FormChoiceEntry entry = { .value = *value, .has_name = name != NULL };

  if (name != NULL)
    entry.name = *name;

  g_array_append_val (entries, entry);
}

static void
add_enum (FormShape       *self,
          GArray          *entries,
          const FormLayer *layer)
{
  gboolean has_names = FALSE;
  SjsonValue values;
  SjsonValue names;
  SjsonValue value;
  SjsonValue name;
  SjsonIter iter;
  SjsonIter name_iter;

  if (!form_layer_find_of_kind (layer, "enum", SJSON_KIND_ARRAY, &values) ||
      !afford (self, sjson_value_get_length (&values)))
    return;

  has_names = form_shape_find_words (self, "enumNames", SJSON_KIND_ARRAY, &names);
  sjson_iter_init (&iter, &values);
  if (has_names)
    sjson_iter_init (&name_iter, &names);

  while (sjson_iter_next (&iter, NULL, &value))
    {
      has_names = has_names && sjson_iter_next (&name_iter, NULL, &name);
      add_entry (entries, &value, has_names ? &name : NULL);
    }
}

static void
add_layer (FormShape       *self,
           GArray          *entries,
           const FormLayer *layer)
{
  SjsonValue value;

  if (!form_layer_find (layer, "const", &value))
    add_enum (self, entries, layer);
  else if (form_shapes_afford (self->all, &value))
    add_entry (entries, &value, NULL);
}

/* The constants of one branch, which is called by its title if there is but one. */
static void
add_branch (FormShape        *self,
            GArray           *entries,
            const SjsonValue *node)
{
  FormShape *shape = form_shape_make (self->all, self->depth);
  SjsonValue title;
  gboolean has_title;

  form_shape_start (shape, node, NULL, FALSE);
  form_shape_read (shape);

  if (form_shape_has_choices (shape))
    {
      const FormChoices *found = &shape->choices;

      has_title = form_choices_has_only (found) &&
                  form_shape_find_words (shape, "title", SJSON_KIND_STRING, &title);

      for (guint i = 0; i < found->entries->len; i++)
        {
          const FormChoiceEntry *entry = form_choices_get_entry (found, i);

          add_entry (entries, &entry->value,
                     has_title ? &title : entry->has_name ? &entry->name : NULL);
        }
    }

  form_shape_free (shape);
}

/* A titled constant needs no more than a look. */
static void
add_titled (FormShape        *self,
            GArray           *entries,
            const SjsonValue *node)
{
  SjsonValue value;
  SjsonValue title;

  if (sjson_value_get_member (node, "$ref", &value) ||
      !sjson_value_get_member (node, "const", &value))
    add_branch (self, entries, node);
  else if (sjson_value_get_member_of_kind (node, "title", SJSON_KIND_STRING, &title))
    add_entry (entries, &value, &title);
  else
    add_entry (entries, &value, NULL);
}

static void
add_group (FormShape       *self,
           GArray          *entries,
           const FormGroup *group)
{
  if (!afford (self, group->branches->len))
    return;

  for (guint i = 0; i < group->branches->len; i++)
    add_titled (self, entries, &g_array_index (group->branches, SjsonValue, i));
}

/* Whether a layer says what the value is, one of some. */
static gboolean
allows (const FormLayer  *layer,
        const SjsonValue *value)
{
  SjsonValue list;
  SjsonValue other;
  SjsonIter iter;

  if (form_layer_find (layer, "const", &other))
    return sjson_value_equal (value, &other);

  if (!form_layer_find_of_kind (layer, "enum", SJSON_KIND_ARRAY, &list) ||
      sjson_value_get_length (&list) == 0)
    return TRUE;

  sjson_iter_init (&iter, &list);
  while (sjson_iter_next (&iter, NULL, &other))
    if (sjson_value_equal (value, &other))
      return TRUE;

  return FALSE;
}

static gboolean
all_allow (FormShape        *self,
           const SjsonValue *value,
           const FormLayer  *but)
{
  if (!(form_node_get_type_of (value) & self->fits))
    return FALSE;

  for (guint i = 0; i < self->layers->len; i++)
    {
      const FormLayer *layer = form_shape_get_layer (self, i);

      if (layer != but && !allows (layer, value))
        return FALSE;
    }

  return TRUE;
}

static gsize
count_constants (FormShape       *self,
                 const FormLayer *but)
{
  gsize n = 0;

  for (guint i = 0; i < self->layers->len; i++)
    {
      const FormLayer *layer = form_shape_get_layer (self, i);
      SjsonValue list;

      if (layer != but && form_layer_find_of_kind (layer, "enum", SJSON_KIND_ARRAY, &list))
        n += sjson_value_get_length (&list);
    }

  return n;
}

/* Leaves out null, which is a state of the field, and what another layer refuses; if that is
 * everything, the layers contradict each other, and it stays. */
static GArray *
filter_entries (FormShape       *self,
                GArray          *entries,
                const FormLayer *from)
{
  gboolean is_cheap = entries->len * count_constants (self, from) <= MAX_COMPARISONS;
  g_autoptr(GArray) left = g_array_new (FALSE, FALSE, sizeof (FormChoiceEntry));
  g_autoptr(GArray) not_null = g_array_new (FALSE, FALSE, sizeof (FormChoiceEntry));

  for (guint i = 0; i < entries->len; i++)
    {
      const FormChoiceEntry *entry = &g_array_index (entries, FormChoiceEntry, i);

      if (sjson_value_is_null (&entry->value))
        continue;

      g_array_append_val (not_null, *entry);
      if (!is_cheap || all_allow (self, &entry->value, from))
        g_array_append_val (left, *entry);
    }

  return g_array_ref (left->len > 0 ? left : not_null);
}

static void
read_choices (FormShape *self)
{
  g_autoptr(GArray) entries = g_array_new (FALSE, FALSE, sizeof (FormChoiceEntry));
  const FormLayer *from = NULL;

  for (guint i = 0; !self->is_opaque && i < self->layers->len && from == NULL; i++)
    {
      const FormLayer *layer = form_shape_get_layer (self, i);

      if (!layer->words_only && form_node_is_constant (&layer->node))
        from = layer;
    }

  if (from != NULL)
    add_layer (self, entries, from);
  else if (!self->is_opaque && self->groups != NULL &&
           g_array_index (self->groups, FormGroup, 0).is_constant)
    add_group (self, entries, &g_array_index (self->groups, FormGroup, 0));

  form_choices_init (&self->choices, filter_entries (self, entries, from));
}

/* Whether there are values to choose from; does not look at what is below. */
gboolean
form_shape_has_choices (FormShape *self)
{
  if (!self->knows_choices)
    {
      self->knows_choices = TRUE;
      form_shape_ensure_types (self);
      read_choices (self);
    }

  return self->choices.entries->len > 0;
}

/**
 * form_shape_get_choices:
 *
 * Returns: (transfer none) (nullable): what there is to choose from: of a CHOICE, and for CHOICES
 *   of the items
 */
const FormChoices *
form_shape_get_choices (FormShape *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  switch (form_shape_get_kind (self))
    {
    case FORM_KIND_CHOICE:
      return &self->choices;

    case FORM_KIND_CHOICES:
      return &form_shape_get_item (self, 0)->choices;

    default:
      return NULL;
    }
}
