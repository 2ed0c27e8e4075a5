/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mock-authority.h"

#include "jws-fixture.h"
#include "oauth-clock.h"
#include "oauth-form.h"
#include "oauth-pkce.h"

#include <string.h>

#define JSON "application/json"
#define DEVICE_GRANT "urn:ietf:params:oauth:grant-type:device_code"

typedef struct
{
  guint status;
  char *header;
  char *body;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_free (answer->header);
  g_free (answer->body);
  g_free (answer);
}

static Answer *
answer_new (guint       status,
            const char *header,
            const char *body)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->status = status;
  answer->header = g_strdup (header);
  answer->body = g_strdup (body);

  return answer;
}

static void
give (MockExchange *exchange,
      Answer       *answer)
{
  if (answer->header != NULL)
    {
      g_auto(GStrv) parts = g_strsplit (answer->header, ": ", 2);

      mock_exchange_add_header (exchange, parts[0], parts[1]);
    }

  if (answer->status == 0)
    mock_exchange_reply_raw (exchange, answer->body != NULL ? answer->body : "", -1);
  else
    mock_exchange_reply (exchange, answer->status,
                         answer->body != NULL && *answer->body == '<' ? "text/html" : JSON,
                         answer->body);
}

/* One key for all tests of a program: making one takes a while. */
static JwsSigner *
get_signer (void)
{
  static JwsSigner *signer;

  if (signer == NULL)
    signer = jws_signer_new (2048);

  return signer;
}

static char *
dup_keys (MockAuthority *self)
{
  g_autofree char *members = g_strconcat ("\"kty\":\"RSA\",\"kid\":\"k1\"", self->more_key, NULL);
  g_autofree char *jwk = jws_signer_dup_jwk (get_signer (), members);

  return g_strdup_printf ("{\"keys\":[%s]}", jwk);
}

static char *
dup_metadata (MockAuthority *self)
{
  return g_strdup_printf ("{\"issuer\":\"%s\",\"authorization_endpoint\":\"%s/authorize?x=y\","
                          "\"token_endpoint\":\"%s/token\",\"jwks_uri\":\"%s/keys\","
                          "\"code_challenge_methods_supported\":[\"S256\"]%s}",
                          self->issuer, self->issuer, self->issuer, self->issuer,
                          self->more_metadata != NULL ? self->more_metadata : "");
}

static char *
dup_id_token (MockAuthority *self)
{
  gint64 now = oauth_clock_get_wall ();
  g_autofree char *nonce = NULL;
  g_autofree char *payload = NULL;

  if (self->nonce != NULL)
    nonce = g_strdup_printf (",\"nonce\":\"%s\"", self->nonce);

  payload = g_strdup_printf ("{\"iss\":\"%s\",\"aud\":\"" MOCK_CLIENT "\",\"sub\":\"%s\","
                             "\"iat\":%" G_GINT64_FORMAT ",\"exp\":%" G_GINT64_FORMAT ","
                             "\"preferred_username\":\"ada@contoso.example\",\"name\":\"Ada\"%s%s}",
                             self->issuer, self->subject, now, now + self->id_ends_in,
                             nonce != NULL ? nonce : "",
                             self->id_claims != NULL ? self->id_claims : "");

  return jws_signer_sign (get_signer (),
                          self->id_header != NULL ? self->id_header
                                                  : "{\"alg\":\"RS256\",\"kid\":\"k1\"}",
                          payload);
}

static void
add_member (GString    *text,
            const char *name,
            const char *value)
{
  g_string_append_printf (text, ",\"%s\":\"%s\"", name, value);
}

static Answer *
issue (MockAuthority *self)
{
  g_autoptr(GString) text = g_string_new (NULL);

  self->n_tokens++;
  g_string_append_printf (text, "{\"token_type\":\"bEARER\",\"access_token\":\"at-%u\","
                          "\"expires_in\":%" G_GINT64_FORMAT, self->n_tokens, self->expires_in);

  if (self->gives_refresh_token)
    {
      g_free (self->refresh_token);
      self->refresh_token = g_strdup_printf ("rt-%u", self->n_tokens);
      add_member (text, "refresh_token", self->refresh_token);
    }

  if (self->gives_id_token)
    {
      g_autofree char *id_token = dup_id_token (self);

      add_member (text, "id_token", id_token);
    }

  g_string_append_printf (text, "%s}", self->more_answer != NULL ? self->more_answer : "");

  return answer_new (200, NULL, text->str);
}

