/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mock-server.h"
#include "oauth-authority.h"

G_BEGIN_DECLS

#define MOCK_CLIENT "client-1"

/*
 * MockAuthority:
 *
 * An authorization server for tests, of the strict kind: it takes each code and each refresh token
 * once, and a second time is counted. Issuer "http://127.0.0.1:PORT/t1"; beside it stands a
 * protected server, "http://127.0.0.1:PORT/mcp". Its members are there to be set and read.
 */
typedef struct
{
  MockServer *server;
  char *origin;
  char *issuer;
  char *server_uri;

  const char *more_metadata;     /* ",\"name\":…" */

  const char *more_key;
  const char *device_answer;     /* NULL: there is no such endpoint */

  /* The next tokens. */
  gint64 expires_in;
  gboolean gives_refresh_token;
  gboolean gives_id_token;
  const char *id_header;         /* NULL: RS256 with our key */
  const char *id_claims;         /* ",\"name\":…", after the right ones: last wins */
  const char *more_answer;
  const char *subject;
  gint64 id_ends_in;

  /* What the person's agent was sent here with. */
  char *nonce;
  char *challenge;
  char *redirect_uri;

  GHashTable *documents;
  GQueue answers;
  guint n_device_requests;
  guint n_tokens;
  guint n_key_requests;
  guint n_reused;
  guint n_at_once;               /* token requests, at most */
  guint delay;                   /* of token answers, in milliseconds */
  char *refresh_token;
  GPtrArray *held;
  gboolean is_holding;
  gboolean hides_keys;           /* never answers */
  GPtrArray *requests;           /* bodies of token requests, and of device requests */
  char *mailbox;                 /* of the last token request */
} MockAuthority;

MockAuthority  *mock_authority_new           (void);
void            mock_authority_free          (MockAuthority  *self);
OauthTrust     *mock_authority_dup_trust     (MockAuthority  *self);
OauthAuthority *mock_authority_load          (MockAuthority  *self,
                                              OauthProfile   *profile);
/* A document at @path instead of what stands there; status 0: hangs up. */
void            mock_authority_publish       (MockAuthority  *self,
                                              const char     *path,
                                              guint           status,
                                              const char     *body);
/* What the token endpoint answers next, before it answers by itself again. @header: (nullable):
 * "Name: value". */
void            mock_authority_queue         (MockAuthority  *self,
                                              guint           status,
                                              const char     *header,
                                              const char     *body);
void            mock_authority_release       (MockAuthority  *self);
/* Takes an authorization request: what it must remember of it. */
void            mock_authority_visit         (MockAuthority  *self,
                                              const char     *uri);
const char     *mock_authority_get_body      (MockAuthority  *self,
                                              guint           index);
char           *mock_authority_dup_parameter (MockAuthority  *self,
                                              guint           index,
                                              const char     *name);
guint           mock_authority_count         (MockAuthority  *self,
                                              const char     *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MockAuthority, mock_authority_free)

G_END_DECLS
