/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-answer-page.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* entra.md 2.3: nothing is kept or told on, and nothing on the page can do or fetch anything. */
static const struct
{
  const char *name;
  const char *value;
} fields[] = {
  { "Cache-Control", "no-store" },
  { "Referrer-Policy", "no-referrer" },
  { "Content-Security-Policy",
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'" },
  { "X-Content-Type-Options", "nosniff" },
  { "Connection", "close" },
};

static char *
dup_page (const char *title,
          const char *text)
{
  g_autofree char *safe_title = g_markup_escape_text (title, -1);
  g_autofree char *safe_text = g_markup_escape_text (text, -1);

  return g_strdup_printf ("<!DOCTYPE html>\n"
                          "<html dir=\"auto\">\n"
                          "<head><meta charset=\"utf-8\"><title>%s</title></head>\n"
                          "<body><h1>%s</h1><p>%s</p></body>\n"
                          "</html>\n", safe_title, safe_title, safe_text);
}

static char *
dup_text (OauthAnswerPage page)
{
  switch (page)
    {
    case OAUTH_ANSWER_PAGE_TAKEN:
      /* Translators: shown by the browser. It is not known yet whether signing in succeeded. */
      return dup_page (_("Back to Toolcrib"),
                       _("Toolcrib goes on from here. You can close this page."));
    case OAUTH_ANSWER_PAGE_REFUSED:
      return dup_page (_("Not What Toolcrib Waits For"),
                       _("This page does not belong to a sign-in that is under way. You can close "
                         "it, and sign in again from Toolcrib."));
    case OAUTH_ANSWER_PAGE_NONE:
    default:
      return g_strdup ("");
    }
}

/*
 * oauth_answer_page_send:
 * @page: which
 * @message: the request it answers
 * @status: an HTTP status
 *
 * Answers with a page that has no script and repeats nothing of the request.
 */
void
oauth_answer_page_send (OauthAnswerPage    page,
                        SoupServerMessage *message,
                        guint              status)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  char *text = dup_text (page);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    soup_message_headers_replace (headers, fields[i].name, fields[i].value);

  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "text/html; charset=utf-8", SOUP_MEMORY_TAKE, text,
                                    strlen (text));
}
