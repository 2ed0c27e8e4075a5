/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-account-file-private.h"

#include "crib-account-store.h"
#include "crib-error.h"
#include "crib-profile.h"
#include "sjson-builder.h"

#include <glib/gi18n-lib.h>

#define FORMAT 1
#define MAX_DEPTH 32
/* More than anybody is a guest of. */
#define MOST_TENANTS 32

static gboolean
check_format (const SjsonValue  *root,
              GError           **error)
{
  SjsonValue accounts;
  gint64 format = 0;

  if (sjson_value_get_kind (root) != SJSON_KIND_OBJECT ||
      !sjson_value_get_member_int64 (root, "format", &format) || format < 1)
    {
      g_set_error_literal (error, CRIB_ERROR, CRIB_ERROR_ACCOUNTS,
                           _("The file of the accounts is not what it should be. "
                             "It is left as it is."));
      return FALSE;
    }

  if (format > FORMAT)
    {
      g_set_error_literal (error, CRIB_ERROR, CRIB_ERROR_ACCOUNTS,
                           _("The file of the accounts was written by a newer version of "
                             "Toolcrib. It is left as it is."));
      return FALSE;
    }

  if (!sjson_value_get_member (root, "accounts", &accounts) ||
      sjson_value_get_kind (&accounts) == SJSON_KIND_ARRAY)
    return TRUE;

  g_set_error_literal (error, CRIB_ERROR, CRIB_ERROR_ACCOUNTS,
                       _("The file of the accounts holds no list of accounts. "
                         "It is left as it is."));
  return FALSE;
}

static SjsonDocument *
parse (GBytes  *text,
       GError **error)
{
  SjsonLimits limits = { .depth = MAX_DEPTH, .size = CRIB_PROFILE_MAX_SIZE };
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) local_error = NULL;
  SjsonValue root;

  document = sjson_document_new (text, &limits, &local_error);

  if (document == NULL)
    {
      g_set_error (error, CRIB_ERROR, CRIB_ERROR_ACCOUNTS,
                   _("The file of the accounts cannot be read: %s"), local_error->message);
      return NULL;
    }

  root = sjson_document_get_root (document);

  return check_format (&root, error) ? g_steal_pointer (&document) : NULL;
}

/* A file without a byte lost nothing that could be kept. */
static gboolean
is_empty (GBytes *text)
{
  return text == NULL || g_bytes_get_size (text) == 0;
}

static gboolean
read_text (const SjsonValue *entry,
           const char       *name,
           gboolean          is_needed,
           char            **text)
{
  SjsonValue value;

  if (!sjson_value_get_member (entry, name, &value))
    return !is_needed;

  *text = sjson_value_dup_string (&value, NULL);

  return *text != NULL && !(is_needed && **text == '\0');
}

/* NULL for an entry that is not ours to understand. */
static OauthAccount *
read_account (const SjsonValue *entry)
{
  g_autofree char *id = NULL;
  g_autofree char *username = NULL;
  g_autofree char *name = NULL;
  g_autofree char *authority = NULL;
  g_autofree char *issuer = NULL;
  g_autofree char *client_id = NULL;
  g_autofree char *tenant = NULL;
  g_autofree char *login_hint = NULL;

  if (!read_text (entry, "id", TRUE, &id) ||
      !read_text (entry, "username", FALSE, &username) ||
      !read_text (entry, "name", FALSE, &name) ||
      !read_text (entry, "authority", TRUE, &authority) ||
      !read_text (entry, "issuer", TRUE, &issuer) ||
      !read_text (entry, "client_id", TRUE, &client_id) ||
      !read_text (entry, "tenant", FALSE, &tenant) ||
      !read_text (entry, "login_hint", FALSE, &login_hint))
    return NULL;

  return g_object_new (OAUTH_TYPE_ACCOUNT,
                       "id", id,
                       "username", username,
                       "name", name,
                       "authority", authority,
                       "issuer", issuer,
                       "client-id", client_id,
                       "tenant", tenant,
                       "login-hint", login_hint,
                       NULL);
}

