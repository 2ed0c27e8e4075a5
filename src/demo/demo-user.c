/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-user.h"

#include <string.h>

const DemoUser demo_users[] = {
  {
    .username = "ada@contoso.example", .password = "Engine-1843!", .name = "Ada Example",
    .home = DEMO_TENANT_ID, .oid = "2b9e6c1f-53a7-4d80-9c4e-b1f07d38a265",
    .sub = "m3Xc0QhVxXlJzr3f5nqYt0bTq1eU7wYk2dPz8sRaK4o",
  },
  {
    .username = "tom@contoso.example", .password = "Admin-1972!", .name = "Tom Example",
    .home = DEMO_TENANT_ID, .oid = "d40a8f37-1e6b-4c92-a7d5-6c83e915f0b4",
    .sub = "Vt9pWf2LkB6sEo7Hn4RcZ1yJgD8uMxA0qSi5TeNa3Kc", .admin = TRUE,
  },
  {
    .username = "gus@fabrikam.example", .password = "Guest-1791!", .name = "Gus Example",
    .home = DEMO_OTHER_ID, .oid = "7c15e0b9-a2d4-4f36-8b97-25f1c04e6d83",
    .sub = "Qe5rT2bUx8mWfK1zYc9aLh4JvD7oNsG0pRi6EtXk3Bw",
    .guest_oid = "91f3a6d2-0c58-4be7-b4a1-e86d72905c3f",
    .guest_sub = "Zs7kP0cNq4HyVw2LtJ8dXe1RbM5gAoU9fIi3KnTx6Gh",
  },
  {
    .username = "fred@federated.example", .password = "Hopper-1906!", .name = "Fred Example",
    .home = DEMO_TENANT_ID, .oid = "a6d80c47-9e13-4b52-8f6a-03c7e5d1b928",
    .sub = "Hn2vB9xKc6RmEq4TsWz1LfY8oJpD0aUg7iGt5XkNe3Q", .federated = TRUE,
  },
  { NULL }
};

static const struct
{
  const char *id;
  const char *domain;
  const char *name;
} tenants[] = {
  { DEMO_TENANT_ID, DEMO_DOMAIN, "Contoso" },
  { DEMO_OTHER_ID, DEMO_OTHER_DOMAIN, "Fabrikam" },
};

/* @form: a path's first part. Returns: (nullable): the id of the tenant it names */
const char *
demo_tenant_id_find (const char *form)
{
  for (guint i = 0; i < G_N_ELEMENTS (tenants); i++)
    if (g_ascii_strcasecmp (form, tenants[i].id) == 0 ||
        g_ascii_strcasecmp (form, tenants[i].domain) == 0)
      return tenants[i].id;

  return NULL;
}

/* @tid: the id of a tenant. Returns: (nullable): what it calls itself */
const char *
demo_tenant_id_get_name (const char *tid)
{
  for (guint i = 0; i < G_N_ELEMENTS (tenants); i++)
    if (g_strcmp0 (tid, tenants[i].id) == 0)
      return tenants[i].name;

  return NULL;
}

/* Whether @form names no tenant but lets anybody in, each at home. */
gboolean
demo_tenant_form_is_open (const char *form)
{
  return g_ascii_strcasecmp (form, "organizations") == 0 ||
         g_ascii_strcasecmp (form, "common") == 0;
}

/* Returns: (nullable): who they are in the tenant @tid, nobody unless member or guest */
const char *
demo_user_get_oid (const DemoUser *user,
                   const char     *tid)
{
  return g_strcmp0 (user->home, tid) == 0 ? user->oid : user->guest_oid;
}

const char *
demo_user_get_sub (const DemoUser *user,
                   const char     *tid)
{
  return g_strcmp0 (user->home, tid) == 0 ? user->sub : user->guest_sub;
}

/* Returns: (nullable): the tenant they sign in to under the path @form; %NULL where they are
 *   neither member nor guest of the one that it names */
const char *
demo_user_choose_tenant (const DemoUser *user,
                         const char     *form)
{
  const char *tid = demo_tenant_form_is_open (form) ? user->home : demo_tenant_id_find (form);

  return tid != NULL && demo_user_get_oid (user, tid) != NULL ? tid : NULL;
}

/* Returns: (transfer full): the opaque claim (entra.md 2.1) */
char *
demo_user_dup_login_hint (const DemoUser *user)
{
  g_autofree char *base64 = g_base64_encode ((const guchar *) user->oid, strlen (user->oid));

  g_strdelimit (base64, "=", '.');

  return g_strconcat ("O.", base64, NULL);
}
