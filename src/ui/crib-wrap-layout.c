/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-wrap-layout.h"

/*
 * CribWrapLayout:
 *
 * Children one after the other, on a new line where the width ends. (A GtkFlowBox puts its children
 * into columns of one width, which tears a few short ones apart.)
 */
struct _CribWrapLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
  gboolean stacked;
};

G_DEFINE_FINAL_TYPE (CribWrapLayout, crib_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static void
measure_child (CribWrapLayout *self,
               GtkWidget      *child,
               int             width,
               GtkAllocation  *place)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  place->width = self->stacked ? MAX (width, minimum)
                               : CLAMP (natural, minimum, MAX (width, minimum));
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, place->width, NULL, &place->height,
                      NULL, NULL);
}

/* Places the children in @width, or only measures them. Returns the height. */
static int
place_children (CribWrapLayout *self,
                GtkWidget      *widget,
                int             width,
                gboolean        allocate)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0, y = 0, line_height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation place = { 0, };

      if (!gtk_widget_should_layout (child))
        continue;

      measure_child (self, child, width, &place);

      if (x > 0 && (self->stacked || x + place.width > width))
        {
          x = 0;
          y += line_height + self->spacing;
          line_height = 0;
        }

      place.x = mirrored ? width - x - place.width : x;
      place.y = y;
      if (allocate)
        gtk_widget_size_allocate (child, &place, -1);

      x += place.width + self->spacing;
      line_height = MAX (line_height, place.height);
    }

  return y + line_height;
}

static void
measure_width (CribWrapLayout *self,
               GtkWidget      *widget,
               int            *minimum,
               int            *natural)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1,
                          &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);

      if (self->stacked)
        *natural = MAX (*natural, child_natural);
      else
        *natural += child_natural + (*natural > 0 ? self->spacing : 0);
    }
}

static GtkSizeRequestMode
crib_wrap_layout_get_request_mode (GtkLayoutManager *manager,
                                   GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
crib_wrap_layout_measure (GtkLayoutManager *manager,
                          GtkWidget        *widget,
                          GtkOrientation    orientation,
                          int               for_size,
                          int              *minimum,
                          int              *natural,
                          int              *minimum_baseline,
                          int              *natural_baseline)
{
  CribWrapLayout *self = CRIB_WRAP_LAYOUT (manager);
  int width = for_size;

  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (self, widget, minimum, natural);
      return;
    }

  if (width < 0)
    {
      int least = 0;

      width = 0;
      measure_width (self, widget, &least, &width);
    }

  *minimum = *natural = place_children (self, widget, width, FALSE);
}

static void
crib_wrap_layout_allocate (GtkLayoutManager *manager,
                           GtkWidget        *widget,
                           int               width,
                           int               height,
                           int               baseline)
{
  place_children (CRIB_WRAP_LAYOUT (manager), widget, width, TRUE);
}

static void
crib_wrap_layout_class_init (CribWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = crib_wrap_layout_get_request_mode;
  manager_class->measure = crib_wrap_layout_measure;
  manager_class->allocate = crib_wrap_layout_allocate;
}

static void
crib_wrap_layout_init (CribWrapLayout *self)
{
}

/*
 * crib_wrap_layout_new:
 * @spacing: between children and between lines, in pixels
 *
 * Returns: (transfer full): a layout for one widget
 */
GtkLayoutManager *
crib_wrap_layout_new (int spacing)
{
  CribWrapLayout *self = g_object_new (CRIB_TYPE_WRAP_LAYOUT, NULL);

  self->spacing = spacing;

  return GTK_LAYOUT_MANAGER (self);
}

void
crib_wrap_layout_set_stacked (CribWrapLayout *self,
                              gboolean        stacked)
{
  g_return_if_fail (CRIB_IS_WRAP_LAYOUT (self));

  if (self->stacked == !!stacked)
    return;

  self->stacked = !!stacked;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}
