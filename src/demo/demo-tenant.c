/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-tenant.h"

#include "demo-flow.h"
#include "demo-json.h"

/* About as long as the real ones are (entra.md 10.3). */
#define CODE_BYTES 760
#define REFRESH_BYTES 1180

/**
 * DemoTenant:
 *
 * What the stand-in for Entra remembers: its key, who consented, which codes, refresh tokens and
 * cookies it gave away, and every secret it ever issued, so that tests can search for them.
 */
struct _DemoTenant
{
  GObject parent_instance;

  char *origin;
  DemoKey *key;                 /* made when first needed: RSA takes its time */
  DemoKey *forger;
  GHashTable *flows;            /* token of the page → DemoFlow */
  GHashTable *codes;            /* → DemoGrant */
  GHashTable *refresh_tokens;   /* → DemoGrant */
  GHashTable *cookies;          /* → DemoUser */
  GHashTable *consents;         /* DemoUser */
  GHashTable *generations;      /* DemoUser → number */
  GPtrArray *redirects;
  JsonArray *secrets;
  guint lifetime;               /* s, 0 for random */
};

G_DEFINE_FINAL_TYPE (DemoTenant, demo_tenant, G_TYPE_OBJECT)

void
demo_grant_free (DemoGrant *grant)
{
  g_free (grant->tenant);
  g_free (grant->redirect_uri);
  g_free (grant->challenge);
  g_free (grant->challenge_method);
  g_free (grant->nonce);
  g_free (grant->scope);
  g_free (grant);
}

static void
demo_tenant_finalize (GObject *object)
{
  DemoTenant *self = DEMO_TENANT (object);

  g_free (self->origin);
  g_clear_pointer (&self->key, demo_key_free);
  g_clear_pointer (&self->forger, demo_key_free);
  g_hash_table_unref (self->flows);
  g_hash_table_unref (self->codes);
  g_hash_table_unref (self->refresh_tokens);
  g_hash_table_unref (self->cookies);
  g_hash_table_unref (self->consents);
  g_hash_table_unref (self->generations);
  g_ptr_array_unref (self->redirects);
  json_array_unref (self->secrets);

  G_OBJECT_CLASS (demo_tenant_parent_class)->finalize (object);
}

static void
demo_tenant_class_init (DemoTenantClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = demo_tenant_finalize;
}

static GHashTable *
new_table (GDestroyNotify free_value)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_value);
}

static void
demo_tenant_init (DemoTenant *self)
{
  self->flows = new_table ((GDestroyNotify) demo_flow_free);
  self->codes = new_table ((GDestroyNotify) demo_grant_free);
  self->refresh_tokens = new_table ((GDestroyNotify) demo_grant_free);
  self->cookies = new_table (NULL);
  self->consents = g_hash_table_new (NULL, NULL);
  self->generations = g_hash_table_new (NULL, NULL);
  self->redirects = g_ptr_array_new_with_free_func (g_free);
  self->secrets = json_array_new ();

  demo_tenant_add_redirect (self, DEMO_NATIVE);
  demo_tenant_add_redirect (self, "http://localhost");

  for (const DemoUser *user = demo_users; user->username != NULL; user++)
    demo_tenant_note_secret (self, "password", user->password);
}

DemoTenant *
demo_tenant_new (void)
{
  return g_object_new (DEMO_TYPE_TENANT, NULL);
}

/* @origin: where it listens, without a path */
void
demo_tenant_set_origin (DemoTenant *self,
                        const char *origin)
{
  g_return_if_fail (DEMO_IS_TENANT (self));

  g_free (self->origin);
  self->origin = g_strdup (origin);
}

const char *
demo_tenant_get_origin (DemoTenant *self)
{
  g_return_val_if_fail (DEMO_IS_TENANT (self), NULL);

  return self->origin;
}

DemoKey *
demo_tenant_get_key (DemoTenant *self)
{
  g_return_val_if_fail (DEMO_IS_TENANT (self), NULL);

  if (self->key == NULL)
    self->key = demo_key_new ();

  return self->key;
}

/* Returns: (transfer none): a key that nobody should trust */
DemoKey *
demo_tenant_get_forger (DemoTenant *self)
{
  g_return_val_if_fail (DEMO_IS_TENANT (self), NULL);

  if (self->forger == NULL)
    self->forger = demo_key_new ();

  return self->forger;
}

static gboolean
is_template (const char *form)
{
  return g_ascii_strcasecmp (form, "organizations") == 0 ||
         g_ascii_strcasecmp (form, "common") == 0;
}

/* Returns: (transfer full): the issuer that metadata names under the path @form (entra.md 1.4) */
char *
demo_tenant_dup_issuer (DemoTenant *self,
                        const char *form)
{
  g_return_val_if_fail (DEMO_IS_TENANT (self), NULL);

  return g_strdup_printf ("%s/%s/v2.0", self->origin,
                          is_template (form) ? "{tenantid}" : DEMO_TENANT_ID);
}

