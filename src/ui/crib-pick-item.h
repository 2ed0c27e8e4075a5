/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CRIB_TYPE_PICK_ITEM (crib_pick_item_get_type ())

/* A line of a CribPickPopover: a label, bounded and never markup, and where it stands among all. */
G_DECLARE_FINAL_TYPE (CribPickItem, crib_pick_item, CRIB, PICK_ITEM, GObject)

CribPickItem *crib_pick_item_new          (const char   *label,
                                           guint         position);
const char   *crib_pick_item_get_label    (CribPickItem *self);
guint         crib_pick_item_get_position (CribPickItem *self);

G_END_DECLS
