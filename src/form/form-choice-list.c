/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-choice-private.h"

/**
 * FormChoiceList:
 *
 * The choices of one field. The list never changes; a choice becomes an object
 * when it is asked for, so that a hundred thousand of them cost little.
 */
struct _FormChoiceList
{
  GObject parent_instance;

  GPtrArray *documents;    /* that the entries stand in */
  GArray *entries;         /* of FormChoiceEntry */
  GPtrArray *choices;      /* of each, NULL until somebody looked */
};

static void form_choice_list_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FormChoiceList, form_choice_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      form_choice_list_iface_init))

static void
clear_choice (gpointer data)
{
  if (data != NULL)
    g_object_unref (data);
}

static gpointer
form_choice_list_get_item (GListModel *model,
                           guint       position)
{
  FormChoiceList *self = FORM_CHOICE_LIST (model);
  const FormChoiceEntry *entry;
  gpointer *choice;

  if (position >= self->entries->len)
    return NULL;

  entry = &g_array_index (self->entries, FormChoiceEntry, position);
  choice = &self->choices->pdata[position];
  if (*choice == NULL)
    *choice = form_choice_new (&entry->value, entry->has_name ? &entry->name : NULL);

  return g_object_ref (*choice);
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

  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_array_unref);
  g_clear_pointer (&self->documents, g_ptr_array_unref);

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
  self->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) sjson_document_unref);
  self->choices = g_ptr_array_new_with_free_func (clear_choice);
}

/* Mostly it is one and the same. */
static void
keep_document (FormChoiceList   *self,
               const SjsonValue *value)
{
  guint n = self->documents->len;

  if (n == 0 || self->documents->pdata[n - 1] != value->document)
    g_ptr_array_add (self->documents, sjson_document_ref (value->document));
}

/* The choices as a list, which is good for longer than what they stand in. */
GListModel *
form_choice_list_new (const FormChoices *choices)
{
  FormChoiceList *self = g_object_new (FORM_TYPE_CHOICE_LIST, NULL);

  self->entries = g_array_ref (choices->entries);
  g_ptr_array_set_size (self->choices, (int) self->entries->len);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const FormChoiceEntry *entry = form_choices_get_entry (choices, i);

      keep_document (self, &entry->value);
      if (entry->has_name)
        keep_document (self, &entry->name);
    }

  return G_LIST_MODEL (self);
}
