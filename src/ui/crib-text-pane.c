/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-text-pane.h"

#include "crib-text-height.h"
#include "crib-text-wrap.h"

#include <glib/gi18n.h>
#include <string.h>

#define FIRST_PART (64 * 1024)
#define LARGEST_PART (1024 * 1024)
/* A text view lays out a paragraph at once, so one line of megabytes would hold the window up. */
#define LONGEST_LINE 4096
#define MAX_HEIGHT 420
/* Above this JSON is written out in a worker. */
#define MAX_AT_ONCE (256 * 1024)

/*
 * CribTextPane:
 *
 * A text view that takes in a long text part by part. Lines too long for it are broken on the
 * screen only: [method@Crib.TextPane.get_text] is always the whole text as it came.
 */
struct _CribTextPane
{
  AdwBin parent_instance;

  GBytes *text;            /* NULL while a worker writes it */
  gsize shown;             /* bytes of it that are in the view */
  gsize part;              /* how much comes next */
  char *words;             /* searched for */
  GCancellable *cancellable;

  GtkScrolledWindow *scroller;
  GtkTextView *view;
  GtkWidget *more_box;
  GtkLabel *more_label;
};

G_DEFINE_FINAL_TYPE (CribTextPane, crib_text_pane, ADW_TYPE_BIN)

/* Where a piece that begins at @start may end: at most @max bytes on, never inside a character,
 * after a newline where there is one to be had. */
static gsize
find_cut (const char *text,
          gsize       size,
          gsize       start,
          gsize       max)
{
  gsize end;

  if (size - start <= max)
    return size;

  for (gsize i = start + max; i > start + max / 2; i--)
    if (text[i - 1] == '\n')
      return i;

  end = start + max;
  while (end > start + 1 && (text[end] & 0xc0) == 0x80)
    end--;
  return end;
}

static void
append_lines (GtkTextView *view,
              const char  *text,
              gsize        length)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  g_autoptr(GString) lines = g_string_sized_new (length + 64);
  GtkTextIter end;

  for (gsize i = 0; i < length;)
    {
      const char *newline = memchr (text + i, '\n', length - i);
      gsize line_end = newline != NULL ? (gsize) (newline - text) + 1 : length;
      gsize cut = find_cut (text, line_end, i, LONGEST_LINE);

      g_string_append_len (lines, text + i, cut - i);
      if (cut < line_end)
        g_string_append_c (lines, '\n');
      i = cut;
    }

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, lines->str, lines->len);
  if (crib_text_wrap_has_long_word (lines->str))
    gtk_text_view_set_wrap_mode (view, GTK_WRAP_CHAR);
}

static void
highlight (CribTextPane *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end, match_start, match_end;
  gboolean first = TRUE;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag_by_name (buffer, "match", &start, &end);
  if (self->words == NULL || *self->words == '\0')
    return;

  while (gtk_text_iter_forward_search (&start, self->words,
                                       GTK_TEXT_SEARCH_TEXT_ONLY | GTK_TEXT_SEARCH_CASE_INSENSITIVE,
                                       &match_start, &match_end, NULL))
    {
      gtk_text_buffer_apply_tag_by_name (buffer, "match", &match_start, &match_end);
      if (first)
        gtk_text_view_scroll_to_iter (self->view, &match_start, 0.1, FALSE, 0, 0);
      first = FALSE;
      start = match_end;
    }
}

static void
show_part (CribTextPane *self)
{
  gsize size;
  const char *text = g_bytes_get_data (self->text, &size);
  gsize end = find_cut (text, size, self->shown, self->part);
  g_autofree char *shown = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *words = NULL;

  append_lines (self->view, text + self->shown, end - self->shown);
  crib_text_height_fit (self->scroller, 0, MAX_HEIGHT);
  self->shown = end;
  self->part = MIN (self->part * 2, LARGEST_PART);
  highlight (self);

  shown = g_format_size (end);
  whole = g_format_size (size);
  /* Translators: two sizes, like "65.5 kB of 10.2 MB" */
  words = g_strdup_printf (_("The first %s of %s"), shown, whole);
  gtk_label_set_label (self->more_label, words);
  gtk_widget_set_visible (self->more_box, end < size);
}

static void
more_cb (CribTextPane *self)
{
  if (self->text != NULL)
    show_part (self);
}

