/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-json-text.h"

#include "crib-focus.h"
#include "crib-text-height.h"
#include "crib-text-pane.h"
#include "crib-text-wrap.h"
#include "sjson-document.h"
#include "sjson-error.h"

#include <gtksourceview/gtksource.h>
#include <string.h>

/* A text view lays out a paragraph at once, and each key costs a reading of the whole. */
#define MAX_TEXT (256 * 1024)
#define MAX_LINE (16 * 1024)

/*
 * CribJsonText:
 *
 * A source view in the frame that texts have everywhere else. What is too long for it waits whole
 * in @whole and is shown by a CribTextPane.
 */
struct _CribJsonText
{
  AdwBin parent_instance;

  gboolean compact;
  gboolean filling;        /* the text comes from the program */
  char *whole;             /* nullable: the text, while it is too long to edit */
  guint drop_source;       /* while the view still holds that text */
  GtkTextMark *mark;       /* nullable: what is wrong begins here */

  GtkWidget *frame;
  GtkScrolledWindow *scroller;
  GtkTextView *view;
  GtkTextBuffer *buffer;
  GtkLabel *hint;
  GtkWidget *part;
  AdwBin *pane_bin;
  GtkWidget *clear_button;
};

enum {
  PROP_0,
  PROP_COMPACT,
  N_PROPS
};

enum {
  SIGNAL_EDITED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CribJsonText, crib_json_text, ADW_TYPE_BIN)

static gboolean
is_too_long (const char *text)
{
  gsize length = strlen (text);

  if (length > MAX_TEXT)
    return TRUE;

  for (const char *line = text; line < text + length;)
    {
      const char *newline = strchr (line, '\n');
      const char *end = newline != NULL ? newline : text + length;

      if (end - line > MAX_LINE)
        return TRUE;
      line = end + 1;
    }

  return FALSE;
}

static char *
dup_shown (CribJsonText *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

static void
unmark (CribJsonText *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag_by_name (self->buffer, "wrong", &start, &end);
  if (self->mark != NULL)
    gtk_text_buffer_delete_mark (self->buffer, self->mark);
  self->mark = NULL;
}

/* Where the text ends too early, the last that stands there is underlined. */
static void
move_to_words (GtkTextIter *start,
               GtkTextIter *end)
{
  while (gtk_text_iter_backward_char (start) &&
         g_unichar_isspace (gtk_text_iter_get_char (start)))
    ;
  *end = *start;
  gtk_text_iter_forward_char (end);
}

static void
mark_place (CribJsonText *self,
            const char   *text,
            gsize         offset,
            gsize         length)
{
  glong n_before = g_utf8_pointer_to_offset (text, text + offset);
  glong n_marked = g_utf8_pointer_to_offset (text + offset, text + offset + length);
  GtkTextIter place, start, end;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &place, (int) n_before);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &end, (int) (n_before + n_marked));
  self->mark = gtk_text_buffer_create_mark (self->buffer, NULL, &place, TRUE);
  start = place;
  if (length == 0)
    move_to_words (&start, &end);
  gtk_text_buffer_apply_tag_by_name (self->buffer, "wrong", &start, &end);
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\r\n")] == '\0';
}

static void
mark_syntax (CribJsonText *self,
             const char   *text)
{
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) error = NULL;
  gsize offset;

  unmark (self);
  if (self->whole != NULL || is_blank (text))
    return;

  document = sjson_document_new_from_string (text, -1, NULL, &error);
  if (document != NULL)
    return;

  offset = sjson_error_get_offset (error);
  mark_place (self, text, offset, text[offset] != '\0' ? 1 : 0);
}

