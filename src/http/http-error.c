/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "http-error.h"

G_DEFINE_QUARK (http-error-quark, http_error)
