/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-account-store.h"
#include "crib-server.h"

G_BEGIN_DECLS

#define CRIB_TYPE_ACCOUNT_CHOICE (crib_account_choice_get_type ())

G_DECLARE_FINAL_TYPE (CribAccountChoice, crib_account_choice, CRIB, ACCOUNT_CHOICE, AdwComboRow)

void        crib_account_choice_set_accounts (CribAccountChoice *self,
                                              CribAccountStore  *accounts,
                                              CribServer        *server);
const char *crib_account_choice_get_chosen   (CribAccountChoice *self);

G_END_DECLS
