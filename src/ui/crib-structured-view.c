/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-structured-view.h"

#include "crib-text-pane.h"

/*
 * CribStructuredView:
 *
 * A structured value as JSON.
 */
struct _CribStructuredView
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (CribStructuredView, crib_structured_view, ADW_TYPE_BIN)

static void
crib_structured_view_class_init (CribStructuredViewClass *klass)
{
}

static void
crib_structured_view_init (CribStructuredView *self)
{
}

GtkWidget *
crib_structured_view_new (const SjsonValue *value)
{
  CribStructuredView *self;

  g_return_val_if_fail (value != NULL, NULL);

  self = g_object_new (CRIB_TYPE_STRUCTURED_VIEW, NULL);
  adw_bin_set_child (ADW_BIN (self), crib_text_pane_new_for_json (value));
  return GTK_WIDGET (self);
}

guint
crib_structured_view_get_n_rows (CribStructuredView *self)
{
  g_return_val_if_fail (CRIB_IS_STRUCTURED_VIEW (self), 0);

  return 0;
}
