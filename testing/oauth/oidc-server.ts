import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider, { interactionPolicy } from "oidc-provider";

/** Which provider the server simulates: they report different facts about an account. */
export type OidcFlavor = "google" | "microsoft";

/** What the server says about an account besides its subject. */
export type Claims = Record<string, unknown>;

export type OidcServer = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Who signs in as `login` from now on. Unknown logins get an address that the provider vouches for. */
  know(login: string, claims: Claims): void;
  close(): Promise<void>;
};

/** A real OpenID Connect provider on this machine, whose sign-in page takes any account and no password. */
export async function startOidcServer(flavor: OidcFlavor): Promise<OidcServer> {
  const http = createServer();
  await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
  const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const known = new Map<string, Claims>();
  const [clientId, clientSecret] = [`${flavor}-client`, `${flavor}-client-secret-of-the-tests`];
  const policy = interactionPolicy.base();
  policy.add(new interactionPolicy.Prompt({ name: "select_account", requestable: true }));
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        // A native client may come back on any port of this machine.
        application_type: "native",
        redirect_uris: ["localhost", "127.0.0.1"].map((host) => `http://${host}/oauth/${flavor}/callback`),
        token_endpoint_auth_method: "client_secret_post",
      },
    ],
    claims: {
      openid: ["sub", "tid", "oid", "hd"],
      email: ["email", "email_verified", "xms_edov"],
      profile: ["name", "preferred_username"],
    },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
    // In the ID token rather than at a separate endpoint, like Google and Microsoft.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    interactions: { policy, url: (_ctx, { uid }) => `/interaction/${uid}` },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ["of the tests"] },
    findAccount: (_ctx, sub) => ({
      accountId: sub,
      claims: async () => ({ sub, ...(known.get(sub) ?? defaultClaims(flavor, sub)) }),
    }),
    renderError: (ctx, out) => {
      ctx.type = "text";
      ctx.body = JSON.stringify(out);
    },
  });
  const oidc = provider.callback();
  http.on("request", async (request, response) => {
    const url = new URL(request.url ?? "/", issuer);
    if (!url.pathname.startsWith("/interaction/")) return void oidc(request, response);
    if (request.method !== "POST") {
      response.setHeader("content-type", "text/html");
      return void response.end(signInPage(flavor));
    }
    const form = new URLSearchParams(await textOf(request));
    const details = await provider.interactionDetails(request, response);
    if (form.has("cancel")) {
      const denial = { error: "access_denied", error_description: "The person said no." };
      return void provider.interactionFinished(request, response, denial);
    }
    const accountId = form.get("login") ?? "";
    const grant = new provider.Grant({ accountId, clientId });
    grant.addOIDCScope(String(details.params.scope));
    const grantId = await grant.save();
    const result = { login: { accountId, remember: false }, consent: { grantId }, select_account: {} };
    return void provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  });
  return {
    issuer,
    clientId,
    clientSecret,
    know: (login, claims) => void known.set(login, claims),
    close: () =>
      new Promise((done) => {
        http.close(() => done());
        http.closeAllConnections();
      }),
  };
}

function defaultClaims(flavor: OidcFlavor, login: string): Claims {
  const name = "Ada Okafor";
  if (flavor === "google") return { email: login, email_verified: true, hd: login.split("@")[1], name };
  return { tid: "tenant-1", oid: `object of ${login}`, email: login, preferred_username: login, name };
}

const signInPage = (
  flavor: string,
) => `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Sign in to ${flavor}</title>
<form method="post"><label>Account <input name="login"></label>
<button>Continue</button> <button name="cancel" value="1">Cancel</button></form></html>`;

export async function textOf(request: AsyncIterable<unknown>): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}
