/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-server-lookup.h"
#include "sign-in-fixture.h"
#include "window-fixture.h"

G_BEGIN_DECLS

#define GENERIC_ISSUER "https://login.example.net/people"

/* The demo with its protected server and a look at addresses; servers of a window beside it. */
typedef struct
{
  SignInFixture sign_in;
  WindowFixture window;       /* its pool knows the identity */
  CribServerLookup *lookup;
} LookupFixture;

/* FALSE: there is no display, and that was said. */
gboolean    lookup_fixture_begin             (int            *argc,
                                              char         ***argv);
int         lookup_fixture_run               (void);
void        lookup_fixture_set_up            (LookupFixture  *self,
                                              gconstpointer   data);
void        lookup_fixture_tear_down         (LookupFixture  *self,
                                              gconstpointer   data);
const char *lookup_fixture_get_address       (LookupFixture  *self,
                                              const char     *name);
/* The protected server names that authority from now on. */
void        lookup_fixture_name_authority    (LookupFixture  *self,
                                              const char     *issuer);
/* Requests for its metadata are answered so from now on. */
void        lookup_fixture_answer_metadata   (LookupFixture  *self,
                                              guint           status,
                                              const char     *body);
/* Looks at the protected server until all is known. */
void        lookup_fixture_look              (LookupFixture  *self);

G_END_DECLS
