import { generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Adapter, AdapterPayload, Provider } from "oidc-provider";
import { hour, second } from "@/lib/durations";

export type OidcPerson = { sub: string; email?: string; name?: string; email_verified?: boolean };

export type OidcIdp = Awaited<ReturnType<typeof oidcIdp>>;

/**
 * An OpenID provider on this machine, where the person in `person` is already signed in.
 *
 * @param redirectUris of our applications, which may be added later.
 */
export async function oidcIdp(redirectUris: string[] = []) {
  const clientId = "gatehouse";
  const clientSecret = randomUUID();
  const state: { person: OidcPerson; claimsInToken: boolean } = { person: { sub: "nobody" }, claimsInToken: true };
  let handle: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => void response.end();
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { Provider } = await quietly(() => import("oidc-provider"));
  const memory = new Map<string, AdapterPayload>();
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const start = () => {
    const provider = new Provider(issuer, {
      clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: redirectUris }],
      jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: "1" }] },
      adapter: (name: string) => adapterIn(memory, name),
      ttl: Object.fromEntries(artifacts.map((name) => [name, hour / second])),
      cookies: { keys: [randomUUID()] },
      pkce: { required: () => true },
      claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
      conformIdTokenClaims: !state.claimsInToken,
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
      findAccount: (_context, id) => ({
        accountId: id,
        claims: () => ({ email_verified: true, ...state.person, sub: id }),
      }),
    });
    const serve = provider.callback();
    handle = (request, response) => {
      if (request.url?.startsWith("/interaction/")) void approve(provider, state.person, request, response);
      else void serve(request, response);
    };
  };
  if (redirectUris.length > 0) start();
  return {
    issuer,
    clientId,
    clientSecret,
    state,
    /** Registers our application. */
    allow: (redirectUri: string) => {
      redirectUris.push(redirectUri);
      start();
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

const artifacts = ["AccessToken", "AuthorizationCode", "Grant", "IdToken", "Interaction", "Session"];

/** The library's default logs that it isn't for production. */
function adapterIn(memory: Map<string, AdapterPayload>, name: string): Adapter {
  const key = (id: string) => `${name} ${id}`;
  return {
    upsert: async (id, payload) => void memory.set(key(id), payload),
    find: async (id) => memory.get(key(id)),
    findByUid: async (uid) => [...memory.values()].find((payload) => payload.uid === uid && payload.kind === name),
    findByUserCode: async () => undefined,
    destroy: async (id) => void memory.delete(key(id)),
    consume: async (id) => {
      const payload = memory.get(key(id));
      if (payload) payload.consumed = Math.floor(Date.now() / second);
    },
    revokeByGrantId: async () => undefined,
  };
}

/** The library logs that it would prefer a later version of Node. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { warn } = console;
  console.warn = () => undefined;
  try {
    return await work();
  } finally {
    console.warn = warn;
  }
}

/** Signs the person in and consents to everything. */
async function approve(provider: Provider, person: OidcPerson, request: IncomingMessage, response: ServerResponse) {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  if (prompt.name === "login") {
    await provider.interactionFinished(request, response, { login: { accountId: person.sub } });
    return;
  }
  const grant = new provider.Grant({ accountId: session?.accountId ?? person.sub, clientId: String(params.client_id) });
  grant.addOIDCScope("openid email profile");
  const grantId = await grant.save();
  await provider.interactionFinished(request, response, { consent: { grantId } }, { mergeWithLastSubmission: true });
}

/** Follows redirects as a browser does, until one leads to `end`. */
export async function followTo(url: string, end: string): Promise<string> {
  const cookies = new Map<string, string>();
  let next = url;
  for (let step = 0; step < 12; step += 1) {
    if (next.startsWith(end)) return next;
    const header = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(next, { redirect: "manual", headers: { cookie: header } });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get("location");
    if (!location) throw new Error(`${next} answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
    next = new URL(location, next).toString();
  }
  throw new Error(`no way to ${end}`);
}
