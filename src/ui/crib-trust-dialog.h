/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-protection.h"
#include "crib-server.h"
#include "crib-trust.h"

G_BEGIN_DECLS

/* The response of the dialog that means yes. */
#define CRIB_TRUST_YES "trust"

/* @parent: (nullable). @protection: of @server, with an issuer */
GtkWidget  *crib_trust_dialog_new        (GtkWindow         *parent,
                                          CribServer        *server,
                                          CribProtection    *protection);
/* Whom it asks about. */
const char *crib_trust_dialog_get_issuer (AdwMessageDialog  *dialog);
/* The answer was yes: writes it down. */
gboolean    crib_trust_dialog_apply      (AdwMessageDialog  *dialog,
                                          CribTrust         *trust,
                                          GError           **error);

G_END_DECLS