gboolean
demo_tenant_knows (DemoTenant *self,
                   const char *form)
{
  g_return_val_if_fail (DEMO_IS_TENANT (self), FALSE);

  return is_template (form) || g_ascii_strcasecmp (form, DEMO_TENANT_ID) == 0 ||
         g_ascii_strcasecmp (form, DEMO_DOMAIN) == 0;
}

/* Returns: (transfer full): all that a client and a test need to know beforehand */
JsonObject *
demo_tenant_describe (DemoTenant *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *users = json_array_new ();
  g_autofree char *issuer = demo_tenant_dup_issuer (self, DEMO_TENANT_ID);

  for (const DemoUser *user = demo_users; user->username != NULL; user++)
    {
      JsonObject *person = json_object_new ();

      json_object_set_string_member (person, "username", user->username);
      json_object_set_string_member (person, "password", user->password);
      json_array_add_object_element (users, person);
    }

  json_object_set_string_member (object, "issuer", issuer);
  json_object_set_string_member (object, "tenant_id", DEMO_TENANT_ID);
  json_object_set_string_member (object, "domain", DEMO_DOMAIN);
  json_object_set_string_member (object, "client_id", DEMO_CLIENT_ID);
  json_object_set_string_member (object, "scope", DEMO_API_SCOPE);
  json_object_set_array_member (object, "users", users);

  return object;
}

/* Forgets who signed in; what it issued stays on the list of secrets. */
void
demo_tenant_reset (DemoTenant *self)
{
  g_return_if_fail (DEMO_IS_TENANT (self));

  g_hash_table_remove_all (self->flows);
  g_hash_table_remove_all (self->codes);
  g_hash_table_remove_all (self->refresh_tokens);
  g_hash_table_remove_all (self->cookies);
  g_hash_table_remove_all (self->consents);
  g_hash_table_remove_all (self->generations);
  self->lifetime = 0;
}

void
demo_tenant_note_secret (DemoTenant *self,
                         const char *kind,
                         const char *value)
{
  JsonObject *secret = json_object_new ();

  g_return_if_fail (DEMO_IS_TENANT (self));

  json_object_set_string_member (secret, "kind", kind);
  json_object_set_string_member (secret, "value", value);
  json_array_add_object_element (self->secrets, secret);
}

char *
demo_tenant_write_secrets (DemoTenant *self)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  g_return_val_if_fail (DEMO_IS_TENANT (self), NULL);

  json_node_set_array (node, self->secrets);

  return demo_json_write (node);
}

/* @uri: an address the client's registration lists from now on */
void
demo_tenant_add_redirect (DemoTenant *self,
                          const char *uri)
{
  g_return_if_fail (DEMO_IS_TENANT (self));

  g_ptr_array_add (self->redirects, g_strdup (uri));
}

/* The port of http://localhost is ignored, its path is not (entra.md 2.2). */
static gboolean
matches_localhost (const char *registered,
                   const char *uri)
{
  g_autoptr(GUri) ours = g_uri_parse (registered, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr(GUri) theirs = g_uri_parse (uri, G_URI_FLAGS_ENCODED, NULL);
  const char *path;

  if (ours == NULL || theirs == NULL || g_uri_get_query (theirs) != NULL ||
      g_uri_get_fragment (theirs) != NULL || g_uri_get_userinfo (theirs) != NULL ||
      g_strcmp0 (g_uri_get_scheme (ours), "http") != 0 ||
      g_strcmp0 (g_uri_get_host (ours), "localhost") != 0)
    return FALSE;

  path = g_uri_get_path (theirs);

  if (*g_uri_get_path (ours) == '\0' && g_str_equal (path, "/"))
    path = "";

  return g_strcmp0 (g_uri_get_scheme (theirs), "http") == 0 &&
         g_strcmp0 (g_uri_get_host (theirs), "localhost") == 0 &&
         g_str_equal (g_uri_get_path (ours), path);
}

gboolean
demo_tenant_allows_redirect (DemoTenant *self,
                             const char *uri)
{
  g_return_val_if_fail (DEMO_IS_TENANT (self), FALSE);

  for (guint i = 0; i < self->redirects->len; i++)
    if (g_str_equal (self->redirects->pdata[i], uri) ||
        matches_localhost (self->redirects->pdata[i], uri))
      return TRUE;

  return FALSE;
}

static guint
get_generation (DemoTenant     *self,
                const DemoUser *user)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->generations, user));
}

