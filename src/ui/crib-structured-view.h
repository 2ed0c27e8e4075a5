/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sjson-value.h"

G_BEGIN_DECLS

#define CRIB_TYPE_STRUCTURED_VIEW (crib_structured_view_get_type ())

/* A structured value as a table where it is one, as a tree, and as JSON. */
G_DECLARE_FINAL_TYPE (CribStructuredView, crib_structured_view, CRIB, STRUCTURED_VIEW, AdwBin)

GtkWidget *crib_structured_view_new        (const SjsonValue   *value);
/* Rows of the table; 0 where there is none. */
guint      crib_structured_view_get_n_rows (CribStructuredView *self);

G_END_DECLS
