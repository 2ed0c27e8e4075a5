/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-model.h"

G_BEGIN_DECLS

/* Fills in a form at the terminal, field by field, and has it looked over.
 * @skip_touched: whether what was filled in already is not asked for; @asker: who will get it */
void     cli_sheet_fill_async  (FormModel            *form,
                                gboolean              skip_touched,
                                const char           *asker,
                                GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data);
/* FALSE without an error: the person declined. */
gboolean cli_sheet_fill_finish (FormModel            *form,
                                GAsyncResult         *result,
                                GError              **error);

G_END_DECLS
