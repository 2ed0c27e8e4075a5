/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-form-sheet-private.h"

#include "crib-field-row.h"

#include <string.h>
#include <time.h>

/* A slice ends when the next row might make it longer than 8 ms of work. */
#define SLICE (5 * 1000)
/* Rows are rarely lower than this; a screen is rarely higher. */
#define MIN_ROW_HEIGHT 52
#define MIN_SCREEN 800
#define MAX_SCREEN 2200
/* What a row knows: its line, and where that is. */
#define LINE_KEY "crib-form-line"
#define PLACE_KEY "crib-form-place"

enum {
  PROP_0,
  PROP_NARROW,
  PROP_COMPLETE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CribFormSheet, crib_form_sheet, ADW_TYPE_BIN)

static int
compare_places_cb (GtkListBoxRow *one,
                   GtkListBoxRow *other,
                   gpointer       user_data)
{
  guint a = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (one), PLACE_KEY));
  guint b = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (other), PLACE_KEY));

  return (a > b) - (a < b);
}

static void
update_complete (CribFormSheet *self)
{
  gboolean complete = self->n_rows == self->rows->len;

  if (self->complete == complete)
    return;

  self->complete = complete;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
}

static void
set_place (GtkWidget *row,
           guint      place)
{
  g_object_set_data (G_OBJECT (row), PLACE_KEY, GUINT_TO_POINTER (place));
}

/* Of the processor, in microseconds: what others do meanwhile makes no row dearer. */
static gint64
get_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* The row of the line at @position, which is made if it has none. */
GtkWidget *
crib_form_sheet_build (CribFormSheet *self,
                       guint          position)
{
  gint64 start = get_time ();
  CribFormLine *line;
  GtkWidget *row;

  if (self->rows->pdata[position] != NULL)
    return self->rows->pdata[position];

  line = crib_form_outline_get_line (self->outline, position);
  row = crib_form_sheet_create_row (self, line);
  g_object_set_data_full (G_OBJECT (row), LINE_KEY, g_object_ref (line), g_object_unref);
  set_place (row, position);
  self->rows->pdata[position] = row;
  self->n_rows++;
  gtk_list_box_insert (self->list, row, -1);
  self->longest_row = MAX (self->longest_row * 31 / 32, get_time () - start);
  update_complete (self);

  return row;
}

/* Where the next row is to be made. */
static gboolean
find_gap (CribFormSheet *self)
{
  while (self->n_before < self->rows->len && self->rows->pdata[self->n_before] != NULL)
    self->n_before++;

  return self->n_before < self->rows->len;
}

static gboolean
build_slice (CribFormSheet *self)
{
  gint64 start = get_time ();
  gint64 now = start;

  while (find_gap (self) && (now == start || now - start + self->longest_row <= SLICE))
    {
      crib_form_sheet_build (self, self->n_before);
      now = get_time ();
    }

  self->longest_slice = MAX (self->longest_slice, now - start);

  return find_gap (self);
}

static gboolean
slice_cb (gpointer user_data)
{
  CribFormSheet *self = user_data;
  gboolean more;

  crib_form_sheet_hold (self);
  more = build_slice (self);
  if (!more)
    self->slice_id = 0;

  return more ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Behind events and frames. */
static void
schedule (CribFormSheet *self)
{
  if (self->slice_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)) && find_gap (self))
    self->slice_id = g_idle_add (slice_cb, self);
}

static void
build_screenful (CribFormSheet *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  int height = root != NULL ? gtk_widget_get_height (GTK_WIDGET (root)) : 0;
  guint n_rows = (guint) CLAMP (height, MIN_SCREEN, MAX_SCREEN) / MIN_ROW_HEIGHT;

  for (guint i = 0; i < MIN (n_rows, self->rows->len); i++)
    crib_form_sheet_build (self, i);
}

/* The rows that lose their places, by their lines. */
static GHashTable *
take_rows (CribFormSheet *self,
           guint          position,
           guint          n_rows)
{
  GHashTable *taken = g_hash_table_new (NULL, NULL);

  for (guint i = position; i < position + n_rows; i++)
    {
      GtkWidget *row = self->rows->pdata[i];

      if (row != NULL)
        g_hash_table_insert (taken, g_object_get_data (G_OBJECT (row), LINE_KEY), row);
    }

  return taken;
}

