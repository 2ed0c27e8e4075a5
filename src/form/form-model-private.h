/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-edit-private.h"
#include "form-model.h"

G_BEGIN_DECLS

void form_model_check (FormModel *self);

G_END_DECLS
