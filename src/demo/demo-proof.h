/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How somebody has proved who they are: grows while they sign in, and stays with what they were
 * given for it. */
typedef struct
{
  gint64 since;                 /* the password, in seconds of the tenant's clock */
  gboolean mfa;
  gboolean passkey;
  gboolean by_device_code;
  char *contexts;               /* (nullable): authentication contexts as in acrs, by spaces */
} DemoProof;

void     demo_proof_clear        (DemoProof        *proof);
void     demo_proof_copy         (DemoProof        *proof,
                                  const DemoProof  *from);
void     demo_proof_add_context  (DemoProof        *proof,
                                  const char       *context);
gboolean demo_proof_has_context  (const DemoProof  *proof,
                                  const char       *context);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DemoProof, demo_proof_clear)

G_END_DECLS
