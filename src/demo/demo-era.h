/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

#define DEMO_STATELESS_VERSION "2026-07-28"
#define DEMO_META "io.modelcontextprotocol/"

/* The ways of talking that there have been; those a server offers are put together. */
typedef enum
{
  DEMO_ERA_STATELESS = 1 << 0,  /* 2026-07-28 */
  DEMO_ERA_SESSION = 1 << 1,    /* 2025-03-26 to 2025-11-25 */
  DEMO_ERA_EVENTS = 1 << 2,     /* 2024-11-05: HTTP+SSE */
} DemoEra;

#define DEMO_ERA_ALL (DEMO_ERA_STATELESS | DEMO_ERA_SESSION | DEMO_ERA_EVENTS)

const char *demo_era_get_name (DemoEra            era);
gboolean    demo_era_parse    (const char        *text,
                               DemoEra           *eras);
DemoEra     demo_era_find     (SoupServerMessage *message,
                               JsonNode          *body);

G_END_DECLS