static gboolean
is_code_good (MockAuthority *self,
              const char    *body)
{
  g_autofree char *verifier = oauth_form_dup_only (body, "code_verifier");
  g_autofree char *redirect_uri = oauth_form_dup_only (body, "redirect_uri");
  g_autofree char *code = oauth_form_dup_only (body, "code");
  g_autofree char *challenge = verifier != NULL ? oauth_pkce_challenge (verifier) : NULL;

  return self->challenge != NULL && g_strcmp0 (code, "c/1") == 0 &&
         g_strcmp0 (challenge, self->challenge) == 0 &&
         g_strcmp0 (redirect_uri, self->redirect_uri) == 0;
}

static gboolean
is_device_code_good (const char *body)
{
  g_autofree char *code = oauth_form_dup_only (body, "device_code");

  return g_strcmp0 (code, "d/1") == 0;
}

static Answer *
think (MockAuthority *self,
       const char    *body)
{
  g_autofree char *grant = oauth_form_dup_only (body, "grant_type");
  g_autofree char *refresh_token = oauth_form_dup_only (body, "refresh_token");
  Answer *answer = g_queue_pop_head (&self->answers);

  if (answer != NULL)
    return answer;

  if (g_strcmp0 (grant, "refresh_token") == 0)
    {
      g_clear_pointer (&self->nonce, g_free);
      if (self->refresh_token != NULL && g_strcmp0 (refresh_token, self->refresh_token) == 0)
        return issue (self);

      self->n_reused++;
      return answer_new (400, NULL, "{\"error\":\"invalid_grant\"}");
    }

  if (g_strcmp0 (grant, DEVICE_GRANT) == 0)
    return is_device_code_good (body) ? issue (self)
                                      : answer_new (400, NULL, "{\"error\":\"invalid_grant\"}");

  if (!is_code_good (self, body))
    return answer_new (400, NULL, "{\"error\":\"invalid_grant\",\"error_description\":\"code\"}");

  answer = issue (self);
  g_clear_pointer (&self->challenge, g_free);

  return answer;
}

static void
answer_first (MockAuthority *self)
{
  MockExchange *exchange = g_ptr_array_steal_index (self->held, 0);
  Answer *answer = think (self, mock_exchange_get_body (exchange));

  give (exchange, answer);
  answer_free (answer);
}

static gboolean
delayed_cb (gpointer user_data)
{
  answer_first (user_data);

  return G_SOURCE_REMOVE;
}

static void
token_request (MockAuthority *self,
               MockExchange  *exchange)
{
  g_ptr_array_add (self->requests, g_strdup (mock_exchange_get_body (exchange)));
  g_ptr_array_add (self->held, exchange);
  self->n_at_once = MAX (self->n_at_once, self->held->len);

  if (self->delay > 0)
    g_timeout_add (self->delay, delayed_cb, self);
  else if (!self->is_holding)
    answer_first (self);
}

static void
device_request (MockAuthority *self,
                MockExchange  *exchange)
{
  self->n_device_requests++;
  g_ptr_array_add (self->requests, g_strdup (mock_exchange_get_body (exchange)));
  mock_exchange_reply (exchange, 200, JSON, self->device_answer);
}

static void
handle_cb (MockExchange *exchange,
           gpointer      user_data)
{
  MockAuthority *self = user_data;
  const char *path = mock_exchange_get_path (exchange);
  Answer *answer = g_hash_table_lookup (self->documents, path);
  g_autofree char *body = NULL;

  if (answer != NULL)
    {
      give (exchange, answer);
      return;
    }

  if (g_str_equal (path, "/t1/device"))
    {
      device_request (self, exchange);
      return;
    }

  if (g_str_equal (path, "/t1/token"))
    {
      g_free (self->mailbox);
      self->mailbox = g_strdup (mock_exchange_get_header (exchange, "X-AnchorMailbox"));
      token_request (self, exchange);
      return;
    }

  if (g_str_equal (path, "/.well-known/oauth-authorization-server/t1"))
    body = dup_metadata (self);
  else if (g_str_equal (path, "/t1/keys"))
    {
      self->n_key_requests++;
      if (self->hides_keys)
        return;
      body = dup_keys (self);
    }

  mock_exchange_reply (exchange, body != NULL ? 200 : 404, JSON, body);
}