static void
put_into_view (CribJsonText *self,
               const char   *text)
{
  GtkTextIter start;

  self->filling = TRUE;
  gtk_text_buffer_begin_irreversible_action (self->buffer);
  gtk_text_buffer_set_text (self->buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (self->buffer);
  gtk_text_buffer_get_start_iter (self->buffer, &start);
  gtk_text_buffer_place_cursor (self->buffer, &start);
  self->filling = FALSE;
}

static gboolean
drop_cb (gpointer user_data)
{
  CribJsonText *self = user_data;

  self->drop_source = 0;
  put_into_view (self, "");

  return G_SOURCE_REMOVE;
}

/* Shows @text in part, @text NULL: what is in the view. The view is emptied before it could lay
 * out anything, but not from within its own signal. */
static void
show_part (CribJsonText *self,
           const char   *text)
{
  g_autoptr(GBytes) bytes = text != NULL ? g_bytes_new (text, strlen (text)) : NULL;

  g_free (self->whole);
  self->whole = g_strdup (text);
  g_clear_handle_id (&self->drop_source, g_source_remove);
  if (text != NULL)
    self->drop_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, drop_cb, self, NULL);

  adw_bin_set_child (self->pane_bin, bytes != NULL ? crib_text_pane_new (bytes, TRUE) : NULL);
  gtk_widget_set_visible (self->part, text != NULL);
  gtk_widget_set_visible (self->frame, text == NULL);
}

static void
fit (CribJsonText *self)
{
  if (self->compact)
    crib_text_height_fit (self->scroller, 72, 240);
  else
    crib_text_height_fit (self->scroller, 120, 420);
}

