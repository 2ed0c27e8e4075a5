/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-authorizer.h"
#include "mcp-fixture.h"

G_BEGIN_DECLS

#define TEST_TYPE_AUTHORIZER (test_authorizer_get_type ())

G_DECLARE_FINAL_TYPE (TestAuthorizer, test_authorizer, TEST, AUTHORIZER, GObject)

/* Gives "Bearer N", where N counts the challenges it could better. */
struct _TestAuthorizer
{
  GObject parent_instance;

  guint n_asked;
  guint n_challenges;
  guint token;
  gboolean gives_none;
  const char *account;
  gboolean fails;
  gboolean has_better;
  GTask *held;             /* of a challenge that a person thinks about */
  gboolean holds;
  char *challenge;
  char *refused;
  char *uri;
};

/* One for the client of @fixture. */
TestAuthorizer *test_authorizer_add (McpFixture *fixture);

G_END_DECLS
