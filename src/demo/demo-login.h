/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-visit.h"

G_BEGIN_DECLS

/* Which page of a sign-in follows which. */
void demo_login_begin        (DemoVisit      *visit,
                              DemoFlow       *flow);
void demo_login_show         (DemoVisit      *visit,
                              DemoFlow       *flow,
                              DemoStage       stage);
void demo_login_advance      (DemoVisit      *visit,
                              DemoFlow       *flow);
void demo_login_ask_password (DemoVisit      *visit,
                              DemoFlow       *flow,
                              const DemoUser *user);
void demo_login_go_on_as     (DemoFlow       *flow,
                              DemoPresence   *presence);

G_END_DECLS
