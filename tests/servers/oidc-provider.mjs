// SPDX-License-Identifier: GPL-3.0-or-later
//
// oidc-provider.mjs FOLDER [OPTION=VALUE…]: a strict OpenID provider and an MCP server that it
// protects, both on the loopback. FOLDER holds node_modules. Options:
//   expires_in=600   what the client is told of access tokens, which last 600 seconds all the same
//   delay=0          of each token request, in milliseconds, before the provider looks at it
//   scopes=…         what the MCP server lists, blanks between
//   offline=granted  a refresh token for everybody; "asked": by OpenID Connect Core §11, where a
//                    person was asked for it
//   challenge=       "scope": a challenge names the scope, and a token without it is refused
//
// Prints one line of JSON, {issuer, client_id, resource}. The MCP server answers GET /log with what
// the provider has seen so far, one line each and never a secret. Ends when standard input does.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [folder, ...pairs] = process.argv.slice(2);
const options = {
  expires_in: '600', delay: '0', scopes: 'openid profile mcp:tools', offline: 'granted',
  ...Object.fromEntries(pairs.map((pair) => pair.split('='))),
};
const require = createRequire(`${folder}/`);
const load = (name) => import(pathToFileURL(require.resolve(name)));
// Their notices that this is not meant for production are right, and no news.
console.info = console.warn = () => {};

const { default: Provider, errors } = await load('oidc-provider');
const { createRemoteJWKSet, exportJWK, generateKeyPair, jwtVerify } = await load('jose');
const { default: express } = await load('express');
const sdk = '@modelcontextprotocol/sdk/server';
const { McpServer } = await load(`${sdk}/mcp.js`);
const { StreamableHTTPServerTransport } = await load(`${sdk}/streamableHttp.js`);
const { requireBearerAuth } = await load(`${sdk}/auth/middleware/bearerAuth.js`);
const { InvalidTokenError } = await load(`${sdk}/auth/errors.js`);

const lines = [];
const log = (...words) => lines.push(words.join(' '));

async function listen (app) {
  const server = createServer(app);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${server.address().port}`;
}

// ---- who answers for people

const front = express();
const issuer = `${await listen(front)}/op`;
const { privateKey } = await generateKeyPair('RS256', { extractable: true });
const scope = 'mcp:tools';
let resources;

const provider = new Provider(issuer, {
  clients: [{
    client_id: 'toolcrib',
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    redirect_uris: ['http://localhost/', 'http://127.0.0.1/'],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
  }],
  claims: { openid: ['sub'], profile: ['name', 'preferred_username'] },
  cookies: { keys: ['of this run only'] },
  jwks: { keys: [{ ...await exportJWK(privateKey), kid: 'k1', use: 'sig', alg: 'RS256' }] },
  pkce: { required: () => true },
  rotateRefreshToken: true,
  ...(options.offline === 'granted' && { issueRefreshToken: async () => true }),
  findAccount: (ctx, id) => ({
    accountId: id,
    claims: () => ({ sub: id, preferred_username: `${id}@example.com` }),
  }),
  features: {
    devInteractions: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (ctx, indicator) => {
        if (!resources.includes(indicator)) throw new errors.InvalidTarget();
        return {
          scope,
          audience: indicator,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 600,
          jwt: { sign: { alg: 'RS256' } },
        };
      },
    },
  },
});

provider.on('grant.revoked', () => log('revoked'));
provider.on('grant.error', (ctx, error) => log('refused', error.error_detail ?? error.error));
provider.on('authorization.error', (ctx, error) => log('authorize', error.error));
provider.on('authorization.accepted', (ctx) => {
  const { params } = ctx.oidc;
  log('authorize', ...['resource', 'scope', 'prompt', 'code_challenge_method', 'response_mode']
    .map((name) => `${name}=${params[name] ?? ''};`), `nonce=${params.nonce ? 'yes' : 'no'}`);
});
provider.use(async (ctx, next) => {
  if (ctx.path === '/token') {
    await new Promise((resolve) => setTimeout(resolve, Number(options.delay)));
  }
  await next();
  if (ctx.oidc?.route === 'token') {
    const { grant_type: grant, resource: target } = ctx.oidc.params ?? {};
    if (ctx.body.access_token) ctx.body.expires_in = Number(options.expires_in);
    log('token', grant, `resource=${target ?? ''};`, ctx.body.error ?? 'ok');
  }
});
front.use('/op', provider.callback());

// ---- what is protected

const back = express();
const origin = await listen(back);
const resource = `${origin}/mcp`;
// Of the second there is a name only, for which tokens are given.
resources = [resource, `${resource}2`];
const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`));

const verifier = {
  async verifyAccessToken (token) {
    try {
      const rules = { issuer, audience: resource, typ: 'at+jwt' };
      const { payload } = await jwtVerify(token, keys, rules);
      return {
        token, clientId: payload.client_id, scopes: (payload.scope ?? '').split(' '),
        expiresAt: payload.exp, extra: { person: payload.sub },
      };
    } catch (error) {
      throw new InvalidTokenError(error.code ?? 'not a token');
    }
  },
};

function makeServer () {
  const server = new McpServer({ name: 'protected', version: '1' });
  server.registerTool('whoami', { description: 'Who is signed in' }, ({ authInfo }) => ({
    content: [{ type: 'text', text: authInfo.extra.person }],
  }));
  return server;
}

back.get('/.well-known/oauth-protected-resource/mcp', (request, response) => response.json({
  resource, authorization_servers: [issuer], scopes_supported: options.scopes.split(' '),
  resource_name: 'Protected tools',
}));
back.get('/log', (request, response) => response.type('text/plain').send(`${lines.join('\n')}\n`));
back.use('/mcp', requireBearerAuth({
  verifier, requiredScopes: options.challenge === 'scope' ? [scope] : [],
  resourceMetadataUrl: `${origin}/.well-known/oauth-protected-resource/mcp`,
}));
back.post('/mcp', express.json(), async (request, response) => {
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  const server = makeServer();
  response.on('close', () => server.close());
  await server.connect(transport);
  await transport.handleRequest(request, response, request.body);
});
back.all('/mcp', (request, response) => response.sendStatus(405));

process.stdin.on('end', () => process.exit()).resume();
console.log(JSON.stringify({ issuer, client_id: 'toolcrib', resource }));
