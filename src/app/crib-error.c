/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-error.h"

G_DEFINE_QUARK (crib-error-quark, crib_error)
