/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-fixture.h"
#include "oauth-prompter.h"

G_BEGIN_DECLS

#define TENANT_TYPE_PROMPTER (tenant_prompter_get_type ())

G_DECLARE_FINAL_TYPE (TenantPrompter, tenant_prompter, TENANT, PROMPTER, GObject)

typedef enum {
  PERSON_SIGNS_IN,
  PERSON_CANCELS,       /* closes the page */
  PERSON_DECLINES,      /* presses Cancel on the page */
  PERSON_WAITS,         /* until the page is put away */
  PERSON_CHANGES_ACCOUNT,
  PERSON_IS_DECEIVED,   /* the redirect comes with another state */
  PERSON_IS_INJECTED,   /* the redirect comes with the code of another attempt */
  PERSON_IS_OVERHEARD,  /* somebody else tries the code first */
} PersonDeed;

/* Somebody before an embedded page who knows a password. Members are there to be set and read. */
struct _TenantPrompter
{
  GObject parent_instance;

  DemoFixture *demo;
  PersonDeed deed;
  const char *username;
  const char *password;

  GPtrArray *prompts;   /* of OauthPrompt */
  guint n_put_away;
};

TenantPrompter *tenant_prompter_new      (DemoFixture    *demo);
OauthPrompt    *tenant_prompter_get_last (TenantPrompter *self);
void            tenant_prompter_become_tom (TenantPrompter *self);

G_END_DECLS
