/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-draft-secrets.h"
#include "sjson-document.h"

#include <string.h>

#define SECRET "hunter2"
#define WORD "{\"type\":\"string\",\"format\":\"password\"}"
#define TEXT "{\"type\":\"string\"}"
#define LOGIN "{\"type\":\"object\",\"properties\":{\"word\":" WORD ",\"user\":" TEXT "}}"
#define OBJECT "{\"type\":\"object\",\"properties\":%s}"
#define FILLED "{\"word\":\"" SECRET "\",\"user\":\"kept\"}"

typedef struct
{
  SjsonDocument *document;
  FormModel *form;
} Fixture;

static void
fill (Fixture    *fixture,
      const char *members,
      const char *value)
{
  g_autoptr(GError) error = NULL;
  SjsonValue root;

  fixture->document = sjson_document_new_from_string (members, -1, NULL, &error);
  g_assert_no_error (error);
  root = sjson_document_get_root (fixture->document);
  fixture->form = form_model_new (&root, NULL);
  form_model_set_json (fixture->form, value, &error);
  g_assert_no_error (error);
}

static gboolean
clear (Fixture *fixture)
{
  SjsonValue root = sjson_document_get_root (fixture->document);

  return crib_draft_secrets_clear (fixture->form, &root);
}

static void
finish (Fixture *fixture)
{
  g_assert_finalize_object (fixture->form);
  sjson_document_unref (fixture->document);
}

static void
assert_clean (Fixture    *fixture,
              const char *kept)
{
  g_autofree char *draft = NULL;

  draft = form_model_dup_draft (fixture->form);
  g_assert_nonnull (strstr (draft, SECRET));
  g_assert_true (kept == NULL || strstr (draft, kept) != NULL);

  g_assert_true (clear (fixture));
  g_clear_pointer (&draft, g_free);
  draft = form_model_dup_draft (fixture->form);
  g_test_message ("%s", draft);
  g_assert_null (strstr (draft, SECRET));
  g_assert_true (kept == NULL || strstr (draft, kept) != NULL);
}

