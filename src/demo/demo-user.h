/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The tenant contoso, its two registrations and its people: all made up, all public. */
#define DEMO_TENANT_ID   "5f1d3a52-8c0e-4b7a-9d26-3e8a14c7b901"
#define DEMO_OTHER_ID    "0d9b7c44-61f2-4c35-8e5b-7a2f90c3d118"
#define DEMO_DOMAIN      "contoso.example"
#define DEMO_OTHER_DOMAIN "fabrikam.example"
#define DEMO_CLIENT_ID   "b3c7e1a0-24d9-4f68-a1b5-90e2d46f7c35"
#define DEMO_API_ID      "e8a4f2d6-7b13-4905-b6c8-1f5d3092ae47"
#define DEMO_API_URI     "api://" DEMO_API_ID
#define DEMO_API_SCOPE   DEMO_API_URI "/mcp:tools"
#define DEMO_GRAPH_ID    "00000003-0000-0000-c000-000000000000"
#define DEMO_NATIVE      "https://login.microsoftonline.com/common/oauth2/nativeclient"

typedef struct
{
  const char *username;
  const char *password;
  const char *name;
  const char *home;             /* the tenant they are a member of */
  const char *oid;              /* there */
  const char *sub;              /* there */
  const char *guest_oid;        /* (nullable): in the other tenant, if they are a guest of it */
  const char *guest_sub;
  gboolean admin;               /* may consent in everybody's name */
  gboolean federated;           /* the password is another organisation's to check */
  gboolean disabled;
  gboolean password_expired;
} DemoUser;

extern const DemoUser demo_users[];   /* those that are built in; ends with a NULL username */

const char *demo_tenant_id_find      (const char      *form);
const char *demo_tenant_id_get_name  (const char      *tid);
gboolean    demo_tenant_form_is_open (const char      *form);

const char *demo_user_get_oid        (const DemoUser  *user,
                                      const char      *tid);
const char *demo_user_get_sub        (const DemoUser  *user,
                                      const char      *tid);
const char *demo_user_choose_tenant  (const DemoUser  *user,
                                      const char      *form);
char       *demo_user_dup_login_hint (const DemoUser  *user);

G_END_DECLS
