/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-visit.h"

G_BEGIN_DECLS

void demo_device_answer (DemoVisit *visit);
void demo_device_page   (DemoVisit *visit);

G_END_DECLS
