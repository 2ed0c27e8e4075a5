/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-form-frame.h"

/* What any form can do with. */
#define FLOOR 240

/*
 * CribFormFrame:
 *
 * A leaflet folds where its pages do not fit beside each other, and what is folded is laid out the
 * narrow way, which fits: it would fold and unfold for ever. So the frame asks for as much as the
 * narrow layout needs, whichever there is, and finds out by itself whether the wide one fits.
 */
struct _CribFormFrame
{
  AdwBin parent_instance;

  gboolean cramped;
  int wide_minimum;       /* with less than that the child is cramped */
  int cramped_minimum;
  guint source;
};

enum {
  PROP_0,
  PROP_CRAMPED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CribFormFrame, crib_form_frame, ADW_TYPE_BIN)

static GtkWidget *
get_child (CribFormFrame *self)
{
  return adw_bin_get_child (ADW_BIN (self));
}

static int
get_minimum (CribFormFrame *self)
{
  int minimum = 0;

  gtk_widget_measure (get_child (self), GTK_ORIENTATION_HORIZONTAL, -1, &minimum,
                      NULL, NULL, NULL);
  return minimum;
}

static void
set_cramped (CribFormFrame *self,
             gboolean       cramped)
{
  if (self->cramped == cramped)
    return;

  self->cramped = cramped;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CRAMPED]);
}

static gboolean
switch_cb (gpointer user_data)
{
  CribFormFrame *self = user_data;

  self->source = 0;
  set_cramped (self, !self->cramped);

  return G_SOURCE_REMOVE;
}

/* Nothing may be laid out anew while it is laid out. */
static void
judge (CribFormFrame *self,
       int            width,
       int            minimum)
{
  gboolean cramped = self->cramped ? width < self->wide_minimum : width < minimum;

  if (!self->cramped && cramped)
    self->wide_minimum = minimum;

  if (cramped == self->cramped)
    g_clear_handle_id (&self->source, g_source_remove);
  else if (self->source == 0)
    self->source = g_idle_add_full (GTK_PRIORITY_RESIZE, switch_cb, self, NULL);
}

static void
crib_form_frame_dispose (GObject *object)
{
  CribFormFrame *self = CRIB_FORM_FRAME (object);

  g_clear_handle_id (&self->source, g_source_remove);

  G_OBJECT_CLASS (crib_form_frame_parent_class)->dispose (object);
}

static void
crib_form_frame_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CRAMPED:
      g_value_set_boolean (value, CRIB_FORM_FRAME (object)->cramped);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* Without this the height of its narrowest would be that of every width. */
static GtkSizeRequestMode
crib_form_frame_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
crib_form_frame_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  CribFormFrame *self = CRIB_FORM_FRAME (widget);

  if (get_child (self) == NULL)
    return;

  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    for_size = MAX (for_size, get_minimum (self));
  gtk_widget_measure (get_child (self), orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    return;

  if (self->cramped)
    self->cramped_minimum = *minimum;
  *minimum = MIN (*minimum, MAX (self->cramped_minimum, FLOOR));
}

static void
crib_form_frame_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  CribFormFrame *self = CRIB_FORM_FRAME (widget);
  int minimum;

  if (get_child (self) == NULL)
    return;

  minimum = get_minimum (self);
  gtk_widget_allocate (get_child (self), MAX (width, minimum), height, baseline, NULL);
  judge (self, width, minimum);
}

static void
crib_form_frame_class_init (CribFormFrameClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = crib_form_frame_dispose;
  object_class->get_property = crib_form_frame_get_property;
  widget_class->get_request_mode = crib_form_frame_get_request_mode;
  widget_class->measure = crib_form_frame_measure;
  widget_class->size_allocate = crib_form_frame_size_allocate;

  properties[PROP_CRAMPED] =
    g_param_spec_boolean ("cramped", NULL, NULL,
                          FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
crib_form_frame_init (CribFormFrame *self)
{
  /* That of a bin would be asked in place of the frame. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
}

gboolean
crib_form_frame_is_cramped (CribFormFrame *self)
{
  g_return_val_if_fail (CRIB_IS_FORM_FRAME (self), FALSE);

  return self->cramped;
}

void
crib_form_frame_reset (CribFormFrame *self)
{
  g_return_if_fail (CRIB_IS_FORM_FRAME (self));

  g_clear_handle_id (&self->source, g_source_remove);
  self->wide_minimum = self->cramped_minimum = 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  set_cramped (self, FALSE);
}
