/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Writes one file from any thread, private to this room: an older text never replaces a newer. */
typedef struct _CribDraftWriter CribDraftWriter;

CribDraftWriter *crib_draft_writer_new         (const char      *path);
CribDraftWriter *crib_draft_writer_ref         (CribDraftWriter *self);
void             crib_draft_writer_unref       (CribDraftWriter *self);
const char      *crib_draft_writer_get_path    (CribDraftWriter *self);
/* @text: (nullable): removes the file. Waits until it is done. */
void             crib_draft_writer_write       (CribDraftWriter *self,
                                                GBytes          *text);
/* The same in a thread, in order. */
void             crib_draft_writer_write_later (CribDraftWriter *self,
                                                GBytes          *text);
/* Whether all that was given is written. */
gboolean         crib_draft_writer_is_done     (CribDraftWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CribDraftWriter, crib_draft_writer_unref)

G_END_DECLS
