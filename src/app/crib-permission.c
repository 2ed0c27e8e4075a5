/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-permission.h"

#include <string.h>

/*
 * crib_permission_is_one:
 * @scope: as it is sent
 *
 * Returns: whether it says what may be done; those of OpenID Connect say who somebody is (OpenID
 *   Connect Core §5.4)
 */
gboolean
crib_permission_is_one (const char *scope)
{
  static const char * const identity[] = {
    "openid", "profile", "email", "offline_access", NULL
  };

  return !g_strv_contains (identity, scope) && !g_str_has_suffix (scope, "/.default");
}

/*
 * crib_permission_get_name:
 * @scope: as it is sent
 * @is_entra: whether it is sent to one of kind entra
 *
 * "api://API/mcp:tools" is Entra's form of "mcp:tools" (entra.md 2.5); elsewhere a scope that is an
 * address means just that.
 *
 * Returns: the part of @scope that is for people
 */
const char *
crib_permission_get_name (const char *scope,
                          gboolean    is_entra)
{
  const char *slash = is_entra ? strrchr (scope, '/') : NULL;

  return slash != NULL && slash[1] != '\0' ? slash + 1 : scope;
}

/*
 * crib_permission_dup_all:
 * @scopes: (nullable): as they are sent
 * @is_entra: whether they are sent to one of kind entra
 *
 * Returns: (transfer full): those that say what may be done, for people
 */
char **
crib_permission_dup_all (const char * const *scopes,
                         gboolean            is_entra)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();

  for (; scopes != NULL && *scopes != NULL; scopes++)
    if (crib_permission_is_one (*scopes))
      g_strv_builder_add (names, crib_permission_get_name (*scopes, is_entra));

  return g_strv_builder_end (names);
}
