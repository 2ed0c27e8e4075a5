/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-fixture.h"

/* Questions and tasks of the servers against MCP 2026-07-28, asked with plain HTTP. */

#define ELICITATION "{\"elicitation\":{\"form\":{}}}"
#define TASKS "{\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}"
#define TASKS_AND_FORM \
  "{\"elicitation\":{\"form\":{}},\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}"
#define RANDOM "\"name\":\"get_random_number\",\"arguments\":{\"min\":5,\"max\":6}"
#define QUICK_COUNT "\"name\":\"count_stock\",\"arguments\":{\"shelves\":1,\"delay\":0}"
#define LONG_COUNT "\"name\":\"count_stock\",\"arguments\":{\"shelves\":100,\"delay\":1000}"

static DemoReply *
send (DemoFixture *fixture,
      const char  *uri,
      const char  *method,
      const char  *name,
      const char  *members,
      const char  *capabilities)
{
  g_autofree char *head = demo_fixture_head (method, name, NULL);
  g_autofree char *body = demo_fixture_write (method, members, capabilities);

  return demo_fixture_send (fixture, "POST", uri, head, body);
}

static DemoReply *
call_random (DemoFixture *fixture,
             const char  *members,
             const char  *capabilities)
{
  return send (fixture, fixture->open, "tools/call", "get_random_number", members, capabilities);
}

/* @state: (nullable): a JSON string */
static DemoReply *
retry (DemoFixture *fixture,
       const char  *call,
       const char  *state,
       const char  *responses)
{
  g_autofree char *members = NULL;

  members = g_strconcat (call, responses != NULL ? ",\"inputResponses\":" : "",
                         responses != NULL ? responses : "",
                         state != NULL ? ",\"requestState\":" : "", state, NULL);

  return call_random (fixture, members, ELICITATION);
}

static char *
dup_state (DemoReply *reply)
{
  return json_to_string (demo_look_up (reply->json, "result/requestState"), FALSE);
}

static void
test_question (DemoFixture   *fixture,
               gconstpointer  data)
{
  static const struct
  {
    const char *answer, *text;
  } cases[] = {
    { "{\"action\":\"accept\",\"content\":{\"answer\":true}}", "5" },
    { "{\"action\":\"accept\",\"content\":{\"answer\":false}}",
      "An error occurred invoking 'get_random_number': User declined to proceed" },
    { "{\"action\":\"decline\"}",
      "An error occurred invoking 'get_random_number': User declined to proceed" },
    { "{\"action\":\"cancel\"}",
      "An error occurred invoking 'get_random_number': User declined to proceed" },
  };
  g_autoptr(DemoReply) asked = call_random (fixture, RANDOM, ELICITATION);
  g_autofree char *state = dup_state (asked);
  JsonObject *result = json_node_get_object (demo_look_up (asked->json, "result"));

  g_assert_cmpuint (asked->status, ==, 200);
  g_assert_cmpstr (json_object_get_string_member (result, "resultType"), ==, "input_required");
  g_assert_false (json_object_has_member (result, "content"));
  demo_assert_json (asked->json, "result/inputRequests",
    "{\"question-1\":{\"method\":\"elicitation/create\",\"params\":{"
    "\"message\":\"Do you want to execute tool 'GetRandomNumber'\",\"requestedSchema\":{"
    "\"type\":\"object\",\"properties\":{\"answer\":{\"type\":\"boolean\"}}}}}}");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *responses = g_strdup_printf ("{\"question-1\":%s}", cases[i].answer);
      g_autoptr(DemoReply) reply = retry (fixture, RANDOM, state, responses);

      g_assert_cmpstr (demo_look_up_string (reply->json, "result/resultType"), ==, "complete");
      g_assert_cmpstr (demo_look_up_string (reply->json, "result/content/0/text"), ==,
                       cases[i].text);
    }
}

