/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-profile.h"

G_BEGIN_DECLS

OauthVerdict entra_judge (guint         status,
                          const GError *error);

G_END_DECLS
