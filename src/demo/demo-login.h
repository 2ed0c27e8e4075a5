/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-visit.h"

G_BEGIN_DECLS

void demo_login_begin  (DemoVisit *visit,
                        DemoFlow  *flow);
void demo_login_answer (DemoVisit *visit);
void demo_login_leave  (DemoVisit *visit);

G_END_DECLS
