/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The commands resources, read, prompts, prompt and complete, with a server of the test's own. */

#include "config.h"

#include "cli-fixture.h"
#include "mcp-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define ALL "{\"resources\":{},\"prompts\":{},\"completions\":{}}"

typedef struct
{
  CliFixture cli;
  McpFixture mcp;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  cli_fixture_set_up (&self->cli, NULL);
  mcp_fixture_set_up (&self->mcp, NULL);
  self->mcp.capabilities = ALL;
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  mcp_fixture_tear_down (&self->mcp, NULL);
  cli_fixture_tear_down (&self->cli, NULL);
}

/* What a server answers, by method. */
typedef struct
{
  const char *method;
  const char *result;
} Answer;

/* Starts a command that ends after those answers; its status and words are in the fixture. */
static void
run (Fixture      *self,
     const char   *command,
     const char   *one,
     const char   *two,
     const char   *three,
     const Answer *answers)
{
  g_autoptr(GSubprocess) process = NULL;

  process = cli_fixture_spawn (&self->cli, -1, command, mock_server_get_uri (self->mcp.server),
                               "--no-auth", one, two, three, NULL);

  for (; answers->method != NULL; answers++)
    mcp_fixture_reply (mcp_fixture_wait (&self->mcp, answers->method), answers->result);

  cli_fixture_wait (&self->cli, process);
}

static const Answer lists[] = {
  { "resources/list", "{\"resources\":[{\"uri\":\"file:///a\",\"title\":"
                      "\"The <b>A</b>\\u001b[31m\",\"mimeType\":\"text/plain\","
                      "\"description\":\"first\",\"x\":[1.50]}]}" },
  { "resources/templates/list", "{\"resourceTemplates\":[{\"uriTemplate\":\"demo://{id}\","
                                "\"name\":\"demo\"}]}" },
  { NULL }
};

static void
test_resources (Fixture       *self,
                gconstpointer  data)
{
  run (self, "resources", NULL, NULL, NULL, lists);
  g_assert_cmpint (self->cli.status, ==, 0);
  g_assert_cmpstr (self->cli.output, ==, "file:///a – The <b>A</b>␛[31m (text/plain)\n  first\n"
                                         "demo://{id} – demo\n");
  g_assert_cmpstr (self->cli.errors, ==, "");

  run (self, "resources", "--json", NULL, NULL, lists);
  g_assert_cmpint (self->cli.status, ==, 0);
  g_assert_true (g_str_has_prefix (self->cli.output, "{\"resources\":[{\"uri\":\"file:///a\""));
  assert_says (self->cli.output, "\"x\":[1.50]}]");
  assert_says (self->cli.output, "\"resourceTemplates\":[{\"uriTemplate\":\"demo://{id}\"");
}

static void
test_none (Fixture       *self,
           gconstpointer  data)
{
  const Answer empty[] = {
    { "resources/list", "{\"resources\":[]}" },
    { "resources/templates/list", "{\"resourceTemplates\":[]}" },
    { NULL }
  };
  const Answer nothing[] = { { NULL } };
  const char * const commands[] = { "resources", "prompts" };

  run (self, "resources", NULL, NULL, NULL, empty);
  g_assert_cmpint (self->cli.status, ==, 0);
  g_assert_cmpstr (self->cli.output, ==, "");
  assert_says (self->cli.errors, "it has no resources.");

  self->mcp.capabilities = "{\"tools\":{}}";

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *words = g_strdup_printf ("The server offers no %s.", commands[i]);
      g_autofree char *kind = NULL;

      run (self, commands[i], NULL, NULL, NULL, nothing);
      g_assert_cmpint (self->cli.status, ==, 1);
      assert_says (self->cli.errors, words);
      run (self, commands[i], "--json", NULL, NULL, nothing);
      kind = cli_fixture_dup_kind (&self->cli);
      g_assert_cmpstr (kind, ==, "refused");
    }

  g_assert_cmpuint (mcp_fixture_count (&self->mcp, "prompts/list"), ==, 0);
}

#define TEXT "{\"contents\":[{\"uri\":\"x\",\"text\":\"a\\u001b[1mb\"}]}"
#define BLOB "{\"contents\":[{\"uri\":\"x\",\"blob\":\"AAEC\"}]}"
#define BOTH "{\"contents\":[{\"uri\":\"x\",\"text\":\"a\"},{\"uri\":\"y\",\"blob\":\"AAEC\"}]}"

