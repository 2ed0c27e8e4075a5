/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-builder.h"
#include "vault-key.h"

G_BEGIN_DECLS

/* A header field that goes along with each request to a server: what it says, or where in the vault
 * that lies. Lists of them are GPtrArrays, by name whatever its letter case. */
typedef struct
{
  char *name;
  char *value;    /* NULL: it is a secret */
  char *secret;   /* nullable: the name that the secret has in the vault */
} CribHeader;

CribHeader *crib_header_new       (const char        *name,
                                   const char        *value,
                                   const char        *secret);
void        crib_header_free      (CribHeader        *self);
/* Where its secret lies: a header that is sent to another origin finds nothing. */
VaultKey   *crib_header_new_key   (const CribHeader  *self,
                                   const char        *uri);

GPtrArray  *crib_headers_new      (void);
GPtrArray  *crib_headers_copy     (GPtrArray         *self);
gboolean    crib_headers_equal    (GPtrArray         *self,
                                   GPtrArray         *other);
CribHeader *crib_headers_find     (GPtrArray         *self,
                                   const char        *name);
void        crib_headers_remove   (GPtrArray         *self,
                                   const char        *name);
/* In the place of the one of that name, or last. @header: (transfer full) */
void        crib_headers_set      (GPtrArray         *self,
                                   CribHeader        *header);
GPtrArray  *crib_headers_merge    (GPtrArray         *base,
                                   GPtrArray         *ours,
                                   GPtrArray         *theirs);
GPtrArray  *crib_headers_read     (const SjsonValue  *value,
                                   GError           **error);
void        crib_headers_write    (GPtrArray         *self,
                                   SjsonBuilder      *builder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CribHeader, crib_header_free)

G_END_DECLS
