/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-identity.h"

G_BEGIN_DECLS

/* Pages on which a person ends sessions that are not this program's (entra.md 6). To be asked for
 * before the account is signed out, which forgets what they need. */

/* The authority's sign-out page for a browser; nullable. */
char       *crib_identity_dup_sign_out_uri  (CribIdentity *self,
                                             OauthAccount *account);
/* Where Microsoft ends all sessions of the person, everywhere; nullable. */
const char *crib_account_get_everywhere_uri (OauthAccount *account);

G_END_DECLS
