/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-text-height.h"

/* A text view asks for the height of what it has laid out so far, which at first is little, so the
 * lines are counted instead. Lines that wrap count once: there is a scroll bar. */
void
crib_text_height_fit (GtkScrolledWindow *scroller,
                      int                minimum,
                      int                maximum)
{
  GtkTextView *view;
  PangoContext *context;
  PangoFontMetrics *metrics;
  int line_height, n_lines, margins;

  g_return_if_fail (GTK_IS_SCROLLED_WINDOW (scroller));

  view = GTK_TEXT_VIEW (gtk_scrolled_window_get_child (scroller));
  context = gtk_widget_get_pango_context (GTK_WIDGET (view));
  metrics = pango_context_get_metrics (context, NULL, NULL);
  line_height = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics));
  pango_font_metrics_unref (metrics);

  n_lines = MIN (gtk_text_buffer_get_line_count (gtk_text_view_get_buffer (view)), maximum);
  margins = gtk_text_view_get_top_margin (view) + gtk_text_view_get_bottom_margin (view);
  gtk_scrolled_window_set_min_content_height (scroller, CLAMP (n_lines * line_height + margins,
                                                               minimum, maximum));
}
