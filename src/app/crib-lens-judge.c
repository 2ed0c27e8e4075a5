/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-token-lens-private.h"

#include "crib-permission.h"
#include "entra-issuer.h"
#include "entra-scope.h"
#include "oauth-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_OF_A_VALUE 512

/* What two clocks may differ by, in seconds (entra.md 5.2). */
#define SKEW 300

#define GRAPH "00000003-0000-0000-c000-000000000000"

/* One claim while it is looked at. */
typedef struct
{
  const CribLensView *view;
  const SjsonValue *claims;
  SjsonValue value;
  gboolean is_there;

  char *found;               /* what people are shown */
  char *expected;            /* nullable */
  CribLensVerdict verdict;
  const char *sentence;      /* nullable, translated */
} Look;

static void
judge (Look       *look,
       gboolean    is_fine,
       const char *sentence)
{
  look->verdict = is_fine ? CRIB_LENS_VERDICT_OK : CRIB_LENS_VERDICT_MISMATCH;
  look->sentence = is_fine ? NULL : sentence;
}

static gboolean
is_same_word (const char *a,
              const char *b)
{
  return a != NULL && b != NULL && g_ascii_strcasecmp (a, b) == 0;
}

/* RFC 9068 §3: an audience may be several. */
static gboolean
holds_word (const SjsonValue *value,
            const char       *word)
{
  g_autofree char *text = sjson_value_dup_string (value, NULL);
  SjsonIter iter;
  SjsonValue element;

  if (text != NULL || word == NULL)
    return is_same_word (text, word);

  sjson_iter_init (&iter, value);

  while (sjson_iter_next (&iter, NULL, &element))
    {
      g_autofree char *one = sjson_value_dup_string (&element, NULL);

      if (is_same_word (one, word))
        return TRUE;
    }

  return FALSE;
}

/* "api://GUID" is of that GUID, whatever else it is called by. */
static const char *
find_guid (const char *prefix)
{
  const char *last = prefix != NULL ? strrchr (prefix, '/') : NULL;

  if (prefix != NULL && g_uuid_string_is_valid (prefix))
    return prefix;

  return last != NULL && g_uuid_string_is_valid (last + 1) ? last + 1 : NULL;
}

/* Tokens of v2 name the API by its client id, which nothing but such a URI tells us. */
static void
judge_entra_audience (Look *look)
{
  g_autofree char *prefix = look->view->scopes != NULL ? entra_dup_prefix (look->view->scopes)
                                                       : NULL;
  g_autofree char *audience = look->is_there ? sjson_value_dup_string (&look->value, NULL) : NULL;
  const char *guid = find_guid (prefix);

  look->expected = g_strdup (guid != NULL ? guid : prefix);

  if (is_same_word (audience, GRAPH))
    judge (look, FALSE, _("The token is for Microsoft Graph, because the scope was not "
                          "qualified."));
  else if (audience == NULL)
    judge (look, FALSE, _("The token does not say which server it is for."));
  else if (is_same_word (audience, prefix) || is_same_word (audience, guid) ||
           is_same_word (audience, look->view->resource))
    judge (look, TRUE, NULL);
  else if (g_uuid_string_is_valid (audience) && guid == NULL)
    look->sentence = _("The client ID of the server’s registration: tokens of version 2 always "
                       "name it, and the server must accept it.");
  else
    judge (look, FALSE, _("The token is for another API than was asked for."));
}

static void
judge_audience (Look *look)
{
  if (look->view->is_entra)
    {
      judge_entra_audience (look);
      return;
    }

  look->expected = g_strdup (look->view->resource);
  judge (look, look->is_there && (look->view->resource == NULL ||
                                  holds_word (&look->value, look->view->resource)),
         _("The token is for somebody else than the server says it is."));
}

static gboolean
is_of_authority (const char *found,
                 const char *wanted)
{
  g_autoptr(EntraIssuer) a = entra_issuer_new (found);
  g_autoptr(EntraIssuer) b = entra_issuer_new (wanted);

  return a != NULL && b != NULL && entra_issuer_is_same_authority (a, b) &&
         (b->kind != ENTRA_TENANT_ID || g_str_equal (a->tenant, b->tenant));
}

