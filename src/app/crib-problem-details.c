/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-problem-details.h"

#include "crib-redaction.h"
#include "mcp-error.h"
#include "oauth-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Bytes: what somebody would still send to an administrator. */
#define MAX_DETAILS (8 * 1024)

static void
append_line (GString    *details,
             const char *label,
             const char *text)
{
  if (text == NULL || *text == '\0')
    return;

  if (details->len > 0)
    g_string_append_c (details, '\n');

  if (label != NULL)
    g_string_append_printf (details, "%s: ", label);

  g_string_append (details, text);
}

static char *
dup_code (const GError *error)
{
  const char *code = oauth_error_get_code (error);
  const char *suberror = oauth_error_get_suberror (error);

  if (code == NULL || suberror == NULL)
    return g_strdup (code);

  return g_strdup_printf ("%s (%s)", code, suberror);
}

/* When it was, also where the authority did not say so: sign-in logs are searched by the time. */
static void
append_time (GString      *details,
             const GError *error)
{
  g_autoptr(GDateTime) now = NULL;
  g_autofree char *text = NULL;

  if (oauth_error_get_timestamp (error) != NULL || error->domain != OAUTH_ERROR)
    {
      append_line (details, "timestamp", oauth_error_get_timestamp (error));
      return;
    }

  now = g_date_time_new_now_utc ();
  text = g_date_time_format (now, "%Y-%m-%d %H:%M:%SZ");
  append_line (details, "timestamp", text);
}

/* What an administrator looks an attempt up by. The words of the protocol are not translated: they
 * are searched for. */
static void
append_authority (GString      *details,
                  const GError *error)
{
  g_autofree char *code = dup_code (error);

  append_line (details, "error", code);
  append_line (details, "correlation id", oauth_error_get_correlation_id (error));
  append_line (details, "trace id", oauth_error_get_trace_id (error));
  append_time (details, error);
  append_line (details, NULL, oauth_error_get_description (error));
}

/*
 * crib_problem_details_shorten:
 * @text: words of a server, which may be of any length and hold anything
 * @max_bytes: of the result, about
 *
 * Returns: (transfer full): valid UTF-8 without what may be a secret
 */
char *
crib_problem_details_shorten (const char *text,
                              gsize       max_bytes)
{
  g_autofree char *start = NULL;
  g_autofree char *bare = NULL;
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  if (strlen (valid) <= max_bytes)
    return crib_redact (valid);

  start = g_strndup (valid, g_utf8_find_prev_char (valid, valid + max_bytes) - valid);
  bare = crib_redact (start);

  return g_strconcat (bare, "…", NULL);
}

/*
 * crib_problem_details_build:
 * @error: what failed
 * @server: (nullable): which server it was
 *
 * Returns: (transfer full): address, sentence, codes and the first bytes of an answer, in lines
 */
char *
crib_problem_details_build (const GError *error,
                            CribServer   *server)
{
  g_autoptr(GString) details = g_string_new (NULL);

  if (server != NULL)
    append_line (details, NULL, crib_server_get_uri (server));

  append_line (details, NULL, error->message);
  append_authority (details, error);
  append_line (details, NULL, mcp_error_get_details (error));

  return crib_problem_details_shorten (details->str, MAX_DETAILS);
}

static char *
dup_key (const GError *error)
{
  guint status = mcp_error_get_status (error);
  gint64 code;

  if (oauth_error_get_advice_key (error) != NULL)
    return g_strdup (oauth_error_get_advice_key (error));

  if (mcp_error_get_remote_code (error, &code))
    return g_strdup_printf ("JSON-RPC %" G_GINT64_FORMAT, code);

  if (status != 0)
    return g_strdup_printf ("HTTP %u", status);

  return dup_code (error);
}

/*
 * crib_problem_details_sum_up:
 * @error: what failed
 *
 * Returns: (transfer full) (nullable): the details in one line:
 *   "AADSTS50105 · correlation id 8f3e…"
 */
char *
crib_problem_details_sum_up (const GError *error)
{
  const char *correlation_id = oauth_error_get_correlation_id (error);
  g_autofree char *key = dup_key (error);

  if (correlation_id == NULL)
    return g_steal_pointer (&key);

  if (key == NULL)
    return g_strconcat ("correlation id ", correlation_id, NULL);

  return g_strconcat (key, " · correlation id ", correlation_id, NULL);
}
