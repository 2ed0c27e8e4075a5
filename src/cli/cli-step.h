/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-field.h"

G_BEGIN_DECLS

typedef enum {
  CLI_STEP_VALUE,    /* what stands in a field */
  CLI_STEP_WANT,     /* whether a group that may be left out is wanted */
  CLI_STEP_MEMBERS,  /* nothing by itself: one member of a group after the other */
  CLI_STEP_ADD,      /* whether there is another item */
  CLI_STEP_NAME,     /* the name of another member */
  CLI_STEP_BRANCH,   /* which of several kinds */
} CliStepKind;

/* One thing to ask about a form at the terminal. */
typedef struct
{
  CliStepKind kind;
  FormField *field;
  char *key;         /* how the field is named in it all */
} CliStep;

CliStep  *cli_step_new        (FormField   *field,
                               const char  *key);
CliStep  *cli_step_new_of     (CliStepKind  kind,
                               FormField   *field,
                               const char  *key);
void      cli_step_free       (CliStep     *self);
char     *cli_step_dup_prompt (CliStep     *self);
/* The next member's step; NULL: there is none, and @self is over or has become a question. */
CliStep  *cli_step_expand     (CliStep     *self,
                               GHashTable  *asked);
/* What follows from an answer: steps that come before all others are put into @next. FALSE with an
 * error: it has to be asked again. @again: whether this one is asked once more afterwards. */
gboolean  cli_step_take       (CliStep     *self,
                               const char  *line,
                               GPtrArray   *next,
                               gboolean    *again,
                               GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliStep, cli_step_free)

G_END_DECLS
