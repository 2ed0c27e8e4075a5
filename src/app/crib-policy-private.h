/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-trust.h"
#include "sjson-value.h"

#include <glib.h>

G_BEGIN_DECLS

/* For tests: where the policy is. @path: (nullable), not copied */
void       crib_policy_set_path        (const char     *path);

/* FALSE where there is a file that cannot be read. @document: (out) (nullable) (transfer full): an
 * object; NULL without a file */
gboolean   crib_policy_read            (SjsonDocument **document);
/* Of OauthTrust: the authorities that an administrator trusts for everybody. */
GPtrArray *crib_policy_dup_authorities (void);

G_END_DECLS
