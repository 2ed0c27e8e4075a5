/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sjson-error.h"

G_DEFINE_QUARK (sjson-error-quark, sjson_error)
