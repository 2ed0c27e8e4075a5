/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Texts by name that outlive the program, private to this room: a file in memory and on disk.
 * Bounded: what was put longest ago goes first. */
typedef struct _CribDraftFile CribDraftFile;

/* Reads nothing yet. */
CribDraftFile *crib_draft_file_new       (const char    *path);
/* What was not written yet is not. */
void           crib_draft_file_free      (CribDraftFile *self);
const char    *crib_draft_file_get_path  (CribDraftFile *self);
/* Borrowed until the next put, or NULL. The first look reads the file. */
const char    *crib_draft_file_lookup    (CribDraftFile *self,
                                          const char    *name);
/* @text: (nullable): forgets it */
void           crib_draft_file_put       (CribDraftFile *self,
                                          const char    *name,
                                          const char    *text);
/* Forgets all. */
void           crib_draft_file_clear     (CribDraftFile *self);
/* Goes on in another file, with all that is in this one, which goes. @path: (nullable): in memory
 * alone */
void           crib_draft_file_move      (CribDraftFile *self,
                                          const char    *path);
/* Writes what changed, in a thread. */
void           crib_draft_file_save      (CribDraftFile *self);
/* The same, and waits until it is on disk: the program ends. */
void           crib_draft_file_flush     (CribDraftFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CribDraftFile, crib_draft_file_free)

G_END_DECLS
