/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema-run.h"

G_BEGIN_DECLS

SchemaVerdict schema_branches_report_none (SchemaRun         *run,
                                           const SchemaFrame *frame,
                                           SchemaRule        *rule);
SchemaVerdict schema_branches_report_two  (SchemaRun         *run,
                                           const SchemaFrame *frame,
                                           SchemaRule        *rule);
SchemaVerdict schema_branches_report_not  (SchemaRun         *run,
                                           const SchemaFrame *frame,
                                           SchemaRule        *rule);

G_END_DECLS
