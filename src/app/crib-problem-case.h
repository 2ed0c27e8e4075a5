/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-problem.h"

G_BEGIN_DECLS

/* One kind of failure and its words, not yet translated, private to this room. */
typedef struct
{
  CribProblemKind kind;
  const char *title;   /* %s: the server's name, once at most */
  const char *body;    /* NULL: the error's own sentence */
  const char *who;
  const char *fix;
  gboolean can_retry;
} CribProblemCase;

const CribProblemCase *crib_problem_case_find (const GError *error);

G_END_DECLS
