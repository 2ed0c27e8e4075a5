/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-visit.h"

G_BEGIN_DECLS

/* What comes back from the pages of a sign-in. */
void demo_login_answer       (DemoVisit      *visit);
void demo_login_answer_as    (DemoVisit      *visit,
                              DemoFlow       *flow,
                              const DemoUser *user);

G_END_DECLS
