/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lookup-fixture.h"

/* More often than anybody asks. */
#define ALWAYS 1000

gboolean
lookup_fixture_begin (int    *argc,
                      char ***argv)
{
  if (!window_fixture_init (argc, argv))
    return FALSE;

  sign_in_fixture_begin (*argv);

  return TRUE;
}

int
lookup_fixture_run (void)
{
  int status = g_test_run ();

  sign_in_fixture_end ();

  return status;
}

void
lookup_fixture_set_up (LookupFixture *self,
                       gconstpointer  data)
{
  sign_in_fixture_set_up (&self->sign_in, data);
  window_fixture_set_up (&self->window, data);
  g_assert_finalize_object (self->window.pool);
  self->window.pool = crib_connection_pool_new (self->window.store, self->sign_in.identity);
  self->lookup = crib_server_lookup_new (self->sign_in.identity);
}

void
lookup_fixture_tear_down (LookupFixture *self,
                          gconstpointer  data)
{
  g_assert_finalize_object (self->lookup);
  sign_in_fixture_settle ();
  window_fixture_tear_down (&self->window, data);
  sign_in_fixture_tear_down (&self->sign_in, data);
}

const char *
lookup_fixture_get_address (LookupFixture *self,
                            const char    *name)
{
  return json_object_get_string_member (self->sign_in.demo.addresses, name);
}

void
lookup_fixture_name_authority (LookupFixture *self,
                               const char    *issuer)
{
  g_autofree char *metadata = NULL;

  metadata = g_strdup_printf ("{\"resource\":\"%s\",\"resource_name\":\"Contoso <i>Orders\","
                              "\"authorization_servers\":[\"%s\"],"
                              "\"scopes_supported\":[\"orders.read\"]}",
                              lookup_fixture_get_address (self, "protected"), issuer);
  lookup_fixture_answer_metadata (self, 200, metadata);
}

void
lookup_fixture_answer_metadata (LookupFixture *self,
                                guint          status,
                                const char    *body)
{
  g_autofree char *escaped = g_strescape (body, NULL);
  g_autofree char *fault = NULL;

  fault = g_strdup_printf ("{\"server\":\"protected\",\"http\":\"GET\",\"kind\":\"status\","
                           "\"status\":%u,\"content_type\":\"application/json\","
                           "\"body\":\"%s\",\"times\":%d}", status, escaped, ALWAYS);
  sign_in_fixture_control (&self->sign_in, "/fault", fault);
}

void
lookup_fixture_look (LookupFixture *self)
{
  crib_server_lookup_set_address (self->lookup, lookup_fixture_get_address (self, "protected"));
  crib_server_lookup_start (self->lookup);
  window_fixture_wait (crib_server_lookup_get_state (self->lookup) == CRIB_SERVER_LOOKUP_DONE);
}