/* @n_added places, none of them with a row, instead of @n_removed. */
static void
make_room (CribFormSheet *self,
           guint          position,
           guint          n_removed,
           guint          n_added)
{
  guint n_behind = self->rows->len - position - n_removed;
  guint n_rows = position + n_added + n_behind;

  if (n_rows > self->rows->len)
    g_ptr_array_set_size (self->rows, (int) n_rows);
  if (n_behind > 0)
    memmove (self->rows->pdata + position + n_added, self->rows->pdata + position + n_removed,
             n_behind * sizeof (gpointer));
  if (n_added > 0)
    memset (self->rows->pdata + position, 0, n_added * sizeof (gpointer));
  g_ptr_array_set_size (self->rows, (int) n_rows);
}

/* Puts the rows of lines that are still there to where they are by now. */
static void
put_back (CribFormSheet *self,
          GHashTable    *taken,
          guint          position,
          guint          n_added)
{
  guint n_taken = g_hash_table_size (taken);

  for (guint i = position; i < position + n_added && g_hash_table_size (taken) > 0; i++)
    {
      CribFormLine *line = crib_form_outline_get_line (self->outline, i);

      self->rows->pdata[i] = g_hash_table_lookup (taken, line);
      g_hash_table_remove (taken, line);
    }

  for (guint i = position; i < self->rows->len; i++)
    if (self->rows->pdata[i] != NULL)
      set_place (self->rows->pdata[i], i);

  if (g_hash_table_size (taken) < n_taken)
    gtk_list_box_invalidate_sort (self->list);
}

static void
drop_rows (CribFormSheet *self,
           GHashTable    *taken)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, taken);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    {
      if (self->held == row)
        crib_form_sheet_let_go (self);
      self->n_rows--;
      gtk_list_box_remove (self->list, row);
    }
}

static void
items_changed_cb (CribFormSheet *self,
                  guint          position,
                  guint          n_removed,
                  guint          n_added)
{
  g_autoptr(GHashTable) taken = take_rows (self, position, n_removed);
  GtkWidget *focused = crib_form_sheet_get_focused_row (self);
  gboolean lost;

  make_room (self, position, n_removed, n_added);
  put_back (self, taken, position, n_added);
  lost = focused != NULL &&
         g_hash_table_contains (taken, g_object_get_data (G_OBJECT (focused), LINE_KEY));
  drop_rows (self, taken);

  self->n_before = MIN (self->n_before, position);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    build_slice (self);
  if (lost && self->rows->len > 0)
    crib_form_sheet_focus_at (self, MIN (position, self->rows->len - 1));
  update_complete (self);
  schedule (self);
}

