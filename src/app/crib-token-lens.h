/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-connection.h"
#include "crib-lens-row.h"

G_BEGIN_DECLS

#define CRIB_TYPE_TOKEN_LENS (crib_token_lens_get_type ())

/* What an access token says, beside what its server advertises: a GListModel of CribLensRow, made
 * when a person asks and thrown away after. Immutable; holds neither the token nor its signature.
 * Empty for a token that only the server can read: then the advice says so. */
G_DECLARE_FINAL_TYPE (CribTokenLens, crib_token_lens, CRIB, TOKEN_LENS, GObject)

/* What to do about what does not go together (nullable), for people. */
const char    *crib_token_lens_get_advice     (CribTokenLens   *self);
/* Of the token that is used at the server just now. Asks nobody. */
CribTokenLens *crib_connection_dup_token_lens (CribConnection  *connection,
                                               GError         **error);

G_END_DECLS
