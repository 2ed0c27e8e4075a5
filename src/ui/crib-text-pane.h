/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "sjson-value.h"

G_BEGIN_DECLS

#define CRIB_TYPE_TEXT_PANE (crib_text_pane_get_type ())

/* Text of any length to read: the first part at once, the rest on demand. */
G_DECLARE_FINAL_TYPE (CribTextPane, crib_text_pane, CRIB, TEXT_PANE, AdwBin)

GtkWidget *crib_text_pane_new          (GBytes           *text,
                                        gboolean          monospace);
GtkWidget *crib_text_pane_new_for_json (const SjsonValue *value);
GBytes    *crib_text_pane_get_text     (CribTextPane     *self);
void       crib_text_pane_search       (CribTextPane     *self,
                                        const char       *words);

G_END_DECLS
