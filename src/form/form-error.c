/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-error.h"

G_DEFINE_QUARK (form-error-quark, form_error)
