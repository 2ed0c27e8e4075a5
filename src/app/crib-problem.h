/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-server.h"

G_BEGIN_DECLS

#define CRIB_TYPE_PROBLEM (crib_problem_get_type ())

typedef enum {
  CRIB_PROBLEM_ADDRESS,        /* not a URL, http to a host that is not this computer */
  CRIB_PROBLEM_NOT_MCP,        /* HTML, 404, 405 … */
  CRIB_PROBLEM_SIGN_IN,        /* 401 */
  CRIB_PROBLEM_FORBIDDEN,      /* 403 */
  CRIB_PROBLEM_UNREACHABLE,    /* refused, unknown host, no network, time-out */
  CRIB_PROBLEM_SERVER,         /* 5xx, 429, malformed answers */
  CRIB_PROBLEM_TOOL_GONE,      /* the tool vanished */
  CRIB_PROBLEM_REFUSED,        /* a JSON-RPC error: wrong arguments and the like */
  CRIB_PROBLEM_LOST,           /* may or may not have run */
  CRIB_PROBLEM_OTHER,
} CribProblemKind;

/* A failure in words for people, translated: what happened, who can fix it, how; details folded.
 * Immutable. */
G_DECLARE_FINAL_TYPE (CribProblem, crib_problem, CRIB, PROBLEM, GObject)

/* @server: (nullable) */
CribProblem     *crib_problem_new         (const GError *error,
                                           CribServer   *server);
CribProblemKind  crib_problem_get_kind    (CribProblem  *self);
/* "Contoso Orders does not answer". */
const char      *crib_problem_get_title   (CribProblem  *self);
/* One clear sentence or two. */
const char      *crib_problem_get_body    (CribProblem  *self);
/* "You", "Whoever runs the server". */
const char      *crib_problem_get_who     (CribProblem  *self);
/* What to do next. */
const char      *crib_problem_get_fix     (CribProblem  *self);
/* Nullable; protocol words live here. */
const char      *crib_problem_get_details (CribProblem  *self);
gboolean         crib_problem_can_retry   (CribProblem  *self);

G_END_DECLS
