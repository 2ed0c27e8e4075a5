/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "vault-file.h"
#include "vault-lock.h"
#include "vault-store.h"

G_BEGIN_DECLS

/* What the work of one call to the keyring is about: the data of its task, which is
 * handed on from step to step. */
typedef struct
{
  VaultFile *file;
  VaultLock *lock;

  GHashTable *attributes;
  VaultSecret *secret;      /* to be stored; else NULL */
  VaultAsk ask;

  gboolean is_file;         /* secrets lie in the file, not in the desktop's keyring */
  gboolean is_asked;        /* the person unlocked the keyring for this already */
  gboolean needs_keyring;   /* that there is none yet will not do */
  GList *locked;            /* items that were found, and are locked */
  GList *surplus;           /* items that are to be deleted */
  int door;                 /* held while the file is changed, or -1 */
  guint n_tries;
  gint64 before;            /* seconds since 1970: what was put aside later stays */
} VaultRequest;

/* A step takes the task over, and hands it to the next or ends it. */
typedef void (* VaultStep) (GTask *task);

VaultRequest *vault_request_new     (VaultFile    *file,
                                     VaultLock    *lock,
                                     VaultKey     *key,
                                     VaultSecret  *secret,
                                     VaultAsk      ask);
void          vault_request_free    (VaultRequest *request);

void          vault_request_prepare (GTask        *task,
                                     VaultStep     next);
void          vault_request_prepare_change (GTask *task,
                                     VaultStep     next);
void          vault_request_open    (GTask        *task,
                                     VaultStep     next);
void          vault_request_done    (GTask        *task);
void          vault_request_end_change (GTask     *task);
void          vault_request_fail    (GTask        *task,
                                     const GError *error);
void          vault_request_fail_file (GTask      *task,
                                     const GError *error);
void          vault_request_retry   (GTask        *task,
                                     const GError *error,
                                     VaultStep     begin);

void          vault_lookup_begin    (GTask        *task);
void          vault_write_begin     (GTask        *task);
void          vault_clear_begin     (GTask        *task);
void          vault_self_test_begin (GTask        *task);
void          vault_clear_all_begin (GTask        *task);
void          vault_tidy_begin      (GTask        *task);

G_END_DECLS
