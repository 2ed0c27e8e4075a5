/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-policy-private.h"

#define MEMBER "trusted_authorities"

/* Texts and booleans as in the settings, by the same names; FALSE where it is anything else. */
static gboolean
add_member (GVariantDict *dict,
            const char   *name,
            SjsonValue   *value)
{
  g_autofree char *text = NULL;
  gboolean yes;

  if (sjson_value_get_boolean (value, &yes))
    {
      g_variant_dict_insert (dict, name, "b", yes);
      return TRUE;
    }

  text = sjson_value_dup_string (value, NULL);
  if (text != NULL)
    g_variant_dict_insert (dict, name, "s", text);

  return text != NULL;
}

/* Nullable. */
static OauthTrust *
read_entry (SjsonValue *value)
{
  g_autoptr(GVariant) entry = NULL;
  g_autoptr(GError) error = NULL;
  OauthTrust *trust = NULL;
  SjsonValue name, member;
  gboolean is_whole = sjson_value_get_kind (value) == SJSON_KIND_OBJECT;
  GVariantDict dict;
  SjsonIter iter;

  g_variant_dict_init (&dict, NULL);

  if (is_whole)
    {
      sjson_iter_init (&iter, value);

      while (is_whole && sjson_iter_next (&iter, &name, &member))
        {
          g_autofree char *text = sjson_value_dup_string (&name, NULL);

          is_whole = add_member (&dict, text, &member);
        }
    }

  entry = g_variant_ref_sink (g_variant_dict_end (&dict));

  if (is_whole)
    trust = oauth_trust_new (entry, &error);
  if (trust == NULL)
    g_debug ("An authority of the policy is left out: %s",
             error != NULL ? error->message : "it is no object of texts and booleans");

  return trust;
}

/*
 * crib_policy_dup_authorities:
 *
 * The member `trusted_authorities` of the file of policies: entries as in the setting of that name
 * (ruling 26), each an object. One that cannot be understood trusts nobody.
 *
 * Returns: (transfer full) (element-type OauthTrust): whom an administrator trusts for everybody
 */
GPtrArray *
crib_policy_dup_authorities (void)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) oauth_trust_unref);
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root, list, value;
  SjsonIter iter;

  if (!crib_policy_read (&document) || document == NULL)
    return entries;

  root = sjson_document_get_root (document);

  if (!sjson_value_get_member (&root, MEMBER, &list) ||
      sjson_value_get_kind (&list) != SJSON_KIND_ARRAY)
    return entries;

  sjson_iter_init (&iter, &list);

  while (sjson_iter_next (&iter, NULL, &value))
    {
      OauthTrust *trust = read_entry (&value);

      if (trust != NULL)
        g_ptr_array_add (entries, trust);
    }

  return entries;
}
