/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-authority.h"
#include "oauth-error-private.h"

G_BEGIN_DECLS

GError *oauth_refusal_new       (OauthAuthority          *authority,
                                 const OauthErrorDetails *details);
GError *oauth_refusal_from_json (OauthAuthority          *authority,
                                 const SjsonValue        *json,
                                 const char              *request_id);
GError *oauth_refusal_from_form (OauthAuthority          *authority,
                                 const char              *form,
                                 const char              *request_id);
void    oauth_refusal_turn      (GError                  *error,
                                 OauthVerdict             verdict,
                                 OauthAuthority          *authority);

G_END_DECLS
