// SPDX-License-Identifier: GPL-3.0-or-later

// node msal-node.mjs FOLDER SCENE ADDRESSES: Microsoft's own library, as npm has it, signs in to the
// stand-in tenant. ADDRESSES is the line that toolcrib-demo --tls prints. What came of it is printed
// as one object of JSON; who believes what is for the test to say.

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Person } from './person.mjs';

const [, , folder, scene, line] = process.argv;
const require = createRequire(pathToFileURL(join(folder, 'package.json')));
const { PublicClientApplication } = require('@azure/msal-node');
const addresses = JSON.parse(line);
const { tenant } = addresses;
const ada = tenant.users.find(user => user.username.startsWith('ada@'));
const authority = tenant.issuer.replace(/\/v2\.0$/, '');
const scopes = [tenant.scope];

const make = (auth = {}) => new PublicClientApplication({
  auth: {
    clientId: tenant.client_id,
    authority,
    knownAuthorities: [new URL(authority).host],
    clientCapabilities: ['CP1'],
    ...auth,
  },
});

const control = async (path, wish) => {
  const response = await fetch(addresses.control + path,
                               { method: 'POST', body: JSON.stringify(wish) });

  if (!response.ok)
    throw new Error(`${path}: ${response.status}`);
};

/** What the library says of a failure. */
const fail = async promise => {
  try {
    await promise;

    return { name: 'none' };
  } catch (error) {
    return {
      name: error.name, code: error.errorCode, message: error.errorMessage ?? error.message,
      suberror: error.subError ?? '', claims: error.claims ?? '',
      correlation: error.correlationId ?? '',
    };
  }
};

const decode = token => JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));

const tell = result => ({
  account: {
    home_id: result.account.homeAccountId, local_id: result.account.localAccountId,
    tenant: result.account.tenantId, username: result.account.username,
    name: result.account.name, environment: result.account.environment,
  },
  expires_on: Math.floor(result.expiresOn.getTime() / 1000),
  from_cache: result.fromCache,
  scopes: result.scopes,
  token_type: result.tokenType,
  unique_id: result.uniqueId,
  tenant_id: result.tenantId,
  authority: result.authority,
  claims: decode(result.accessToken),
});

const person = () => new Person(ada);
const signIn = (app, more = {}, who = person()) => app.acquireTokenInteractive({
  scopes, openBrowser: address => { who.visit(address); }, ...more,
});

const ask = async token => {
  const response = await fetch(addresses.protected, {
    method: 'POST',
    headers: {
      'authorization': `Bearer ${token}`,
      'content-type': 'application/json',
      'accept': 'application/json, text/event-stream',
    },
    body: JSON.stringify({
      jsonrpc: '2.0', id: 1, method: 'initialize',
      params: {
        protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' },
      },
    }),
  });

  return { status: response.status, challenge: response.headers.get('www-authenticate') ?? '' };
};

