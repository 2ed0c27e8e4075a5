/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-proof.h"

#include <string.h>

void
demo_proof_clear (DemoProof *proof)
{
  g_free (proof->contexts);
  memset (proof, 0, sizeof *proof);
}

/* @proof: takes over all that @from proves */
void
demo_proof_copy (DemoProof       *proof,
                 const DemoProof *from)
{
  char *contexts = g_strdup (from->contexts);

  g_free (proof->contexts);
  *proof = *from;
  proof->contexts = contexts;
}

/* @context: (nullable): such as "c1" */
gboolean
demo_proof_has_context (const DemoProof *proof,
                        const char      *context)
{
  g_auto(GStrv) contexts = g_strsplit (proof->contexts != NULL ? proof->contexts : "", " ", -1);

  return context == NULL || g_strv_contains ((const char * const *) contexts, context);
}

void
demo_proof_add_context (DemoProof  *proof,
                        const char *context)
{
  g_autofree char *before = proof->contexts;

  proof->contexts = NULL;

  if (before == NULL)
    proof->contexts = g_strdup (context);
  else
    proof->contexts = g_strjoin (" ", before, context, NULL);
}
