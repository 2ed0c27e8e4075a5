/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server-avatar.h"
#include "window-fixture.h"

static GtkWidget *
find_dot (GtkWidget *avatar)
{
  GtkWidget *dot = window_fixture_find (avatar, GTK_TYPE_BOX);

  g_assert_nonnull (dot);
  g_assert_true (gtk_widget_has_css_class (dot, "state-dot"));

  return dot;
}

static void
test_server_avatar_follows (WindowFixture *fixture,
                            gconstpointer  data)
{
  CribConnection *one = window_fixture_connect (fixture, "One", TOOL_FIND);
  CribConnection *away = window_fixture_add_uri (fixture, "Away", "http://127.0.0.1:1/mcp");
  GtkWidget *widget = g_object_ref_sink (g_object_new (CRIB_TYPE_SERVER_AVATAR, "size", 32, NULL));
  CribServerAvatar *avatar = CRIB_SERVER_AVATAR (widget);
  AdwAvatar *picture = ADW_AVATAR (window_fixture_find (widget, ADW_TYPE_AVATAR));

  g_assert_cmpint (adw_avatar_get_size (picture), ==, 32);

  crib_server_avatar_set_connection (avatar, one);
  g_assert_cmpstr (adw_avatar_get_text (picture), ==, "One");
  g_assert_true (gtk_widget_has_css_class (find_dot (widget), "connected"));

  crib_server_set_name (crib_connection_get_server (one), "Other");
  g_assert_cmpstr (adw_avatar_get_text (picture), ==, "Other");

  crib_server_avatar_set_connection (avatar, away);
  g_assert_cmpstr (adw_avatar_get_text (picture), ==, "Away");
  crib_connection_open (away);
  window_fixture_wait_settled (away);
  g_assert_true (gtk_widget_has_css_class (find_dot (widget), "offline"));
  g_assert_false (gtk_widget_has_css_class (find_dot (widget), "connected"));

  crib_server_avatar_set_connection (avatar, NULL);
  g_assert_false (gtk_widget_get_visible (find_dot (widget)));
  g_assert_finalize_object (widget);
}

int
main (int   argc,
      char *argv[])
{
  if (!window_fixture_init (&argc, &argv))
    return 0;

  g_test_add ("/server-avatar/follows", WindowFixture, NULL, window_fixture_set_up,
              test_server_avatar_follows, window_fixture_tear_down);

  return g_test_run ();
}
