/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-prompter.h"

G_BEGIN_DECLS

#define CLI_TYPE_PROMPTER (cli_prompter_get_type ())

/* Shows the pages of an authority in the person's browser: says its address on standard error, and
 * opens it; or the code to type elsewhere. */
G_DECLARE_FINAL_TYPE (CliPrompter, cli_prompter, CLI, PROMPTER, GObject)

/* @browser: whether to open it. @json: whether what is said is for a program. */
OauthPrompter *cli_prompter_new (gboolean browser,
                                 gboolean json);

G_END_DECLS
