/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-visit.h"

G_BEGIN_DECLS

/* Another organisation's sign-in page, on an origin of its own. */
void demo_federation_leave  (DemoVisit *visit,
                             DemoFlow  *flow);
void demo_federation_answer (DemoVisit *visit);
void demo_federation_return (DemoVisit *visit,
                             DemoFlow  *flow);

G_END_DECLS