static const struct
{
  const char *option;
  const char *result;
  int status;
  const char *output;
  const char *errors;
} reads[] = {
  { NULL, TEXT, 0, "a\033[1mb", NULL },
  { NULL, "{\"contents\":[{\"text\":\"one\\n\"},{\"text\":\"two\"}]}", 0, "one\ntwo", NULL },
  { "--json", TEXT, 0, TEXT "\n", NULL },
  { "--json", BOTH, 0, BOTH "\n", NULL },
  { NULL, "{\"contents\":[]}", 0, "", "it is empty." },
  { NULL, "{\"contents\":[{\"uri\":\"x\",\"blob\":\"#\"}]}", 1, "", "“x” cannot be read" },
  { NULL, "{\"contents\":[7]}", 1, "", "cannot be read" },
  { NULL, "{\"contents\":{}}", 1, "", "makes no sense" },
  { NULL, "{\"resultType\":\"task\",\"contents\":[]}", 1, "", "makes no sense" },
};

/* A pipe gets the very bytes. */
static void
test_read (Fixture       *self,
           gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (reads); i++)
    {
      const Answer answers[] = { { "resources/read", reads[i].result }, { NULL } };

      run (self, "read", "file:///a", reads[i].option, NULL, answers);
      g_test_message ("%s: %s", reads[i].result, self->cli.errors);
      g_assert_cmpint (self->cli.status, ==, reads[i].status);
      g_assert_cmpstr (self->cli.output, ==, reads[i].output);

      if (reads[i].errors != NULL)
        assert_says (self->cli.errors, reads[i].errors);
      else
        g_assert_cmpstr (self->cli.errors, ==, "");
    }
}

