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
  DemoBrowsers *browsers;
  GHashTable *generations;      /* DemoUser → number */
  GHashTable *revocations;      /* DemoUser → DemoRevocation, the last */
  DemoDirectory *directory;
  DemoPolicies *policies;
  JsonArray *secrets;
  gint64 clock_offset;          /* s */
  DemoIssuing *issuing;
};

G_DEFINE_FINAL_TYPE (DemoTenant, demo_tenant, G_TYPE_OBJECT)

void
demo_grant_free (DemoGrant *grant)
{
  g_free (grant->client_id);
  g_free (grant->tenant);
  demo_proof_clear (&grant->proof);
  g_free (grant->redirect_uri);
  g_free (grant->challenge);
  g_free (grant->challenge_method);
  g_free (grant->nonce);
  g_free (grant->scope);
  g_free (grant);
}

/* Returns: the tenant that @grant is redeemed in under the path @form: any that its owner is a
 *   member or guest of will do (entra.md 3.3) */
const char *
demo_grant_choose_tenant (const DemoGrant *grant,
                          const char      *form)
{
  const char *tid = demo_tenant_id_find (form);

  return tid != NULL ? tid : grant->tid;
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
  demo_browsers_free (self->browsers);
  g_hash_table_unref (self->generations);
  g_hash_table_unref (self->revocations);
  g_object_unref (self->directory);
  g_object_unref (self->policies);
  json_array_unref (self->secrets);
  demo_issuing_free (self->issuing);

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
  self->browsers = demo_browsers_new ();
  self->generations = g_hash_table_new (NULL, NULL);
  self->revocations = g_hash_table_new (NULL, NULL);
  self->directory = demo_directory_new ();
  self->policies = demo_policies_new ();
  self->secrets = json_array_new ();
  self->issuing = demo_issuing_new ();

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

/* The key in use is gone at once, and with it whatever it signed; the next one has another id. */
void
demo_tenant_roll_key (DemoTenant *self)
{
  g_return_if_fail (DEMO_IS_TENANT (self));

  g_clear_pointer (&self->key, demo_key_free);
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

/* Returns: (transfer full): the issuer that metadata names under the path @form (entra.md 1.4) */
char *
demo_tenant_dup_issuer (DemoTenant *self,
                        const char *form)
{
  const char *tid = demo_tenant_id_find (form);

  g_return_val_if_fail (DEMO_IS_TENANT (self), NULL);

  return g_strdup_printf ("%s/%s/v2.0", self->origin, tid != NULL ? tid : "{tenantid}");
}

gboolean
demo_tenant_knows (DemoTenant *self,
                   const char *form)
{
  g_return_val_if_fail (DEMO_IS_TENANT (self), FALSE);

  return demo_tenant_form_is_open (form) || demo_tenant_id_find (form) != NULL;
}

/* Returns: (transfer none): who and what it knows */
DemoDirectory *
demo_tenant_get_directory (DemoTenant *self)
{
  g_return_val_if_fail (DEMO_IS_TENANT (self), NULL);

  return self->directory;
}

/* Returns: (transfer none): what it demands, and who agreed to what */
DemoPolicies *
demo_tenant_get_policies (DemoTenant *self)
{
  g_return_val_if_fail (DEMO_IS_TENANT (self), NULL);

  return self->policies;
}

/* Returns: seconds since 1970, by its own clock */
gint64
demo_tenant_get_time (DemoTenant *self)
{
  g_return_val_if_fail (DEMO_IS_TENANT (self), 0);

  return g_get_real_time () / G_USEC_PER_SEC + self->clock_offset;
}

/* @offset: by how many seconds its clock is ahead of the machine's */
void
demo_tenant_set_clock (DemoTenant *self,
                       gint64      offset)
{
  g_return_if_fail (DEMO_IS_TENANT (self));

  self->clock_offset = offset;
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
  json_object_set_string_member (object, "other_tenant_id", DEMO_OTHER_ID);
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
  demo_browsers_clear (self->browsers);
  g_hash_table_remove_all (self->generations);
  g_hash_table_remove_all (self->revocations);
  demo_policies_reset (self->policies);
  demo_directory_reset (self->directory);
  self->clock_offset = 0;
  demo_issuing_reset (self->issuing);
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

  demo_directory_add_redirect (self->directory, uri);
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

  grant->created = demo_tenant_get_time (self);
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
demo_tenant_add_refresh (DemoTenant      *self,
                         const DemoGrant *from)
{
  DemoGrant *grant = g_new0 (DemoGrant, 1);

  g_return_val_if_fail (DEMO_IS_TENANT (self), NULL);

  grant->user = from->user;
  grant->client_id = g_strdup (from->client_id);
  grant->tid = from->tid;
  grant->redirect_kind = from->redirect_kind;
  grant->scope = g_strdup (from->scope);
  demo_proof_copy (&grant->proof, &from->proof);

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

/* Returns: why @grant is good no more, if so */
DemoRevocation
demo_tenant_get_revocation (DemoTenant      *self,
                            const DemoGrant *grant)
{
  g_return_val_if_fail (DEMO_IS_TENANT (self), DEMO_REVOCATION_REVOKED);

  if (grant->generation == get_generation (self, grant->user))
    return DEMO_REVOCATION_NONE;

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->revocations, grant->user));
}

/* Kills every refresh token the user has, and the browser's sign-in. */
void
demo_tenant_revoke (DemoTenant     *self,
                    const DemoUser *user,
                    DemoRevocation  kind)
{
  g_return_if_fail (DEMO_IS_TENANT (self));

  g_hash_table_insert (self->generations, (gpointer) user,
                       GUINT_TO_POINTER (get_generation (self, user) + 1));
  g_hash_table_insert (self->revocations, (gpointer) user, GUINT_TO_POINTER (kind));
  demo_browsers_forget_user (self->browsers, user);
}

/* Returns: (transfer none): the browsers that it knows again */
DemoBrowsers *
demo_tenant_get_browsers (DemoTenant *self)
{
  g_return_val_if_fail (DEMO_IS_TENANT (self), NULL);

  return self->browsers;
}

/* Returns: (transfer none): on what terms it issues */
DemoIssuing *
demo_tenant_get_issuing (DemoTenant *self)
{
  g_return_val_if_fail (DEMO_IS_TENANT (self), NULL);

  return self->issuing;
}

/* Returns: (transfer none): the sign-ins under way, by the token of their page */
GHashTable *
demo_tenant_get_flows (DemoTenant *self)
{
  g_return_val_if_fail (DEMO_IS_TENANT (self), NULL);

  return self->flows;
}
