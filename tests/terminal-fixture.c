/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE

#include "config.h"

#include "terminal-fixture.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static gboolean
readable_cb (int          fd,
             GIOCondition condition,
             gpointer     user_data)
{
  TerminalFixture *self = user_data;
  char piece[1024];
  ssize_t length = read (fd, piece, sizeof piece);

  if (length > 0)
    g_string_append_len (self->said, piece, length);

  return length > 0;
}

void
terminal_fixture_open (TerminalFixture *self)
{
  self->person = posix_openpt (O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_assert_cmpint (self->person, >=, 0);
  g_assert_cmpint (grantpt (self->person), ==, 0);
  g_assert_cmpint (unlockpt (self->person), ==, 0);
  self->program = open (ptsname (self->person), O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_assert_cmpint (self->program, >=, 0);
  self->said = g_string_new (NULL);
  self->source = g_unix_fd_add (self->person, G_IO_IN, readable_cb, self);
}

void
terminal_fixture_close (TerminalFixture *self)
{
  g_source_remove (self->source);
  close (self->person);
  close (self->program);
  g_string_free (self->said, TRUE);
}

void
terminal_fixture_await (TerminalFixture *self,
                        const char      *words)
{
  const char *found;

  while ((found = strstr (self->said->str, words)) == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_test_message ("%s", self->said->str);
  g_string_erase (self->said, 0, found - self->said->str + strlen (words));
}

void
terminal_fixture_type (TerminalFixture *self,
                       const char      *text)
{
  g_assert_cmpint (write (self->person, text, strlen (text)), ==, strlen (text));
}
