/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "oauth-account.h"

G_BEGIN_DECLS

/* The responses that are an answer. */
#define CRIB_OTHER_ACCOUNT_KEEP "keep"
#define CRIB_OTHER_ACCOUNT_AGAIN "again"

GtkWidget *crib_other_account_dialog_new (GtkWindow    *parent,
                                          const char   *server_name,
                                          OauthAccount *expected,
                                          OauthAccount *found);

G_END_DECLS
