/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-directory.h"

const DemoUser demo_users[] = {
  {
    "ada@contoso.example", "Engine-1843!", "Ada Example",
    "2b9e6c1f-53a7-4d80-9c4e-b1f07d38a265", "m3Xc0QhVxXlJzr3f5nqYt0bTq1eU7wYk2dPz8sRaK4o",
  },
  {
    "tom@contoso.example", "Admin-1972!", "Tom Example",
    "d40a8f37-1e6b-4c92-a7d5-6c83e915f0b4", "Vt9pWf2LkB6sEo7Hn4RcZ1yJgD8uMxA0qSi5TeNa3Kc",
  },
  { NULL, NULL, NULL, NULL, NULL }
};

/* Returns: (nullable): who is called so, in capital letters or small */
const DemoUser *
demo_user_find (const char *username)
{
  for (const DemoUser *user = demo_users; username != NULL && user->username != NULL; user++)
    if (g_ascii_strcasecmp (user->username, username) == 0)
      return user;

  return NULL;
}
