/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-account-summary.h"

G_BEGIN_DECLS

/* The response of the dialog that means yes. */
#define CRIB_SIGN_OUT_YES "sign-out"

GtkWidget *crib_sign_out_dialog_new     (GtkWindow          *parent,
                                         CribAccountSummary *summary,
                                         gboolean            can_leave_service,
                                         const char         *everywhere_uri);
gboolean   crib_sign_out_dialog_is_wide (AdwMessageDialog   *dialog);

G_END_DECLS
