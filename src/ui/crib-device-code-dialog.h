/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "oauth-prompter.h"

G_BEGIN_DECLS

#define CRIB_TYPE_DEVICE_CODE_DIALOG (crib_device_code_dialog_get_type ())

G_DECLARE_FINAL_TYPE (CribDeviceCodeDialog, crib_device_code_dialog,
                      CRIB, DEVICE_CODE_DIALOG, AdwWindow)

CribDeviceCodeDialog *crib_device_code_dialog_new (GtkWindow   *parent,
                                                   const char  *uri,
                                                   const char  *code,
                                                   gint64       expires_at,
                                                   const char  *reason,
                                                   const char  *server_name);

G_END_DECLS
