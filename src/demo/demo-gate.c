/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-gate.h"

#include "demo-json.h"

#include <string.h>

#define CONTEXT "auth_context:"

/**
 * DemoGate:
 *
 * What the protected server wants of whoever comes, and how it says so. As the original does it,
 * until a test tells it otherwise.
 */
struct _DemoGate
{
  GObject parent_instance;

  DemoTenant *tenant;
  char *base;                   /* the server's origin */

  DemoPrm prm;
  DemoAudience audience;
  DemoHeaders headers;
  DemoForbid forbid;

  DemoClaimsChallenge challenge;
  char *context;                /* nullable */
  guint after;                  /* calls that are let through before it challenges */
  guint calls;
  gint64 not_before;            /* of tokens that are good, once others were revoked; 0 */
};

G_DEFINE_FINAL_TYPE (DemoGate, demo_gate, G_TYPE_OBJECT)

static void
demo_gate_finalize (GObject *object)
{
  DemoGate *self = DEMO_GATE (object);

  g_clear_object (&self->tenant);
  g_free (self->base);
  g_free (self->context);

  G_OBJECT_CLASS (demo_gate_parent_class)->finalize (object);
}

static void
demo_gate_class_init (DemoGateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = demo_gate_finalize;
}

static void
demo_gate_init (DemoGate *self)
{
}

/* @tenant: whose tokens it takes */
DemoGate *
demo_gate_new (DemoTenant *tenant)
{
  DemoGate *self = g_object_new (DEMO_TYPE_GATE, NULL);

  self->tenant = g_object_ref (tenant);

  return self;
}

void
demo_gate_set_base (DemoGate   *self,
                    const char *base)
{
  g_return_if_fail (DEMO_IS_GATE (self));

  g_free (self->base);
  self->base = g_strdup (base);
}

/* @words: what @name may say, ended by NULL. Returns: which of them it does, 0 without, or -1 */
static int
choose (JsonObject         *wish,
        const char         *name,
        const char * const *words)
{
  const char *value = demo_json_get_string (wish, name);

  if (demo_json_get (wish, name) == NULL)
    return 0;

  for (int i = 0; words[i] != NULL; i++)
    if (g_strcmp0 (words[i], value) == 0)
      return i;

  return -1;
}

static int
choose_challenge (const char *text)
{
  if (text == NULL)
    return DEMO_CLAIMS_NONE;

  if (g_str_has_prefix (text, CONTEXT) && strlen (text) > strlen (CONTEXT))
    return DEMO_CLAIMS_AUTH_CONTEXT;

  return g_str_equal (text, "revoked") ? DEMO_CLAIMS_REVOKED : -1;
}

/**
 * demo_gate_set:
 * @self: the gate
 * @wish: (nullable): "prm", "audience", "challenge" with "after", "headers", "forbid": whatever is
 *   left out is as in the original
 * @error: return location for an error
 *
 * Returns: whether the wish was understood
 */
gboolean
demo_gate_set (DemoGate    *self,
               JsonObject  *wish,
               GError     **error)
{
  static const char * const prms[] = { "root", "qualified", "bare", "v1", "slash", "none", NULL };
  static const char * const audiences[] = { "any", "url", NULL };
  static const char * const headers[] = { "one", "two", "none", NULL };
  static const char * const forbids[] = { "exact_scope", "scope", "role", "html", NULL };
  const char *challenge = demo_json_get_string (wish, "challenge");
  int chosen[] = {
    choose (wish, "prm", prms), choose (wish, "audience", audiences),
    choose (wish, "headers", headers), choose (wish, "forbid", forbids),
    choose_challenge (challenge),
  };

  g_return_val_if_fail (DEMO_IS_GATE (self), FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (chosen); i++)
    if (chosen[i] < 0)
      {
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                             "The protected server knows no such way");
        return FALSE;
      }

  demo_gate_reset (self);
  self->prm = chosen[0];
  self->audience = chosen[1];
  self->headers = chosen[2];
  self->forbid = chosen[3];
  self->challenge = chosen[4];
  self->after = CLAMP (demo_json_get_int (wish, "after", 0), 0, G_MAXINT);

  if (self->challenge == DEMO_CLAIMS_AUTH_CONTEXT)
    self->context = g_strdup (challenge + strlen (CONTEXT));

  return TRUE;
}

