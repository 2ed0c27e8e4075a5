/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reading of form-encoded parameters (application/x-www-form-urlencoded), where it matters that a
 * name stands there exactly once. */
guint  oauth_form_count    (const char *form,
                            const char *name);
char  *oauth_form_dup_only (const char *form,
                            const char *name);

G_END_DECLS
