/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CRIB_TYPE_MARK (crib_mark_get_type ())

/* A small pill with an icon, if any, and words: "Not protected". Properties: icon-name, label. */
G_DECLARE_FINAL_TYPE (CribMark, crib_mark, CRIB, MARK, GtkWidget)

/* @icon_name: (nullable) */
GtkWidget *crib_mark_new (const char *icon_name,
                          const char *label);

G_END_DECLS