MockAuthority *
mock_authority_new (void)
{
  MockAuthority *self = g_new0 (MockAuthority, 1);

  self->server = mock_server_new ();
  mock_server_set_handler (self->server, handle_cb, self);
  self->server_uri = g_strdup (mock_server_get_uri (self->server));
  self->origin = g_strndup (self->server_uri, strlen (self->server_uri) - strlen ("/mcp"));
  self->issuer = g_strconcat (self->origin, "/t1", NULL);
  self->documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, answer_free);
  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->held = g_ptr_array_new ();
  g_queue_init (&self->answers);
  self->expires_in = 3600;
  self->gives_refresh_token = TRUE;
  self->gives_id_token = TRUE;
  self->subject = "sub-ada";
  self->id_ends_in = 3600;

  return self;
}

void
mock_authority_free (MockAuthority *self)
{
  mock_server_free (self->server);
  g_free (self->origin);
  g_free (self->issuer);
  g_free (self->server_uri);
  g_free (self->nonce);
  g_free (self->challenge);
  g_free (self->redirect_uri);
  g_free (self->refresh_token);
  g_free (self->mailbox);
  g_hash_table_unref (self->documents);
  g_queue_clear_full (&self->answers, answer_free);
  g_ptr_array_unref (self->held);
  g_ptr_array_unref (self->requests);
  g_free (self);
}

OauthTrust *
mock_authority_dup_trust (MockAuthority *self)
{
  GVariantDict dict;
  g_autoptr(GVariant) entry = NULL;
  g_autoptr(GError) error = NULL;
  OauthTrust *trust;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "issuer", "s", self->issuer);
  g_variant_dict_insert (&dict, "kind", "s", "generic");
  g_variant_dict_insert (&dict, "allow-http-loopback", "b", TRUE);
  entry = g_variant_ref_sink (g_variant_dict_end (&dict));
  trust = oauth_trust_new (entry, &error);
  g_assert_no_error (error);

  return trust;
}

OauthAuthority *
mock_authority_load (MockAuthority *self,
                     OauthProfile  *profile)
{
  g_autoptr(OauthTrust) trust = mock_authority_dup_trust (self);
  g_autofree char *text = dup_metadata (self);
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) error = NULL;
  OauthAuthority *authority;
  SjsonValue root;

  document = sjson_document_new_from_string (text, -1, NULL, &error);
  g_assert_no_error (error);
  root = sjson_document_get_root (document);
  authority = oauth_authority_new (&root, self->issuer, profile, trust, &error);
  g_assert_no_error (error);

  return authority;
}

void
mock_authority_publish (MockAuthority *self,
                        const char    *path,
                        guint          status,
                        const char    *body)
{
  g_hash_table_replace (self->documents, g_strdup (path), answer_new (status, NULL, body));
}

void
mock_authority_queue (MockAuthority *self,
                      guint          status,
                      const char    *header,
                      const char    *body)
{
  g_queue_push_tail (&self->answers, answer_new (status, header, body));
}

void
mock_authority_release (MockAuthority *self)
{
  self->is_holding = FALSE;

  while (self->held->len > 0)
    answer_first (self);
}

void
mock_authority_visit (MockAuthority *self,
                      const char    *uri)
{
  const char *query = strchr (uri, '?') + 1;

  g_free (self->nonce);
  self->nonce = oauth_form_dup_only (query, "nonce");
  g_free (self->challenge);
  self->challenge = oauth_form_dup_only (query, "code_challenge");
  g_free (self->redirect_uri);
  self->redirect_uri = oauth_form_dup_only (query, "redirect_uri");
}

const char *
mock_authority_get_body (MockAuthority *self,
                         guint          index)
{
  g_assert_cmpuint (index, <, self->requests->len);

  return g_ptr_array_index (self->requests, index);
}

char *
mock_authority_dup_parameter (MockAuthority *self,
                              guint          index,
                              const char    *name)
{
  return oauth_form_dup_only (mock_authority_get_body (self, index), name);
}

guint
mock_authority_count (MockAuthority *self,
                      const char    *path)
{
  guint count = 0;

  for (guint i = 0; i < mock_server_get_n_requests (self->server); i++)
    count += g_str_equal (mock_exchange_get_path (mock_server_get_request (self->server, i)), path);

  return count;
}
