/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-answer.h"

G_BEGIN_DECLS

void demo_dispatch (DemoAnswer      *answer,
                    const DemoFault *fault,
                    DemoAnswerFunc   proceed,
                    gpointer         user_data,
                    GDestroyNotify   user_data_free);

G_END_DECLS
