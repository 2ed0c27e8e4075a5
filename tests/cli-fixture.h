/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-fixture.h"

G_BEGIN_DECLS

/* The real toolcrib-cli with a home of its own, and a toolcrib-demo to talk to. */
typedef struct
{
  DemoFixture demo;
  char *home;
  char *output;
  char *errors;
  int status;
} CliFixture;

void         cli_fixture_set_programs (const char   *cli,
                                       const char   *demo);
void         cli_fixture_set_up       (CliFixture   *self,
                                       gconstpointer data);
void         cli_fixture_tear_down    (CliFixture   *self,
                                       gconstpointer data);

/* Starts it with these words, up to a NULL; standard error may be a file descriptor of yours. */
GSubprocess *cli_fixture_spawn        (CliFixture   *self,
                                       int           terminal,
                                       const char   *word,
                                       ...) G_GNUC_NULL_TERMINATED;
/* Reads all it says and waits for its end. */
void         cli_fixture_wait         (CliFixture   *self,
                                       GSubprocess  *process);
/* Both at once; returns the exit code. */
int          cli_fixture_run          (CliFixture   *self,
                                       const char   *word,
                                       ...) G_GNUC_NULL_TERMINATED;

/* Has form/fallbacks.py hold the forms of all tools of that server against their raw schemas. */
void         cli_fixture_check_forms  (CliFixture   *self,
                                       const char   *uri);

/* The one JSON object on standard error: its kind. */
char        *cli_fixture_dup_kind     (CliFixture   *self);
void         cli_fixture_fault        (CliFixture   *self,
                                       const char   *json);
char        *cli_fixture_dup_log      (CliFixture   *self);

#define assert_says(text, words) g_assert_nonnull (strstr (text, words))

G_END_DECLS
