/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-authorizer-private.h"

#include "crib-identity-private.h"
#include "crib-problem-case.h"
#include "oauth-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A server that refuses what was just fetched for it gets no more of it: as many fresh tokens in a
 * row, each refused within that time of its coming (entra.md 4.2). */
#define MOST_REFUSED 2
#define FRESH (60 * G_USEC_PER_SEC)

gboolean
crib_authorizer_has_token (CribAuthorizer *self)
{
  return self->token != NULL && !oauth_token_is_expired (self->token);
}

void
crib_authorizer_take_token (CribAuthorizer *self,
                            OauthToken     *token,
                            OauthClient    *client,
                            gboolean        has_claims)
{
  if (g_set_object (&self->token, token))
    {
      self->taken = g_get_monotonic_time ();
      self->has_claims = has_claims;
    }

  g_set_object (&self->client, client);
  crib_identity_emit_tokens_changed (self->identity, oauth_token_get_account (token));
}

/* In a time that says nothing of where they differ. */
static gboolean
is_same_secret (const char *a,
                const char *b)
{
  gsize length = strlen (a);
  volatile guint8 difference = 0;

  if (strlen (b) != length)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    difference |= (guint8) a[i] ^ (guint8) b[i];

  return difference == 0;
}

static gboolean
is_current (CribAuthorizer *self,
            const char     *header)
{
  char *current;
  gboolean same;

  if (self->token == NULL || header == NULL)
    return FALSE;

  current = oauth_token_dup_header (self->token);
  same = is_same_secret (current, header);
  vault_wipe_string (current);

  return same;
}

static gboolean
has_fresh_token (CribAuthorizer *self)
{
  return g_get_monotonic_time () - self->taken < FRESH;
}

/* Enough is enough: nobody is sent to the page again for what they have just confirmed; else the
 * server's own refusal stands. TRUE if @wish was answered so. */
static gboolean
stop_loop (CribAuthorizer *self,
           CribWish       *wish)
{
  gboolean is_fresh = has_fresh_token (self);

  self->n_refused = is_fresh ? self->n_refused + 1 : 1;

  if (is_fresh && self->has_claims && crib_wish_wants_claims (wish))
    g_task_return_new_error (wish->task, OAUTH_ERROR, OAUTH_ERROR_REFUSED,
                             _("%s keeps asking for a stronger sign-in."),
                             crib_server_get_name (self->server));
  else if (self->n_refused > MOST_REFUSED)
    g_task_return_boolean (wish->task, FALSE);
  else
    return FALSE;

  return TRUE;
}

/* TRUE if @wish was answered. */
static gboolean
answer_challenge (CribAuthorizer *self,
                  CribWish       *wish)
{
  if (!is_current (self, wish->header))
    {
      /* Somebody else has renewed it meanwhile. */
      if (!crib_authorizer_has_token (self))
        return FALSE;

      crib_wish_fulfil (wish, self->token);
      return TRUE;
    }

  if (stop_loop (self, wish))
    return TRUE;

  /* Who protects the server may be another by now (mcp.md 4.8). */
  crib_authorizer_look_anew (self, FALSE);
  /* Here, and where it would come back from. */
  oauth_client_drop_token (self->client, self->token);
  g_clear_object (&self->token);

  return FALSE;
}

/* What somebody else has been granted meanwhile may do. TRUE if @wish was answered. */
static gboolean
answer_step (CribAuthorizer *self,
             CribWish       *wish)
{
  if (wish->header != NULL && !is_current (self, wish->header) && crib_authorizer_has_token (self))
    crib_wish_fulfil (wish, self->token);
  else if (crib_authorizer_may_step_up (self, wish->step))
    return FALSE;
  else
    g_task_return_boolean (wish->task, FALSE);

  return TRUE;
}

static gboolean
answer_now (CribAuthorizer *self,
            CribWish       *wish)
{
  if (g_task_return_error_if_cancelled (wish->task))
    return TRUE;

  if (wish->kind == CRIB_WISH_CHALLENGE)
    return answer_challenge (self, wish);
  if (wish->kind == CRIB_WISH_STEP_UP)
    return answer_step (self, wish);

  if (!crib_authorizer_has_token (self) ||
      (wish->kind == CRIB_WISH_SIGN_IN &&
       (wish->sign_in != CRIB_SIGN_IN_PLAIN || self->claims != NULL || self->wanted != NULL)))
    return FALSE;

  crib_wish_fulfil (wish, self->token);
  crib_authorizer_renew_ahead (self);

  return TRUE;
}

/*
 * crib_authorizer_grant:
 * @wish: (transfer full): what somebody wants
 *
 * Fulfils @wish with the token that is held, or by the flight that is under way, or by one of its
 * own.
 */
void
crib_authorizer_grant (CribAuthorizer *self,
                       CribWish       *wish)
{
  if (wish->kind == CRIB_WISH_STEP_UP)
    crib_authorizer_want (self, wish->step);

  if (answer_now (self, wish))
    crib_wish_free (wish);
  else if (self->flight == NULL)
    crib_flight_begin (self, wish);
  else if (crib_flight_may_share (self->flight, wish))
    crib_flight_board (self->flight, wish);
  else
    g_queue_push_tail (&self->deferred, wish);
}

/*
 * crib_authorizer_end_flight:
 *
 * What could not share the flight that has ended is looked at again.
 */
void
crib_authorizer_end_flight (CribAuthorizer *self)
{
  GQueue deferred = self->deferred;
  CribWish *wish;

  self->flight = NULL;
  g_queue_init (&self->deferred);

  while ((wish = g_queue_pop_head (&deferred)) != NULL)
    crib_authorizer_grant (self, wish);
}

/* (nullable): the permission that the server says it needs, where it is one, whatever somebody asks
 * for instead. */
static const char *
find_permission (CribAuthorizer *self)
{
  OauthResource *resource = crib_protection_get_resource (self->protection);
  const char * const *scopes = resource != NULL ? oauth_resource_get_scopes (resource) : NULL;

  if (self->scope != NULL)
    return strchr (self->scope, ' ') == NULL ? self->scope : NULL;

  return scopes != NULL && scopes[0] != NULL && scopes[1] == NULL ? scopes[0] : NULL;
}

/* (nullable): how the server calls itself, where a token of Entra's that it refuses is none that
 * has aged (entra.md 5.4) */
static const char *
find_resource (CribAuthorizer *self)
{
  OauthResource *resource = crib_protection_get_resource (self->protection);

  if (resource == NULL || !crib_protection_is_entra (self->protection) || !has_fresh_token (self))
    return NULL;

  return oauth_resource_get_identifier (resource);
}

/*
 * crib_authorizer_dup_problem:
 * @self: (nullable): how one signs in to @server
 * @error: what failed there
 *
 * Returns: (transfer full): what it means, beside what the token is good for
 */
CribProblem *
crib_authorizer_dup_problem (CribAuthorizer *self,
                             CribServer     *server,
                             const GError   *error)
{
  CribProblemHint hint = { NULL };

  if (self != NULL && self->token != NULL && self->protection != NULL)
    {
      hint.granted = oauth_token_get_scopes (self->token);
      hint.permission = find_permission (self);
      hint.resource = find_resource (self);
    }

  return crib_problem_new_hinted (error, server, &hint);
}
