/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-choice-private.h"

/* One choice, and the object of it once somebody looked. */
typedef struct
{
  SjsonValue value;
  SjsonValue name;
  gboolean has_name;
  FormChoice *choice;
} Entry;

/**
 * FormChoiceList:
 *
 * The choices of one field. The list never changes; a choice becomes an object
 * when it is asked for, so that a hundred thousand of them cost little.
 */
struct _FormChoiceList
{
  GObject parent_instance;

  SjsonDocument *document;
  GArray *entries;
};

static void form_choice_list_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FormChoiceList, form_choice_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      form_choice_list_iface_init))

static void
clear_entry (Entry *entry)
{
  g_clear_object (&entry->choice);
}

static gpointer
form_choice_list_get_item (GListModel *model,
                           guint       position)
{
  FormChoiceList *self = FORM_CHOICE_LIST (model);
  Entry *entry;

  if (position >= self->entries->len)
    return NULL;

  entry = &g_array_index (self->entries, Entry, position);
  if (entry->choice == NULL)
    entry->choice = form_choice_new (&entry->value, entry->has_name ? &entry->name : NULL);

  return g_object_ref (entry->choice);
}

static GType
form_choice_list_get_item_type (GListModel *model)
{
  return FORM_TYPE_CHOICE;
}

static guint
form_choice_list_get_n_items (GListModel *model)
{
  return FORM_CHOICE_LIST (model)->entries->len;
}

static void
form_choice_list_iface_init (GListModelInterface *iface)
{
  iface->get_item = form_choice_list_get_item;
  iface->get_item_type = form_choice_list_get_item_type;
  iface->get_n_items = form_choice_list_get_n_items;
}

static void
form_choice_list_finalize (GObject *object)
{
  FormChoiceList *self = FORM_CHOICE_LIST (object);

  g_clear_pointer (&self->entries, g_array_unref);
  g_clear_pointer (&self->document, sjson_document_unref);

  G_OBJECT_CLASS (form_choice_list_parent_class)->finalize (object);
}

static void
form_choice_list_class_init (FormChoiceListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = form_choice_list_finalize;
}

static void
form_choice_list_init (FormChoiceList *self)
{
  self->entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_array_set_clear_func (self->entries, (GDestroyNotify) clear_entry);
}

/* The choices as a list; @document is what they stand in. */
GListModel *
form_choice_list_new (const FormChoices *choices,
                      SjsonDocument     *document)
{
  FormChoiceList *self = g_object_new (FORM_TYPE_CHOICE_LIST, NULL);
  Entry entry = { 0 };
  FormWalk walk;

  self->document = sjson_document_ref (document);

  form_walk_init (&walk, choices);
  while (form_walk_next (&walk, &entry.value, &entry.name, &entry.has_name))
    g_array_append_val (self->entries, entry);

  return G_LIST_MODEL (self);
}
