/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-visit.h"

G_BEGIN_DECLS

void      demo_authorize_answer       (DemoVisit         *visit);
gboolean  demo_authorize_check_client (DemoVisit         *visit,
                                       DemoProblem       *problem);
DemoFlow *demo_authorize_read_flow    (DemoVisit         *visit);
void      demo_authorize_finish       (DemoVisit         *visit,
                                       DemoFlow          *flow);
void      demo_authorize_fail         (DemoVisit         *visit,
                                       DemoFlow          *flow,
                                       const DemoProblem *problem,
                                       const char        *subcode);

G_END_DECLS
