/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-client-lists.h"
#include "mcp-item.h"
#include "mcp-server-info.h"

G_BEGIN_DECLS

/* How one kind of list is asked for and read. */
typedef struct
{
  const char *method;
  const char *member;       /* of a page: the array */
  const char *capability;   /* of a server that has such a list */
  const char *changed;      /* the notification */
  const char *words;        /* "tools", for sentences */
  gboolean is_optional;     /* a server with the capability need not have it */
  GType (*get_type) (void);
  McpItem *(*new_item) (const SjsonValue  *json,
                        GError           **error);
  /* NULL: every item can be used */
  gboolean (*is_usable) (McpItem             *item,
                         const McpServerInfo *info);
} McpListing;

const McpListing *mcp_listing_get (McpListKind kind);

G_END_DECLS