static void
judge_issuer (Look *look)
{
  const char *wanted = look->view->issuer;
  g_autofree char *issuer = look->is_there ? sjson_value_dup_string (&look->value, NULL) : NULL;
  gboolean is_v2 = issuer != NULL && g_str_has_suffix (issuer, "/v2.0");

  look->expected = g_strdup (wanted);

  if (wanted == NULL || issuer == NULL)
    judge (look, issuer != NULL, _("The token does not say who issued it."));
  else if (!look->view->is_entra)
    judge (look, g_str_equal (issuer, wanted),
           _("The token was issued by another authority than the server trusts."));
  else if (!is_v2 && g_str_has_suffix (wanted, "/v2.0"))
    judge (look, FALSE, _("The server’s registration issues tokens of version 1, and the server "
                          "expects version 2."));
  else
    judge (look, is_of_authority (issuer, wanted),
           _("The token was issued by another authority than the server trusts."));
}

static void
judge_tenant (Look *look)
{
  const char *tenant = look->view->tenant;

  if (tenant == NULL || !g_uuid_string_is_valid (tenant))
    return;

  look->expected = g_strdup (tenant);
  judge (look, look->is_there && holds_word (&look->value, tenant),
         _("You are signed in to another tenant than the server trusts."));
}

static gboolean
holds_all (char **granted,
           char **wanted)
{
  for (; *wanted != NULL; wanted++)
    if (!g_strv_contains ((const char * const *) granted, *wanted))
      return FALSE;

  return TRUE;
}

/* A server that tests for exactly one scope refuses a token that was granted more. */
static void
judge_scopes (Look *look)
{
  g_auto(GStrv) wanted = crib_permission_dup_all (look->view->scopes, look->view->is_entra);
  g_autofree char *text = look->is_there ? sjson_value_dup_string (&look->value, NULL) : NULL;
  g_auto(GStrv) granted = g_strsplit (text != NULL ? text : "", " ", -1);
  guint n_wanted = g_strv_length (wanted);

  if (n_wanted > 0)
    look->expected = g_strjoinv (" ", wanted);

  judge (look, text != NULL && holds_all (granted, wanted),
         _("A permission that the server needs was not granted."));

  if (look->verdict == CRIB_LENS_VERDICT_OK && n_wanted > 0 && g_strv_length (granted) > n_wanted)
    look->sentence = _("The token may do more than was asked for. A server that tests for exactly "
                       "one permission refuses it.");
}

static void
judge_client (Look *look)
{
  look->expected = g_strdup (look->view->client_id);

  if (look->view->client_id != NULL)
    judge (look, look->is_there && holds_word (&look->value, look->view->client_id),
           _("The token was issued to another application."));
}

static gint64
get_time (Look *look)
{
  gint64 seconds;
  double number;

  if (sjson_value_get_int64 (&look->value, &seconds))
    return seconds;

  return sjson_value_get_double (&look->value, &number) && number > 0 && number < G_MAXINT32 * 64.0
         ? (gint64) number : 0;
}

static void
show_time (Look *look)
{
  gint64 seconds = get_time (look);
  g_autoptr(GDateTime) time = seconds > 0 ? g_date_time_new_from_unix_local (seconds) : NULL;

  if (time == NULL)
    return;

  g_free (look->found);
  look->found = g_date_time_format (time, "%F %T %z");
}

static void
judge_end (Look *look)
{
  if (!look->is_there)
    return;

  judge (look, get_time (look) > look->view->now,
         _("The token has expired by the clock of this computer."));
  show_time (look);
}

static void
judge_begin (Look *look)
{
  judge (look, get_time (look) <= look->view->now + SKEW,
         _("The token is not valid yet: the clock of this computer is slow."));
  show_time (look);
}

static void
judge_kind (Look *look)
{
  if (look->view->is_entra)
    judge (look, !holds_word (&look->value, "app"),
           _("The token is of a program by itself, not of a person."));
}

static void
judge_version (Look *look)
{
  if (look->view->is_entra && look->view->issuer != NULL &&
      g_str_has_suffix (look->view->issuer, "/v2.0"))
    {
      look->expected = g_strdup ("2.0");
      judge (look, holds_word (&look->value, "2.0"),
             _("The server’s registration issues tokens of version 1, and the server expects "
               "version 2."));
    }
}

