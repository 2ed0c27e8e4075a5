/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A terminal with a person at it: what is printed there is read as it comes. */
typedef struct
{
  int person;       /* our end */
  int program;      /* the end for a program's streams */
  GString *said;    /* all that it printed, and what the terminal echoed */
  guint source;
} TerminalFixture;

void terminal_fixture_open  (TerminalFixture *self);
void terminal_fixture_close (TerminalFixture *self);
/* Iterates the main context until these words were printed, after those of the last time. */
void terminal_fixture_await (TerminalFixture *self,
                             const char      *words);
void terminal_fixture_type  (TerminalFixture *self,
                             const char      *text);

G_END_DECLS
