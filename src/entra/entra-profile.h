/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-profile.h"

G_BEGIN_DECLS

#define ENTRA_TYPE_PROFILE (entra_profile_get_type ())

/* Microsoft Entra ID's rules (entra.md; rulings 1 to 9). */
G_DECLARE_FINAL_TYPE (EntraProfile, entra_profile, ENTRA, PROFILE, GObject)

OauthProfile *entra_profile_new         (void);
gboolean      entra_is_microsoft_host   (const char *issuer);
char         *entra_dup_cloud           (const char *issuer);
const char   *entra_get_portal          (const char *issuer);
char         *entra_dup_issuer_problem  (const char *issuer);

G_END_DECLS
