/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-profile.h"

G_BEGIN_DECLS

#define TENANT_TYPE_PROFILE (tenant_profile_get_type ())

/* The generic profile, but for what kinds of server with many tenants do: issuers that are
 * templates, parameters of their own, and a resource that they may not want to hear of. */
G_DECLARE_FINAL_TYPE (TenantProfile, tenant_profile, TENANT, PROFILE, GObject)

OauthProfile *tenant_profile_new (void);

G_END_DECLS
