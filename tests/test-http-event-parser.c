/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "http-error.h"
#include "http-event-parser.h"

#include <string.h>

#define UNBOUNDED (1024 * 1024 * 1024)

/* What a stream says, one line per event: kind, id and data, with "¶" for LF;
 * then the last id and the retry time. */
typedef struct
{
  const char *name;
  const char *stream;
  const char *said;
  gsize length;  /* where the stream has NULs */
} Case;

static const Case cases[] = {
  { "nothing", "", "- -1" },
  { "one", "data: hello\n\n", "message||hello\n- -1" },
  { "no-space", "data:hello\n\n", "message||hello\n- -1" },
  { "one-space-goes", "data:  two\n\n", "message|| two\n- -1" },
  { "tab-stays", "data:\thi\n\n", "message||\thi\n- -1" },
  { "lf", "data: a\ndata: b\n\n", "message||a¶b\n- -1" },
  { "cr", "data: a\rdata: b\r\r", "message||a¶b\n- -1" },
  { "crlf", "data: a\r\ndata: b\r\n\r\n", "message||a¶b\n- -1" },
  { "mixed", "data: a\rdata: b\r\n\n", "message||a¶b\n- -1" },
  { "lf-cr-is-two", "data: a\n\rdata: b\n\n", "message||a\nmessage||b\n- -1" },
  { "two-events", "data: a\n\ndata: b\n\n", "message||a\nmessage||b\n- -1" },
  { "many-blank-lines", "\n\n\r\n\rdata: a\n\n\n\n", "message||a\n- -1" },
  { "kind", "event: endpoint\ndata: /x\n\ndata: y\n\n", "endpoint||/x\nmessage||y\n- -1" },
  { "kind-last-wins", "event: a\nevent: b\ndata: 1\n\n", "b||1\n- -1" },
  { "kind-emptied", "event: a\nevent\ndata: 1\n\n", "message||1\n- -1" },
  { "kind-without-data", "event: a\n\ndata: 1\n\n", "message||1\n- -1" },
  { "id", "id: 7\ndata: a\n\ndata: b\n\n", "message|7|a\nmessage|7|b\n7 -1" },
  { "id-without-data", "id: 7\n\n", "7 -1" },
  { "id-then-data", "id: 7\n\ndata: a\n\n", "message|7|a\n7 -1" },
  { "id-emptied", "id: 7\ndata: a\n\nid\ndata: b\n\n", "message|7|a\nmessage||b\n -1" },
  { "id-unfinished", "id: 7\ndata: a\n\nid: 8\n", "message|7|a\n7 -1" },
  { "id-not-utf8", "id: \xff\ndata: a\n\n", "message|\xef\xbf\xbd|a\n\xef\xbf\xbd -1" },
  { "priming", "id: 7\ndata:\n\n", "message|7|\n7 -1" },
  { "priming-no-colon", "id: 7\ndata\n\n", "message|7|\n7 -1" },
  { "empty-lines-of-data", "data\ndata\n\n", "message||¶\n- -1" },
  { "three-lines-of-data", "data:a\ndata\ndata:b\n\n", "message||a¶¶b\n- -1" },
  { "retry", "retry: 1500\n", "- 1500" },
  { "retry-last-wins", "retry: 1\nretry: 2\n\n", "- 2" },
  { "retry-not-digits", "retry: 15\nretry: 1s\nretry: -3\nretry: +3\nretry:  3\nretry\n", "- 15" },
  { "retry-too-many-digits", "retry: 99999999999999999999\n", "- -1" },
  { "comment", ": ping\n:\n:data: no\ndata: a\n\n", "message||a\n- -1" },
  { "comment-in-event", "data: a\n: ping\ndata: b\n\n", "message||a¶b\n- -1" },
  { "unknown-fields", "dat: 1\ndatas: 2\nDATA: 3\n data: 4\nfoo\ndata: a\n\n",
    "message||a\n- -1" },
  { "colon-in-value", "data: a:b: c\n\n", "message||a:b: c\n- -1" },
  { "unfinished", "data: a\n\ndata: b\n", "message||a\n- -1" },
  { "unfinished-line", "data: a\n\ndata: b", "message||a\n- -1" },
  { "mark", "\xef\xbb\xbf" "data: a\n\n", "message||a\n- -1" },
  { "mark-twice", "\xef\xbb\xbf\xef\xbb\xbf" "data: a\ndata: b\n\n", "message||b\n- -1" },
  { "mark-later", "data: a\n\n\xef\xbb\xbf" "data: b\n\n", "message||a\n- -1" },
  { "mark-half", "\xef\xbb" "data: a\ndata: b\n\n", "message||b\n- -1" },
  { "mark-half-line", "\xef\n\ndata: b\n\n", "message||b\n- -1" },
  { "mark-then-blank", "\xef\xbb\xbf\n\ndata: b\n\n", "message||b\n- -1" },
  { "characters", "data: \xe2\x82\xac \xf0\x9f\x94\xa7\n\n",
    "message||\xe2\x82\xac \xf0\x9f\x94\xa7\n- -1" },
  { "data-as-it-came", "data: \xff\xfe\n\n", "message||\xff\xfe\n- -1" },
  { "id-with-nul", "id: 1\ndata: a\n\nid: 2\0x\ndata: b\n\n", "message|1|a\nmessage|1|b\n1 -1",
    sizeof "id: 1\ndata: a\n\nid: 2\0x\ndata: b\n\n" - 1 },
  { "retry-with-nul", "retry: 1\0002\n", "- -1", sizeof "retry: 1\0002\n" - 1 },
  { "sample", "\xef\xbb\xbf: hi\r\nid: 1\r\nevent: message\r\ndata: {\"a\":\r\n"
              "data:\"\xe2\x82\xac\"}\r\n\r\nretry: 20\rid: \xc3\xa9\rdata\r\rdata: x\n\nda",
    "message|1|{\"a\":¶\"\xe2\x82\xac\"}\nmessage|\xc3\xa9|\nmessage|\xc3\xa9|x\n\xc3\xa9 20" },
};