void
demo_gate_reset (DemoGate *self)
{
  g_return_if_fail (DEMO_IS_GATE (self));

  self->prm = DEMO_PRM_ROOT;
  self->audience = DEMO_AUDIENCE_ANY;
  self->headers = DEMO_HEADERS_ONE;
  self->forbid = DEMO_FORBID_EXACT_SCOPE;
  self->challenge = DEMO_CLAIMS_NONE;
  self->after = 0;
  self->calls = 0;
  self->not_before = 0;
  g_clear_pointer (&self->context, g_free);
}

DemoTenant *
demo_gate_get_tenant (DemoGate *self)
{
  return self->tenant;
}

const char *
demo_gate_get_base (DemoGate *self)
{
  return self->base;
}

DemoPrm
demo_gate_get_prm (DemoGate *self)
{
  return self->prm;
}

DemoAudience
demo_gate_get_audience (DemoGate *self)
{
  return self->audience;
}

DemoHeaders
demo_gate_get_headers (DemoGate *self)
{
  return self->headers;
}

DemoForbid
demo_gate_get_forbid (DemoGate *self)
{
  return self->forbid;
}

/* Returns: (transfer full): what the metadata for @path calls the resource */
char *
demo_gate_dup_resource (DemoGate   *self,
                        const char *path)
{
  return g_strconcat (self->base, path, self->prm == DEMO_PRM_SLASH ? "/" : "", NULL);
}

/* Returns: (transfer full): a scope of the API as clients have to ask for it */
char *
demo_gate_dup_scope (DemoGate   *self,
                     const char *name)
{
  DemoApi *api = demo_directory_find_api (demo_tenant_get_directory (self->tenant), DEMO_API_ID);

  return g_strconcat (api->identifier_uris[0], "/", name, NULL);
}

static gboolean
has_context (DemoGate   *self,
             JsonObject *claims)
{
  JsonArray *contexts = demo_json_get_array (claims, "acrs");

  for (guint i = 0; contexts != NULL && i < json_array_get_length (contexts); i++)
    if (g_strcmp0 (json_array_get_string_element (contexts, i), self->context) == 0)
      return TRUE;

  return FALSE;
}

/* Revocation is a moment: tokens from before it are bad, those of the next second are good. */
static gboolean
is_revoked (DemoGate   *self,
            JsonObject *claims)
{
  if (self->not_before == 0)
    self->not_before = demo_tenant_get_time (self->tenant) + 1;

  return demo_json_get_int (claims, "nbf", 0) < self->not_before;
}

/**
 * demo_gate_demand_claims:
 * @self: the gate
 * @claims: those of a token that is in order otherwise
 * @rpc: (nullable): the JSON-RPC method of the request that brought it
 *
 * Whether the token is too weak by now (entra.md 4.1). Calls are counted, all requests are judged:
 * streams and the end of a session too.
 *
 * Returns: (transfer full) (nullable): the claims that are missing, as a client has to ask for them
 */
char *
demo_gate_demand_claims (DemoGate   *self,
                         JsonObject *claims,
                         const char *rpc)
{
  g_return_val_if_fail (DEMO_IS_GATE (self), NULL);

  if (self->calls < self->after)
    {
      self->calls += g_strcmp0 (rpc, "tools/call") == 0;
      return NULL;
    }

  if (self->challenge == DEMO_CLAIMS_AUTH_CONTEXT && !has_context (self, claims))
    return g_strdup_printf ("{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"%s\"}}}",
                            self->context);

  if (self->challenge == DEMO_CLAIMS_REVOKED && is_revoked (self, claims))
    return g_strdup_printf ("{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"%"
                            G_GINT64_FORMAT "\"}}}", self->not_before);

  return NULL;
}
