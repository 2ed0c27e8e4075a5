/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-sign-in-asker.h"

G_BEGIN_DECLS

#define FAKE_TYPE_ASKER (fake_asker_get_type ())

G_DECLARE_FINAL_TYPE (FakeAsker, fake_asker, FAKE, ASKER, GObject)

/* A person who is asked about sign-ins, before another's pages. Members are there to be set and
 * read. */
struct _FakeAsker
{
  GObject parent_instance;

  OauthPrompter *pages;
  int surface;                     /* the answer; -1: gives up */
  CribAccountAnswer answers[4];    /* in turn, then cancels */
  gboolean is_slow;                /* never answers */
  void (*meanwhile) (gpointer);    /* nullable: what happens while the person reads */
  gpointer meanwhile_data;

  guint n_surfaces;
  guint n_accounts;
  char *words;                     /* of the last question */
};

FakeAsker *fake_asker_new (OauthPrompter *pages);

G_END_DECLS
