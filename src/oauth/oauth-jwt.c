/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-jwt.h"

#include "oauth-error.h"
#include "oauth-keys.h"
#include "oauth-pkce.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define MOST_OF_A_TOKEN (64 * 1024)
#define MOST_OF_A_HEADER (8 * 1024)

static OauthJwt *
refuse (GError **error)
{
  g_set_error_literal (error, OAUTH_ERROR, OAUTH_ERROR_FORGED,
                       _("The authority sent an ID token that is none."));

  return NULL;
}

/* Two members of one name would let us check the one and somebody else believe the other
 * (RFC 7515 §4). */
static SjsonDocument *
parse_header (const char *text,
              gsize       length)
{
  const SjsonLimits limits = { .depth = 8, .size = MOST_OF_A_HEADER };
  g_autofree guint8 *bytes = NULL;
  g_autoptr(SjsonDocument) document = NULL;
  gsize n_bytes = 0;
  SjsonValue root;

  bytes = oauth_base64url_decode (text, length, &n_bytes);
  if (bytes == NULL)
    return NULL;

  document = sjson_document_new_from_string ((const char *) bytes, n_bytes, &limits, NULL);
  if (document == NULL || sjson_document_get_n_duplicates (document) > 0)
    return NULL;

  root = sjson_document_get_root (document);

  return sjson_value_get_kind (&root) == SJSON_KIND_OBJECT ? g_steal_pointer (&document) : NULL;
}

static gboolean
parse_rest (OauthJwt   *self,
            const char *payload,
            const char *signature)
{
  guint8 *bytes;
  gsize n_bytes = 0;

  bytes = oauth_base64url_decode (payload, signature - 1 - payload, &n_bytes);
  if (bytes == NULL)
    return FALSE;

  self->payload = g_bytes_new_take (bytes, n_bytes);
  self->signature = oauth_base64url_decode (signature, -1, &self->n_signature);

  return self->signature != NULL;
}

/*
 * oauth_jwt_parse:
 * @jws: what should be a compact JWS; must outlive the result
 * @error: return location: `OAUTH_ERROR_FORGED`
 *
 * Takes a token of at most 64 KiB apart. Nothing in it is believed yet.
 *
 * Returns: (transfer full) (nullable): the parts
 */
OauthJwt *
oauth_jwt_parse (const char  *jws,
                 GError     **error)
{
  g_autoptr(OauthJwt) self = NULL;
  const char *payload;
  const char *signature;

  g_return_val_if_fail (jws != NULL, NULL);

  payload = strlen (jws) <= MOST_OF_A_TOKEN ? strchr (jws, '.') : NULL;
  signature = payload != NULL ? strchr (payload + 1, '.') : NULL;
  if (signature == NULL)
    return refuse (error);

  self = g_new0 (OauthJwt, 1);
  self->input = jws;
  self->n_input = signature - jws;
  self->header = parse_header (jws, payload - jws);

  if (self->header == NULL || !parse_rest (self, payload + 1, signature + 1))
    return refuse (error);

  return g_steal_pointer (&self);
}

void
oauth_jwt_free (OauthJwt *self)
{
  g_clear_pointer (&self->header, sjson_document_unref);
  g_clear_pointer (&self->payload, g_bytes_unref);
  g_free (self->signature);
  g_free (self);
}

/**
 * oauth_jwt_dup_kid:
 * @jws: a token that nothing is known of
 *
 * Returns: (transfer full) (nullable): the id of the key that @jws says it was signed with, to see
 *   whether keys must be fetched anew; `NULL` if it says none
 */
char *
oauth_jwt_dup_kid (const char *jws)
{
  g_autoptr(OauthJwt) jwt = NULL;
  SjsonValue header;

  g_return_val_if_fail (jws != NULL, NULL);

  jwt = oauth_jwt_parse (jws, NULL);
  if (jwt == NULL)
    return NULL;

  header = sjson_document_get_root (jwt->header);

  return sjson_value_dup_member_string (&header, "kid");
}