static char *
issue (DemoTenant *self,
       GHashTable *table,
       DemoGrant  *grant,
       const char *kind,
       const char *prefix,
       gsize       bytes)
{
  g_autofree char *rest = demo_random_text (bytes);
  char *value = g_strconcat (prefix, rest, NULL);

  grant->created = g_get_monotonic_time ();
  grant->generation = get_generation (self, grant->user);
  g_hash_table_insert (table, g_strdup (value), grant);
  demo_tenant_note_secret (self, kind, value);

  return value;
}

/* @grant: (transfer full): what the new code stands for */
char *
demo_tenant_add_code (DemoTenant *self,
                      DemoGrant  *grant)
{
  g_return_val_if_fail (DEMO_IS_TENANT (self), NULL);

  return issue (self, self->codes, grant, "code", "1.A", CODE_BYTES);
}

/* Refresh tokens are bound to user and client, not to tenant or resource (entra.md 3.3). */
char *
demo_tenant_add_refresh (DemoTenant     *self,
                         const DemoUser *user,
                         const char     *scope)
{
  DemoGrant *grant = g_new0 (DemoGrant, 1);

  g_return_val_if_fail (DEMO_IS_TENANT (self), NULL);

  grant->user = user;
  grant->scope = g_strdup (scope);

  return issue (self, self->refresh_tokens, grant, "refresh_token", "1.AX", REFRESH_BYTES);
}

DemoGrant *
demo_tenant_find_code (DemoTenant *self,
                       const char *code)
{
  g_return_val_if_fail (DEMO_IS_TENANT (self), NULL);

  return g_hash_table_lookup (self->codes, code);
}

DemoGrant *
demo_tenant_find_refresh (DemoTenant *self,
                          const char *token)
{
  g_return_val_if_fail (DEMO_IS_TENANT (self), NULL);

  return g_hash_table_lookup (self->refresh_tokens, token);
}

gboolean
demo_tenant_is_revoked (DemoTenant *self,
                        DemoGrant  *grant)
{
  g_return_val_if_fail (DEMO_IS_TENANT (self), TRUE);

  return grant->generation != get_generation (self, grant->user);
}

/* Kills every refresh token the user has, and the browser's sign-in. */
void
demo_tenant_revoke (DemoTenant     *self,
                    const DemoUser *user)
{
  GHashTableIter iter;
  gpointer value;

  g_return_if_fail (DEMO_IS_TENANT (self));

  g_hash_table_insert (self->generations, (gpointer) user,
                       GUINT_TO_POINTER (get_generation (self, user) + 1));
  g_hash_table_iter_init (&iter, self->cookies);

  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (value == user)
      g_hash_table_iter_remove (&iter);
}

/* Returns: (transfer full): what a browser shows to be known again */
char *
demo_tenant_add_cookie (DemoTenant     *self,
                        const DemoUser *user)
{
  char *value = demo_random_text (96);

  g_return_val_if_fail (DEMO_IS_TENANT (self), NULL);

  g_hash_table_insert (self->cookies, g_strdup (value), (gpointer) user);
  demo_tenant_note_secret (self, "cookie", value);

  return value;
}

const DemoUser *
demo_tenant_find_cookie (DemoTenant *self,
                         const char *value)
{
  g_return_val_if_fail (DEMO_IS_TENANT (self), NULL);

  return value != NULL ? g_hash_table_lookup (self->cookies, value) : NULL;
}

void
demo_tenant_drop_cookie (DemoTenant *self,
                         const char *value)
{
  g_return_if_fail (DEMO_IS_TENANT (self));

  if (value != NULL)
    g_hash_table_remove (self->cookies, value);
}

gboolean
demo_tenant_has_consent (DemoTenant     *self,
                         const DemoUser *user)
{
  g_return_val_if_fail (DEMO_IS_TENANT (self), FALSE);

  return g_hash_table_contains (self->consents, user);
}

void
demo_tenant_consent (DemoTenant     *self,
                     const DemoUser *user)
{
  g_return_if_fail (DEMO_IS_TENANT (self));

  g_hash_table_add (self->consents, (gpointer) user);
}

/* @seconds: how long access tokens live from now on, 0 for what Entra does */
void
demo_tenant_set_lifetime (DemoTenant *self,
                          guint       seconds)
{
  g_return_if_fail (DEMO_IS_TENANT (self));

  self->lifetime = seconds;
}

/* Returns: seconds; by default random, 60 to 90 minutes (entra.md 3.2) */
guint
demo_tenant_get_lifetime (DemoTenant *self)
{
  g_return_val_if_fail (DEMO_IS_TENANT (self), 0);

  return self->lifetime > 0 ? self->lifetime : (guint) g_random_int_range (3600, 5400);
}

/* Returns: (transfer none): the sign-ins under way, by the token of their page */
GHashTable *
demo_tenant_get_flows (DemoTenant *self)
{
  g_return_val_if_fail (DEMO_IS_TENANT (self), NULL);

  return self->flows;
}
