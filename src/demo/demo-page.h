/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-visit.h"

G_BEGIN_DECLS

void        demo_page_show         (DemoVisit  *visit,
                                    DemoFlow   *flow,
                                    const char *words);
const char *demo_page_get_endpoint (DemoStage   stage);

G_END_DECLS
