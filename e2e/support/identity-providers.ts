import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { oidcIdp } from "@/testing/single-sign-on/oidc-provider";
import { encode, requestIn, samlIdp } from "@/testing/single-sign-on/saml-provider";

type Person = { id: string; email: string };

/**
 * A company's SAML identity provider, where the person in `signedIn` is signed in. It is at 127.0.0.1, which is another site than the
 * application's localhost: browsers send no cookies with what it posts.
 */
export async function startSamlProvider() {
  const state: { signedIn: Person } = { signedIn: { id: "nobody", email: "nobody@nowhere.example" } };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", origin);
    if (url.pathname === "/metadata") return void response.end(idp.metadata());
    // Browsers also ask for an icon.
    if (!url.searchParams.has("SAMLRequest")) return void response.writeHead(404).end();
    const { requestId, acsUrl, audience } = requestIn(url.toString());
    const { id, email } = state.signedIn;
    const answer = idp.respond({ requestId, acsUrl, audience, now: new Date(), nameId: id, email, name: "Lin Chen" });
    response.setHeader("content-type", "text/html");
    response.end(postingPage(acsUrl, answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const idp = samlIdp(`${origin}/metadata`, `${origin}/sign-on`);
  return { state, metadataUrl: `${origin}/metadata`, close: () => void server.close() };
}

/** Goes on by itself, or by the button in a browser without script. */
const postingPage = (acsUrl: string, answer: string) => `<!doctype html><title>Identity provider</title>
<form method="post" action="${acsUrl}">
  <input type="hidden" name="SAMLResponse" value="${answer}"><input type="hidden" name="RelayState" value="${encode("x")}">
  <button>Continue to the app</button>
</form>
<script>document.forms[0].submit()</script>`;

/** A company's OpenID provider. */
export async function startOidcProvider() {
  const { issuer, clientId, clientSecret, state, allow, close } = await oidcIdp();
  const signIn = ({ id, email }: Person) => {
    state.person = { sub: id, email, name: "Lin Chen" };
  };
  return { issuer, clientId, clientSecret, signIn, allow, close: () => void close() };
}
