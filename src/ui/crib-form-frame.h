/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CRIB_TYPE_FORM_FRAME (crib_form_frame_get_type ())

/* Holds the rows of a form, which are laid out in two ways, one beside and one below each other.
 *
 * Property: cramped (read-only, notifies a moment later): the child needs more width than there is
 * and should be laid out the narrow way; not any more once there is as much as it needed. */
G_DECLARE_FINAL_TYPE (CribFormFrame, crib_form_frame, CRIB, FORM_FRAME, AdwBin)

gboolean crib_form_frame_is_cramped (CribFormFrame *self);
/* The child shows something else: what its layouts needed is forgotten. */
void     crib_form_frame_reset      (CribFormFrame *self);

G_END_DECLS
