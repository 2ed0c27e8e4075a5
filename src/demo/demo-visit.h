/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-answer.h"
#include "demo-flow.h"
#include "demo-scopes.h"
#include "demo-tenant.h"

G_BEGIN_DECLS

#define DEMO_COOKIE "ESTSAUTHPERSISTENT"

/* One request to the tenant, read and ready to be answered. */
struct _DemoVisit
{
  DemoTenant *tenant;
  DemoAnswer *answer;
  char *method;
  char *form_of_tenant;         /* the first part of the path: GUID, domain, "common" … */
  char *endpoint;               /* as the log and the faults call it, "" where nothing is */
  GHashTable *query;
  GHashTable *form;             /* empty unless a form was posted */
  char *cookie;
  char *correlation_id;
  char *trace_id;
  gboolean has_origin;
  char *authorization;          /* (nullable): that header */
};

DemoVisit  *demo_visit_new       (DemoTenant         *tenant,
                                  SoupServerMessage  *message);
void        demo_visit_free      (DemoVisit          *visit);
void        demo_visit_note      (DemoVisit          *visit,
                                  JsonObject         *entry);
const char *demo_visit_get_query (DemoVisit          *visit,
                                  const char         *name);
const char *demo_visit_get_field (DemoVisit          *visit,
                                  const char         *name);

void        demo_visit_json      (DemoVisit          *visit,
                                  guint               status,
                                  JsonObject         *object);
void        demo_visit_html      (DemoVisit          *visit,
                                  guint               status,
                                  const char         *title,
                                  const char         *content);
void        demo_visit_go        (DemoVisit          *visit,
                                  const char         *uri);
void        demo_visit_refuse    (DemoVisit          *visit,
                                  const DemoProblem  *problem);
void        demo_visit_explain   (DemoVisit          *visit,
                                  const DemoProblem  *problem);
char       *demo_visit_describe  (DemoVisit          *visit,
                                  const DemoProblem  *problem);
JsonObject *demo_visit_error     (DemoVisit          *visit,
                                  const DemoProblem  *problem);

char       *demo_hash_secret     (const char         *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoVisit, demo_visit_free)

G_END_DECLS