static void
test_output (Fixture       *self,
             gconstpointer  data)
{
  const Answer blob[] = { { "resources/read", BLOB }, { NULL } };
  const Answer both[] = { { "resources/read", BOTH }, { NULL } };
  g_autofree char *file = g_build_filename (self->cli.home, "saved", NULL);
  g_autofree char *option = g_strdup_printf ("--output=%s", file);
  g_autofree char *elsewhere = g_strdup_printf ("--output=%s/no/where", self->cli.home);
  g_autofree char *kind = NULL;
  g_autofree char *contents = NULL;
  GStatBuf info;
  gsize length;

  run (self, "read", "x:y", option, NULL, blob);
  g_assert_cmpint (self->cli.status, ==, 0);
  g_assert_cmpstr (self->cli.output, ==, "");
  g_assert_true (g_file_get_contents (file, &contents, &length, NULL));
  g_assert_cmpmem (contents, length, "\0\1\2", 3);
  g_assert_cmpint (g_stat (file, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  run (self, "read", "x:y", option, NULL, both);
  g_assert_cmpint (self->cli.status, ==, 1);
  assert_says (self->cli.errors, "It has 2 parts");

  run (self, "read", "x:y", elsewhere, "--json", blob);
  g_assert_cmpint (self->cli.status, ==, 1);
  kind = cli_fixture_dup_kind (&self->cli);
  g_assert_cmpstr (kind, ==, "other");
}

static void
test_not_there (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr(GSubprocess) process = NULL;
  MockExchange *exchange;

  process = cli_fixture_spawn (&self->cli, -1, "read", mock_server_get_uri (self->mcp.server),
                               "--no-auth", "x:y", NULL);
  exchange = mcp_fixture_wait (&self->mcp, "resources/read");
  mcp_fixture_start (exchange);
  mcp_fixture_write (exchange, "{\"jsonrpc\":\"2.0\",\"id\":$id,\"error\":{\"code\":-32002,"
                               "\"message\":\"Nope\"}}");
  mock_exchange_end (exchange);
  cli_fixture_wait (&self->cli, process);
  g_assert_cmpint (self->cli.status, ==, 1);
  assert_says (self->cli.errors, "The server has no resource “x:y”.");
}

static void
test_prompts (Fixture       *self,
              gconstpointer  data)
{
  const Answer list[] = {
    { "prompts/list", "{\"prompts\":[{\"name\":\"p\",\"title\":\"P\",\"description\":\"d\","
                      "\"arguments\":[{\"name\":\"a\",\"required\":true,\"description\":\"all\"},"
                      "{\"name\":\"b\"}]},{\"name\":\"q\"}]}" },
    { NULL }
  };

  run (self, "prompts", NULL, NULL, NULL, list);
  g_assert_cmpint (self->cli.status, ==, 0);
  g_assert_cmpstr (self->cli.output, ==, "p – P\n  d\n  a=…  all\n  [b=…]\nq\n");
  run (self, "prompts", "--json", NULL, NULL, list);
  g_assert_true (g_str_has_prefix (self->cli.output, "[{\"name\":\"p\""));
}

#define ASSERT_SENT(self, method, text) \
  assert_says (mock_exchange_get_body (mcp_fixture_find (&(self)->mcp, method)), text)

static void
test_prompt (Fixture       *self,
             gconstpointer  data)
{
  const Answer messages[] = {
    { "prompts/get", "{\"messages\":[{\"role\":\"user\",\"content\":{\"type\":\"text\","
                     "\"text\":\"Look\"}},{\"role\":\"assistant\",\"content\":{\"type\":"
                     "\"image\",\"data\":\"AAEC\",\"mimeType\":\"image/png\"}}]}" },
    { NULL }
  };

  run (self, "prompt", "p", "a=7", "b==", messages);
  g_assert_cmpint (self->cli.status, ==, 0);
  g_assert_cmpstr (self->cli.output, ==, "user:\nLook\nassistant:\n[image, image/png, 3 bytes]\n");
  ASSERT_SENT (self, "prompts/get", "\"arguments\":{\"a\":\"7\",\"b\":\"=\"}");
  run (self, "prompt", "p", "--json", NULL, messages);
  g_assert_true (g_str_has_prefix (self->cli.output, "{\"messages\":[{\"role\":\"user\""));
}

static void
test_complete (Fixture       *self,
               gconstpointer  data)
{
  const Answer values[] = {
    { "completion/complete", "{\"completion\":{\"values\":[\"python\",\"py\\u001b\"],"
                             "\"hasMore\":true}}" },
    { NULL }
  };

  run (self, "complete", "p", "a=py", "b=x", values);
  g_assert_cmpint (self->cli.status, ==, 0);
  g_assert_cmpstr (self->cli.output, ==, "python\npy␛\n");
  assert_says (self->cli.errors, "there are more than these.");
  ASSERT_SENT (self, "completion/complete", "\"ref\":{\"type\":\"ref/prompt\",\"name\":\"p\"}");
  ASSERT_SENT (self, "completion/complete", "\"argument\":{\"name\":\"a\",\"value\":\"py\"}");
  ASSERT_SENT (self, "completion/complete", "\"context\":{\"arguments\":{\"b\":\"x\"}}");

  run (self, "complete", "demo://{id}", "id=", "--json", values);
  g_assert_true (g_str_has_prefix (self->cli.output, "{\"completion\":{\"values\":[\"python\""));
  g_assert_cmpstr (self->cli.errors, ==, "");
  ASSERT_SENT (self, "completion/complete", "{\"type\":\"ref/resource\",\"uri\":\"demo://{id}\"}");
}

static void
test_usage (Fixture       *self,
            gconstpointer  data)
{
  const char *wrong[][4] = {
    { "resources", "x" },
    { "read" },
    { "read", "x", "y" },
    { "prompts", "x" },
    { "prompt" },
    { "prompt", "p", "a" },
    { "prompt", "p", "=a" },
    { "prompt", "p", "a=1", "a=2" },
    { "complete", "p" },
    { "complete", "p", "a" },
    { "prompts", "--output=x" },
  };
  const Answer nothing[] = { { NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      run (self, wrong[i][0], wrong[i][1], wrong[i][1] ? wrong[i][2] : NULL,
           wrong[i][1] && wrong[i][2] ? wrong[i][3] : NULL, nothing);
      g_test_message ("%s: %s", wrong[i][0], self->cli.errors);
      g_assert_cmpint (self->cli.status, ==, 2);
    }

  g_assert_cmpuint (mock_server_get_n_requests (self->mcp.server), ==, 0);
}

/* What the server asks before it answers is answered by --answer. */
static void
test_answer (Fixture       *self,
             gconstpointer  data)
{
  const Answer answers[] = {
    { "server/discover", "{\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":" ALL "}" },
    { "resources/read", "{\"resultType\":\"input_required\",\"inputRequests\":{\"k\":{\"method\":"
                        "\"elicitation/create\",\"params\":{\"message\":\"?\","
                        "\"requestedSchema\":{\"type\":\"object\",\"properties\":"
                        "{\"who\":{\"type\":\"string\"}}}}}}}" },
    { "resources/read", "{\"resultType\":\"complete\",\"contents\":[{\"text\":\"ok\"}]}" },
    { NULL }
  };

  self->mcp.is_modern = TRUE;
  run (self, "read", "x:y", "--answer=who=Ada", NULL, answers);
  g_assert_cmpint (self->cli.status, ==, 0);
  g_assert_cmpstr (self->cli.output, ==, "ok");
  ASSERT_SENT (self, "resources/read", "\"content\":{\"who\":\"Ada\"}");
}

#define ADD(path, function) \
  g_test_add ("/cli/resources/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  cli_fixture_set_programs (argv[1], argv[2]);

  ADD ("resources", test_resources);
  ADD ("none", test_none);
  ADD ("read", test_read);
  ADD ("output", test_output);
  ADD ("not-there", test_not_there);
  ADD ("prompts", test_prompts);
  ADD ("prompt", test_prompt);
  ADD ("complete", test_complete);
  ADD ("usage", test_usage);
  ADD ("answer", test_answer);

  return g_test_run ();
}