/* In whatever way a schema comes to a secret; what is beside it stays. */
static void
test_places (void)
{
  static const struct {
    const char *members;
    const char *value;
    const char *kept;    /* nullable */
  } cases[] = {
    { "\"properties\":{\"a\":{\"type\":\"string\",\"format\":\" password\\n\"}}",
      "{\"a\":\"" SECRET "\"}", NULL },
    { "\"properties\":{\"a\":" WORD ",\"b\":" TEXT "}",
      "{\"a\":\"" SECRET "\",\"b\":\"kept\"}", "kept" },
    { "\"required\":[\"a\"],\"properties\":{\"a\":" WORD "}", "{\"a\":\"" SECRET "\"}", NULL },
    { "\"properties\":{\"a\":{\"type\":[\"string\",\"null\"],\"writeOnly\":true}}",
      "{\"a\":\"" SECRET "\"}", NULL },
    { "\"properties\":{\"a\":" LOGIN "}", "{\"a\":" FILLED "}", "kept" },
    { "\"properties\":{\"a\":{\"type\":\"array\",\"items\":" WORD "}}",
      "{\"a\":[\"" SECRET "\",\"" SECRET "\"]}", NULL },
    { "\"properties\":{\"a\":{\"type\":\"array\",\"items\":" LOGIN "}}",
      "{\"a\":[{},{\"user\":\"kept\"}," FILLED "]}", "kept" },
    { "\"properties\":{\"a\":{\"type\":\"object\",\"additionalProperties\":" WORD "}}",
      "{\"a\":{\"kept\":\"" SECRET "\"}}", "kept" },
    { "\"patternProperties\":{\"^w\":" WORD "},\"additionalProperties\":true",
      "{\"word\":\"" SECRET "\",\"b\":\"kept\"}", "kept" },
    { "\"properties\":{\"a\":{\"type\":\"array\",\"prefixItems\":[" TEXT "," WORD "]}}",
      "{\"a\":[\"kept\",\"" SECRET "\"]}", "kept" },
    { "\"properties\":{\"a\":{\"oneOf\":[{\"type\":\"integer\"}," LOGIN "]}}",
      "{\"a\":" FILLED "}", "kept" },
    { "\"properties\":{\"a\":{\"anyOf\":[{\"type\":\"integer\"}," WORD "]}}",
      "{\"a\":\"" SECRET "\"}", NULL },
    { "\"oneOf\":[{\"required\":[\"b\"],\"properties\":{\"b\":" TEXT "}},{\"properties\":"
      "{\"a\":" LOGIN "}}]", "{\"a\":" FILLED "}", "kept" },
    { "\"properties\":{\"b\":" TEXT "},\"if\":{\"properties\":{\"b\":{\"const\":\"kept\"}}},"
      "\"then\":{\"properties\":{\"a\":" WORD "}}",
      "{\"a\":\"" SECRET "\",\"b\":\"kept\"}", "kept" },
    { "\"allOf\":[{\"$ref\":\"#/$defs/l\"}],\"$defs\":{\"l\":" LOGIN "}", FILLED, "kept" },
    { "\"properties\":{\"word\":" WORD ",\"user\":" TEXT ",\"below\":{\"$ref\":\"#\"}}",
      "{\"below\":{\"below\":{\"below\":" FILLED "}}}", "kept" },
    { "\"properties\":{\"b\":" TEXT ",\"a\":{\"writeOnly\":true,\"type\":\"object\","
      "\"properties\":{\"c\":" TEXT "}}}", "{\"a\":{\"c\":\"" SECRET "\"},\"b\":\"kept\"}",
      "kept" },
    { "\"properties\":{\"b\":" TEXT ",\"a\":{\"writeOnly\":true,\"enum\":[\"" SECRET "\",1]}}",
      "{\"a\":\"" SECRET "\",\"b\":\"kept\"}", "kept" },
    { "\"properties\":{\"b\":" TEXT ",\"a\":{\"writeOnly\":true,\"type\":\"array\",\"items\":"
      "{\"enum\":[\"" SECRET "\",1]}}}", "{\"a\":[\"" SECRET "\"],\"b\":\"kept\"}", "kept" },
    { "\"properties\":{\"b\":" TEXT ",\"a\":{\"writeOnly\":true}}",
      "{\"a\":[\"" SECRET "\"],\"b\":\"kept\"}", "kept" },
    { "\"properties\":{\"b\":" TEXT ",\"a\":{\"writeOnly\":true,\"type\":\"array\",\"items\":"
      TEXT "}}", "{\"a\":[\"" SECRET "\"],\"b\":\"kept\"}", "kept" },
    { "\"properties\":{\"b\":" TEXT ",\"a\":{\"writeOnly\":true,\"type\":\"string\","
      "\"contentEncoding\":\"base64\"}}", "{\"a\":\"" SECRET "\",\"b\":\"kept\"}", "kept" },

    /* Values of another shape are shown as JSON. */
    { "\"properties\":{\"b\":" TEXT ",\"a\":" LOGIN "}",
      "{\"a\":[\"" SECRET "\"],\"b\":\"kept\"}", "kept" },
    { "\"properties\":{\"b\":" TEXT ",\"a\":" WORD "}",
      "{\"a\":{\"word\":\"" SECRET "\"},\"b\":\"kept\"}", "kept" },
    { "\"properties\":{\"b\":" TEXT ",\"a\":{\"type\":\"array\",\"items\":" WORD "}}",
      "{\"a\":\"" SECRET "\",\"b\":\"kept\"}", "kept" },
    { "\"properties\":{\"b\":" TEXT ",\"a\":{\"anyOf\":[{\"type\":\"integer\"}," LOGIN "]}}",
      "{\"a\":[\"" SECRET "\"],\"b\":\"kept\"}", "kept" },

    /* Of what a schema says nothing about, nothing is known to be secret. */
    { "\"properties\":{\"a\":" WORD ",\"b\":{}}",
      "{\"a\":\"" SECRET "\",\"b\":[\"kept\"],\"c\":\"also\"}", "kept" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *schema = g_strdup_printf ("{\"type\":\"object\",%s}", cases[i].members);
      Fixture fixture = { 0 };

      fill (&fixture, schema, cases[i].value);
      assert_clean (&fixture, cases[i].kept);
      finish (&fixture);
    }
}

/* Texts that are no value yet. */
static void
test_texts (void)
{
  const char *schema = "{\"type\":\"object\",\"properties\":{\"a\":" LOGIN ",\"b\":" TEXT "}}";
  Fixture fixture = { 0 };

  fill (&fixture, schema, "{\"a\":[],\"b\":\"kept\"}");
  form_field_set_text (form_model_find (fixture.form, "/a"), "{\"word\":\"" SECRET);
  assert_clean (&fixture, "kept");

  form_model_set_unread (fixture.form, "{\"a\":{\"word\":\"" SECRET);
  assert_clean (&fixture, "kept");
  finish (&fixture);
}

/* Where the second schema hides what the first one hid, and where it does not. */
static void
test_stay (void)
{
  static const struct
  {
    const char *members, *others, *value;
    gboolean stays;
  } cases[] = {
    { "{\"a\":" WORD "}", "{\"a\":" WORD ",\"b\":" TEXT "}", "{\"a\":\"" SECRET "\"}", TRUE },
    { "{\"a\":" WORD "}", "{\"a\":" TEXT ",\"b\":" WORD "}", "{\"a\":\"" SECRET "\"}", FALSE },
    { "{\"a\":" WORD "}", "{\"b\":" WORD "}", "{\"a\":\"" SECRET "\"}", FALSE },
    { "{\"a\":" LOGIN "}", "{\"a\":" LOGIN "}", "{\"a\":" FILLED "}", TRUE },
    { "{\"a\":" LOGIN "}", "{\"a\":{\"type\":\"object\"},\"word\":" WORD "}", "{\"a\":" FILLED "}",
      FALSE },
    { "{\"a\":{\"anyOf\":[{\"type\":\"boolean\"}," LOGIN "]}}", "{\"a\":" LOGIN "}",
      "{\"a\":" FILLED "}", TRUE },
    { "{\"a\":{\"type\":\"array\",\"items\":" WORD "}}", "{\"a\":" WORD "}",
      "{\"a\":[\"" SECRET "\"]}", FALSE },
    /* A text in the place of a shape, and an empty secret, which the draft may fill. */
    { "{\"a\":" LOGIN "}", "{\"a\":" LOGIN "}", "{\"a\":[\"" SECRET "\"]}", TRUE },
    { "{\"a\":" LOGIN "}", "{\"a\":{\"type\":\"array\",\"items\":" TEXT "},\"b\":" WORD "}",
      "{\"a\":[\"" SECRET "\"]}", FALSE },
    { "{\"a\":" WORD "}", "{\"a\":" TEXT ",\"b\":" WORD "}", "{}", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *schema = g_strdup_printf (OBJECT, cases[i].members);
      g_autofree char *other_schema = g_strdup_printf (OBJECT, cases[i].others);
      Fixture fixture = { 0 };
      Fixture other = { 0 };

      g_test_message ("%u", i);
      fill (&fixture, schema, cases[i].value);
      fill (&other, other_schema, cases[i].value);
      g_assert_cmpint (crib_draft_secrets_stay (fixture.form, other.form), ==, cases[i].stays);

      form_model_set_unread (fixture.form, "{\"a\":");
      g_assert_false (crib_draft_secrets_stay (fixture.form, other.form));
      finish (&fixture);
      finish (&other);
    }
}

/* Without secrets everything stays, and nothing is even looked at. */
static void
test_none (void)
{
  const char *schema =
    "{\"type\":\"object\",\"properties\":{\"format\":{\"type\":\"array\",\"items\":" TEXT "},"
    "\"password\":{\"type\":\"string\",\"writeOnly\":false}}}";
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  Fixture fixture = { 0 };

  fill (&fixture, schema, "{\"format\":\"odd\",\"password\":\"" SECRET "\"}");
  form_model_set_unread (fixture.form, "{\"");
  before = form_model_dup_draft (fixture.form);
  g_assert_false (clear (&fixture));
  after = form_model_dup_draft (fixture.form);
  g_assert_cmpstr (before, ==, after);
  g_assert_false (crib_draft_secrets_clear (fixture.form, NULL));
  finish (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/draft-secrets/places", test_places);
  g_test_add_func ("/draft-secrets/texts", test_texts);
  g_test_add_func ("/draft-secrets/stay", test_stay);
  g_test_add_func ("/draft-secrets/none", test_none);

  return g_test_run ();
}
