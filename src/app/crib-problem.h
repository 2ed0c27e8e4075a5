/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-server.h"

G_BEGIN_DECLS

#define CRIB_TYPE_PROBLEM (crib_problem_get_type ())

typedef enum {
  CRIB_PROBLEM_ADDRESS,        /* not a URL, http to a host that is not this computer */
  CRIB_PROBLEM_NOT_MCP,        /* HTML, 404, 405 … */
  CRIB_PROBLEM_SIGN_IN,        /* nobody is signed in, or must sign in again; nothing is wrong */
  CRIB_PROBLEM_SIGN_IN_FAILED, /* somebody tried, and it did not work */
  CRIB_PROBLEM_CLIENT_ID,      /* not known yet what this program is registered as */
  CRIB_PROBLEM_UNTRUSTED,      /* an authority that nobody here trusts */
  CRIB_PROBLEM_KEYRING,        /* locked, absent, unreadable */
  CRIB_PROBLEM_FORBIDDEN,      /* 403 */
  CRIB_PROBLEM_UNREACHABLE,    /* refused, unknown host, no network, time-out */
  CRIB_PROBLEM_SERVER,         /* 5xx, 429, malformed answers */
  CRIB_PROBLEM_TOOL_GONE,      /* the tool vanished */
  CRIB_PROBLEM_REFUSED,        /* a JSON-RPC error: wrong arguments and the like */
  CRIB_PROBLEM_LOST,           /* may or may not have run */
  CRIB_PROBLEM_OTHER,
} CribProblemKind;

/* What a person can do about it, most helpful first in crib_problem_get_suggested(). */
typedef enum {
  CRIB_PROBLEM_ACTION_NONE = 0,
  CRIB_PROBLEM_ACTION_RETRY = 1 << 0,
  CRIB_PROBLEM_ACTION_SETTINGS = 1 << 1,       /* the server's address, client id … */
  CRIB_PROBLEM_ACTION_SIGN_IN = 1 << 2,        /* also after a failure, and to unlock the keyring */
  CRIB_PROBLEM_ACTION_OTHER_ACCOUNT = 1 << 3,
  CRIB_PROBLEM_ACTION_BROWSER = 1 << 4,        /* sign in there instead */
  CRIB_PROBLEM_ACTION_SESSION_ONLY = 1 << 5,   /* stay signed in only until the program closes */
  CRIB_PROBLEM_ACTION_COPY_MESSAGE = 1 << 6,   /* for the administrator */
  CRIB_PROBLEM_ACTION_TRUST = 1 << 7,          /* the authority that the server names */
  CRIB_PROBLEM_ACTION_MOVE_ASIDE = 1 << 8,     /* the file of secrets, which cannot be opened */
} CribProblemAction;

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
/* Flags. */
CribProblemAction crib_problem_get_actions   (CribProblem *self);
/* The one of them that helps most; NONE where nothing does. */
CribProblemAction crib_problem_get_suggested (CribProblem *self);
/* What its button says: "Unlock Keyring" where SIGN_IN does that. */
const char       *crib_problem_get_action_label (CribProblem       *self,
                                                 CribProblemAction  action);
/* One line for folded details: "AADSTS50105 · correlation id 8f3e…"; nullable. */
const char       *crib_problem_get_summary   (CribProblem *self);
/* What an advice is found by: "AADSTS50105"; nullable. */
const char       *crib_problem_get_key       (CribProblem *self);
/* Whether it is for want of a permission that somebody can grant. */
gboolean          crib_problem_lacks_permission (CribProblem *self);
/* In a few words for the server button: "Sign-in did not finish"; nullable. */
const char       *crib_problem_get_short     (CribProblem *self);

G_END_DECLS