static gsize
case_length (const Case *c)
{
  return c->length != 0 ? c->length : strlen (c->stream);
}

static void
say_event (GString   *said,
           HttpEvent *event)
{
  gsize size;
  const char *data = g_bytes_get_data (http_event_get_data (event), &size);

  g_string_append_printf (said, "%s|%s|", http_event_get_kind (event), http_event_get_id (event));
  for (gsize i = 0; i < size; i++)
    if (data[i] == '\n')
      g_string_append (said, "¶");
    else
      g_string_append_c (said, data[i]);
  g_string_append_c (said, '\n');
}

static void
feed_piece (HttpEventParser *parser,
            const char      *data,
            gsize            length,
            GString         *said)
{
  gsize start = 0;
  gboolean has_event;

  do
    {
      g_autoptr(HttpEvent) event = NULL;
      g_autoptr(GError) error = NULL;
      gsize n_read = 0;

      event = http_event_parser_feed (parser, data + start, length - start, &n_read, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (n_read, <=, length - start);
      start += n_read;

      has_event = event != NULL;
      if (has_event)
        say_event (said, event);
    }
  while (has_event);

  g_assert_cmpuint (start, ==, length);
}

/* What is said of @data in pieces that end at @first, @second and the end. */
static void
assert_said (const Case *c,
             gsize       first,
             gsize       second)
{
  g_autoptr(HttpEventParser) parser = http_event_parser_new (UNBOUNDED, UNBOUNDED);
  g_autoptr(GString) said = g_string_new (NULL);
  const char *id;

  feed_piece (parser, c->stream, first, said);
  feed_piece (parser, c->stream + first, second - first, said);
  feed_piece (parser, c->stream + second, case_length (c) - second, said);

  id = http_event_parser_get_last_id (parser);
  g_string_append_printf (said, "%s %" G_GINT64_FORMAT, id != NULL ? id : "-",
                          http_event_parser_get_retry (parser));
  g_assert_cmpstr (said->str, ==, c->said);
}

static void
test_parser_splits (gconstpointer data)
{
  const Case *c = data;
  gsize length = case_length (c);

  for (gsize first = 0; first <= length; first++)
    for (gsize second = first; second <= length; second++)
      assert_said (c, first, second);
}

static void
test_parser_bytes (gconstpointer data)
{
  const Case *c = data;
  g_autoptr(HttpEventParser) parser = http_event_parser_new (UNBOUNDED, UNBOUNDED);
  g_autoptr(GString) said = g_string_new (NULL);
  const char *id;

  for (gsize i = 0; i < case_length (c); i++)
    {
      /* A copy on the heap, so that a read beyond the piece is seen by tools. */
      g_autofree char *byte = g_memdup2 (c->stream + i, 1);

      feed_piece (parser, byte, 1, said);
    }

  id = http_event_parser_get_last_id (parser);
  g_string_append_printf (said, "%s %" G_GINT64_FORMAT, id != NULL ? id : "-",
                          http_event_parser_get_retry (parser));
  g_assert_cmpstr (said->str, ==, c->said);
}

/* The blank line counts with its first byte: a server may wait before it sends the LF. */
static void
test_parser_prompt (void)
{
  g_autoptr(HttpEventParser) parser = http_event_parser_new (UNBOUNDED, UNBOUNDED);
  g_autoptr(GString) said = g_string_new (NULL);

  feed_piece (parser, "data: a\r\n\r", 10, said);
  g_assert_cmpstr (said->str, ==, "message||a\n");
  feed_piece (parser, "\ndata: b\n\n", 10, said);
  g_assert_cmpstr (said->str, ==, "message||a\nmessage||b\n");
}

static void
test_parser_event_by_event (void)
{
  g_autoptr(HttpEventParser) parser = http_event_parser_new (UNBOUNDED, UNBOUNDED);
  g_autoptr(HttpEvent) event = NULL;
  const char *stream = "id: 1\ndata: a\n\nid: 2\ndata: b\n\n";
  gsize n_read;

  event = http_event_parser_feed (parser, stream, strlen (stream), &n_read, NULL);
  g_assert_nonnull (event);
  g_assert_cmpuint (n_read, ==, strlen ("id: 1\ndata: a\n\n"));
  g_assert_cmpstr (http_event_parser_get_last_id (parser), ==, "1");
}

static void
assert_bound (const char *stream,
              gsize       max_line,
              gsize       max_event,
              gboolean    is_exceeded)
{
  for (gsize piece = 1; piece <= strlen (stream); piece++)
    {
      g_autoptr(HttpEventParser) parser = http_event_parser_new (max_line, max_event);
      g_autoptr(GError) error = NULL;
      gsize start = 0;

      while (start < strlen (stream) && error == NULL)
        {
          g_autoptr(HttpEvent) event = NULL;
          gsize n_read;

          event = http_event_parser_feed (parser, stream + start,
                                          MIN (piece, strlen (stream) - start), &n_read, &error);
          start += n_read;
          g_assert_true (error == NULL || event == NULL);
        }

      if (!is_exceeded)
        g_assert_no_error (error);
      else
        {
          g_assert_error (error, HTTP_ERROR, HTTP_ERROR_TOO_LARGE);
          g_clear_error (&error);
          g_assert_null (http_event_parser_feed (parser, "\n\n", 2, &start, &error));
          g_assert_error (error, HTTP_ERROR, HTTP_ERROR_TOO_LARGE);
        }
    }
}

static void
test_parser_bounds (void)
{
  assert_bound ("data: 45678\n\ndata: 45678\n\n", 11, 5, FALSE);
  assert_bound ("data: 456789\n\n", 11, 100, TRUE);
  assert_bound ("data: 456789\n\n", 100, 5, TRUE);
  assert_bound ("data: 456789", 11, 100, TRUE);
  assert_bound (": a comment that ends not", 11, 100, TRUE);
  assert_bound ("a_name_that_ends_not", 11, 100, TRUE);
  assert_bound ("id: 456789\n\n", 9, 100, TRUE);
  assert_bound ("data: 12\ndata: 45\n\n", 11, 5, FALSE);
  assert_bound ("data: 12\ndata: 456\n\n", 11, 5, TRUE);
  assert_bound ("data\ndata\ndata\ndata\ndata\ndata\n\n", 11, 5, FALSE);
  assert_bound ("data\ndata\ndata\ndata\ndata\ndata\ndata\n\n", 11, 5, TRUE);
  assert_bound (":1234\n:1234\n:1234\n:1234\n:1234\n", 11, 5, FALSE);
}

/* Time grows with the size alone, whatever the size of the pieces: 64 MiB byte by byte would
 * not end within the test's time if anything were looked at twice. */
static void
test_parser_linear (gconstpointer data)
{
  gsize piece = GPOINTER_TO_SIZE (data);
  gsize total = piece == 1 ? 16 * 1024 * 1024 : 64 * 1024 * 1024;
  g_autoptr(HttpEventParser) parser = http_event_parser_new (UNBOUNDED, UNBOUNDED);
  g_autoptr(HttpEvent) event = NULL;
  g_autofree char *bytes = g_malloc (piece);
  gsize n_read;

  memset (bytes, 'x', piece);
  g_assert_null (http_event_parser_feed (parser, "data:", 5, &n_read, NULL));
  for (gsize i = 0; i < total; i += piece)
    g_assert_null (http_event_parser_feed (parser, bytes, piece, &n_read, NULL));
  event = http_event_parser_feed (parser, "\n\n", 2, &n_read, NULL);

  g_assert_nonnull (event);
  g_assert_cmpuint (g_bytes_get_size (http_event_get_data (event)), ==, total);
}

/* Lines that end in CR alone, in one piece: no search for LF may run to its end for each. */
static void
test_parser_linear_lines (gconstpointer data)
{
  gsize line = GPOINTER_TO_SIZE (data);
  gsize length = 64 * 1024 * 1024;
  g_autoptr(HttpEventParser) parser = http_event_parser_new (UNBOUNDED, UNBOUNDED);
  g_autofree char *bytes = g_malloc (length);
  gsize n_read;

  for (gsize i = 0; i < length; i++)
    bytes[i] = i % line == line - 1 ? '\r' : 'x';

  g_assert_null (http_event_parser_feed (parser, bytes, length, &n_read, NULL));
  g_assert_cmpuint (n_read, ==, length);
}

static void
test_event_boxed (void)
{
  g_autoptr(HttpEventParser) parser = http_event_parser_new (UNBOUNDED, UNBOUNDED);
  g_autoptr(HttpEvent) event = NULL;
  g_auto(GValue) value = G_VALUE_INIT;
  gsize n_read;

  event = http_event_parser_feed (parser, "event: e\nid: i\ndata: d\n\n", 24, &n_read, NULL);
  g_clear_pointer (&parser, http_event_parser_free);

  g_value_init (&value, HTTP_TYPE_EVENT);
  g_value_set_boxed (&value, event);
  g_assert_true (g_value_get_boxed (&value) == event);
  g_assert_cmpstr (http_event_get_kind (event), ==, "e");
  g_assert_cmpstr (http_event_get_id (event), ==, "i");
}

static void
add_cases (const char        *path,
           GTestDataFunc      func)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s/%s", path, cases[i].name);

      g_test_add_data_func (name, &cases[i], func);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_cases ("/http/event-parser/splits", test_parser_splits);
  add_cases ("/http/event-parser/bytes", test_parser_bytes);
  g_test_add_func ("/http/event-parser/prompt", test_parser_prompt);
  g_test_add_func ("/http/event-parser/event-by-event", test_parser_event_by_event);
  g_test_add_func ("/http/event-parser/bounds", test_parser_bounds);
  g_test_add_data_func ("/http/event-parser/linear/bytes", GSIZE_TO_POINTER (1),
                        test_parser_linear);
  g_test_add_data_func ("/http/event-parser/linear/16k", GSIZE_TO_POINTER (16384),
                        test_parser_linear);
  g_test_add_data_func ("/http/event-parser/linear/short-lines", GSIZE_TO_POINTER (2),
                        test_parser_linear_lines);
  g_test_add_data_func ("/http/event-parser/linear/lines", GSIZE_TO_POINTER (150),
                        test_parser_linear_lines);
  g_test_add_func ("/http/event/boxed", test_event_boxed);

  return g_test_run ();
}
