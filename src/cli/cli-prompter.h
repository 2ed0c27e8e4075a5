/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-prompter.h"

G_BEGIN_DECLS

/* Shows the pages of an authority in the person's browser: says its address on standard error, and
 * opens it. @browser: whether to open it. @json: whether what is said is for a program. */
OauthPrompter *cli_prompter_new (gboolean browser,
                                 gboolean json);

G_END_DECLS
