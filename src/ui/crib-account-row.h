/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-account-summary.h"

G_BEGIN_DECLS

#define CRIB_TYPE_ACCOUNT_ROW (crib_account_row_get_type ())

G_DECLARE_FINAL_TYPE (CribAccountRow, crib_account_row, CRIB, ACCOUNT_ROW, AdwExpanderRow)

GtkWidget          *crib_account_row_new         (CribAccountSummary *summary);
CribAccountSummary *crib_account_row_get_summary (CribAccountRow     *self);

G_END_DECLS
