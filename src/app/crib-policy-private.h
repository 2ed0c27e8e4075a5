/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For tests: where the policy is. @path: (nullable), not copied */
void crib_policy_set_path (const char *path);

G_END_DECLS
