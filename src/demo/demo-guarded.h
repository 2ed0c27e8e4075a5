/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-answer.h"
#include "demo-tenant.h"

G_BEGIN_DECLS

char     *demo_guarded_check  (DemoTenant        *tenant,
                               DemoAnswer        *answer,
                               SoupServerMessage *message);
gboolean  demo_guarded_answer (DemoTenant        *tenant,
                               DemoAnswer        *answer,
                               SoupServerMessage *message,
                               const char        *base);

G_END_DECLS
