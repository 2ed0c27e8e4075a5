/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-problem.h"

G_BEGIN_DECLS

#define NONE CRIB_PROBLEM_ACTION_NONE
#define RETRY CRIB_PROBLEM_ACTION_RETRY
#define SETTINGS CRIB_PROBLEM_ACTION_SETTINGS
#define SIGN_IN CRIB_PROBLEM_ACTION_SIGN_IN
#define OTHER_ACCOUNT CRIB_PROBLEM_ACTION_OTHER_ACCOUNT
#define BROWSER CRIB_PROBLEM_ACTION_BROWSER
#define SESSION_ONLY CRIB_PROBLEM_ACTION_SESSION_ONLY
#define MOVE_ASIDE CRIB_PROBLEM_ACTION_MOVE_ASIDE
#define COPY_MESSAGE CRIB_PROBLEM_ACTION_COPY_MESSAGE
#define TRUST CRIB_PROBLEM_ACTION_TRUST

/* One kind of failure and its words, private to this room. */
typedef struct
{
  CribProblemKind kind;
  const char *title;   /* %s: the server's name, once at most */
  const char *body;    /* NULL: the error's own sentence */
  const char *who;
  const char *fix;
  const char *brief;   /* for the server button; NULL: it says nothing of it */
  CribProblemAction actions;
  CribProblemAction suggested;
  const char *rest;    /* follows the body: what is not the reason; NULL: nothing */
  gboolean lacks_permission;   /* it is for want of one that can be granted */
} CribProblemCase;

/* What is known besides, when a server refuses somebody who is signed in. */
typedef struct
{
  const char * const *granted;   /* nullable: what their token is good for */
  const char *permission;        /* nullable: what the server needs */
  const char *resource;          /* nullable: who the server is to Entra, whose token is new */
} CribProblemHint;

/* @hint: (nullable) */
CribProblem *crib_problem_new_hinted (const GError          *error,
                                      CribServer            *server,
                                      const CribProblemHint *hint);

void crib_problem_case_find      (const GError          *error,
                                  const CribProblemHint *hint,
                                  CribProblemCase       *words);
void crib_problem_case_translate (CribProblemCase *words);

G_END_DECLS
