/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-model.h"

G_BEGIN_DECLS

/* Empties the secret fields of a form, and what may hide one. Returns whether @schema (nullable)
 * knows of secrets at all. */
gboolean crib_draft_secrets_clear (FormModel        *form,
                                   const SjsonValue *schema);

/* Whether what is a secret in @form is one in @other too, which has another schema. */
gboolean crib_draft_secrets_stay (FormModel *form,
                                  FormModel *other);

/* Whether @schema knows of secrets. */
gboolean crib_draft_secrets_are_in (const SjsonValue *schema);

G_END_DECLS
