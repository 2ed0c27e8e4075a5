/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-userinfo.h"

#include "demo-json.h"

/* The one thing of Microsoft Graph that is here: whose token it is. It proves what the token of a
 * scope without an API is good for, and that it is good for nothing else. */

static void
refuse (DemoVisit  *visit,
        const char *words)
{
  JsonObject *body = json_object_new ();
  JsonObject *error = json_object_new ();

  json_object_set_string_member (error, "code", "InvalidAuthenticationToken");
  json_object_set_string_member (error, "message", words);
  json_object_set_object_member (body, "error", error);
  demo_answer_set_header (visit->answer, "WWW-Authenticate", "Bearer realm=\"\"");
  demo_visit_json (visit, SOUP_STATUS_UNAUTHORIZED, body);
}

static void
tell (DemoVisit  *visit,
      JsonObject *claims)
{
  JsonObject *body = json_object_new ();
  const char *name = demo_json_get_string (claims, "name");

  json_object_set_string_member (body, "sub", demo_json_get_string (claims, "sub"));
  json_object_set_string_member (body, "name", name);
  json_object_set_string_member (body, "email",
                                 demo_json_get_string (claims, "preferred_username"));
  demo_visit_json (visit, SOUP_STATUS_OK, body);
}

/* GET /oidc/userinfo (OpenID Connect Core §5.3, entra.md 1.3). */
void
demo_userinfo_answer (DemoVisit *visit)
{
  const char *header = visit->authorization;
  gboolean has_token = header != NULL && g_ascii_strncasecmp (header, "Bearer ", 7) == 0;
  g_autoptr(JsonObject) claims = NULL;

  if (!has_token)
    refuse (visit, "Access token is empty.");
  else if (demo_key_verify (demo_tenant_get_key (visit->tenant), header + 7, &claims) !=
           DEMO_JWT_GOOD)
    refuse (visit, "Access token validation failure.");
  else if (g_strcmp0 (demo_json_get_string (claims, "aud"), DEMO_GRAPH_ID) != 0)
    refuse (visit, "Access token validation failure. Invalid audience.");
  else if (demo_json_get_int (claims, "exp", 0) <= demo_tenant_get_time (visit->tenant))
    refuse (visit, "Lifetime validation failed, the token is expired.");
  else
    tell (visit, claims);
}
