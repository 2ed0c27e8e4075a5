/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-proof.h"
#include "demo-user.h"

G_BEGIN_DECLS

/* Somebody whom a browser is signed in as. */
typedef struct
{
  const DemoUser *user;
  DemoProof proof;
} DemoPresence;

/* The browsers that were given a cookie, each with the people it is signed in as. */
typedef struct _DemoBrowsers DemoBrowsers;

DemoBrowsers *demo_browsers_new         (void);
void          demo_browsers_free        (DemoBrowsers     *self);
void          demo_browsers_clear       (DemoBrowsers     *self);

GPtrArray    *demo_browsers_look_up     (DemoBrowsers     *self,
                                         const char       *cookie);
DemoPresence *demo_browsers_find        (DemoBrowsers     *self,
                                         const char       *cookie,
                                         const DemoUser   *user);
char         *demo_browsers_remember    (DemoBrowsers     *self,
                                         const char       *cookie,
                                         const DemoUser   *user,
                                         const DemoProof  *proof);
void          demo_browsers_forget      (DemoBrowsers     *self,
                                         const char       *cookie,
                                         const DemoUser   *user);
void          demo_browsers_forget_user (DemoBrowsers     *self,
                                         const DemoUser   *user);

G_END_DECLS
