/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* What a request to the listener is, before anybody looks at what it says. */
gboolean  oauth_answer_request_is_post  (SoupServerMessage  *message);
gboolean  oauth_answer_request_is_for   (SoupServerMessage  *message,
                                         const char * const *hosts);
char     *oauth_answer_request_dup_form (SoupServerMessage  *message);
void      oauth_answer_request_limit    (SoupServerMessage  *message);

G_END_DECLS
