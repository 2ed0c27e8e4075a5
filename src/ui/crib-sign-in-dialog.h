/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CRIB_TYPE_SIGN_IN_DIALOG (crib_sign_in_dialog_get_type ())

G_DECLARE_FINAL_TYPE (CribSignInDialog, crib_sign_in_dialog, CRIB, SIGN_IN_DIALOG, AdwWindow)

CribSignInDialog *crib_sign_in_dialog_new              (GtkWindow        *parent);
gboolean          crib_sign_in_dialog_set_prompt       (CribSignInDialog *self,
                                                        const char       *uri,
                                                        const char       *redirect_uri,
                                                        const char       *state,
                                                        const char       *reason,
                                                        const char       *server_name,
                                                        const char       *ca_file,
                                                        const char       *http_origin);
void              crib_sign_in_dialog_show_browser     (CribSignInDialog *self,
                                                        const char       *reason,
                                                        const char       *server_name);
void              crib_sign_in_dialog_show_link_copied (CribSignInDialog *self);
void              crib_sign_in_dialog_show_no_browser  (CribSignInDialog *self);
void              crib_sign_in_dialog_keep_inside      (CribSignInDialog *self);
const char       *crib_sign_in_dialog_get_error_text   (CribSignInDialog *self);

G_END_DECLS
