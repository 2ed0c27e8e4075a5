/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-account.h"
#include "sjson-value.h"

G_BEGIN_DECLS

OauthAccount *entra_dup_account (const char        *issuer,
                                 const char        *client_id,
                                 const SjsonValue  *claims,
                                 const SjsonValue  *answer,
                                 GError           **error);
char         *entra_dup_mailbox (const char        *id);

G_END_DECLS
