/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "entra-advice.h"
#include "sjson-value.h"

G_BEGIN_DECLS

/* A server's refusal of a token, and what is known besides (entra.md 5.4). All but the status may
 * be missing: NULL, 0 or FALSE. */
typedef struct
{
  guint status;
  gboolean has_challenge;    /* a Bearer challenge came along */
  gboolean is_html;          /* the body is a page */
  const char *code;          /* the challenge's error */
  const char *resource;      /* as the protected-resource metadata says */
  const char *issuer;        /* one of its authorization_servers */
  const char *client_id;     /* ours */
  const char *permission;    /* the scope that is needed, without the API in front: "mcp:tools" */
  const char * const *granted; /* what the authority said that the token is good for */
  gint64 server_time;        /* its Date, in seconds since 1970 */
  const SjsonValue *claims;  /* the access token's: decoded on the person's wish, never believed */
} EntraRefusal;

gboolean entra_diagnosis_find (const EntraRefusal *refusal,
                               EntraAdvice        *advice);

G_END_DECLS
