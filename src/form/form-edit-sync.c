/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-edit-private.h"

/* Makes the children of a field fit what it holds. Fields that are there stay the same objects
 * where they can, so that whoever shows them need not start again. */

/* Whether others stand there than everybody knows of. */
static gboolean
has_other_children (FormField *field)
{
  if (field->announced == NULL)
    return FALSE;

  if (field->announced->len != field->slots->len)
    return TRUE;

  for (guint i = 0; i < field->slots->len; i++)
    if (g_array_index (field->announced, guint64, i) !=
        g_array_index (field->slots, FormSlot, i).id)
      return TRUE;

  return FALSE;
}

void
form_edit_sync (FormEdit  *self,
                FormField *field,
                gboolean   fill)
{
  form_edit_add (self, field);
  switch (field->kind)
    {
    case FORM_KIND_OBJECT:
    case FORM_KIND_MAP:
      form_edit_sync_members (self, field, fill);
      break;

    case FORM_KIND_LIST:
    case FORM_KIND_TUPLE:
      form_edit_sync_items (self, field, fill);
      break;

    case FORM_KIND_UNION:
      form_edit_sync_branch (self, field, fill);
      break;

    default:
      break;
    }

  if (has_other_children (field))
    form_edit_mark (self, field);
}

/* A field that comes into being by being looked at knows what is known of the form. */
static void
settle_new (FormEdit  *self,
            FormField *field)
{
  for (guint i = 0; i < form_children_get_n_made (field); i++)
    {
      FormField *child = form_children_get_made (field, i);

      if (child == NULL)
        continue;

      if (field->tree->all_touched)
        form_edit_touch_all (self, child, TRUE);
      form_edit_update_errors (self, child, form_field_is_open (field));
    }
}

/* Makes the children of a field for the first time. */
void
form_edit_look (FormField *field)
{
  FormEdit edit = { .is_silent = TRUE };

  form_edit_sync (&edit, field, FALSE);
  settle_new (&edit, field);
}

/* The shape of an item, NULL where the schema lets nothing stand there. One too many is what the
 * others are. */
FormShape *
form_edit_get_item (FormField *field,
                    guint      position)
{
  FormShape *shape = form_shape_get_item (field->shape, position);
  guint n_places = form_shape_get_n_prefix (field->shape);

  return shape == NULL && position > n_places ? form_shape_get_item (field->shape, n_places)
                                              : shape;
}

static FormField *
new_item (FormField *field,
          guint      position)
{
  gint64 least = form_shape_get_min_count (field->shape);
  gboolean is_place = position < form_shape_get_n_prefix (field->shape);

  return form_field_new (field->tree, field, form_edit_get_item (field, position), "",
                         !is_place || (gint64) position < least);
}

/* Makes the field of an item that nobody has looked at yet. */
void
form_edit_look_at (FormField *field,
                   guint      position)
{
  FormEdit edit = { .is_silent = TRUE };
  FormSlot *slot = &g_array_index (field->slots, FormSlot, position);
  FormField *child = new_item (field, position);

  child->id = slot->id;
  child->position = position;
  form_edit_load (&edit, child, &slot->source);
  slot->field = child;
  if (field->tree->all_touched)
    form_edit_touch_all (&edit, child, TRUE);
  form_edit_update_errors (&edit, child, form_field_is_open (field));
}

