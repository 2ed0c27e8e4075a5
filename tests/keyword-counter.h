/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-value.h"

G_BEGIN_DECLS

/* How often each keyword of the three drafts stood in a schema that a value was held against,
 * where that was valid and where it was not. */
typedef struct _KeywordCounter KeywordCounter;

KeywordCounter *keyword_counter_new    (void);
void            keyword_counter_free   (KeywordCounter   *self);
void            keyword_counter_add    (KeywordCounter   *self,
                                        const SjsonValue *schema,
                                        gboolean          valid);
void            keyword_counter_blame  (KeywordCounter   *self,
                                        const char       *keyword);
void            keyword_counter_assert (KeywordCounter   *self,
                                        guint             n_least,
                                        guint             n_blamed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeywordCounter, keyword_counter_free)

G_END_DECLS