const scenes = {
  /** Code with PKCE, the cache, a refresh; and what the accounts look like afterwards. */
  async 'sign-in'() {
    const app = make();
    const first = await signIn(app);
    const cached = await app.acquireTokenSilent({ scopes, account: first.account });
    const refreshed = await app.acquireTokenSilent({
      scopes, account: first.account, forceRefresh: true,
    });
    const accounts = await app.getAllAccounts();

    return {
      first: tell(first), cached: tell(cached), refreshed: tell(refreshed),
      same_token: first.accessToken === cached.accessToken,
      new_token: first.accessToken !== refreshed.accessToken,
      accounts: accounts.length,
      accepted: (await ask(refreshed.accessToken)).status,
    };
  },

  /** Somebody from another organisation: at home they are somebody else than here. */
  async 'guest'() {
    const app = make();
    const gus = tenant.users.find(user => user.username.startsWith('gus@'));
    const first = await signIn(app, {}, new Person(gus));
    const refreshed = await app.acquireTokenSilent({
      scopes, account: first.account, forceRefresh: true,
    });

    return { first: tell(first), refreshed: tell(refreshed),
             accepted: (await ask(refreshed.accessToken)).status };
  },

  /** The server wants an authentication context: silently there is none, with a person there is. */
  async 'claims'() {
    const app = make();
    const first = await signIn(app);

    await control('/guard', { challenge: 'auth_context:c1' });

    const refused = await ask(first.accessToken);
    const claims = Buffer.from(refused.challenge.match(/claims="([^"]*)"/)[1], 'base64').toString();
    const silent = await fail(app.acquireTokenSilent({ scopes, account: first.account, claims }));
    const second = await signIn(app, { claims, loginHint: first.account.username });

    return {
      refused: refused.status, silent, second: tell(second),
      accepted: (await ask(second.accessToken)).status,
    };
  },

  /** Revoked at the server: a refresh with the claims is enough. */
  async 'revoked-token'() {
    const app = make();
    const first = await signIn(app);

    await control('/guard', { challenge: 'revoked' });

    const refused = await ask(first.accessToken);
    const claims = Buffer.from(refused.challenge.match(/claims="([^"]*)"/)[1], 'base64').toString();
    const second = await app.acquireTokenSilent({ scopes, account: first.account, claims });

    return {
      refused: refused.status, second: tell(second),
      accepted: (await ask(second.accessToken)).status,
    };
  },

  async 'device-code'() {
    const app = make();
    const seen = {};

    await control('/lifetime', { device_interval: 1 });

    const result = await app.acquireTokenByDeviceCode({
      scopes,
      deviceCodeCallback: response => {
        Object.assign(seen, response);
        new Person({ ...ada, code: response.userCode }).visit(response.verificationUri);
      },
    });
    const declined = await fail(app.acquireTokenByDeviceCode({
      scopes,
      deviceCodeCallback: response => {
        new Person({ ...ada, code: response.userCode, press: { 'Sign in': 'cancel' } })
          .visit(response.verificationUri);
      },
    }));

    return {
      result: tell(result), declined,
      told: {
        expires_in: seen.expiresIn, interval: seen.interval, message: seen.message,
        names_code: seen.message.includes(seen.userCode),
      },
    };
  },

  /** What goes wrong, by the library's own names. */
  async 'errors'() {
    const app = make();
    const first = await signIn(app);
    const silent = () => fail(app.acquireTokenSilent({
      scopes, account: first.account, forceRefresh: true,
    }));
    const refreshToken = Object.values(JSON.parse(app.getTokenCache().serialize()).RefreshToken)[0]
      .secret;
    const stranger = make({ clientId: '00000000-0000-4000-8000-000000000000' });
    const client = await fail(stranger.acquireTokenByRefreshToken({ refreshToken, scopes }));
    const scope = await fail(app.acquireTokenByRefreshToken({ refreshToken,
                                                              scopes: ['mcp:tools'] }));

    await control('/policies', { policies: [{ require: 'mfa' }] });
    const mfa = await silent();
    await control('/policies', { policies: [{ require: 'block' }] });
    const blocked = await silent();
    await control('/policies', { policies: [] });
    await control('/throttle', { retry_after: '7' });
    const busy = await silent();
    const throttled = await silent();
    await control('/revoke', { user: ada.username });
    const revoked = await fail(make().acquireTokenByRefreshToken({ refreshToken, scopes }));
    const untrusted = await fail(make({
      authority: authority.replace(new URL(authority).origin, addresses.untrusted),
      knownAuthorities: [new URL(addresses.untrusted).host],
    }).acquireTokenByRefreshToken({ refreshToken, scopes }));

    return { client, scope, mfa, blocked, busy, throttled, revoked, untrusted };
  },

  /** With the library's own mode for MCP, which sends the resource and keeps its tokens apart. */
  async 'mcp'() {
    await control('/apis', { identifier_uris: [addresses.protected] });

    const app = make({ isMcp: true });
    const mine = [`${addresses.protected}/mcp:tools`];
    const first = await signIn(app, { scopes: mine, resource: addresses.protected });
    const cached = await app.acquireTokenSilent({
      scopes: mine, account: first.account, resource: addresses.protected,
    });
    const other = await fail(app.acquireTokenSilent({
      scopes: mine, account: first.account, resource: `${addresses.protected}/`,
    }));

    return { first: tell(first), cached: tell(cached), other,
             accepted: (await ask(first.accessToken)).status };
  },

  /** The person alone, for another program's sign-in. */
  async 'person'() {
    const page = await person().visit(process.argv[5]);

    return { page };
  },
};

console.log(JSON.stringify(await scenes[scene]()));
