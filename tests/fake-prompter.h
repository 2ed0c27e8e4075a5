/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mock-authority.h"
#include "oauth-prompter.h"

G_BEGIN_DECLS

#define FAKE_TYPE_PROMPTER (fake_prompter_get_type ())

G_DECLARE_FINAL_TYPE (FakePrompter, fake_prompter, FAKE, PROMPTER, GObject)

/* What the person at the fake screen does. */
typedef enum {
  FAKE_SIGNS_IN,
  FAKE_CANCELS,
  FAKE_CHOOSES_BROWSER,   /* once; then signs in */
  FAKE_WAITS,             /* until cancelled */
} FakeDeed;

/* A person and a screen in one. Members are there to be set and read. */
struct _FakePrompter
{
  GObject parent_instance;

  MockAuthority *mock;
  FakeDeed deed;
  const char *answer;      /* of the parameters: %s is the state; NULL for a good one */
  const char *target;      /* instead of the redirect address */

  GPtrArray *prompts;
  guint n_put_away;
};

FakePrompter *fake_prompter_new (MockAuthority *mock);

G_END_DECLS
