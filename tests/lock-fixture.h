/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-lock-private.h"

G_BEGIN_DECLS

#define NAME "ada@contoso.example at https://login.example.com"

/* Milliseconds: more than any test takes, and what is waited for in vain. */
#define LONG (20 * 1000)
#define SHORT 150

/* A runtime directory of the test's own; before anything else. */
char      *lock_fixture_begin         (void);
void       lock_fixture_end           (char          *directory);
char      *lock_fixture_dup_path      (const char    *name);
void       lock_fixture_start         (const char    *name,
                                       guint          patience,
                                       GCancellable  *cancellable,
                                       GAsyncResult **result);
OauthLock *lock_fixture_finish        (GAsyncResult **result,
                                       GError       **error);
OauthLock *lock_fixture_acquire       (const char    *name,
                                       guint          patience,
                                       GError       **error);
void       lock_fixture_assert_mode   (const char    *path,
                                       guint          mode);
void       lock_fixture_assert_taken  (const char    *name);
void       lock_fixture_assert_free   (const char    *name);

G_END_DECLS
