/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-policy.h"

#include "demo-json.h"

#include <string.h>

/* One rule. What is not named is any. */
typedef struct
{
  char *user;
  char *app;
  char *scope;
  DemoWant want;
  char *context;
  gint64 seconds;
} DemoPolicy;

/**
 * DemoPolicies:
 *
 * Nothing is demanded until a test says so; consent is asked for from the start.
 */
struct _DemoPolicies
{
  GObject parent_instance;

  GPtrArray *policies;
  GHashTable *consents;         /* "user app API/scope"; user "*" for everybody */
  GHashTable *terms;            /* DemoUser */
};

G_DEFINE_FINAL_TYPE (DemoPolicies, demo_policies, G_TYPE_OBJECT)

static const struct
{
  const char *name;             /* a colon stands for an argument */
  DemoWant want;
} names[] = {
  { "block", DEMO_WANT_BLOCK },
  { "assigned", DEMO_WANT_ASSIGNED },
  { "compliant_device", DEMO_WANT_COMPLIANT_DEVICE },
  { "managed_device", DEMO_WANT_MANAGED_DEVICE },
  { "no_device_code", DEMO_WANT_NO_DEVICE_CODE },
  { "sign_in_frequency:", DEMO_WANT_SIGN_IN_FREQUENCY },
  { "passkey", DEMO_WANT_PASSKEY },
  { "mfa", DEMO_WANT_MFA },
  { "auth_context:", DEMO_WANT_AUTH_CONTEXT },
  { "terms", DEMO_WANT_TERMS },
  { "admin_consent", DEMO_WANT_ADMIN_CONSENT },
};

static void
free_policy (DemoPolicy *policy)
{
  g_free (policy->user);
  g_free (policy->app);
  g_free (policy->scope);
  g_free (policy->context);
  g_free (policy);
}

static char *
make_key (const char *username,
          const char *client_id,
          const char *scope)
{
  g_autofree char *text = g_strdup_printf ("%s %s %s", username, client_id, scope);

  return g_ascii_strdown (text, -1);
}

static void
demo_policies_finalize (GObject *object)
{
  DemoPolicies *self = DEMO_POLICIES (object);

  g_ptr_array_unref (self->policies);
  g_hash_table_unref (self->consents);
  g_hash_table_unref (self->terms);

  G_OBJECT_CLASS (demo_policies_parent_class)->finalize (object);
}

static void
demo_policies_class_init (DemoPoliciesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = demo_policies_finalize;
}

static void
demo_policies_init (DemoPolicies *self)
{
  self->policies = g_ptr_array_new_with_free_func ((GDestroyNotify) free_policy);
  self->consents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->terms = g_hash_table_new (NULL, NULL);
  demo_policies_reset (self);
}

DemoPolicies *
demo_policies_new (void)
{
  return g_object_new (DEMO_TYPE_POLICIES, NULL);
}

/* An administrator has consented to what a registration starts with, which is Graph's User.Read. */
void
demo_policies_reset (DemoPolicies *self)
{
  g_return_if_fail (DEMO_IS_POLICIES (self));

  g_ptr_array_set_size (self->policies, 0);
  g_hash_table_remove_all (self->consents);
  g_hash_table_remove_all (self->terms);
  g_hash_table_add (self->consents, make_key ("*", DEMO_CLIENT_ID, DEMO_GRAPH_ID "/User.Read"));
}

/* @require: what the rule wants. Returns: whether that is known */
static gboolean
read_require (DemoPolicy *policy,
              const char *require)
{
  gsize length = strcspn (require, ":");
  const char *argument = require[length] == ':' ? require + length + 1 : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (argument == NULL ? g_str_equal (names[i].name, require)
                         : g_str_has_prefix (require, names[i].name) && *argument != '\0' &&
                           g_str_has_suffix (names[i].name, ":"))
      policy->want = names[i].want;

  if (policy->want == DEMO_WANT_AUTH_CONTEXT)
    policy->context = g_strdup (argument);

  return policy->want != DEMO_WANT_NOTHING &&
         (policy->want != DEMO_WANT_SIGN_IN_FREQUENCY ||
          (g_ascii_string_to_signed (argument, 10, 1, G_MAXINT, &policy->seconds, NULL)));
}

static DemoPolicy *
read_policy (JsonObject *wish)
{
  DemoPolicy *policy = g_new0 (DemoPolicy, 1);
  const char *require = demo_json_get_string (wish, "require");

  policy->user = g_strdup (demo_json_get_string (wish, "user"));
  policy->app = g_strdup (demo_json_get_string (wish, "app"));
  policy->scope = g_strdup (demo_json_get_string (wish, "scope"));

  if (require != NULL && read_require (policy, require))
    return policy;

  free_policy (policy);

  return NULL;
}

/* @wish: "policies", which replace all. Returns: whether all were understood, else none counts */
gboolean
demo_policies_replace (DemoPolicies  *self,
                       JsonObject    *wish,
                       GError       **error)
{
  JsonArray *array = demo_json_get_array (wish, "policies");
  g_autoptr(GPtrArray) policies = NULL;

  g_return_val_if_fail (DEMO_IS_POLICIES (self), FALSE);

  if (array == NULL)
    return demo_wish_refuse (error, "A list of policies is needed");

  policies = g_ptr_array_new_with_free_func ((GDestroyNotify) free_policy);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      DemoPolicy *policy = NULL;

      if (JSON_NODE_HOLDS_OBJECT (node))
        policy = read_policy (json_node_get_object (node));

      if (policy == NULL)
        return demo_wish_refuse (error, "A policy requires something that is not known");

      g_ptr_array_add (policies, policy);
    }

  g_ptr_array_unref (self->policies);
  self->policies = g_steal_pointer (&policies);

  return TRUE;
}

