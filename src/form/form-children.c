/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-children-private.h"

#include "form-edit-private.h"

#include <string.h>

/* The places below a field: made at the first look, since a schema may unfold for ever and a list
 * may be long. What an item of a list holds stays a piece of the list's own source until somebody
 * looks at that item. */

static void
clear_slot (gpointer data)
{
  FormSlot *slot = data;

  g_clear_object (&slot->field);
}

GArray *
form_children_new_slots (void)
{
  GArray *slots = g_array_new (FALSE, TRUE, sizeof (FormSlot));

  g_array_set_clear_func (slots, clear_slot);

  return slots;
}

static FormSlot *
get_slot (FormField *self,
          guint      position)
{
  return &g_array_index (self->slots, FormSlot, position);
}

static void
ensure (FormField *self)
{
  if (self->slots != NULL || self->is_looking || !form_kind_is_group (self->kind))
    return;

  self->is_looking = TRUE;
  form_edit_look (self);
  self->is_looking = FALSE;
}

guint
form_children_get_n (FormField *self)
{
  ensure (self);

  return form_children_get_n_made (self);
}

guint
form_children_get_n_made (FormField *self)
{
  return self->slots != NULL ? self->slots->len : 0;
}

FormField *
form_children_get_made (FormField *self,
                        guint      position)
{
  return get_slot (self, position)->field;
}

FormField *
form_children_get (FormField *self,
                   guint      position)
{
  if (position >= form_children_get_n (self))
    return NULL;

  if (get_slot (self, position)->field == NULL)
    form_edit_look_at (self, position);

  return get_slot (self, position)->field;
}

/* The first child of that name; of two that a person named alike the second is in error. What has
 * no name yet is none. */
FormField *
form_children_find_name (FormField  *self,
                         const char *name)
{
  guint n = form_children_get_n_made (self);

  if (self->by_name == NULL)
    {
      self->by_name = g_hash_table_new (g_str_hash, g_str_equal);

      for (guint i = n; i > 0; i--)
        {
          FormField *child = form_children_get_made (self, i - 1);

          if (child != NULL && !child->nameless)
            g_hash_table_insert (self->by_name, child->name, child);
        }
    }

  return g_hash_table_lookup (self->by_name, name);
}

static FormField *
find_item (FormField  *self,
           const char *token)
{
  guint64 position;

  if (token[0] == '0' && token[1] != '\0')
    return NULL;

  if (!g_ascii_string_to_unsigned (token, 10, 0, G_MAXUINT - 1, &position, NULL))
    return NULL;

  return form_children_get (self, (guint) position);
}

/* The child that a token of a JSON Pointer names; of a union it is one of the chosen branch. */
FormField *
form_children_find (FormField  *self,
                    const char *token)
{
  switch (self->kind)
    {
    case FORM_KIND_UNION:
      return form_children_get_n (self) > 0
             ? form_children_find (form_children_get (self, 0), token) : NULL;

    case FORM_KIND_LIST:
    case FORM_KIND_TUPLE:
      return find_item (self, token);

    case FORM_KIND_OBJECT:
    case FORM_KIND_MAP:
      ensure (self);
      return form_children_find_name (self, token);

    default:
      return NULL;
    }
}

/* One step on the way of @pointer, a JSON Pointer, which is what is left of it afterwards. */
FormField *
form_field_step (FormField   *self,
                 const char **pointer)
{
  gsize length = strcspn (*pointer + 1, "/");
  g_autoptr(GString) token = g_string_new_len (*pointer + 1, length);
  FormField *child;

  g_string_replace (token, "~1", "/", 0);
  g_string_replace (token, "~0", "~", 0);
  child = form_children_find (self, token->str);

  if (child != NULL)
    *pointer += 1 + length;

  return child;
}

/* The field of exactly that place, below @self. */
FormField *
form_field_find (FormField  *self,
                 const char *pointer)
{
  while (self != NULL && *pointer == '/')
    self = form_field_step (self, &pointer);

  return *pointer == '\0' ? self : NULL;
}

