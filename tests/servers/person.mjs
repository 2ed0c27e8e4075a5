// SPDX-License-Identifier: GPL-3.0-or-later

// Somebody with a browser that knows just enough of HTML to fill in the stand-in tenant's forms.

const MOST_PAGES = 20;

const unescape = text => text
  .replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>')
  .replaceAll('&amp;', '&');

const attribute = (tag, name) => {
  const found = tag.match(new RegExp(`\\b${name}="([^"]*)"`));

  return found ? unescape(found[1]) : undefined;
};

/** Goes on until a page has no form, or the sign-in has left the tenant. */
export class Person {
  constructor({ username, password, code, press = {} }) {
    Object.assign(this, { username, password, code, press });
    this.cookies = new Map();
    this.pages = [];
  }

  async #fetch(address, form) {
    const response = await fetch(address, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      body: form,
    });

    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = cookie.match(/^([^=]*)=([^;]*)/);

      this.cookies.set(name, value);
    }

    return response;
  }

  #fill(page) {
    const form = new URLSearchParams();
    const answers = { loginfmt: this.username, passwd: this.password, otc: this.code };
    const heading = page.match(/<h1>([^<]*)</)?.[1] ?? '';

    this.pages.push(heading);

    for (const [tag] of page.matchAll(/<input[^>]*>/g)) {
      const name = attribute(tag, 'name');

      if (name !== undefined)
        form.set(name, answers[name] ?? attribute(tag, 'value') ?? '');
    }

    const buttons = [...page.matchAll(/<button[^>]*>/g)].map(([tag]) => tag)
      .filter(tag => attribute(tag, 'name') !== undefined);
    const wanted = this.press[heading];
    const button = buttons.find(tag => wanted !== undefined && attribute(tag, 'value') === wanted)
      ?? buttons[0];

    if (button)
      form.set(attribute(button, 'name'), attribute(button, 'value'));

    return form;
  }

  /** Returns the last page. */
  async visit(address) {
    let response = await this.#fetch(address);

    for (let i = 0; i < MOST_PAGES; i++) {
      if (response.status >= 300 && response.status < 400) {
        address = new URL(response.headers.get('location'), address).href;
        response = await this.#fetch(address);
        continue;
      }

      const page = await response.text();
      const tag = page.match(/<form[^>]*>/)?.[0];

      if (!tag)
        return page;

      address = new URL(attribute(tag, 'action'), address).href;
      response = await this.#fetch(address, this.#fill(page));
    }

    throw new Error(`So many pages lead nowhere: ${this.pages.join(', ')}`);
  }
}