static gboolean
holds (GPtrArray    *accounts,
       OauthAccount *account)
{
  for (guint i = 0; i < accounts->len; i++)
    {
      if (crib_account_is_same (g_ptr_array_index (accounts, i), account))
        return TRUE;
    }

  return FALSE;
}

/**
 * crib_account_text_parse:
 * @text: (nullable): what a file holds, if there is one
 * @error: return location: %CRIB_ERROR_ACCOUNTS
 *
 * Returns: (transfer full) (element-type OauthAccount) (nullable): its accounts, each once; entries
 *   that cannot be understood are left out
 */
GPtrArray *
crib_account_text_parse (GBytes  *text,
                         GError **error)
{
  g_autoptr(GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root, list, entry;
  SjsonIter iter;

  if (is_empty (text))
    return g_steal_pointer (&accounts);

  document = parse (text, error);

  if (document == NULL)
    return NULL;

  root = sjson_document_get_root (document);

  if (!sjson_value_get_member (&root, "accounts", &list))
    return g_steal_pointer (&accounts);

  sjson_iter_init (&iter, &list);

  while (sjson_iter_next (&iter, NULL, &entry))
    {
      g_autoptr(OauthAccount) account = read_account (&entry);

      if (account != NULL && !holds (accounts, account))
        g_ptr_array_add (accounts, g_steal_pointer (&account));
    }

  return g_steal_pointer (&accounts);
}

static void
write_text (SjsonBuilder *builder,
            const char   *name,
            const char   *text)
{
  if (text == NULL)
    return;

  sjson_builder_name (builder, name);
  sjson_builder_string (builder, text);
}

/* One alone is said already. */
static void
write_tenants (SjsonBuilder *builder,
               GPtrArray    *tenants)
{
  if (tenants->len < 2)
    return;

  sjson_builder_begin_array (sjson_builder_name (builder, "tenants"));
  for (guint i = 0; i < tenants->len; i++)
    sjson_builder_string (builder, g_ptr_array_index (tenants, i));
  sjson_builder_end_array (builder);
}

static void
write_account (SjsonBuilder *builder,
               OauthAccount *account,
               GPtrArray    *tenants)
{
  sjson_builder_begin_object (builder);
  write_text (builder, "id", oauth_account_get_id (account));
  write_text (builder, "username", oauth_account_get_username (account));
  write_text (builder, "name", oauth_account_get_name (account));
  write_text (builder, "authority", oauth_account_get_authority (account));
  write_text (builder, "issuer", oauth_account_get_issuer (account));
  write_text (builder, "client_id", oauth_account_get_client_id (account));
  write_text (builder, "tenant", oauth_account_get_tenant (account));
  write_text (builder, "login_hint", oauth_account_get_login_hint (account));
  write_tenants (builder, tenants);
  sjson_builder_end_object (builder);
}

static void
add_tenant (GPtrArray  *tenants,
            const char *tenant)
{
  if (tenant != NULL && tenants->len < MOST_TENANTS &&
      !g_ptr_array_find_with_equal_func (tenants, tenant, g_str_equal, NULL))
    g_ptr_array_add (tenants, g_strdup (tenant));
}

/* Those of all entries that are of @account; @list: (nullable) */
static GPtrArray *
dup_tenants (const SjsonValue *list,
             OauthAccount     *account,
             gboolean          is_last)
{
  GPtrArray *tenants = g_ptr_array_new_with_free_func (g_free);
  SjsonValue entry, names, name;
  SjsonIter iter, inner;

  add_tenant (tenants, is_last ? oauth_account_get_tenant (account) : NULL);
  if (list == NULL)
    return tenants;

  sjson_iter_init (&iter, list);

  while (sjson_iter_next (&iter, NULL, &entry))
    {
      g_autoptr(OauthAccount) listed = read_account (&entry);

      if (listed == NULL || !crib_account_is_same (listed, account))
        continue;

      add_tenant (tenants, oauth_account_get_tenant (listed));
      if (!sjson_value_get_member_of_kind (&entry, "tenants", SJSON_KIND_ARRAY, &names))
        continue;

      sjson_iter_init (&inner, &names);
      while (sjson_iter_next (&inner, NULL, &name))
        {
          g_autofree char *tenant = sjson_value_dup_string (&name, NULL);

          add_tenant (tenants, tenant);
        }
    }

  return tenants;
}

/*
 * crib_account_text_dup_tenants:
 * @text: (nullable): what a file holds, if there is one
 * @account: an account
 *
 * Returns: (transfer full): the tenants that it has signed in to, the last one first
 */
char **
crib_account_text_dup_tenants (GBytes       *text,
                               OauthAccount *account)
{
  g_autoptr(SjsonDocument) document = !is_empty (text) ? parse (text, NULL) : NULL;
  GPtrArray *tenants;
  SjsonValue root, list;
  gboolean has_list = FALSE;

  if (document != NULL)
    {
      root = sjson_document_get_root (document);
      has_list = sjson_value_get_member (&root, "accounts", &list);
    }

  tenants = dup_tenants (has_list ? &list : NULL, account, !has_list);
  g_ptr_array_add (tenants, NULL);

  return (char **) g_ptr_array_free (tenants, FALSE);
}

/* @old: (nullable): the list as it was. Of several that are the same only one stays. */
static void
write_accounts (SjsonBuilder     *builder,
                const SjsonValue *old,
                OauthAccount     *account,
                gboolean          keep)
{
  g_autoptr(GPtrArray) tenants = dup_tenants (old, account, TRUE);
  SjsonValue entry;
  SjsonIter iter;

  sjson_builder_begin_array (builder);

  if (old != NULL)
    {
      sjson_iter_init (&iter, old);

      while (sjson_iter_next (&iter, NULL, &entry))
        {
          g_autoptr(OauthAccount) listed = read_account (&entry);

          if (listed == NULL || !crib_account_is_same (listed, account))
            {
              sjson_builder_value (builder, &entry);
            }
          else if (keep)
            {
              write_account (builder, account, tenants);
              keep = FALSE;
            }
        }
    }

  if (keep)
    write_account (builder, account, tenants);

  sjson_builder_end_array (builder);
}

/* What the file holds besides the accounts stays. */
static void
write_kept (SjsonBuilder     *builder,
            const SjsonValue *root)
{
  SjsonValue name, value;
  SjsonIter iter;

  sjson_iter_init (&iter, root);

  while (sjson_iter_next (&iter, &name, &value))
    {
      if (!sjson_value_equals_string (&name, "accounts"))
        sjson_builder_value (sjson_builder_name_value (builder, &name), &value);
    }
}

static GBytes *
print (SjsonBuilder *builder)
{
  g_autoptr(SjsonDocument) document = sjson_builder_end_document (builder);
  SjsonValue root = sjson_document_get_root (document);
  g_autofree char *text = sjson_value_to_pretty_json (&root, NULL);
  GString *lines = g_string_new (text);

  g_string_append_c (lines, '\n');

  return g_string_free_to_bytes (lines);
}

/**
 * crib_account_text_edit:
 * @text: (nullable): what a file holds, if there is one
 * @account: an account
 * @keep: whether it is to be there, or not
 * @error: return location: %CRIB_ERROR_ACCOUNTS
 *
 * Puts @account into the place of the same account, or at the end; or takes it away. Whatever else
 * is there, also what we do not understand, keeps its text.
 *
 * Returns: (transfer full) (nullable): what the file is to hold
 */
GBytes *
crib_account_text_edit (GBytes        *text,
                        OauthAccount  *account,
                        gboolean       keep,
                        GError       **error)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root, accounts;
  gboolean has_accounts = FALSE;

  if (!is_empty (text) && (document = parse (text, error)) == NULL)
    return NULL;

  sjson_builder_begin_object (builder);

  if (document != NULL)
    {
      root = sjson_document_get_root (document);
      has_accounts = sjson_value_get_member (&root, "accounts", &accounts);
      write_kept (builder, &root);
    }
  else
    {
      sjson_builder_name (builder, "format");
      sjson_builder_int64 (builder, FORMAT);
    }

  sjson_builder_name (builder, "accounts");
  write_accounts (builder, has_accounts ? &accounts : NULL, account, keep);
  sjson_builder_end_object (builder);

  return print (builder);
}
