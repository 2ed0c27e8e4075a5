/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-error-private.h"

#include "oauth-text.h"

#include <string.h>

#define MOST_OF_A_WORD 128
#define MOST_OF_A_DESCRIPTION (2 * 1024)
#define MOST_OF_CLAIMS (8 * 1024)

/* What an error of the domain carries besides its code and its sentence. */
typedef struct
{
  char *code;
  char *suberror;
  char *description;
  char *claims;
  char *correlation_id;
  char *trace_id;
  char *timestamp;
  char *advice_key;
  gint64 retry_after;
  gint64 clock_skew;
  gboolean is_unproven;
} OauthErrorPrivate;

static void
oauth_error_private_init (OauthErrorPrivate *priv)
{
  *priv = (OauthErrorPrivate) { .retry_after = -1 };
}

static void
oauth_error_private_copy (const OauthErrorPrivate *source,
                          OauthErrorPrivate       *target)
{
  target->code = g_strdup (source->code);
  target->suberror = g_strdup (source->suberror);
  target->description = g_strdup (source->description);
  target->claims = g_strdup (source->claims);
  target->correlation_id = g_strdup (source->correlation_id);
  target->trace_id = g_strdup (source->trace_id);
  target->timestamp = g_strdup (source->timestamp);
  target->advice_key = g_strdup (source->advice_key);
  target->retry_after = source->retry_after;
  target->clock_skew = source->clock_skew;
  target->is_unproven = source->is_unproven;
}

static void
oauth_error_private_clear (OauthErrorPrivate *priv)
{
  g_free (priv->code);
  g_free (priv->suberror);
  g_free (priv->description);
  g_free (priv->claims);
  g_free (priv->correlation_id);
  g_free (priv->trace_id);
  g_free (priv->timestamp);
  g_free (priv->advice_key);
}

/**
 * OauthError:
 *
 * What went wrong between us and an authority, by what the reader does next.
 *
 * An error of this domain carries what the authority said in so many words, for
 * a page of details and for the next request; none of it is a secret.
 */
G_DEFINE_EXTENDED_ERROR (OauthError, oauth_error)

static OauthErrorPrivate *
get_private (const GError *error)
{
  return error != NULL && error->domain == OAUTH_ERROR ? oauth_error_get_private (error) : NULL;
}

/* RFC 6749 §5.2 and what answers add to it: printable ASCII without quotation mark and backslash.
 * Code branches on these words, so a cut one is none. */
static char *
dup_word (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  if (length == 0 || length > MOST_OF_A_WORD)
    return NULL;

  for (gsize i = 0; i < length; i++)
    if (text[i] < 0x20 || text[i] > 0x7e || text[i] == '"' || text[i] == '\\')
      return NULL;

  return g_strdup (text);
}

static char *
dup_claims (const char *claims)
{
  if (claims == NULL || strlen (claims) > MOST_OF_CLAIMS || !g_utf8_validate (claims, -1, NULL))
    return NULL;

  return g_strdup (claims);
}

/* Some authorities begin a description with the code of their own handbook and a colon. */
static char *
dup_advice_key (const char *description)
{
  const char *c = description;
  const char *digits;

  if (description == NULL)
    return NULL;

  while (g_ascii_isupper (*c))
    c++;

  digits = c;
  while (g_ascii_isdigit (*c))
    c++;

  if (digits == description || c == digits || *c != ':' || c - description > MOST_OF_A_WORD)
    return NULL;

  return g_strndup (description, c - description);
}

/*
 * oauth_error_new:
 * @code: the reader's case
 * @sentence: for people
 * @details: (nullable): what the authority said, as received: hostile
 *
 * Makes an error of the domain. The words of @details that are none by RFC 6749
 * §5.2 are left out, the description becomes plain text of at most 2 KiB.
 *
 * Returns: (transfer full): the error
 */
GError *
oauth_error_new (OauthError               code,
                 const char              *sentence,
                 const OauthErrorDetails *details)
{
  GError *error = g_error_new_literal (OAUTH_ERROR, code, sentence);
  OauthErrorPrivate *priv = get_private (error);

  if (details == NULL)
    return error;

  priv->code = dup_word (details->code);
  priv->suberror = dup_word (details->suberror);
  priv->description = oauth_text_dup_plain (details->description, MOST_OF_A_DESCRIPTION);
  priv->claims = dup_claims (details->claims);
  priv->correlation_id = dup_word (details->correlation_id);
  priv->trace_id = dup_word (details->trace_id);
  priv->timestamp = dup_word (details->timestamp);
  priv->advice_key = dup_advice_key (priv->description);

  /* In answers that come by a redirect they stand in the description alone. */
  if (priv->trace_id == NULL)
    priv->trace_id = oauth_error_dup_labelled (priv->description, "Trace ID");
  if (priv->timestamp == NULL)
    priv->timestamp = oauth_error_dup_labelled (priv->description, "Timestamp");

  return error;
}

/*
 * oauth_error_set_retry_after:
 * @error: an error of the domain
 * @seconds: how long the authority asked us to wait, or -1
 */
void
oauth_error_set_retry_after (GError *error,
                             gint64  seconds)
{
  OauthErrorPrivate *priv = get_private (error);

  g_return_if_fail (priv != NULL);

  priv->retry_after = MAX (seconds, -1);
}

/*
 * oauth_error_set_advice_key:
 * @error: an error of the domain
 * @key: (nullable): the code that was found elsewhere than at the beginning of its description
 */