/* The state comes back as it was, with the call it belongs to, or not at all. */
static void
test_state (DemoFixture   *fixture,
            gconstpointer  data)
{
  const char *yes = "{\"question-1\":{\"action\":\"accept\",\"content\":{\"answer\":true}}}";
  g_autoptr(DemoReply) asked = call_random (fixture, RANDOM, ELICITATION);
  const char *state = demo_look_up_string (asked->json, "result/requestState");
  g_autofree char *good = dup_state (asked);
  g_autofree char *other_end = NULL;
  g_autoptr(DemoReply) again = NULL;
  struct { const char *call, *state, *responses; } cases[] = {
    { RANDOM, NULL, yes },
    { RANDOM, "\"\"", yes },
    { RANDOM, "\"made up\"", yes },
    { RANDOM, NULL /* other_end */, yes },
    { "\"name\":\"get_random_number\",\"arguments\":{\"min\":5,\"max\":7}", good, yes },
  };

  /* a character that has several spellings, so that only an exact echo is the same */
  g_assert_true (g_str_has_prefix (state, "\303\234 \"\\/\t|"));
  other_end = g_strdup (good);
  other_end[strlen (other_end) - 2] = other_end[strlen (other_end) - 2] == 'A' ? 'B' : 'A';
  cases[3].state = other_end;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DemoReply) reply = retry (fixture, cases[i].call, cases[i].state,
                                          cases[i].responses);

      g_assert_cmpint (json_node_get_int (demo_look_up (reply->json, "error/code")), ==, -32602);
      g_assert_cmpstr (demo_look_up_string (reply->json, "error/message"), ==,
                       "Invalid requestState");
    }

  /* who comes back without the answer is asked again */
  again = retry (fixture, RANDOM, good, "{\"other\":{\"action\":\"decline\"}}");
  g_assert_cmpstr (demo_look_up_string (again->json, "result/resultType"), ==, "input_required");
}

/* What the client cannot answer is not asked; what cannot do without is refused. */
static void
test_capabilities (DemoFixture   *fixture,
                   gconstpointer  data)
{
  const char *string = "\"name\":\"get_some_random_string\",\"arguments\":{}";
  g_autoptr(DemoReply) silent = call_random (fixture, RANDOM, NULL);
  g_autoptr(DemoReply) lacking = NULL;
  g_autoptr(DemoReply) asked = NULL;
  g_autoptr(DemoReply) done = NULL;
  g_autofree char *state = NULL;
  g_autofree char *members = NULL;

  g_assert_cmpstr (demo_look_up_string (silent->json, "result/content/0/text"), ==, "5");

  lacking = send (fixture, fixture->open, "tools/call", "get_some_random_string", string, NULL);
  g_assert_cmpuint (lacking->status, ==, 400);
  demo_assert_json (lacking->json, "id", "5");
  demo_assert_json (lacking->json, "error/code", "-32021");
  demo_assert_json (lacking->json, "error/data", "{\"requiredCapabilities\":{\"sampling\":{}}}");

  asked = send (fixture, fixture->open, "tools/call", "get_some_random_string", string,
                "{\"sampling\":{}}");
  demo_assert_json (asked->json, "result/inputRequests/question-1/method",
                    "\"sampling/createMessage\"");
  demo_assert_json (asked->json, "result/inputRequests/question-1/params/maxTokens", "100");

  state = dup_state (asked);
  members = g_strdup_printf ("%s,\"requestState\":%s,\"inputResponses\":{\"question-1\":{"
                             "\"role\":\"assistant\",\"model\":\"m\",\"content\":{"
                             "\"type\":\"text\",\"text\":\"xyz\"}}}", string, state);
  done = send (fixture, fixture->open, "tools/call", "get_some_random_string", members,
               "{\"sampling\":{}}");
  g_assert_cmpstr (demo_look_up_string (done->json, "result/content/0/text"), ==, "xyz");
}

static DemoReply *
ask_task (DemoFixture *fixture,
          const char  *method,
          const char  *task,
          const char  *more)
{
  g_autofree char *members = g_strdup_printf ("\"taskId\":\"%s\"%s", task, more);

  return send (fixture, fixture->showcase, method, task, members, TASKS);
}

static char *
start_task (DemoFixture *fixture,
            const char  *call,
            const char  *capabilities)
{
  g_autoptr(DemoReply) reply = send (fixture, fixture->showcase, "tools/call", "count_stock", call,
                                     capabilities);
  const char *members[] = { "taskId", "status", "createdAt", "lastUpdatedAt", "ttlMs",
                            "pollIntervalMs" };
  JsonObject *result = json_node_get_object (demo_look_up (reply->json, "result"));

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (json_object_get_string_member (result, "resultType"), ==, "task");
  g_assert_false (json_object_has_member (result, "content"));

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    g_assert_true (json_object_has_member (result, members[i]));

  return g_strdup (json_object_get_string_member (result, "taskId"));
}

