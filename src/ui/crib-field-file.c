/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-editors.h"
#include "crib-file-opener.h"
#include "crib-words.h"

#include <glib/gi18n.h>

#define MAX_SIZE (10 * 1024 * 1024)
#define MAX_NAME 100

/*
 * CribFieldFile:
 *
 * The bytes of a file, chosen or dropped onto the row. The value knows no name; the one that is
 * shown is forgotten as soon as something else changes the bytes.
 */
struct _CribFieldFile
{
  CribFieldEditor parent_instance;

  char *name;
  gboolean taking;              /* our own change */
  GCancellable *cancellable;    /* of the file being read */

  GtkWidget *label;
  GtkWidget *choose;
  GtkWidget *remove;
  GtkWidget *spinner;
  GtkWidget *problem;
};

G_DEFINE_FINAL_TYPE (CribFieldFile, crib_field_file, CRIB_TYPE_FIELD_EDITOR)

static void
say_problem (CribFieldFile *self,
             const char    *words)
{
  g_autofree char *clipped = crib_words_clip (words, 200);

  gtk_label_set_label (GTK_LABEL (self->problem), clipped);
  gtk_widget_set_visible (self->problem, words != NULL);
}

static void
set_reading (CribFieldFile *self,
             GCancellable  *cancellable)
{
  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, cancellable);
  gtk_widget_set_visible (self->spinner, cancellable != NULL);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), cancellable != NULL);
}

static void
take (CribFieldFile *self,
      const char    *name,
      GBytes        *bytes)
{
  FormField *field = crib_field_editor_get_field (CRIB_FIELD_EDITOR (self));

  g_free (self->name);
  self->name = crib_words_clip (name, MAX_NAME);
  self->taking = TRUE;
  form_field_set_file (field, bytes);
  form_field_touch (field);
  self->taking = FALSE;
  say_problem (self, NULL);
  crib_field_editor_sync (CRIB_FIELD_EDITOR (self));
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(CribFieldFile) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = crib_file_opener_read_finish (result, &error);
  g_autofree char *name = NULL;

  /* Another file was chosen meanwhile, or the row is gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  set_reading (self, NULL);
  name = g_file_get_basename (G_FILE (source));
  if (bytes != NULL)
    {
      g_autofree char *shown = g_filename_display_name (name);

      take (self, shown, bytes);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    say_problem (self, _("The file is too large. At most 10 MB can be sent."));
  else
    say_problem (self, error->message);
}

/* Reads the file, and then it is the value. */
void
crib_field_file_load (CribFieldFile *self,
                      GFile         *file)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  g_return_if_fail (CRIB_IS_FIELD_FILE (self));
  g_return_if_fail (G_IS_FILE (file));

  say_problem (self, NULL);
  set_reading (self, cancellable);
  crib_file_opener_read_async (file, MAX_SIZE, cancellable, read_cb, g_object_ref (self));
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(CribFieldFile) self = user_data;
  g_autoptr(GFile) file = crib_file_opener_open_finish (result, NULL);

  if (file != NULL && self->label != NULL)
    crib_field_file_load (self, file);
}

static void
choose_cb (CribFieldFile *self)
{
  crib_file_opener_open_async (GTK_WIDGET (self), NULL, chosen_cb, g_object_ref (self));
}

static void
remove_cb (CribFieldFile *self)
{
  set_reading (self, NULL);
  take (self, NULL, NULL);
  gtk_widget_grab_focus (self->choose);
}

static void
bytes_changed_cb (CribFieldFile *self)
{
  if (self->taking || self->name == NULL)
    return;

  g_clear_pointer (&self->name, g_free);
  crib_field_editor_sync (CRIB_FIELD_EDITOR (self));
}

static gboolean
drop_cb (CribFieldFile *self,
         const GValue  *value)
{
  if (!G_VALUE_HOLDS (value, G_TYPE_FILE))
    return FALSE;

  crib_field_file_load (self, g_value_get_object (value));
  return TRUE;
}

/* For the row, all of which takes a file. */
GtkEventController *
crib_field_file_create_drop_target (CribFieldFile *self)
{
  GtkDropTarget *target;

  g_return_val_if_fail (CRIB_IS_FIELD_FILE (self), NULL);

  target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  return GTK_EVENT_CONTROLLER (target);
}

static GtkWidget *
make_line (CribFieldFile *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_width_chars (GTK_LABEL (self->label), 8);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), 28);
  gtk_label_set_xalign (GTK_LABEL (self->label), 1);
  gtk_widget_set_hexpand (self->label, TRUE);
  self->spinner = gtk_spinner_new ();
  self->choose = gtk_button_new_with_label (_("Choose…"));
  g_signal_connect_object (self->choose, "clicked",
                           G_CALLBACK (choose_cb), self, G_CONNECT_SWAPPED);
  self->remove = gtk_button_new_from_icon_name ("edit-clear-symbolic");
  gtk_widget_add_css_class (self->remove, "flat");
  g_signal_connect_object (self->remove, "clicked",
                           G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);

  gtk_box_append (GTK_BOX (line), self->label);
  gtk_box_append (GTK_BOX (line), self->spinner);
  gtk_box_append (GTK_BOX (line), self->choose);
  gtk_box_append (GTK_BOX (line), self->remove);
  return line;
}

