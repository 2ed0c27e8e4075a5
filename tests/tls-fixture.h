/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * TlsAuthority:
 *
 * An authority that lives as long as a test, and what it issues: certificates for 127.0.0.1, and
 * for whoever shows who they are. Days count from now.
 */
typedef struct _TlsAuthority TlsAuthority;

TlsAuthority    *tls_authority_new              (const char    *name);
void             tls_authority_free             (TlsAuthority  *self);
char            *tls_authority_dup_pem          (TlsAuthority  *self);
char            *tls_authority_dup_expired_pem  (TlsAuthority  *self);
/* Who is issued by @self is believed. It reads a file in @folder, which lives as long as @self. */
GTlsDatabase    *tls_authority_new_database     (TlsAuthority  *self,
                                                 const char    *folder);
/* @key: (out): the private key as PEM */
char            *tls_authority_issue            (TlsAuthority  *self,
                                                 const char    *name,
                                                 int            first_day,
                                                 int            last_day,
                                                 char         **key);
GTlsCertificate *tls_authority_issue_certificate (TlsAuthority *self,
                                                  const char   *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlsAuthority, tls_authority_free)

G_END_DECLS
