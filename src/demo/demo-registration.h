/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What a redirect address is registered as (entra.md 2.2). */
typedef enum
{
  DEMO_REDIRECT_NATIVE,
  DEMO_REDIRECT_WEB,
  DEMO_REDIRECT_SPA,
} DemoRedirectKind;

typedef struct
{
  char *uri;
  DemoRedirectKind kind;
} DemoRedirect;

/* The registration of a client. */
typedef struct
{
  char *client_id;
  char *name;
  GPtrArray *redirects;         /* of DemoRedirect */
  gboolean public_client_flows; /* decides device code alone (entra.md 2.2) */
  gboolean single_tenant;
  gboolean disabled;
  gboolean login_hint_claim;    /* ID tokens carry the optional claim login_hint */
} DemoApp;

/* The registration of an API. */
typedef struct
{
  char *id;
  char **identifier_uris;       /* Application ID URIs, the first is the usual one */
  char **scopes;                /* short names */
  guint token_version;          /* 1 or 2: what requestedAccessTokenVersion says */
  gboolean pre_authorized;      /* nobody is asked to consent */
} DemoApi;

DemoApp            *demo_app_new           (const char          *client_id);
void                demo_app_free          (DemoApp             *app);
void                demo_app_add_redirect  (DemoApp             *app,
                                            const char          *uri,
                                            DemoRedirectKind     kind);
const DemoRedirect *demo_app_find_redirect (DemoApp             *app,
                                            const char          *uri);
gboolean            demo_app_change        (DemoApp             *app,
                                            JsonObject          *wish,
                                            GError             **error);

DemoApi            *demo_api_new           (const char          *id,
                                            const char * const  *scopes);
void                demo_api_free          (DemoApi             *api);
gboolean            demo_api_is_called     (const DemoApi       *api,
                                            const char          *resource);
gboolean            demo_api_change        (DemoApi             *api,
                                            JsonObject          *wish,
                                            GError             **error);

gboolean            demo_wish_refuse       (GError             **error,
                                            const char          *words);

G_END_DECLS
