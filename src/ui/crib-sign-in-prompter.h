/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "oauth-prompter.h"

G_BEGIN_DECLS

#define CRIB_TYPE_SIGN_IN_PROMPTER (crib_sign_in_prompter_get_type ())

G_DECLARE_FINAL_TYPE (CribSignInPrompter, crib_sign_in_prompter, CRIB, SIGN_IN_PROMPTER, GObject)

CribSignInPrompter *crib_sign_in_prompter_new          (GtkWindow          *window);
void                crib_sign_in_prompter_set_settings (CribSignInPrompter *self,
                                                        GSettings          *settings);

G_END_DECLS
