/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-call.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  void (*run) (DemoCall *call);
  gboolean lasts;               /* so long that it goes on as a task, where the client takes them */
} DemoTool;

/* What tells one of our servers from the other. */
typedef struct
{
  const char *name;                   /* as the control port and the log call it */
  const char *path;                   /* ends in "mcp" */
  const char *definition;             /* the resource with its tools, prompts and resources */
  const char * const *versions;       /* newest first; the first is the answer to unknown ones */
  gboolean lenient;                   /* as the SDK: any POST starts a session, any version does */
  guint page_size;                    /* tools in one page, 0 for all */
  const DemoTool *tools;              /* ends with a NULL name */

  /* (transfer full) (nullable): NULL when the arguments do not do */
  JsonObject *(*get_prompt) (const char *name,
                             JsonObject *arguments);
  JsonObject *(*read_resource) (const char *uri);
  /* (nullable): NULL when it is about nothing that is there */
  JsonObject *(*complete) (JsonObject *params);
} DemoProfile;

gboolean demo_profile_has_path (const DemoProfile *self,
                                const char        *path);

extern const DemoProfile demo_profile_open;
extern const DemoProfile demo_profile_protected;
extern const DemoProfile demo_profile_showcase;

G_END_DECLS
