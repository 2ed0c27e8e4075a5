/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-model.h"

G_BEGIN_DECLS

/* Empties the secret fields of a form, in all branches. Returns whether there was one. */
gboolean crib_draft_secrets_clear (FormModel *form);

G_END_DECLS