static void
clear (CribFormSheet *self)
{
  g_clear_handle_id (&self->slice_id, g_source_remove);
  crib_form_sheet_let_go (self);
  if (self->outline != NULL)
    g_signal_handlers_disconnect_by_data (self->outline, self);

  for (guint i = 0; i < self->rows->len; i++)
    if (self->rows->pdata[i] != NULL)
      gtk_list_box_remove (self->list, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  self->n_rows = self->n_before = 0;
  g_clear_object (&self->outline);
}

static void
set_narrow (CribFormSheet *self,
            gboolean       narrow)
{
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  for (guint i = 0; i < self->rows->len; i++)
    if (CRIB_IS_FIELD_ROW (self->rows->pdata[i]))
      g_object_set (self->rows->pdata[i], "narrow", narrow, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
crib_form_sheet_dispose (GObject *object)
{
  CribFormSheet *self = CRIB_FORM_SHEET (object);

  if (self->list != NULL)
    clear (self);
  self->list = NULL;
  g_clear_object (&self->suggester);

  G_OBJECT_CLASS (crib_form_sheet_parent_class)->dispose (object);
}

static void
crib_form_sheet_finalize (GObject *object)
{
  g_ptr_array_unref (CRIB_FORM_SHEET (object)->rows);

  G_OBJECT_CLASS (crib_form_sheet_parent_class)->finalize (object);
}

/* What changed while nobody could see it is to be seen at once. */
static void
crib_form_sheet_map (GtkWidget *widget)
{
  CribFormSheet *self = CRIB_FORM_SHEET (widget);

  build_screenful (self);
  GTK_WIDGET_CLASS (crib_form_sheet_parent_class)->map (widget);
  schedule (self);
}

static void
crib_form_sheet_unmap (GtkWidget *widget)
{
  CribFormSheet *self = CRIB_FORM_SHEET (widget);

  g_clear_handle_id (&self->slice_id, g_source_remove);
  crib_form_sheet_let_go (self);
  GTK_WIDGET_CLASS (crib_form_sheet_parent_class)->unmap (widget);
}

static void
crib_form_sheet_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  CribFormSheet *self = CRIB_FORM_SHEET (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;

    case PROP_COMPLETE:
      g_value_set_boolean (value, self->complete);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_form_sheet_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_NARROW:
      set_narrow (CRIB_FORM_SHEET (object), g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_form_sheet_class_init (CribFormSheetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = crib_form_sheet_dispose;
  object_class->finalize = crib_form_sheet_finalize;
  object_class->get_property = crib_form_sheet_get_property;
  object_class->set_property = crib_form_sheet_set_property;
  widget_class->focus = crib_form_sheet_focus;
  widget_class->map = crib_form_sheet_map;
  widget_class->unmap = crib_form_sheet_unmap;

  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | flags);
  properties[PROP_COMPLETE] =
    g_param_spec_boolean ("complete", NULL, NULL, TRUE, G_PARAM_READABLE | flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
crib_form_sheet_init (CribFormSheet *self)
{
  self->rows = g_ptr_array_new ();
  self->complete = TRUE;
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_sort_func (self->list, compare_places_cb, NULL, NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list));
  crib_form_sheet_add_moves (self);
}

GtkWidget *
crib_form_sheet_new (void)
{
  return g_object_new (CRIB_TYPE_FORM_SHEET, NULL);
}

void
crib_form_sheet_set_outline (CribFormSheet   *self,
                             CribFormOutline *outline)
{
  g_return_if_fail (CRIB_IS_FORM_SHEET (self));
  g_return_if_fail (outline == NULL || CRIB_IS_FORM_OUTLINE (outline));

  if (self->outline == outline)
    return;

  clear (self);
  if (outline != NULL)
    {
      self->outline = g_object_ref (outline);
      g_ptr_array_set_size (self->rows, (int) g_list_model_get_n_items (G_LIST_MODEL (outline)));
      g_signal_connect_object (outline, "items-changed", G_CALLBACK (items_changed_cb), self,
                               G_CONNECT_SWAPPED);
      build_screenful (self);
    }

  update_complete (self);
  schedule (self);
}

void
crib_form_sheet_set_suggester (CribFormSheet *self,
                               CribSuggester *suggester)
{
  g_return_if_fail (CRIB_IS_FORM_SHEET (self));
  g_return_if_fail (suggester == NULL || CRIB_IS_SUGGESTER (suggester));

  if (!g_set_object (&self->suggester, suggester))
    return;

  for (guint i = 0; i < self->rows->len; i++)
    if (CRIB_IS_FIELD_ROW (self->rows->pdata[i]))
      crib_field_row_set_suggester (self->rows->pdata[i], suggester);
}

guint
crib_form_sheet_get_n_rows (CribFormSheet *self)
{
  g_return_val_if_fail (CRIB_IS_FORM_SHEET (self), 0);

  return self->n_rows;
}

gboolean
crib_form_sheet_is_complete (CribFormSheet *self)
{
  g_return_val_if_fail (CRIB_IS_FORM_SHEET (self), FALSE);

  return self->complete;
}

void
crib_form_sheet_build_all (CribFormSheet *self)
{
  g_return_if_fail (CRIB_IS_FORM_SHEET (self));

  while (find_gap (self))
    crib_form_sheet_build (self, self->n_before);
}

gint64
crib_form_sheet_get_longest_slice (CribFormSheet *self)
{
  g_return_val_if_fail (CRIB_IS_FORM_SHEET (self), 0);

  return self->longest_slice;
}
