/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-visit.h"

G_BEGIN_DECLS

const char *demo_token_need            (DemoVisit   *visit,
                                        const char  *name,
                                        DemoProblem *problem);
void        demo_token_refuse_client   (DemoProblem *problem,
                                        guint        code,
                                        const char  *words);

DemoApp    *demo_token_check_client    (DemoVisit   *visit,
                                        DemoProblem *problem);

/* What may be redeemed, found first and used up when all else is in order. */
DemoGrant  *demo_token_find_code       (DemoVisit   *visit,
                                        DemoProblem *problem);
gboolean    demo_token_redeem_code     (DemoVisit   *visit,
                                        DemoGrant   *grant,
                                        DemoProblem *problem);
DemoGrant  *demo_token_find_device     (DemoVisit   *visit,
                                        DemoProblem *problem);
gboolean    demo_token_redeem_device   (DemoVisit   *visit,
                                        DemoGrant   *grant,
                                        DemoProblem *problem);
DemoGrant  *demo_token_find_refresh    (DemoVisit   *visit,
                                        DemoProblem *problem);

G_END_DECLS
