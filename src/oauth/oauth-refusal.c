/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-refusal.h"

#include "oauth-address.h"
#include "oauth-form.h"

#include <glib/gi18n-lib.h>

/*
 * oauth_refusal_new:
 * @authority: who refused
 * @details: (nullable): in which words
 *
 * Returns: (transfer full): `OAUTH_ERROR_REFUSED`, until a profile judges it
 */
GError *
oauth_refusal_new (OauthAuthority          *authority,
                   const OauthErrorDetails *details)
{
  g_autofree char *host = oauth_address_dup_host (oauth_authority_get_token_endpoint (authority));
  g_autofree char *sentence = g_strdup_printf (_("The sign-in service %s refused."), host);

  return oauth_error_new (OAUTH_ERROR_REFUSED, sentence, details);
}

/*
 * oauth_refusal_from_json:
 * @json: (nullable): the body of a token answer, if it had one
 * @request_id: what the request is known by, where the answer does not say
 *
 * Returns: (transfer full): the error in it (RFC 6749 §5.2, and the members that servers add)
 */
GError *
oauth_refusal_from_json (OauthAuthority   *authority,
                         const SjsonValue *json,
                         const char       *request_id)
{
  g_autofree char *code = NULL;
  g_autofree char *suberror = NULL;
  g_autofree char *description = NULL;
  g_autofree char *claims = NULL;
  g_autofree char *correlation_id = NULL;
  g_autofree char *trace_id = NULL;
  g_autofree char *timestamp = NULL;
  OauthErrorDetails details = { .correlation_id = request_id };

  if (json == NULL)
    return oauth_refusal_new (authority, &details);

  details.code = code = sjson_value_dup_member_string (json, "error");
  details.suberror = suberror = sjson_value_dup_member_string (json, "suberror");
  details.description = description = sjson_value_dup_member_string (json, "error_description");
  details.claims = claims = sjson_value_dup_member_string (json, "claims");
  details.trace_id = trace_id = sjson_value_dup_member_string (json, "trace_id");
  details.timestamp = timestamp = sjson_value_dup_member_string (json, "timestamp");
  correlation_id = sjson_value_dup_member_string (json, "correlation_id");
  if (correlation_id != NULL)
    details.correlation_id = correlation_id;

  return oauth_refusal_new (authority, &details);
}

/*
 * oauth_refusal_from_form:
 * @form: the parameters of an authorization answer whose state and issuer hold
 * @request_id: what the attempt is known by
 *
 * Returns: (transfer full): the error in it (RFC 6749 §4.1.2.1); a person who gave up, or said no,
 *   is `OAUTH_ERROR_CANCELLED`
 */
GError *
oauth_refusal_from_form (OauthAuthority *authority,
                         const char     *form,
                         const char     *request_id)
{
  g_autofree char *code = oauth_form_dup_only (form, "error");
  g_autofree char *subcode = oauth_form_dup_only (form, "error_subcode");
  g_autofree char *suberror = oauth_form_dup_only (form, "suberror");
  g_autofree char *description = oauth_form_dup_only (form, "error_description");
  g_autofree char *claims = oauth_form_dup_only (form, "claims");
  const OauthErrorDetails details = {
    .code = code,
    .suberror = suberror,
    .description = description,
    .claims = claims,
    .correlation_id = request_id,
  };
  GError *error = oauth_refusal_new (authority, &details);

  if (g_strcmp0 (subcode, "cancel") == 0)
    oauth_error_turn (error, OAUTH_ERROR_CANCELLED, _("The sign-in was cancelled."));
  else if (g_strcmp0 (code, "access_denied") == 0)
    oauth_error_turn (error, OAUTH_ERROR_CANCELLED,
                      _("The sign-in was cancelled, or a permission was declined."));

  return error;
}

static const char *
get_sentence (OauthVerdict verdict)
{
  switch (verdict)
    {
    case OAUTH_VERDICT_PERSON:
      return _("%s wants you to sign in.");
    case OAUTH_VERDICT_DROP:
      return _("%s has ended your sign-in. Please sign in again.");
    case OAUTH_VERDICT_RETRY:
      return _("%s is not available at the moment. Try again in a minute.");
    case OAUTH_VERDICT_LOOP:
    case OAUTH_VERDICT_WAIT:
      return _("%s asked to wait a moment before the next try.");
    case OAUTH_VERDICT_RESOURCE:
      return _("%s does not know this server. An administrator has to register it there.");
    case OAUTH_VERDICT_SCOPE:
    case OAUTH_VERDICT_SETUP:
      return _("%s refused because something is not set up. An administrator has to look at it.");
    default:
      return _("The sign-in service %s refused.");
    }
}

static OauthError
get_code (OauthVerdict verdict)
{
  switch (verdict)
    {
    case OAUTH_VERDICT_PERSON:
    case OAUTH_VERDICT_DROP:
      return OAUTH_ERROR_NEEDS_PERSON;
    case OAUTH_VERDICT_RETRY:
    case OAUTH_VERDICT_LOOP:
    case OAUTH_VERDICT_WAIT:
      return OAUTH_ERROR_UNAVAILABLE;
    case OAUTH_VERDICT_RESOURCE:
    case OAUTH_VERDICT_SCOPE:
    case OAUTH_VERDICT_SETUP:
      return OAUTH_ERROR_SETUP;
    default:
      return OAUTH_ERROR_REFUSED;
    }
}

/*
 * oauth_refusal_turn:
 * @error: from oauth_refusal_new() and its like
 * @verdict: what the profile made of it
 *
 * Gives @error the case and the sentence of @verdict; the authority's words stay.
 */
void
oauth_refusal_turn (GError         *error,
                    OauthVerdict    verdict,
                    OauthAuthority *authority)
{
  g_autofree char *host = oauth_address_dup_host (oauth_authority_get_token_endpoint (authority));
  g_autoptr(GString) sentence = g_string_new (get_sentence (verdict));

  g_string_replace (sentence, "%s", host, 1);
  oauth_error_turn (error, get_code (verdict), sentence->str);
}