/* "cp1": the token may be revoked while it lasts, and may last longer for it (entra.md 4.2). */
static void
judge_capabilities (Look *look)
{
  if (holds_word (&look->value, "cp1"))
    look->sentence = _("Revoked at once when the account is, and for that valid for longer.");
}

static void
judge_roles (Look *look)
{
  if (!look->is_there && look->view->status == 403)
    judge (look, FALSE, _("You have no role or group at this server."));
}

static gboolean
always (const Look *look)
{
  return TRUE;
}

static gboolean
at_entra (const Look *look)
{
  return look->view->is_entra;
}

static gboolean
when_refused (const Look *look)
{
  return look->view->is_entra && look->view->status == 403 && !look->view->is_html;
}

/* All that is ever shown of a token, in this order, and what is missed where it is not there. */
static const struct
{
  const char *claim;
  void (*judge) (Look *look);            /* nullable: nothing is expected */
  gboolean (*is_missed) (const Look *look);  /* nullable: never */
} rows[] = {
  { "aud", judge_audience, always },
  { "iss", judge_issuer, always },
  { "tid", judge_tenant, at_entra },
  { "scp", judge_scopes, at_entra },
  { "roles", judge_roles, when_refused },
  { "azp", judge_client, NULL },
  { "appid", judge_client, NULL },
  { "exp", judge_end, always },
  { "nbf", judge_begin, NULL },
  { "acrs", NULL, NULL },
  { "xms_cc", judge_capabilities, NULL },
  { "ver", judge_version, NULL },
  { "idtyp", judge_kind, NULL },
};

static char *
dup_words (const SjsonValue *value)
{
  g_autoptr(GString) text = g_string_new (NULL);
  SjsonIter iter;
  SjsonValue element;

  sjson_iter_init (&iter, value);

  while (sjson_iter_next (&iter, NULL, &element))
    {
      g_autofree char *word = sjson_value_dup_string (&element, NULL);

      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", word != NULL ? word : "…");
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* In one line; what an object holds is nobody's to read out. */
static char *
dup_text (const SjsonValue *value)
{
  g_autofree char *text = NULL;
  char *plain;

  switch (sjson_value_get_kind (value))
    {
    case SJSON_KIND_STRING:
      text = sjson_value_dup_string (value, NULL);
      break;
    case SJSON_KIND_ARRAY:
      text = dup_words (value);
      break;
    case SJSON_KIND_NUMBER:
    case SJSON_KIND_BOOLEAN:
      text = sjson_value_to_json (value, NULL);
      break;
    case SJSON_KIND_NULL:
    case SJSON_KIND_OBJECT:
    default:
      break;
    }

  plain = oauth_text_dup_plain (text, MOST_OF_A_VALUE);

  return plain != NULL ? plain : g_strdup ("…");
}

static CribLensRow *
look_at (const SjsonValue   *claims,
         const CribLensView *view,
         guint               n)
{
  Look look = { .view = view, .claims = claims, .verdict = CRIB_LENS_VERDICT_INFO };
  g_autofree char *found = NULL;
  g_autofree char *expected = NULL;

  look.is_there = sjson_value_get_member (claims, rows[n].claim, &look.value);
  if (!look.is_there && (rows[n].is_missed == NULL || !rows[n].is_missed (&look)))
    return NULL;

  look.found = look.is_there ? dup_text (&look.value) : g_strdup (_("not in the token"));
  if (rows[n].judge != NULL)
    rows[n].judge (&look);

  found = look.found;
  expected = oauth_text_dup_plain (look.expected, MOST_OF_A_VALUE);
  g_free (look.expected);

  return g_object_new (CRIB_TYPE_LENS_ROW, "claim", rows[n].claim, "found", found, "expected",
                       expected, "verdict", look.verdict, "sentence", look.sentence, NULL);
}

/*
 * crib_lens_judge:
 * @claims: of an access token; anything may be in them
 * @view: what is known besides
 *
 * Lays what a token says beside what the server advertises (entra.md 5.4). For people alone: the
 * claims of an access token are its API's to define.
 *
 * Returns: (transfer full) (element-type CribLensRow): a row for each claim of the list that is
 *   there, or is missed
 */
GPtrArray *
crib_lens_judge (const SjsonValue   *claims,
                 const CribLensView *view)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      CribLensRow *row = look_at (claims, view, i);

      if (row != NULL)
        g_ptr_array_add (found, row);
    }

  return found;
}
