/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-refusal.h"

#include "demo-era.h"
#include "demo-json.h"

#define METHOD_NOT_FOUND (-32601)
#define INVALID_PARAMS (-32602)
#define HEADER_MISMATCH (-32020)
#define MISSING_CLIENT_CAPABILITY (-32021)
#define UNSUPPORTED_VERSION (-32022)

/* @id: (nullable). @data: (transfer full) (nullable) */
static void
refuse (DemoAnswer *answer,
        guint       status,
        JsonNode   *id,
        int         code,
        const char *words,
        JsonObject *data)
{
  JsonObject *message = json_object_new ();
  JsonObject *error = json_object_new ();
  g_autoptr(JsonNode) node = NULL;

  json_object_set_int_member (error, "code", code);
  json_object_set_string_member (error, "message", words);

  if (data != NULL)
    json_object_set_object_member (error, "data", data);

  json_object_set_string_member (message, "jsonrpc", "2.0");

  if (id != NULL)
    json_object_set_member (message, "id", json_node_copy (id));

  json_object_set_object_member (message, "error", error);
  node = demo_json_take_object (message);
  demo_answer_finish_plain (answer, status, node);
}

/* Before it is known which request this is. */
void
demo_refusal_http (DemoAnswer *answer,
                   guint       status,
                   int         code,
                   const char *words)
{
  refuse (answer, status, NULL, code, words, NULL);
}

/* The headers say something else than the body. */
void
demo_refusal_header (DemoAnswer *answer,
                     JsonObject *request,
                     const char *words)
{
  refuse (answer, SOUP_STATUS_BAD_REQUEST, demo_json_get (request, "id"), HEADER_MISMATCH, words,
          NULL);
}

/* The request lacks what every request has to have. */
void
demo_refusal_params (DemoAnswer *answer,
                     JsonObject *request,
                     const char *words)
{
  refuse (answer, SOUP_STATUS_BAD_REQUEST, demo_json_get (request, "id"), INVALID_PARAMS, words,
          NULL);
}

/* @requested: (nullable): the revision the client named */
void
demo_refusal_version (DemoAnswer *answer,
                      JsonObject *request,
                      const char *requested)
{
  JsonObject *data = json_object_new ();
  JsonArray *supported = json_array_new ();
  g_autofree char *words = NULL;

  requested = requested != NULL ? requested : "none";
  words = g_strdup_printf ("Unsupported protocol version: %s", requested);
  json_array_add_string_element (supported, DEMO_STATELESS_VERSION);
  json_object_set_array_member (data, "supported", supported);
  json_object_set_string_member (data, "requested", requested);
  refuse (answer, SOUP_STATUS_BAD_REQUEST, demo_json_get (request, "id"), UNSUPPORTED_VERSION,
          words, data);
}

/* @id: the request's. @required: (transfer full): what the client did not declare */
void
demo_refusal_capability (DemoAnswer *answer,
                         JsonNode   *id,
                         JsonObject *required)
{
  JsonObject *data = json_object_new ();

  json_object_set_object_member (data, "requiredCapabilities", required);
  refuse (answer, SOUP_STATUS_BAD_REQUEST, id, MISSING_CLIENT_CAPABILITY,
          "The client lacks a capability that this needs", data);
}

void
demo_refusal_method (DemoAnswer *answer,
                     JsonObject *request)
{
  refuse (answer, SOUP_STATUS_NOT_FOUND, demo_json_get (request, "id"), METHOD_NOT_FOUND,
          "Method not found", NULL);
}
