/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gallery-suggester.h"

/* A server tells of no more than these at once. */
#define MAX_WORDS 8

struct _GallerySuggester
{
  GObject parent_instance;

  SjsonValue *words;
};

static void gallery_suggester_iface_init (CribSuggesterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GallerySuggester, gallery_suggester, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CRIB_TYPE_SUGGESTER,
                                                      gallery_suggester_iface_init))

static gboolean
gallery_suggester_suggests_for (CribSuggester *suggester,
                                FormField     *field)
{
  g_autofree char *pointer = form_field_dup_pointer (field);
  SjsonValue words;

  return sjson_value_get_member (GALLERY_SUGGESTER (suggester)->words, pointer, &words);
}

/* All words that begin like @text, whichever letters are capitals. */
static GPtrArray *
list_words (GallerySuggester *self,
            FormField        *field,
            const char       *text)
{
  g_autofree char *pointer = form_field_dup_pointer (field);
  g_autofree char *typed = g_utf8_casefold (text, -1);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);
  SjsonValue words, word;
  SjsonIter iter;

  if (!sjson_value_get_member (self->words, pointer, &words))
    return found;

  sjson_iter_init (&iter, &words);
  while (sjson_iter_next (&iter, NULL, &word))
    {
      g_autofree char *known = sjson_value_dup_string (&word, NULL);
      g_autofree char *folded = g_utf8_casefold (known, -1);

      if (g_str_has_prefix (folded, typed))
        g_ptr_array_add (found, g_steal_pointer (&known));
    }

  return found;
}

static void
gallery_suggester_suggest_async (CribSuggester       *suggester,
                                 FormField           *field,
                                 const char          *text,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (suggester, cancellable, callback, user_data);

  g_task_set_source_tag (task, gallery_suggester_suggest_async);
  g_task_return_pointer (task, list_words (GALLERY_SUGGESTER (suggester), field, text),
                         (GDestroyNotify) g_ptr_array_unref);
}

static char **
gallery_suggester_suggest_finish (CribSuggester  *suggester,
                                  GAsyncResult   *result,
                                  gboolean       *has_more,
                                  GError        **error)
{
  GPtrArray *found = g_task_propagate_pointer (G_TASK (result), error);

  if (found == NULL)
    return NULL;

  *has_more = found->len > MAX_WORDS;
  g_ptr_array_set_size (found, (int) MIN (found->len, MAX_WORDS));
  g_ptr_array_add (found, NULL);

  return (char **) g_ptr_array_free (found, FALSE);
}

static void
gallery_suggester_iface_init (CribSuggesterInterface *iface)
{
  iface->suggests_for = gallery_suggester_suggests_for;
  iface->suggest_async = gallery_suggester_suggest_async;
  iface->suggest_finish = gallery_suggester_suggest_finish;
}

static void
gallery_suggester_finalize (GObject *object)
{
  g_clear_pointer (&GALLERY_SUGGESTER (object)->words, sjson_value_free);

  G_OBJECT_CLASS (gallery_suggester_parent_class)->finalize (object);
}

static void
gallery_suggester_class_init (GallerySuggesterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gallery_suggester_finalize;
}

static void
gallery_suggester_init (GallerySuggester *self)
{
}

CribSuggester *
gallery_suggester_new (const SjsonValue *words)
{
  GallerySuggester *self = g_object_new (GALLERY_TYPE_SUGGESTER, NULL);

  self->words = sjson_value_copy (words);
  return CRIB_SUGGESTER (self);
}
