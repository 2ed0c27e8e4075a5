/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "entra-cloud.h"

G_BEGIN_DECLS

/* What the tenant in an issuer is (entra.md 1.1). */
typedef enum {
  ENTRA_TENANT_ID,         /* a GUID */
  ENTRA_TENANT_NAME,       /* a domain */
  ENTRA_TENANT_MANY,       /* common, organizations */
  ENTRA_TENANT_PERSONAL,   /* consumers, by name or GUID */
  ENTRA_TENANT_TEMPLATE,   /* {tenantid}: in metadata only */
} EntraTenant;

/* An issuer of the form https://HOST/TENANT/v2.0, or of v1 without the last part, taken apart. */
typedef struct
{
  char *origin;              /* in lower case: "https://sts.windows.net" */
  char *place;               /* host and port, always both */
  char *tenant;              /* in lower case */
  EntraTenant kind;
  gboolean is_v2;
  gboolean has_slash;        /* at its end */
  const EntraCloud *cloud;   /* NULL for an authority that somebody named */
} EntraIssuer;

EntraIssuer *entra_issuer_new                  (const char  *text);
void         entra_issuer_free                 (EntraIssuer *self);
char        *entra_issuer_dup_canonical_origin (EntraIssuer *self);
char        *entra_issuer_dup_exact            (const char  *address,
                                                const char  *tenant);
gboolean     entra_issuer_is_same_authority    (EntraIssuer *self,
                                                EntraIssuer *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntraIssuer, entra_issuer_free)

G_END_DECLS
