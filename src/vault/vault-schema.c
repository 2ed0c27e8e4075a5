/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "vault-schema.h"

#include <glib/gi18n-lib.h>

#define VERSION "1"
#define UNREADABLE "unreadable"

static const SecretSchema schema = {
  APPLICATION_ID ".Account", SECRET_SCHEMA_NONE,
  {
    { "v", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "client_id", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "authority", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "account", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  }
};

/*< private >
 * vault_schema_get:
 *
 * Returns: how our items are found in the keyring (ruling 10)
 */
const SecretSchema *
vault_schema_get (void)
{
  return &schema;
}

/*< private >
 * vault_schema_get_label:
 * @attributes: (nullable): of the item
 *
 * Returns: what a person sees of an item in the list of their keyring: the same
 *   for all, since it can be read while the keyring is locked; only what is kept
 *   though nobody can make sense of it says so
 */
const char *
vault_schema_get_label (GHashTable *attributes)
{
  const char *kind = attributes != NULL ? g_hash_table_lookup (attributes, "kind") : NULL;

  if (g_strcmp0 (kind, UNREADABLE) == 0)
    return _("Toolcrib – work account sign-in (unreadable)");

  /* Translators: the name of an item in the list of the keyring (Passwords and Keys). */
  return _("Toolcrib – work account sign-in");
}

static const char *
kind_to_string (VaultKind kind)
{
  static const char * const names[] = {
    [VAULT_KIND_ACCOUNT] = "account",
    [VAULT_KIND_CLIENT] = "client",
    [VAULT_KIND_API_KEY] = "api-key",
    [VAULT_KIND_TASKS] = "tasks",
    [VAULT_KIND_UNREADABLE] = UNREADABLE,
  };

  return names[kind];
}

/* A search finds every item that has the attributes asked for, so one without a
 * client would be any client's: what is not there is written as "". */
static void
insert (GHashTable *attributes,
        const char *name,
        const char *value)
{
  g_hash_table_insert (attributes, (char *) name, g_strdup (value != NULL ? value : ""));
}

/*< private >
 * vault_schema_new_attributes:
 * @key: a key
 *
 * Returns: (transfer full) (element-type utf8 utf8): where @key lies in the keyring
 */
GHashTable *
vault_schema_new_attributes (VaultKey *key)
{
  GHashTable *attributes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  insert (attributes, "v", VERSION);
  insert (attributes, "kind", kind_to_string (vault_key_get_kind (key)));
  insert (attributes, "client_id", vault_key_get_client_id (key));
  insert (attributes, "authority", vault_key_get_authority (key));
  insert (attributes, "account", vault_key_get_account (key));

  return attributes;
}

/*< private >
 * vault_schema_new_aside:
 *
 * Returns: (transfer full) (element-type utf8 utf8): what all items that were put
 *   aside have in common
 */
GHashTable *
vault_schema_new_aside (void)
{
  GHashTable *attributes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  insert (attributes, "v", VERSION);
  insert (attributes, "kind", UNREADABLE);

  return attributes;
}
