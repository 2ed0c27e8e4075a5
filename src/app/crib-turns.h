/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One at a time, the others in their order. */
typedef struct _CribTurns CribTurns;

CribTurns *crib_turns_new      (void);
void       crib_turns_free     (CribTurns *self);
/* @task is answered with TRUE at its turn, or when it is cancelled with the error. */
void       crib_turns_take     (CribTurns *self,
                                GTask     *task);
gboolean   crib_turns_is_taken (CribTurns *self);
/* By whoever's turn it was. */
void       crib_turns_give     (CribTurns *self);

G_END_DECLS
