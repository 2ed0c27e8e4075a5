/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-connection.h"

G_BEGIN_DECLS

#define CRIB_TYPE_ACCOUNT_BADGE (crib_account_badge_get_type ())

G_DECLARE_FINAL_TYPE (CribAccountBadge, crib_account_badge, CRIB, ACCOUNT_BADGE, AdwBin)

void crib_account_badge_set_connection (CribAccountBadge *self,
                                        CribConnection   *connection);

G_END_DECLS
