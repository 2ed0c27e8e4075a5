/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-token-lens.h"

#include "crib-permission.h"
#include "crib-token-lens-private.h"
#include "entra-diagnosis.h"
#include "oauth-pkce.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Bytes; as for ID tokens. */
#define MOST_OF_A_TOKEN (64 * 1024)

/**
 * CribTokenLens:
 *
 * What an access token says, beside what its server advertises.
 *
 * Made when a person asks for it. Of the token only the claims of a fixed list are kept, as text
 * for people; the decoded copy is wiped before anybody sees them.
 */
struct _CribTokenLens
{
  GObject parent_instance;

  GPtrArray *rows;   /* of CribLensRow */
  char *advice;      /* nullable */
};

static void crib_token_lens_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CribTokenLens, crib_token_lens, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      crib_token_lens_list_model_init))

static GType
crib_token_lens_get_item_type (GListModel *model)
{
  return CRIB_TYPE_LENS_ROW;
}

static guint
crib_token_lens_get_n_items (GListModel *model)
{
  return CRIB_TOKEN_LENS (model)->rows->len;
}

static gpointer
crib_token_lens_get_item (GListModel *model,
                          guint       position)
{
  CribTokenLens *self = CRIB_TOKEN_LENS (model);

  return position < self->rows->len ? g_object_ref (g_ptr_array_index (self->rows, position))
                                    : NULL;
}

static void
crib_token_lens_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = crib_token_lens_get_item_type;
  iface->get_n_items = crib_token_lens_get_n_items;
  iface->get_item = crib_token_lens_get_item;
}

static void
crib_token_lens_finalize (GObject *object)
{
  CribTokenLens *self = CRIB_TOKEN_LENS (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->advice, g_free);

  G_OBJECT_CLASS (crib_token_lens_parent_class)->finalize (object);
}

static void
crib_token_lens_class_init (CribTokenLensClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crib_token_lens_finalize;
}

static void
crib_token_lens_init (CribTokenLens *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
}

/* RFC 7516 §3: five parts, of which nobody but the server can read the fourth. */
static const char *
find_reason (const char *token)
{
  guint n_dots = 0;

  for (const char *c = token; *c != '\0'; c++)
    n_dots += *c == '.' ? 1 : 0;

  if (n_dots == 4)
    return _("This token is encrypted: only the server can read what it says.");

  return _("This token is not of a kind that can be read: only the server and who issued it know "
           "what it stands for.");
}

typedef struct
{
  guint8 *bytes;
  gsize length;
} Payload;

static void
payload_wipe (gpointer data)
{
  Payload *payload = data;

  explicit_bzero (payload->bytes, payload->length);
  g_free (payload->bytes);
  g_free (payload);
}

/* The part between the two dots of a JWS (RFC 7515 §7.1); the others are not looked at. */
static GBytes *
decode_payload (const char *token)
{
  const char *begin = strlen (token) <= MOST_OF_A_TOKEN ? strchr (token, '.') : NULL;
  const char *end = begin != NULL ? strchr (begin + 1, '.') : NULL;
  Payload *payload;
  guint8 *bytes;
  gsize length = 0;

  if (end == NULL || strchr (end + 1, '.') != NULL)
    return NULL;

  bytes = oauth_base64url_decode (begin + 1, end - begin - 1, &length);
  if (bytes == NULL)
    return NULL;

  payload = g_new0 (Payload, 1);
  payload->bytes = bytes;
  payload->length = length;

  return g_bytes_new_with_free_func (bytes, length, payload_wipe, payload);
}

static SjsonDocument *
parse_payload (const char *token)
{
  static const SjsonLimits limits = { .depth = 16, .size = MOST_OF_A_TOKEN };
  g_autoptr(GBytes) payload = decode_payload (token);
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;

  if (payload == NULL)
    return NULL;

  document = sjson_document_new (payload, &limits, NULL);
  if (document == NULL)
    return NULL;

  root = sjson_document_get_root (document);

  return sjson_value_get_kind (&root) == SJSON_KIND_OBJECT ? g_steal_pointer (&document) : NULL;
}

static CribLensRow *
find_mismatch (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    if (crib_lens_row_get_verdict (g_ptr_array_index (rows, i)) == CRIB_LENS_VERDICT_MISMATCH)
      return g_ptr_array_index (rows, i);

  return NULL;
}

/* What the server would refuse for it, in the words of entra.md 5.4. */
static char *
dup_diagnosis (const SjsonValue   *claims,
               const CribLensView *view)
{
  g_auto(GStrv) wanted = crib_permission_dup_all (view->scopes, TRUE);
  EntraRefusal refusal = {
    .status = view->status != 0 ? view->status : 401,
    .has_challenge = TRUE,
    .is_html = view->is_html,
    .code = view->code,
    .resource = view->resource,
    .issuer = view->issuer,
    .client_id = view->client_id,
    .permission = *wanted,
    .granted = view->granted,
    .server_time = view->now,
    .claims = claims,
  };
  EntraAdvice advice;

  if (!view->is_entra || !entra_diagnosis_find (&refusal, &advice))
    return NULL;

  return g_strdup_printf ("%s. %s", advice.title, advice.fix);
}

static char *
dup_advice (CribTokenLens      *self,
            const SjsonValue   *claims,
            const CribLensView *view)
{
  CribLensRow *mismatch = find_mismatch (self->rows);
  g_autofree char *diagnosis = NULL;

  if (mismatch == NULL && view->status == 0)
    return NULL;

  diagnosis = dup_diagnosis (claims, view);
  if (diagnosis != NULL || mismatch == NULL)
    return g_steal_pointer (&diagnosis);

  return g_strdup (crib_lens_row_get_sentence (mismatch));
}

/*
 * crib_token_lens_new:
 * @token: an access token; not kept
 * @view: what is known besides
 *
 * Returns: (transfer full): what @token says
 */
CribTokenLens *
crib_token_lens_new (const char         *token,
                     const CribLensView *view)
{
  CribTokenLens *self = g_object_new (CRIB_TYPE_TOKEN_LENS, NULL);
  g_autoptr(SjsonDocument) document = parse_payload (token);
  SjsonValue claims;

  if (document == NULL)
    {
      self->advice = g_strdup (find_reason (token));
      return self;
    }

  claims = sjson_document_get_root (document);
  g_ptr_array_unref (self->rows);
  self->rows = crib_lens_judge (&claims, view);
  self->advice = dup_advice (self, &claims, view);

  return self;
}

/**
 * crib_token_lens_get_advice:
 * @self: a lens
 *
 * Returns: (nullable): what to do about what does not go together, or why nothing can be seen;
 *   translated
 */
const char *
crib_token_lens_get_advice (CribTokenLens *self)
{
  g_return_val_if_fail (CRIB_IS_TOKEN_LENS (self), NULL);

  return self->advice;
}