void
oauth_error_set_advice_key (GError     *error,
                            const char *key)
{
  OauthErrorPrivate *priv = get_private (error);

  g_return_if_fail (priv != NULL);

  if (key != NULL)
    {
      g_free (priv->advice_key);
      priv->advice_key = g_strdup (key);
    }
}

/*
 * oauth_error_add_request_id:
 * @error: any error
 * @request_id: what the request is known by
 *
 * For errors of the domain whose request got no answer, or one that does not say: an administrator
 * finds the request by it all the same.
 */
void
oauth_error_add_request_id (GError     *error,
                            const char *request_id)
{
  OauthErrorPrivate *priv = get_private (error);

  if (priv != NULL && priv->correlation_id == NULL)
    priv->correlation_id = dup_word (request_id);
}

/*
 * oauth_error_set_clock_skew:
 * @error: an error of the domain
 * @seconds: how much this computer's clock is ahead, where nothing but that is wrong
 */
void
oauth_error_set_clock_skew (GError *error,
                            gint64  seconds)
{
  OauthErrorPrivate *priv = get_private (error);

  g_return_if_fail (priv != NULL);

  priv->clock_skew = seconds;
}

/*
 * oauth_error_set_unproven:
 * @error: an error of the domain: the authority was reached, but its certificate is trusted by
 *   nobody here
 */
void
oauth_error_set_unproven (GError *error)
{
  OauthErrorPrivate *priv = get_private (error);

  g_return_if_fail (priv != NULL);

  priv->is_unproven = TRUE;
}

/*
 * oauth_error_turn:
 * @error: an error of the domain
 * @code: its new code
 * @sentence: its new sentence
 *
 * Gives an error another case, once a profile has judged what it means; the
 * authority's words stay.
 */
void
oauth_error_turn (GError     *error,
                  OauthError  code,
                  const char *sentence)
{
  g_return_if_fail (get_private (error) != NULL);
  g_return_if_fail (sentence != NULL);

  error->code = code;
  g_free (error->message);
  error->message = g_strdup (sentence);
}

/**
 * oauth_error_get_code:
 * @error: (nullable): any error
 *
 * Returns: (nullable): the authority's `error`, such as "invalid_grant" (RFC 6749 §4.1.2.1, §5.2)
 */
const char *
oauth_error_get_code (const GError *error)
{
  OauthErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->code : NULL;
}

/**
 * oauth_error_get_suberror:
 * @error: (nullable): any error
 *
 * Returns: (nullable): the finer word that some authorities add
 */
const char *
oauth_error_get_suberror (const GError *error)
{
  OauthErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->suberror : NULL;
}

/**
 * oauth_error_get_description:
 * @error: (nullable): any error
 *
 * Returns: (nullable): the authority's own words, plain text of one line, at most 2 KiB
 */
const char *
oauth_error_get_description (const GError *error)
{
  OauthErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->description : NULL;
}

/**
 * oauth_error_get_claims:
 * @error: (nullable): any error
 *
 * Returns: (nullable): a claims challenge as the authority sent it, to be read as JSON before use
 */
const char *
oauth_error_get_claims (const GError *error)
{
  OauthErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->claims : NULL;
}

/**
 * oauth_error_get_correlation_id:
 * @error: (nullable): any error
 *
 * Returns: (nullable): by what an administrator finds this in the sign-in log
 */
const char *
oauth_error_get_correlation_id (const GError *error)
{
  OauthErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->correlation_id : NULL;
}

/**
 * oauth_error_get_trace_id:
 * @error: (nullable): any error
 *
 * Returns: (nullable): by what the authority's support finds the request
 */
const char *
oauth_error_get_trace_id (const GError *error)
{
  OauthErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->trace_id : NULL;
}

/**
 * oauth_error_get_timestamp:
 * @error: (nullable): any error
 *
 * Returns: (nullable): when it happened, by the authority's clock and in its notation
 */
const char *
oauth_error_get_timestamp (const GError *error)
{
  OauthErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->timestamp : NULL;
}

/**
 * oauth_error_get_advice_key:
 * @error: (nullable): any error
 *
 * Returns: (nullable): the code that the description begins with: what a profile's advice is
 *   looked up by. Never to be branched on
 */
const char *
oauth_error_get_advice_key (const GError *error)
{
  OauthErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->advice_key : NULL;
}

/**
 * oauth_error_get_retry_after:
 * @error: (nullable): any error
 *
 * Returns: seconds that the authority asked us to wait (RFC 9110 §10.2.3), or -1
 */
gint64
oauth_error_get_retry_after (const GError *error)
{
  OauthErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->retry_after : -1;
}

/**
 * oauth_error_get_clock_skew:
 * @error: (nullable): any error
 *
 * Returns: seconds by which this computer's clock is ahead of the authority's, where nothing but
 *   that is wrong; else 0
 */
gint64
oauth_error_get_clock_skew (const GError *error)
{
  OauthErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->clock_skew : 0;
}

/**
 * oauth_error_is_unproven:
 * @error: (nullable): any error
 *
 * Returns: whether it is that the authority's certificate is not trusted, which no other network
 *   mends
 */
gboolean
oauth_error_is_unproven (const GError *error)
{
  OauthErrorPrivate *priv = get_private (error);

  return priv != NULL && priv->is_unproven;
}
