/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-error-private.h"

#include "oauth-text.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define MOST_OF_A_PAGE (8 * 1024)
#define MOST_OF_A_WORD 64
#define MOST_OF_A_KEY 24

/* What Microsoft's errors begin with, in pages as in descriptions (entra.md 2.6). */
#define PREFIX "AADSTS"

/* Identifiers and times; a time has one blank in its middle ("2026-11-22 19:20:00Z"). */
static gsize
measure (const char *text)
{
  gsize length = 0;

  while (length < MOST_OF_A_WORD &&
         (g_ascii_isalnum (text[length]) || strchr ("-:.+_", text[length]) != NULL ||
          (text[length] == ' ' && g_ascii_isdigit (text[length + 1]) && length == 10)) &&
         text[length] != '\0')
    length++;

  return length;
}

static const char *
find_label (const char *text,
            const char *label)
{
  gsize length = strlen (label);

  for (; *text != '\0'; text++)
    if (g_ascii_strncasecmp (text, label, length) == 0 && text[length] == ':')
      return text + length + 1;

  return NULL;
}

/*
 * oauth_error_dup_labelled:
 * @text: (nullable): an error's description, or the text of a page
 * @label: what stands before the colon
 *
 * Returns: (transfer full) (nullable): the word behind @label
 */
char *
oauth_error_dup_labelled (const char *text,
                          const char *label)
{
  const char *word = text != NULL ? find_label (text, label) : NULL;
  gsize length;

  if (word == NULL)
    return NULL;

  word += strspn (word, " \t\r\n");
  length = measure (word);

  return length > 0 && length < MOST_OF_A_WORD ? g_strndup (word, length) : NULL;
}

/* The first code; nothing but digits may follow the letters. */
static const char *
find_code (const char *text)
{
  for (const char *p = text; (p = strstr (p, PREFIX)) != NULL; p += strlen (PREFIX))
    if (g_ascii_isdigit (p[strlen (PREFIX)]) && (p == text || !g_ascii_isalnum (p[-1])))
      return p;

  return NULL;
}

static char *
dup_key (const char *code)
{
  gsize length = strlen (PREFIX) + strspn (code + strlen (PREFIX), "0123456789");

  return length <= MOST_OF_A_KEY ? g_strndup (code, length) : NULL;
}

static char *
dup_trace_id (const char *text)
{
  char *id = oauth_error_dup_labelled (text, "Trace ID");

  return id != NULL ? id : oauth_error_dup_labelled (text, "Request ID");
}

/**
 * oauth_error_new_from_page:
 * @description: (nullable): the visible text of a page, as it was read there: hostile
 *
 * Many failures never come back to us: the authority keeps them on its page (entra.md 2.6). What
 * the person saw there becomes an error, with the code and the ids that stand in it, plain and
 * bounded. It is a page's text, so that it explains and never decides.
 *
 * Returns: (transfer full): `OAUTH_ERROR_REFUSED`
 */
GError *
oauth_error_new_from_page (const char *description)
{
  g_autofree char *text = oauth_text_dup_plain (description, MOST_OF_A_PAGE);
  const char *code = text != NULL ? find_code (text) : NULL;
  g_autofree char *key = code != NULL ? dup_key (code) : NULL;
  g_autofree char *correlation_id = oauth_error_dup_labelled (text, "Correlation ID");
  g_autofree char *trace_id = dup_trace_id (text);
  g_autofree char *timestamp = oauth_error_dup_labelled (text, "Timestamp");
  const OauthErrorDetails details = {
    .description = code != NULL ? code : text,
    .correlation_id = correlation_id,
    .trace_id = trace_id,
    .timestamp = timestamp,
  };
  GError *error = oauth_error_new (OAUTH_ERROR_REFUSED, _("The sign-in page showed an error."),
                                   &details);

  oauth_error_set_advice_key (error, key);

  return error;
}
