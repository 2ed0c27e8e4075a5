/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An error as Entra words it; @words without the number. */
typedef struct
{
  guint status;
  const char *error;
  guint code;
  char *words;
  const char *suberror;
} DemoProblem;

/* What a scope parameter asks for. */
typedef struct
{
  gboolean openid;
  gboolean offline;
  gboolean graph;
  GString *api;                 /* "mcp:tools": short names, as in scp */
} DemoScopes;

DemoScopes  *demo_scopes_parse  (const char   *text,
                                 DemoProblem  *problem);
void         demo_scopes_free   (DemoScopes   *scopes);
void         demo_problem_set   (DemoProblem  *problem,
                                 const char   *error,
                                 guint         code,
                                 const char   *format,
                                 ...) G_GNUC_PRINTF (4, 5);
void         demo_problem_clear (DemoProblem  *problem);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoScopes, demo_scopes_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DemoProblem, demo_problem_clear)

G_END_DECLS