/* Whether the same field can stand for another shape: an entry stays an entry. */
gboolean
form_edit_reshape (FormEdit  *self,
                   FormField *field,
                   FormShape *shape)
{
  gboolean is_plain = form_kind_is_text (field->kind) || form_kind_is_number (field->kind) ||
                      field->kind == FORM_KIND_BOOLEAN || field->kind == FORM_KIND_JSON ||
                      field->kind == FORM_KIND_OBJECT;

  if (shape == NULL || form_shape_equal (field->declared, shape))
    return TRUE;

  if (!is_plain || form_shape_get_kind (shape) != field->kind)
    return FALSE;

  g_clear_pointer (&field->declared, form_shape_unref);
  field->declared = form_shape_ref (shape);
  if (field->kind == FORM_KIND_OBJECT && field->slots != NULL)
    form_edit_narrow (self, field);
  else
    {
      g_clear_pointer (&field->shape, form_shape_unref);
      field->shape = form_shape_ref (shape);
    }
  form_edit_notify (self, field, FORM_FIELD_PROP_TITLE);
  form_edit_notify (self, field, FORM_FIELD_PROP_DESCRIPTION);
  form_edit_notify (self, field, FORM_FIELD_PROP_NULLABLE);

  return TRUE;
}

static void
carry_content (FormEdit  *self,
               FormField *field,
               FormField *other)
{
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue value;

  if (form_field_is_written (field))
    {
      document = form_field_build (field);
      value = sjson_document_get_root (document);
      form_edit_load (self, other, &value);
      other->automatic = field->automatic;
    }
  else if (field->automatic)
    form_edit_initial (self, other);
}

/* Another field of another shape for the same place, holding what @field holds. */
FormField *
form_edit_carry (FormEdit   *self,
                 FormField  *field,
                 FormShape  *shape,
                 const char *name)
{
  FormField *other = form_field_new (field->tree, field->parent, shape, name, field->required);

  other->touched = field->touched;
  other->origin = field->origin;
  other->nameless = field->nameless;
  other->made = field->made;
  carry_content (self, field, other);

  return other;
}

static void
take_item (FormEdit         *self,
           FormField        *field,
           FormSlot         *slot,
           guint             position,
           const SjsonValue *value,
           gboolean          fill)
{
  gboolean is_place = position < form_shape_get_n_prefix (field->shape);

  if (slot->field == NULL && value != NULL && !is_place)
    {
      slot->source = *value;
      return;
    }

  if (slot->field == NULL)
    {
      slot->field = new_item (field, position);
      slot->field->id = slot->id;
    }

  if (value != NULL)
    form_edit_fill (self, slot->field, value, FALSE);
  else if (fill && form_field_is_open (field) && slot->field != self->except)
    form_edit_initial (self, slot->field);
  else if (slot->field != self->except)
    form_edit_load (self, slot->field, NULL);
}

/* The same place as before, with the field that stands there if it can stay. */
static FormSlot
keep_slot (FormEdit  *self,
           FormField *field,
           guint      position)
{
  FormSlot slot = { 0 };

  if (position < form_children_get_n_made (field))
    {
      slot = g_array_index (field->slots, FormSlot, position);
      if (slot.field != NULL)
        g_object_ref (slot.field);
    }
  else
    slot.id = form_tree_take_id (field->tree);

  slot.source = (SjsonValue) { 0 };

  return slot;
}

void
form_edit_sync_items (FormEdit  *self,
                      FormField *field,
                      gboolean   fill)
{
  const SjsonValue *source = form_field_is_open (field) ? field->content.source : NULL;
  guint n_items = source != NULL ? sjson_value_get_length (source) : 0;
  guint n_places = field->content.as_json ? 0 : form_shape_get_n_prefix (field->shape);
  GArray *slots = form_children_new_slots ();
  SjsonIter iter;
  SjsonValue item;

  if (source != NULL)
    sjson_iter_init (&iter, source);
  if (field->is_rearranged)
    form_edit_mark (self, field);

  for (guint i = 0; i < MAX (n_items, n_places); i++)
    {
      FormSlot slot = keep_slot (self, field, i);
      gboolean has_item = i < n_items && sjson_iter_next (&iter, NULL, &item);

      take_item (self, field, &slot, i, has_item ? &item : NULL, fill);
      g_array_append_val (slots, slot);
    }

  if (slots->len < form_children_get_n_made (field))
    form_edit_mark (self, field);
  form_children_set_items (field, slots);
}