static void
changed_cb (CribJsonText *self)
{
  g_autofree char *text = NULL;

  if (self->filling)
    return;

  text = dup_shown (self);
  if (is_too_long (text))
    show_part (self, text);

  gtk_widget_set_visible (GTK_WIDGET (self->hint), *text == '\0');
  if (self->whole == NULL)
    crib_text_wrap_fit (self->scroller, text);
  fit (self);
  mark_syntax (self, text);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static void
clear_cb (CribJsonText *self)
{
  crib_json_text_set_text (self, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static void
dark_cb (CribJsonText *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GtkSourceStyleSchemeManager *manager = gtk_source_style_scheme_manager_get_default ();

  gtk_source_buffer_set_style_scheme
    (GTK_SOURCE_BUFFER (self->buffer),
     gtk_source_style_scheme_manager_get_scheme (manager, dark ? "Adwaita-dark" : "Adwaita"));
}

static void
crib_json_text_constructed (GObject *object)
{
  CribJsonText *self = CRIB_JSON_TEXT (object);

  G_OBJECT_CLASS (crib_json_text_parent_class)->constructed (object);

  /* Between fields Tab moves on; in a text as large as the form it indents, and Ctrl+Tab moves. */
  gtk_text_view_set_accepts_tab (self->view, !self->compact);
  gtk_source_view_set_show_line_numbers (GTK_SOURCE_VIEW (self->view), !self->compact);
  fit (self);
}

static void
crib_json_text_dispose (GObject *object)
{
  g_clear_handle_id (&CRIB_JSON_TEXT (object)->drop_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), CRIB_TYPE_JSON_TEXT);

  G_OBJECT_CLASS (crib_json_text_parent_class)->dispose (object);
}

static void
crib_json_text_finalize (GObject *object)
{
  CribJsonText *self = CRIB_JSON_TEXT (object);

  g_free (self->whole);

  G_OBJECT_CLASS (crib_json_text_parent_class)->finalize (object);
}

static gboolean
crib_json_text_grab_focus (GtkWidget *widget)
{
  CribJsonText *self = CRIB_JSON_TEXT (widget);

  return gtk_widget_grab_focus (self->whole != NULL ? self->clear_button : GTK_WIDGET (self->view));
}

static void
crib_json_text_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  CribJsonText *self = CRIB_JSON_TEXT (object);

  switch (prop_id)
    {
    case PROP_COMPACT:
      self->compact = g_value_get_boolean (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_json_text_class_init (CribJsonTextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = crib_json_text_constructed;
  object_class->dispose = crib_json_text_dispose;
  object_class->finalize = crib_json_text_finalize;
  object_class->set_property = crib_json_text_set_property;
  widget_class->focus = crib_focus_within;
  widget_class->grab_focus = crib_json_text_grab_focus;

  properties[PROP_COMPACT] =
    g_param_spec_boolean ("compact", NULL, NULL, FALSE,
                          G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_EDITED] =
    g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  g_type_ensure (GTK_SOURCE_TYPE_BUFFER);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_BASE "/ui/crib-json-text.ui");
  gtk_widget_class_bind_template_child (widget_class, CribJsonText, frame);
  gtk_widget_class_bind_template_child (widget_class, CribJsonText, scroller);
  gtk_widget_class_bind_template_child (widget_class, CribJsonText, view);
  gtk_widget_class_bind_template_child (widget_class, CribJsonText, buffer);
  gtk_widget_class_bind_template_child (widget_class, CribJsonText, hint);
  gtk_widget_class_bind_template_child (widget_class, CribJsonText, part);
  gtk_widget_class_bind_template_child (widget_class, CribJsonText, pane_bin);
  gtk_widget_class_bind_template_child (widget_class, CribJsonText, clear_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
}

static void
crib_json_text_init (CribJsonText *self)
{
  GtkSourceLanguageManager *manager = gtk_source_language_manager_get_default ();

  gtk_widget_init_template (GTK_WIDGET (self));
  /* Brackets and indents of JSON are garbled from right to left. */
  gtk_widget_set_direction (GTK_WIDGET (self->scroller), GTK_TEXT_DIR_LTR);
  gtk_widget_set_direction (GTK_WIDGET (self->view), GTK_TEXT_DIR_LTR);
  gtk_source_buffer_set_language (GTK_SOURCE_BUFFER (self->buffer),
                                  gtk_source_language_manager_get_language (manager, "json"));
  gtk_text_buffer_create_tag (self->buffer, "wrong", "underline", PANGO_UNDERLINE_ERROR, NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (dark_cb), self, G_CONNECT_SWAPPED);
  dark_cb (self);
}

GtkWidget *
crib_json_text_new (gboolean compact)
{
  return g_object_new (CRIB_TYPE_JSON_TEXT, "compact", compact, NULL);
}

GtkWidget *
crib_json_text_get_input (CribJsonText *self)
{
  g_return_val_if_fail (CRIB_IS_JSON_TEXT (self), NULL);

  return GTK_WIDGET (self->view);
}

char *
crib_json_text_dup_text (CribJsonText *self)
{
  g_return_val_if_fail (CRIB_IS_JSON_TEXT (self), NULL);

  return self->whole != NULL ? g_strdup (self->whole) : dup_shown (self);
}

void
crib_json_text_set_text (CribJsonText *self,
                         const char   *text)
{
  g_autofree char *shown = NULL;

  g_return_if_fail (CRIB_IS_JSON_TEXT (self));
  g_return_if_fail (text != NULL);

  shown = crib_json_text_dup_text (self);
  if (g_str_equal (shown, text))
    return;

  if (is_too_long (text))
    show_part (self, text);
  else
    {
      show_part (self, NULL);
      put_into_view (self, text);
    }

  gtk_widget_set_visible (GTK_WIDGET (self->hint), *text == '\0');
  if (self->whole == NULL)
    crib_text_wrap_fit (self->scroller, text);
  fit (self);
  mark_syntax (self, text);
}

void
crib_json_text_set_placeholder (CribJsonText *self,
                                const char   *placeholder)
{
  g_return_if_fail (CRIB_IS_JSON_TEXT (self));

  gtk_label_set_label (self->hint, placeholder != NULL ? placeholder : "");
}

void
crib_json_text_mark (CribJsonText *self,
                     gsize         offset,
                     gsize         length)
{
  g_autofree char *text = NULL;

  g_return_if_fail (CRIB_IS_JSON_TEXT (self));

  if (self->whole != NULL)
    return;

  text = dup_shown (self);
  g_return_if_fail (offset + length <= strlen (text));

  unmark (self);
  if (length > 0)
    mark_place (self, text, offset, length);
}

gboolean
crib_json_text_go_to_mark (CribJsonText *self)
{
  GtkTextIter place;

  g_return_val_if_fail (CRIB_IS_JSON_TEXT (self), FALSE);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->mark == NULL)
    return FALSE;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &place, self->mark);
  gtk_text_buffer_place_cursor (self->buffer, &place);
  gtk_text_view_scroll_to_mark (self->view, self->mark, 0.1, FALSE, 0, 0);

  return TRUE;
}