static gboolean
is_about (const DemoPolicy *policy,
          const DemoTrial  *trial)
{
  const char *short_scope = policy->scope != NULL ? strrchr (policy->scope, '/') : NULL;

  short_scope = short_scope != NULL ? short_scope + 1 : policy->scope;

  return (policy->user == NULL ||
          g_ascii_strcasecmp (policy->user, trial->user->username) == 0) &&
         (policy->app == NULL || g_ascii_strcasecmp (policy->app, trial->client_id) == 0) &&
         (short_scope == NULL || demo_scopes_has (trial->scopes, short_scope));
}

static gboolean
has_consent (DemoPolicies     *self,
             const char       *username,
             const char       *client_id,
             const DemoScopes *scopes)
{
  for (guint i = 0; i < scopes->full->len; i++)
    {
      g_autofree char *own = make_key (username, client_id, scopes->full->pdata[i]);
      g_autofree char *everybody = make_key ("*", client_id, scopes->full->pdata[i]);

      if (!g_hash_table_contains (self->consents, own) &&
          !g_hash_table_contains (self->consents, everybody))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_pre_authorized (const DemoScopes *scopes)
{
  return scopes->owner != NULL && !scopes->several && scopes->owner->pre_authorized;
}

static gboolean
is_met (DemoPolicies     *self,
        const DemoPolicy *policy,
        const DemoTrial  *trial)
{
  const DemoProof *proof = trial->proof;

  switch (policy->want)
    {
    case DEMO_WANT_NO_DEVICE_CODE:
      return !proof->by_device_code;

    case DEMO_WANT_SIGN_IN_FREQUENCY:
      return trial->now - proof->since < policy->seconds;

    case DEMO_WANT_PASSKEY:
      return proof->passkey;

    case DEMO_WANT_MFA:
      return proof->mfa;

    case DEMO_WANT_AUTH_CONTEXT:
      return demo_proof_has_context (proof, policy->context);

    case DEMO_WANT_TERMS:
      return g_hash_table_contains (self->terms, trial->user);

    case DEMO_WANT_ADMIN_CONSENT:
      return is_pre_authorized (trial->scopes) ||
             has_consent (self, trial->user->admin ? trial->user->username : "*",
                          trial->client_id, trial->scopes);

    case DEMO_WANT_NOTHING:
    case DEMO_WANT_BLOCK:
    case DEMO_WANT_ASSIGNED:
    case DEMO_WANT_COMPLIANT_DEVICE:
    case DEMO_WANT_MANAGED_DEVICE:
    default:
      return FALSE;
    }
}

/**
 * demo_policies_judge:
 * @self: the rules
 * @trial: who asks for what
 * @context: (out) (optional) (nullable) (transfer none): for %DEMO_WANT_AUTH_CONTEXT, which one
 *
 * Returns: what is wanted next, %DEMO_WANT_NOTHING if all is well
 */
DemoWant
demo_policies_judge (DemoPolicies     *self,
                     const DemoTrial  *trial,
                     const char      **context)
{
  DemoWant first = demo_proof_has_context (trial->proof, trial->context) ? DEMO_WANT_NOTHING
                                                                         : DEMO_WANT_AUTH_CONTEXT;
  const char *wanted = trial->context;

  g_return_val_if_fail (DEMO_IS_POLICIES (self), DEMO_WANT_BLOCK);

  for (guint i = 0; i < self->policies->len; i++)
    {
      const DemoPolicy *policy = self->policies->pdata[i];

      if ((first != DEMO_WANT_NOTHING && policy->want >= first) || !is_about (policy, trial) ||
          is_met (self, policy, trial))
        continue;

      first = policy->want;
      wanted = policy->context;
    }

  if (context != NULL)
    *context = wanted;

  return first;
}

/* Returns: whether all of @scopes are agreed to, by @user or an administrator */
gboolean
demo_policies_has_consent (DemoPolicies     *self,
                           const DemoUser   *user,
                           const char       *client_id,
                           const DemoScopes *scopes)
{
  g_return_val_if_fail (DEMO_IS_POLICIES (self), FALSE);

  return is_pre_authorized (scopes) ||
         has_consent (self, user->username, client_id, scopes);
}

/* @user: (nullable): who agrees, %NULL for an administrator in everybody's name */
void
demo_policies_consent (DemoPolicies     *self,
                       const DemoUser   *user,
                       const char       *client_id,
                       const DemoScopes *scopes)
{
  g_return_if_fail (DEMO_IS_POLICIES (self));

  for (guint i = 0; i < scopes->full->len; i++)
    g_hash_table_add (self->consents, make_key (user != NULL ? user->username : "*", client_id,
                                                scopes->full->pdata[i]));
}

/* @user: (nullable): whose consent is void from now on, %NULL for all there is */
void
demo_policies_withdraw (DemoPolicies   *self,
                        const DemoUser *user)
{
  g_autofree char *start = user != NULL ? g_strconcat (user->username, " ", NULL) : g_strdup ("");
  g_autofree char *prefix = g_ascii_strdown (start, -1);
  GHashTableIter iter;
  gpointer key;

  g_return_if_fail (DEMO_IS_POLICIES (self));

  g_hash_table_iter_init (&iter, self->consents);

  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_str_has_prefix (key, prefix))
      g_hash_table_iter_remove (&iter);
}

void
demo_policies_accept_terms (DemoPolicies   *self,
                            const DemoUser *user)
{
  g_return_if_fail (DEMO_IS_POLICIES (self));

  g_hash_table_add (self->terms, (gpointer) user);
}
