/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "entra-claims.h"

#include "oauth-error.h"
#include "oauth-pkce.h"
#include "sjson-builder.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* entra.md 4.1, guard rails. */
#define MOST_OF_CLAIMS (8 * 1024)
#define MOST_DEPTH 6

/* OpenID Connect Core §5.5, and access_token of Microsoft's. */
static const char * const tops[] = { "access_token", "id_token", "userinfo", NULL };

static gboolean
is_top (const SjsonValue *name)
{
  for (gsize i = 0; tops[i] != NULL; i++)
    if (sjson_value_equals_string (name, tops[i]))
      return TRUE;

  return FALSE;
}

static gboolean
has_only_tops (const SjsonValue *claims)
{
  SjsonIter iter;
  SjsonValue name;
  SjsonValue value;

  sjson_iter_init (&iter, claims);
  while (sjson_iter_next (&iter, &name, &value))
    if (!is_top (&name) || sjson_value_get_kind (&value) != SJSON_KIND_OBJECT)
      return FALSE;

  return TRUE;
}

/* A server says what it likes, and we carry it to the authority: only what looks like claims. */
static SjsonDocument *
parse (const char  *text,
       gssize       length,
       GError     **error)
{
  static const SjsonLimits limits = { .depth = MOST_DEPTH, .size = MOST_OF_CLAIMS };
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;

  document = sjson_document_new_from_string (text, length, &limits, NULL);

  if (document != NULL)
    {
      root = sjson_document_get_root (document);

      if (sjson_value_get_kind (&root) == SJSON_KIND_OBJECT && has_only_tops (&root))
        return g_steal_pointer (&document);
    }

  g_set_error_literal (error, OAUTH_ERROR, OAUTH_ERROR_FORGED,
                       _("The server asks for a stronger sign-in in words that cannot be "
                         "understood."));

  return NULL;
}

static gboolean
find (const SjsonValue *object,
      const SjsonValue *name,
      SjsonValue       *value)
{
  gsize length = 0;
  g_autofree char *bytes = sjson_value_dup_string (name, &length);

  return sjson_value_get_member_len (object, bytes, length, value);
}

static gboolean
are_objects (const SjsonValue *a,
             const SjsonValue *b)
{
  return sjson_value_get_kind (a) == SJSON_KIND_OBJECT &&
         sjson_value_get_kind (b) == SJSON_KIND_OBJECT;
}

/* Objects member by member, all else @over's. As deep as parse() lets them be. */
static void
merge (SjsonBuilder     *builder,
       const SjsonValue *base,
       const SjsonValue *over)
{
  SjsonIter iter;
  SjsonValue name;
  SjsonValue value;
  SjsonValue other;

  sjson_builder_begin_object (builder);

  sjson_iter_init (&iter, base);
  while (sjson_iter_next (&iter, &name, &value))
    {
      sjson_builder_name_value (builder, &name);

      if (!find (over, &name, &other))
        sjson_builder_value (builder, &value);
      else if (are_objects (&value, &other))
        merge (builder, &value, &other);
      else
        sjson_builder_value (builder, &other);
    }

  sjson_iter_init (&iter, over);
  while (sjson_iter_next (&iter, &name, &value))
    if (!find (base, &name, &other))
      sjson_builder_value (sjson_builder_name_value (builder, &name), &value);

  sjson_builder_end_object (builder);
}

/**
 * entra_claims_merge:
 * @base: (nullable): claims as JSON; `NULL` for what we promise in every request
 * @challenge: (nullable): claims as JSON, from a server's challenge or an error of the authority
 * @error: return location: `OAUTH_ERROR_FORGED`
 *
 * Makes the `claims` parameter (OpenID Connect Core §5.5): a deep merge in which @challenge wins
 * and arrays are replaced (entra.md 4.3). Both must be objects of at most 8 KiB, six deep, with no
 * other members than `access_token`, `id_token` and `userinfo`.
 *
 * Returns: (transfer full) (nullable): compact JSON
 */
char *
entra_claims_merge (const char  *base,
                    const char  *challenge,
                    GError     **error)
{
  g_autoptr(SjsonDocument) base_document = NULL;
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(SjsonDocument) merged = NULL;
  g_autoptr(SjsonBuilder) builder = NULL;
  SjsonValue base_root;
  SjsonValue root;

  base_document = parse (base != NULL ? base : ENTRA_CLAIMS_CAPABILITY, -1, error);
  if (base_document == NULL)
    return NULL;

  document = parse (challenge != NULL ? challenge : "{}", -1, error);
  if (document == NULL)
    return NULL;

  base_root = sjson_document_get_root (base_document);
  root = sjson_document_get_root (document);

  builder = sjson_builder_new ();
  merge (builder, &base_root, &root);
  merged = sjson_builder_end_document (builder);
  root = sjson_document_get_root (merged);

  return sjson_value_to_json (&root, NULL);
}

/**
 * entra_claims_decode:
 * @text: the `claims` parameter of a `WWW-Authenticate: Bearer` challenge
 * @error: return location: `OAUTH_ERROR_FORGED`
 *
 * Reads the claims of a server's challenge (entra.md 4.1): JSON in base64, of either alphabet,
 * with or without padding.
 *
 * Returns: (transfer full) (nullable): the claims as JSON, for [func@Entra.claims_merge]
 */
char *
entra_claims_decode (const char  *text,
                     GError     **error)
{
  g_autofree char *letters = NULL;
  g_autofree guint8 *bytes = NULL;
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);

  length = strlen (text);
  while (length > 0 && text[length - 1] == '=')
    length--;

  letters = g_strndup (text, length);
  g_strdelimit (g_strdelimit (letters, "+", '-'), "/", '_');
  bytes = oauth_base64url_decode (letters, -1, &length);

  document = parse (bytes != NULL ? (const char *) bytes : "", bytes != NULL ? length : 0, error);
  if (document == NULL)
    return NULL;

  root = sjson_document_get_root (document);

  return sjson_value_to_json (&root, NULL);
}