static void
wait_for_status (DemoFixture *fixture,
                 const char  *task,
                 const char  *status)
{
  gboolean there = FALSE;

  while (!there)
    {
      g_autoptr(DemoReply) reply = ask_task (fixture, "tasks/get", task, "");

      g_assert_cmpstr (demo_look_up_string (reply->json, "result/resultType"), ==, "complete");
      there = g_str_equal (demo_look_up_string (reply->json, "result/status"), status);
    }
}

static void
test_task (DemoFixture   *fixture,
           gconstpointer  data)
{
  g_autofree char *task = start_task (fixture, QUICK_COUNT, TASKS_AND_FORM);
  g_autoptr(DemoReply) asked = ask_task (fixture, "tasks/get", task, "");
  g_autoptr(DemoReply) wrong = NULL;
  g_autoptr(DemoReply) right = NULL;
  g_autoptr(DemoReply) done = NULL;

  g_assert_cmpstr (demo_look_up_string (asked->json, "result/status"), ==, "input_required");
  demo_assert_json (asked->json, "result/inputRequests/question-1/params/message",
                    "\"Count damaged pieces as well?\"");

  wrong = ask_task (fixture, "tasks/update", task,
                    ",\"inputResponses\":{\"question-9\":{\"action\":\"decline\"}}");
  demo_assert_json (wrong->json, "result/resultType", "\"complete\"");
  wait_for_status (fixture, task, "input_required");

  right = ask_task (fixture, "tasks/update", task, ",\"inputResponses\":{\"question-1\":{"
                    "\"action\":\"accept\",\"content\":{\"damaged\":true}}}");
  g_assert_cmpuint (right->status, ==, 200);
  wait_for_status (fixture, task, "completed");

  done = ask_task (fixture, "tasks/get", task, "");
  g_assert_cmpstr (demo_look_up_string (done->json, "result/result/content/0/text"), ==,
                   "50 pieces lie on 1 shelves.");
  demo_assert_json (done->json, "result/statusMessage", "\"Shelf 1 of 1 counted\"");
  g_assert_false (json_object_has_member (json_node_get_object (demo_look_up (done->json,
                                                                              "result")),
                                          "inputRequests"));
}

static void
test_task_cancel (DemoFixture   *fixture,
                  gconstpointer  data)
{
  g_autofree char *task = start_task (fixture, LONG_COUNT, TASKS);
  g_autoptr(DemoReply) working = ask_task (fixture, "tasks/get", task, "");
  g_autoptr(DemoReply) cancelled = NULL;
  g_autoptr(DemoReply) state = NULL;

  g_assert_cmpstr (demo_look_up_string (working->json, "result/status"), ==, "working");
  cancelled = ask_task (fixture, "tasks/cancel", task, "");
  g_assert_cmpuint (cancelled->status, ==, 200);
  wait_for_status (fixture, task, "cancelled");

  state = demo_fixture_control (fixture, "/state", NULL);
  demo_assert_json (state->json, "running_calls", "0");
}

static void
test_task_refused (DemoFixture   *fixture,
                   gconstpointer  data)
{
  const char *methods[] = { "tasks/get", "tasks/update", "tasks/cancel" };

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr(DemoReply) unknown = ask_task (fixture, methods[i], "nobody", "");
      g_autoptr(DemoReply) lacking = send (fixture, fixture->showcase, methods[i], "nobody",
                                           "\"taskId\":\"nobody\"", NULL);

      demo_assert_json (unknown->json, "error/code", "-32602");
      g_assert_cmpuint (lacking->status, ==, 400);
      demo_assert_json (lacking->json, "error/code", "-32021");
      demo_assert_json (lacking->json, "error/data",
                        "{\"requiredCapabilities\":{\"extensions\":{"
                        "\"io.modelcontextprotocol/tasks\":{}}}}");
    }
}

#define ADD(path, function) \
  g_test_add (path, DemoFixture, NULL, demo_fixture_set_up, function, demo_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  demo_fixture_set_program (argv[1]);

  ADD ("/demo/ask/question", test_question);
  ADD ("/demo/ask/state", test_state);
  ADD ("/demo/ask/capabilities", test_capabilities);
  ADD ("/demo/ask/task", test_task);
  ADD ("/demo/ask/task-cancel", test_task_cancel);
  ADD ("/demo/ask/task-refused", test_task_refused);

  return g_test_run ();
}
