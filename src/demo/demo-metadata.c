/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-metadata.h"

#include <stdarg.h>

static void
set_list (JsonObject *object,
          const char *name,
          ...)
{
  JsonArray *array = json_array_new ();
  const char *value;
  va_list values;

  va_start (values, name);

  while ((value = va_arg (values, const char *)) != NULL)
    json_array_add_string_element (array, value);

  va_end (values);
  json_object_set_array_member (object, name, array);
}

/* @rest: what follows the tenant in the path */
static void
set_uri (JsonObject *object,
         const char *name,
         DemoVisit  *visit,
         const char *rest)
{
  g_autofree char *uri = g_strdup_printf ("%s/%s/%s", demo_tenant_get_origin (visit->tenant),
                                          visit->form_of_tenant, rest);

  json_object_set_string_member (object, name, uri);
}

static void
set_capabilities (JsonObject *object)
{
  set_list (object, "token_endpoint_auth_methods_supported", "client_secret_post",
            "private_key_jwt", "client_secret_basic", "self_signed_tls_client_auth", NULL);
  set_list (object, "response_modes_supported", "query", "fragment", "form_post", NULL);
  set_list (object, "subject_types_supported", "pairwise", NULL);
  set_list (object, "id_token_signing_alg_values_supported", "RS256", NULL);
  set_list (object, "response_types_supported", "code", "id_token", "code id_token",
            "id_token token", NULL);
  set_list (object, "scopes_supported", "openid", "profile", "email", "offline_access", NULL);
  set_list (object, "claims_supported", "sub", "iss", "cloud_instance_name",
            "cloud_instance_host_name", "cloud_graph_host_name", "msgraph_host", "aud", "exp",
            "iat", "auth_time", "acr", "nonce", "preferred_username", "name", "tid", "ver",
            "at_hash", "c_hash", "email", NULL);
  json_object_set_boolean_member (object, "request_uri_parameter_supported", FALSE);
  json_object_set_boolean_member (object, "http_logout_supported", TRUE);
  json_object_set_boolean_member (object, "frontchannel_logout_supported", TRUE);
  json_object_set_boolean_member (object, "tls_client_certificate_bound_access_tokens", TRUE);
}

static void
set_cloud (JsonObject *object,
           gboolean    template)
{
  if (template)
    json_object_set_null_member (object, "tenant_region_scope");
  else
    json_object_set_string_member (object, "tenant_region_scope", "EU");

  json_object_set_string_member (object, "cloud_instance_name", "microsoftonline.com");
  json_object_set_string_member (object, "cloud_graph_host_name", "graph.windows.net");
  json_object_set_string_member (object, "msgraph_host", "graph.microsoft.com");
  json_object_set_string_member (object, "rbac_url", "https://pas.windows.net");
}

static JsonObject *
make_document (DemoVisit  *visit,
               const char *issuer,
               gboolean    second)
{
  JsonObject *object = json_object_new ();
  JsonObject *aliases = json_object_new ();
  gboolean template = strchr (issuer, '{') != NULL;

  set_uri (object, "token_endpoint", visit, second ? "oauth2/v2.0/token" : "oauth2/token");
  set_uri (object, "jwks_uri", visit, second ? "discovery/v2.0/keys" : "discovery/keys");
  json_object_set_string_member (object, "issuer", issuer);
  json_object_set_string_member (object, "userinfo_endpoint",
                                 "https://graph.microsoft.com/oidc/userinfo");
  set_uri (object, "authorization_endpoint", visit,
           second ? "oauth2/v2.0/authorize" : "oauth2/authorize");
  set_uri (object, "device_authorization_endpoint", visit,
           second ? "oauth2/v2.0/devicecode" : "oauth2/devicecode");
  set_uri (object, "end_session_endpoint", visit, second ? "oauth2/v2.0/logout" : "oauth2/logout");
  set_uri (object, "kerberos_endpoint", visit, "kerberos");
  set_uri (aliases, "token_endpoint", visit, second ? "oauth2/v2.0/token" : "oauth2/token");
  json_object_set_object_member (object, "mtls_endpoint_aliases", aliases);
  set_capabilities (object);
  set_cloud (object, template);

  return object;
}

/* The documents of entra.md 1.4, with what is absent there absent here. */
void
demo_metadata_answer (DemoVisit *visit)
{
  gboolean second = g_str_equal (visit->endpoint, "discovery");
  g_autofree char *issuer = demo_tenant_dup_issuer (visit->tenant, visit->form_of_tenant);

  if (!second)
    issuer[strlen (issuer) - strlen ("v2.0")] = '\0';

  demo_visit_json (visit, SOUP_STATUS_OK, make_document (visit, issuer, second));
  /* Unlike all else here it is public, and good for a day. */
  demo_answer_set_header (visit->answer, "Cache-Control", "max-age=86400, private");
}

void
demo_metadata_keys (DemoVisit *visit)
{
  JsonObject *object = json_object_new ();
  JsonArray *keys = json_array_new ();
  g_autofree char *issuer = demo_tenant_dup_issuer (visit->tenant, visit->form_of_tenant);

  json_array_add_object_element (keys, demo_key_describe (demo_tenant_get_key (visit->tenant),
                                                          issuer));
  json_object_set_array_member (object, "keys", keys);
  demo_visit_json (visit, SOUP_STATUS_OK, object);
}

static JsonObject *
describe_cloud (const char *host)
{
  JsonObject *cloud = json_object_new ();

  json_object_set_string_member (cloud, "preferred_network", host);
  json_object_set_string_member (cloud, "preferred_cache", host);
  set_list (cloud, "aliases", host, NULL);

  return cloud;
}

/* Instance discovery (entra.md 1.5). */
void
demo_metadata_instance (DemoVisit *visit)
{
  const char *origin = demo_tenant_get_origin (visit->tenant);
  const char *endpoint = demo_visit_get_query (visit, "authorization_endpoint");
  g_autofree char *start = g_strconcat (origin, "/", NULL);
  JsonObject *object;
  JsonArray *metadata;

  if (endpoint == NULL || !g_str_has_prefix (endpoint, start))
    {
      g_auto(DemoProblem) problem = { 0 };

      demo_problem_set (&problem, "invalid_instance", 50049, "Unknown or invalid instance.");
      demo_visit_refuse (visit, &problem);
      return;
    }

  object = json_object_new ();
  metadata = json_array_new ();
  json_array_add_object_element (metadata, describe_cloud (strstr (origin, "//") + 2));
  json_object_set_string_member (object, "api-version", "1.1");
  set_uri (object, "tenant_discovery_endpoint", visit, "v2.0/.well-known/openid-configuration");
  json_object_set_array_member (object, "metadata", metadata);
  demo_visit_json (visit, SOUP_STATUS_OK, object);
}
