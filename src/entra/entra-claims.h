/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What we promise in every request: to answer a claims challenge of any server (entra.md 4.3). */
#define ENTRA_CLAIMS_CAPABILITY "{\"access_token\":{\"xms_cc\":{\"values\":[\"cp1\"]}}}"

char *entra_claims_merge  (const char  *base,
                           const char  *challenge,
                           GError     **error);
char *entra_claims_decode (const char  *text,
                           GError     **error);

G_END_DECLS
