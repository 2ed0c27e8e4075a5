/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gallery-page.h"

#include "gallery-suggester.h"

#include <gio/gio.h>

#define FOLDER RESOURCE_BASE "/gallery"

struct _GalleryPage
{
  GObject parent_instance;

  SjsonValue *root;
  const char *schema;          /* the member that has it */
  char *name;
  char *section;
  char *title;
  char *about;
};

G_DEFINE_FINAL_TYPE (GalleryPage, gallery_page, G_TYPE_OBJECT)

static void
gallery_page_finalize (GObject *object)
{
  GalleryPage *self = GALLERY_PAGE (object);

  g_clear_pointer (&self->root, sjson_value_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->section, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->about, g_free);

  G_OBJECT_CLASS (gallery_page_parent_class)->finalize (object);
}

static void
gallery_page_class_init (GalleryPageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gallery_page_finalize;
}

static void
gallery_page_init (GalleryPage *self)
{
}

static SjsonValue
read_json (GBytes     *bytes,
           const char *name)
{
  g_autoptr(GError) error = NULL;
  SjsonDocument *document = sjson_document_new (bytes, NULL, &error);

  if (document == NULL)
    g_error ("%s: %s", name, error->message);

  return sjson_document_get_root (document);
}

static GalleryPage *
read_page (const char *file)
{
  g_autofree char *path = g_strconcat (FOLDER "/", file, NULL);
  g_autoptr(GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  SjsonValue root = read_json (bytes, file);
  GalleryPage *self = g_object_new (GALLERY_TYPE_PAGE, NULL);

  self->root = sjson_value_copy (&root);
  sjson_document_unref (root.document);
  self->schema = "schema";
  self->name = sjson_value_dup_member_string (self->root, "name");
  self->section = sjson_value_dup_member_string (self->root, "section");
  self->title = sjson_value_dup_member_string (self->root, "title");
  self->about = sjson_value_dup_member_string (self->root, "about");
  return self;
}

static GalleryPage *
read_tool (const SjsonValue *tool,
           const char       *path)
{
  GalleryPage *self = g_object_new (GALLERY_TYPE_PAGE, NULL);

  self->root = sjson_value_copy (tool);
  self->schema = "inputSchema";
  self->name = sjson_value_dup_member_string (tool, "name");
  self->section = g_path_get_basename (path);
  self->title = g_strdup (self->name);
  self->about = sjson_value_dup_member_string (tool, "description");
  return self;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return g_strcmp0 (*(const char * const *) a, *(const char * const *) b);
}

/* Returns: (transfer full): all pages, in the order of their files */
GListModel *
gallery_page_list (void)
{
  g_auto(GStrv) files = g_resources_enumerate_children (FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  GListStore *pages = g_list_store_new (GALLERY_TYPE_PAGE);

  qsort (files, g_strv_length (files), sizeof *files, compare);
  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autoptr(GalleryPage) page = read_page (files[i]);

      g_list_store_append (pages, page);
    }

  return G_LIST_MODEL (pages);
}

GListModel *
gallery_page_list_tools (const char *path)
{
  GListStore *pages = g_list_store_new (GALLERY_TYPE_PAGE);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  char *text;
  gsize length;
  SjsonValue root, tool;
  SjsonIter iter;

  if (!g_file_get_contents (path, &text, &length, &error))
    g_error ("%s", error->message);

  bytes = g_bytes_new_take (text, length);
  root = read_json (bytes, path);
  sjson_iter_init (&iter, &root);
  while (sjson_iter_next (&iter, NULL, &tool))
    {
      g_autoptr(GalleryPage) page = read_tool (&tool, path);

      g_list_store_append (pages, page);
    }

  sjson_document_unref (root.document);
  return G_LIST_MODEL (pages);
}

const char *
gallery_page_get_name (GalleryPage *self)
{
  return self->name;
}

const char *
gallery_page_get_section (GalleryPage *self)
{
  return self->section;
}

const char *
gallery_page_get_title (GalleryPage *self)
{
  return self->title;
}

const char *
gallery_page_get_about (GalleryPage *self)
{
  return self->about;
}

gboolean
gallery_page_is_checked (GalleryPage *self)
{
  gboolean checked = FALSE;

  sjson_value_get_member_boolean (self->root, "check", &checked);

  return checked;
}

static void
type (GalleryPage      *self,
      FormModel        *model,
      const SjsonValue *typed)
{
  SjsonIter iter;
  SjsonValue name, value;

  sjson_iter_init (&iter, typed);
  while (sjson_iter_next (&iter, &name, &value))
    {
      g_autofree char *pointer = sjson_value_dup_string (&name, NULL);
      g_autofree char *text = sjson_value_dup_string (&value, NULL);
      FormField *field = form_model_find (model, pointer);

      if (field == NULL)
        g_error ("%s: no field %s", self->name, pointer);
      form_field_set_text (field, text);
      form_field_touch (field);
    }
}

/* Returns: (transfer full): a form of its own, as the page says */
FormModel *
gallery_page_create_model (GalleryPage *self)
{
  SjsonValue schema, value, typed;
  gboolean filled = sjson_value_get_member (self->root, "value", &value);
  FormModel *model;

  if (!sjson_value_get_member (self->root, self->schema, &schema))
    g_error ("%s: no schema", self->name);

  model = form_model_new (&schema, filled ? &value : NULL);
  if (sjson_value_get_member (self->root, "typed", &typed))
    type (self, model, &typed);
  if (gallery_page_is_checked (self))
    form_model_touch_all (model);
  return model;
}

CribSuggester *
gallery_page_create_suggester (GalleryPage *self)
{
  SjsonValue words;

  return sjson_value_get_member (self->root, "suggestions", &words) ? gallery_suggester_new (&words)
                                                                    : NULL;
}
