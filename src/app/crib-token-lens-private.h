/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-token-lens.h"
#include "sjson-value.h"

G_BEGIN_DECLS

/* What is known besides a token. All but is_entra and now may be missing: NULL or 0. */
typedef struct
{
  const char *resource;             /* as the server calls itself */
  const char *issuer;               /* one of its authorities */
  const char *tenant;               /* of that, where it names one */
  const char *client_id;            /* ours */
  const char * const *scopes;       /* as asked for */
  const char * const *granted;      /* as the authority said */
  gboolean is_entra;
  gint64 now;                       /* seconds since 1970 */
  guint status;                     /* of the server's refusal */
  gboolean is_html;                 /* it is a page: nobody knows whose */
  const char *code;                 /* of its challenge */
} CribLensView;

CribTokenLens *crib_token_lens_new   (const char         *token,
                                      const CribLensView *view);

/* crib-lens-judge.c: (element-type CribLensRow) */
GPtrArray     *crib_lens_judge       (const SjsonValue   *claims,
                                      const CribLensView *view);

G_END_DECLS