/* Remembers what everybody knows of the children, before that changes. */
static void
remember (FormField *self)
{
  g_clear_pointer (&self->by_name, g_hash_table_unref);
  self->is_rearranged = TRUE;

  if (self->slots == NULL || self->announced != NULL)
    return;

  self->announced = g_array_sized_new (FALSE, FALSE, sizeof (guint64), self->slots->len);
  for (guint i = 0; i < self->slots->len; i++)
    g_array_append_val (self->announced, get_slot (self, i)->id);
}

static void
number (FormField *self,
        guint      from)
{
  for (guint i = from; i < self->slots->len; i++)
    {
      FormField *child = get_slot (self, i)->field;

      if (child == NULL || child->position == i)
        continue;

      child->position = i;
      child->moved = self->announced != NULL;
    }
}

static void
set_kept (GArray   *slots,
          gboolean  kept)
{
  for (guint i = 0; i < slots->len; i++)
    if (g_array_index (slots, FormSlot, i).field != NULL)
      g_array_index (slots, FormSlot, i).field->is_kept = !!kept;
}

/* Who is no child any more knows nothing of the group, which may go first. */
static void
let_go (GArray *old,
        GArray *slots)
{
  set_kept (old, FALSE);
  set_kept (slots, TRUE);

  for (guint i = 0; i < old->len; i++)
    {
      FormField *child = g_array_index (old, FormSlot, i).field;

      if (child != NULL && !child->is_kept)
        child->parent = NULL;
    }
}

/* Puts @slots, which it takes, in place of those there are. */
void
form_children_set_items (FormField *self,
                         GArray    *slots)
{
  g_autoptr(GArray) old = NULL;

  remember (self);
  old = g_steal_pointer (&self->slots);
  self->slots = slots;
  self->is_rearranged = FALSE;
  if (old != NULL)
    let_go (old, slots);
  number (self, 0);
}

/* Puts @fields in place of the children. */
void
form_children_set (FormField *self,
                   GPtrArray *fields)
{
  GArray *slots = form_children_new_slots ();

  for (guint i = 0; i < fields->len; i++)
    {
      FormField *child = fields->pdata[i];
      FormSlot slot = { .id = child->id, .field = g_object_ref (child) };

      g_array_append_val (slots, slot);
    }

  form_children_set_items (self, slots);
}

/* Takes @child. */
void
form_children_insert (FormField *self,
                      guint      position,
                      FormField *child)
{
  FormSlot slot = { .id = child->id, .field = child };

  form_children_get_n (self);
  remember (self);
  g_array_insert_val (self->slots, position, slot);
  number (self, position);
}

void
form_children_remove (FormField *self,
                      guint      position)
{
  FormField *child = get_slot (self, position)->field;

  remember (self);
  if (child != NULL)
    child->parent = NULL;
  g_array_remove_index (self->slots, position);
  number (self, position);
}

void
form_children_move (FormField *self,
                    guint      from,
                    guint      to)
{
  FormSlot slot = *get_slot (self, from);

  remember (self);
  get_slot (self, from)->field = NULL;
  g_array_remove_index (self->slots, from);
  g_array_insert_val (self->slots, to, slot);
  number (self, MIN (from, to));
}

/* Takes @child, which is another field for the same place. */
void
form_children_replace (FormField *self,
                       guint      position,
                       FormField *child)
{
  FormSlot *slot = get_slot (self, position);

  remember (self);
  if (slot->field != NULL)
    slot->field->parent = NULL;
  g_clear_object (&slot->field);
  slot->field = child;
  slot->id = child->id;
  number (self, position);
}

void
form_children_renamed (FormField *self)
{
  g_clear_pointer (&self->by_name, g_hash_table_unref);
}

/* Tells what became of the children since everybody was told last, in one piece. */
void
form_children_announce (FormField *self)
{
  g_autoptr(GArray) old = g_steal_pointer (&self->announced);
  guint before = 0;
  guint after = 0;
  guint least;

  if (old == NULL)
    return;

  least = MIN (old->len, self->slots->len);
  while (before < least &&
         g_array_index (old, guint64, before) == get_slot (self, before)->id)
    before++;
  while (after < least - before &&
         g_array_index (old, guint64, old->len - 1 - after) ==
         get_slot (self, self->slots->len - 1 - after)->id)
    after++;

  if (before < old->len || before < self->slots->len)
    g_list_model_items_changed (G_LIST_MODEL (self), before, old->len - before - after,
                                self->slots->len - before - after);
}
