/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-prompter.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define OIDC_TYPE_PERSON (oidc_person_get_type ())

G_DECLARE_FINAL_TYPE (OidcPerson, oidc_person, OIDC, PERSON, GObject)

/* A person and a browser in one: keeps cookies, follows redirects and fills in the forms that real
 * pages hold, the one that posts the answer to the program too. Knows nothing of OAuth. Members are
 * there to be set and read. */
struct _OidcPerson
{
  GObject parent_instance;

  const char *name;         /* whom to sign in as */
  const char *forgets;      /* nullable: a field that is lost on the way back */
  gboolean cancels;         /* at the first page */

  SoupSession *session;
  guint n_prompts;
  guint n_pages;            /* that a person had to answer, in all */
};

OidcPerson *oidc_person_new   (void);
/* Signs in at @uri for another process, up to the page that says that it is done. */
void        oidc_person_visit (OidcPerson *self,
                               const char *uri);

G_END_DECLS