static void
take_text (CribTextPane *self,
           GBytes       *text)
{
  self->text = g_bytes_ref (text);
  if (g_bytes_get_size (text) > 0)
    show_part (self);
}

static GBytes *
write_json (const SjsonValue *value)
{
  gsize length;
  char *json = sjson_value_to_pretty_json (value, &length);

  return g_bytes_new_take (json, length);
}

static void
write_json_in_thread (GTask        *task,
                      gpointer      source,
                      gpointer      task_data,
                      GCancellable *cancellable)
{
  g_task_return_pointer (task, write_json (task_data), (GDestroyNotify) g_bytes_unref);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GBytes) text = g_task_propagate_pointer (G_TASK (result), NULL);

  if (text != NULL)
    take_text (CRIB_TEXT_PANE (source), text);
}

static void
crib_text_pane_dispose (GObject *object)
{
  CribTextPane *self = CRIB_TEXT_PANE (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRIB_TYPE_TEXT_PANE);

  G_OBJECT_CLASS (crib_text_pane_parent_class)->dispose (object);
}

static void
crib_text_pane_finalize (GObject *object)
{
  CribTextPane *self = CRIB_TEXT_PANE (object);

  g_clear_pointer (&self->text, g_bytes_unref);
  g_clear_object (&self->cancellable);
  g_free (self->words);

  G_OBJECT_CLASS (crib_text_pane_parent_class)->finalize (object);
}

static void
crib_text_pane_class_init (CribTextPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = crib_text_pane_dispose;
  object_class->finalize = crib_text_pane_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_BASE "/ui/crib-text-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, CribTextPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, CribTextPane, view);
  gtk_widget_class_bind_template_child (widget_class, CribTextPane, more_box);
  gtk_widget_class_bind_template_child (widget_class, CribTextPane, more_label);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
}

static void
crib_text_pane_init (CribTextPane *self)
{
  self->part = FIRST_PART;
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_text_buffer_create_tag (gtk_text_view_get_buffer (self->view), "match",
                              "weight", PANGO_WEIGHT_BOLD,
                              "underline", PANGO_UNDERLINE_SINGLE, NULL);
}

/* Where columns matter they begin on the left, whatever is to be read in them. */
static void
set_monospace (CribTextPane *self)
{
  gtk_text_view_set_monospace (self->view, TRUE);
  gtk_widget_set_direction (GTK_WIDGET (self->view), GTK_TEXT_DIR_LTR);
}

/*
 * crib_text_pane_new:
 * @text: valid UTF-8 without a closing NUL
 * @monospace: whether columns matter
 */
GtkWidget *
crib_text_pane_new (GBytes   *text,
                    gboolean  monospace)
{
  CribTextPane *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_object_new (CRIB_TYPE_TEXT_PANE, NULL);
  if (monospace)
    set_monospace (self);
  take_text (self, text);
  return GTK_WIDGET (self);
}

/*
 * crib_text_pane_new_for_json:
 * @value: what to show, indented; a large one is written out in a worker
 */
GtkWidget *
crib_text_pane_new_for_json (const SjsonValue *value)
{
  CribTextPane *self;
  gsize length;

  g_return_val_if_fail (value != NULL, NULL);

  self = g_object_new (CRIB_TYPE_TEXT_PANE, NULL);
  set_monospace (self);
  sjson_value_get_text (value, &length);

  if (length <= MAX_AT_ONCE)
    {
      g_autoptr(GBytes) text = write_json (value);

      take_text (self, text);
    }
  else
    {
      g_autoptr(GTask) task = g_task_new (self, self->cancellable, written_cb, NULL);

      g_task_set_source_tag (task, crib_text_pane_new_for_json);
      g_task_set_task_data (task, sjson_value_copy (value), (GDestroyNotify) sjson_value_free);
      g_task_run_in_thread (task, write_json_in_thread);
    }

  return GTK_WIDGET (self);
}

/* The whole text; NULL while it is being written. */
GBytes *
crib_text_pane_get_text (CribTextPane *self)
{
  g_return_val_if_fail (CRIB_IS_TEXT_PANE (self), NULL);

  return self->text;
}

/* Marks where @words stand in the part that is on show, and goes to the first. */
void
crib_text_pane_search (CribTextPane *self,
                       const char   *words)
{
  g_return_if_fail (CRIB_IS_TEXT_PANE (self));

  g_free (self->words);
  self->words = g_strdup (words);
  highlight (self);
}