static void
crib_field_file_constructed (GObject *object)
{
  CribFieldFile *self = CRIB_FIELD_FILE (object);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  FormField *field;

  G_OBJECT_CLASS (crib_field_file_parent_class)->constructed (object);

  field = crib_field_editor_get_field (CRIB_FIELD_EDITOR (self));
  g_signal_connect_object (field, "notify::text",
                           G_CALLBACK (bytes_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (field, "notify::state",
                           G_CALLBACK (bytes_changed_cb), self, G_CONNECT_SWAPPED);
  self->problem = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->problem), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->problem), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (self->problem), 30);
  gtk_label_set_xalign (GTK_LABEL (self->problem), 0);
  gtk_widget_add_css_class (self->problem, "caption");
  gtk_widget_add_css_class (self->problem, "error");
  gtk_widget_set_visible (self->problem, FALSE);

  gtk_box_append (GTK_BOX (box), make_line (self));
  gtk_box_append (GTK_BOX (box), self->problem);
  adw_bin_set_child (ADW_BIN (self), box);
  set_reading (self, NULL);
  crib_field_editor_set_input (CRIB_FIELD_EDITOR (self), self->choose);
}

/* The size of an empty file, and of what is no file. */
static gboolean
is_broken (FormField *field)
{
  g_autoptr(GBytes) bytes = NULL;

  if (form_field_get_file_size (field) > 0)
    return FALSE;
  bytes = form_field_dup_file (field);
  return bytes == NULL;
}

static char *
dup_state (CribFieldFile *self,
           FormField     *field)
{
  g_autofree char *size = NULL;

  if (form_field_get_state (field) != FORM_STATE_VALUE)
    return g_strdup (crib_field_editor_get_state_words (CRIB_FIELD_EDITOR (self)));

  if (is_broken (field))
    return g_strdup (_("Cannot be read"));
  size = g_format_size (form_field_get_file_size (field));
  if (self->name != NULL && *self->name != '\0')
    /* Translators: name and size of a file */
    return g_strdup_printf (_("%s, %s"), self->name, size);
  return g_steal_pointer (&size);
}

static void
crib_field_file_sync (CribFieldEditor *editor,
                      FormField       *field)
{
  CribFieldFile *self = CRIB_FIELD_FILE (editor);
  gboolean there = form_field_get_state (field) == FORM_STATE_VALUE;
  g_autofree char *words = NULL;

  words = dup_state (self, field);
  gtk_label_set_label (GTK_LABEL (self->label), words);
  /* The end of a file's name says what it is, and then stands its size. */
  gtk_label_set_ellipsize (GTK_LABEL (self->label), self->name != NULL ? PANGO_ELLIPSIZE_MIDDLE
                                                                      : PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (self->label, words);
  if (there)
    gtk_widget_remove_css_class (self->label, "dim-label");
  else
    gtk_widget_add_css_class (self->label, "dim-label");
  gtk_widget_set_visible (self->remove, there);
}

/* The button has the title for its name; what is written on it is said, too. */
static char *
crib_field_file_dup_words (CribFieldEditor *editor,
                           FormField       *field)
{
  g_autofree char *state = dup_state (CRIB_FIELD_FILE (editor), field);

  return g_strdup_printf ("%s, %s", _("Choose…"), state);
}

static void
crib_field_file_take_title (CribFieldEditor *editor,
                            const char      *title)
{
  CribFieldFile *self = CRIB_FIELD_FILE (editor);
  g_autofree char *name = g_strdup_printf (_("Remove File from %s"), title);

  gtk_widget_set_tooltip_text (self->remove, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
crib_field_file_dispose (GObject *object)
{
  CribFieldFile *self = CRIB_FIELD_FILE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->label = NULL;

  G_OBJECT_CLASS (crib_field_file_parent_class)->dispose (object);
}

static void
crib_field_file_finalize (GObject *object)
{
  CribFieldFile *self = CRIB_FIELD_FILE (object);

  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (crib_field_file_parent_class)->finalize (object);
}

static void
crib_field_file_class_init (CribFieldFileClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = crib_field_file_constructed;
  G_OBJECT_CLASS (klass)->dispose = crib_field_file_dispose;
  G_OBJECT_CLASS (klass)->finalize = crib_field_file_finalize;
  CRIB_FIELD_EDITOR_CLASS (klass)->dup_words = crib_field_file_dup_words;
  CRIB_FIELD_EDITOR_CLASS (klass)->take_title = crib_field_file_take_title;
  CRIB_FIELD_EDITOR_CLASS (klass)->sync = crib_field_file_sync;
}

static void
crib_field_file_init (CribFieldFile *self)
{
}
