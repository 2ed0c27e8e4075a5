/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-visit.h"

G_BEGIN_DECLS

void demo_metadata_answer   (DemoVisit *visit);
void demo_metadata_instance (DemoVisit *visit);
void demo_metadata_keys     (DemoVisit *visit);

G_END_DECLS
