/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-listener.h"

G_BEGIN_DECLS

#define STATE "s-t_a-t_e"
#define GOOD "code=c%2F1&state=" STATE
#define FORM "Content-Type: application/x-www-form-urlencoded\r\n"

typedef struct
{
  OauthListener *listener;
  guint16 port;
  GAsyncResult *result;
} ListenerFixture;

/* @data: "query" or "form_post", and "/cb" behind it where that is the path. */
void   listener_set_up          (ListenerFixture  *fixture,
                                 gconstpointer     data);
void   listener_tear_down       (ListenerFixture  *fixture,
                                 gconstpointer     data);
void   listener_start_waiting   (ListenerFixture  *fixture,
                                 GCancellable     *cancellable);
char  *listener_finish          (ListenerFixture  *fixture,
                                 GError          **error);
char  *listener_ask             (ListenerFixture  *fixture,
                                 const char       *method,
                                 const char       *target,
                                 const char       *fields,
                                 const char       *body);
char  *listener_get             (ListenerFixture  *fixture,
                                 const char       *target);
char  *listener_post            (ListenerFixture  *fixture,
                                 const char       *body);
/* Nothing may be kept by the browser, told to others or run. */
void   listener_assert_page     (const char       *answer,
                                 guint             status);
void   listener_assert_answered (ListenerFixture  *fixture,
                                 const char       *form);
/* Whatever was refused before: the right answer is still taken. */
void   listener_assert_waiting  (ListenerFixture  *fixture,
                                 gboolean          form_post);

G_END_DECLS
