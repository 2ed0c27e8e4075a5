/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema-node.h"

G_BEGIN_DECLS

/* What each keyword checks; each in the file of its kind. */
SchemaVerdict schema_check_problem               (SchemaRun         *run,
                                                  const SchemaFrame *frame,
                                                  SchemaRule        *rule);
/* schema-check-any.c */
SchemaVerdict schema_check_type                  (SchemaRun         *run,
                                                  const SchemaFrame *frame,
                                                  SchemaRule        *rule);
SchemaVerdict schema_check_enum                  (SchemaRun         *run,
                                                  const SchemaFrame *frame,
                                                  SchemaRule        *rule);
SchemaVerdict schema_check_const                 (SchemaRun         *run,
                                                  const SchemaFrame *frame,
                                                  SchemaRule        *rule);
SchemaVerdict schema_report_types                (SchemaRun         *run,
                                                  const SchemaFrame *frame,
                                                  SchemaKeyword      keyword,
                                                  guint              types);
/* schema-check-number.c */
SchemaVerdict schema_check_limit                 (SchemaRun         *run,
                                                  const SchemaFrame *frame,
                                                  SchemaRule        *rule);
SchemaVerdict schema_check_multiple              (SchemaRun         *run,
                                                  const SchemaFrame *frame,
                                                  SchemaRule        *rule);
/* schema-check-string.c */
SchemaVerdict schema_check_length                (SchemaRun         *run,
                                                  const SchemaFrame *frame,
                                                  SchemaRule        *rule);
SchemaVerdict schema_check_pattern               (SchemaRun         *run,
                                                  const SchemaFrame *frame,
                                                  SchemaRule        *rule);
SchemaVerdict schema_check_format                (SchemaRun         *run,
                                                  const SchemaFrame *frame,
                                                  SchemaRule        *rule);
/* schema-check-object.c */
SchemaVerdict schema_check_members               (SchemaRun         *run,
                                                  const SchemaFrame *frame,
                                                  SchemaRule        *rule);
SchemaVerdict schema_check_member_names          (SchemaRun         *run,
                                                  const SchemaFrame *frame,
                                                  SchemaRule        *rule);
SchemaVerdict schema_check_depends               (SchemaRun         *run,
                                                  const SchemaFrame *frame,
                                                  SchemaRule        *rule);
SchemaVerdict schema_check_n_members             (SchemaRun         *run,
                                                  const SchemaFrame *frame,
                                                  SchemaRule        *rule);
/* schema-check-array.c */
SchemaVerdict schema_check_elements              (SchemaRun         *run,
                                                  const SchemaFrame *frame,
                                                  SchemaRule        *rule);
SchemaVerdict schema_check_contains              (SchemaRun         *run,
                                                  const SchemaFrame *frame,
                                                  SchemaRule        *rule);
SchemaVerdict schema_check_n_elements            (SchemaRun         *run,
                                                  const SchemaFrame *frame,
                                                  SchemaRule        *rule);
/* schema-unique.c */
SchemaVerdict schema_check_unique                (SchemaRun         *run,
                                                  const SchemaFrame *frame,
                                                  SchemaRule        *rule);
/* schema-check-logic.c */
SchemaVerdict schema_check_all_of                (SchemaRun         *run,
                                                  const SchemaFrame *frame,
                                                  SchemaRule        *rule);
SchemaVerdict schema_check_any_of                (SchemaRun         *run,
                                                  const SchemaFrame *frame,
                                                  SchemaRule        *rule);
SchemaVerdict schema_check_one_of                (SchemaRun         *run,
                                                  const SchemaFrame *frame,
                                                  SchemaRule        *rule);
SchemaVerdict schema_check_not                   (SchemaRun         *run,
                                                  const SchemaFrame *frame,
                                                  SchemaRule        *rule);
SchemaVerdict schema_check_if                    (SchemaRun         *run,
                                                  const SchemaFrame *frame,
                                                  SchemaRule        *rule);
/* schema-check-reference.c */
SchemaVerdict schema_check_reference             (SchemaRun         *run,
                                                  const SchemaFrame *frame,
                                                  SchemaRule        *rule);
SchemaVerdict schema_check_dynamic_reference     (SchemaRun         *run,
                                                  const SchemaFrame *frame,
                                                  SchemaRule        *rule);
SchemaVerdict schema_check_recursive_reference   (SchemaRun         *run,
                                                  const SchemaFrame *frame,
                                                  SchemaRule        *rule);
SchemaNode *  schema_frame_find_dynamic          (const SchemaFrame *frame,
                                                  SchemaNode        *node,
                                                  const char        *anchor);
SchemaResource *
              schema_frame_find_recursive        (const SchemaFrame *frame,
                                                  SchemaNode        *node);
/* schema-check-unevaluated.c */
SchemaVerdict schema_check_unevaluated_members   (SchemaRun         *run,
                                                  const SchemaFrame *frame,
                                                  SchemaRule        *rule);
SchemaVerdict schema_check_unevaluated_elements  (SchemaRun         *run,
                                                  const SchemaFrame *frame,
                                                  SchemaRule        *rule);

G_END_DECLS
