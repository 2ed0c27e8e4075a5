/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-error.h"

G_DEFINE_QUARK (oauth-error-quark, oauth_error)
