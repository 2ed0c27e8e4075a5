/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-directory.h"

G_BEGIN_DECLS

/* An error as Entra words it; @words without the number. */
typedef struct
{
  guint status;
  const char *error;
  guint code;
  char *words;
  const char *suberror;
  char *claims;                 /* (nullable): what to ask for instead, as JSON */
} DemoProblem;

/* What a scope parameter asks for. */
typedef struct
{
  gboolean openid;
  gboolean offline;
  gboolean graph;               /* something of Graph's */
  gboolean several;             /* of more than one API, which a token cannot be for */
  const DemoApi *owner;         /* (nullable): the API of the first qualified scope */
  char *prefix;                 /* (nullable): what that scope called it */
  GString *api;                 /* "mcp:tools": short names of @owner's, as in scp */
  GPtrArray *full;              /* "<API's id>/mcp:tools": all of them, of all APIs */
} DemoScopes;

DemoScopes  *demo_scopes_parse          (DemoDirectory     *directory,
                                         const char        *text,
                                         DemoProblem       *problem);
void         demo_scopes_free           (DemoScopes        *scopes);
gboolean     demo_scopes_has            (const DemoScopes  *scopes,
                                         const char        *name);
gboolean     demo_scopes_check_resource (const DemoScopes  *scopes,
                                         const char        *resource,
                                         DemoProblem       *problem);
void         demo_problem_set           (DemoProblem       *problem,
                                         const char        *error,
                                         guint              code,
                                         const char        *format,
                                         ...) G_GNUC_PRINTF (4, 5);
void         demo_problem_clear         (DemoProblem       *problem);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoScopes, demo_scopes_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DemoProblem, demo_problem_clear)

G_END_DECLS
