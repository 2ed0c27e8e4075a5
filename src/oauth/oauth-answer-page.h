/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef enum {
  OAUTH_ANSWER_PAGE_NONE,      /* empty */
  OAUTH_ANSWER_PAGE_TAKEN,
  OAUTH_ANSWER_PAGE_REFUSED,
} OauthAnswerPage;

/* What the browser shows after it brought an answer to the listener. */
void oauth_answer_page_send (OauthAnswerPage    page,
                             SoupServerMessage *message,
                             guint              status);

G_END_DECLS
