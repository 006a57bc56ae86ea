import { createHash, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { textOf } from "./oidc-server";

export type GitHubAccount = {
  id: number;
  name?: string | null;
  emails: { email: string; primary: boolean; verified: boolean }[];
};

export type GitHubServer = {
  url: string;
  clientId: string;
  clientSecret: string;
  /** Who signs in as `login` from now on. */
  know(login: string, account: GitHubAccount): void;
  close(): Promise<void>;
};

/** Simulates GitHub's OAuth and the two API endpoints that we read, as documented at docs.github.com. */
export async function startGitHubServer(): Promise<GitHubServer> {
  const known = new Map<string, GitHubAccount>();
  const codes = new Map<string, { login: string; challenge: string }>();
  const tokens = new Map<string, string>();
  const [clientId, clientSecret] = ["github-client", "github-client-secret"];
  const accountOf = (login: string): GitHubAccount =>
    known.get(login) ?? {
      id: Number.parseInt(createHash("sha256").update(login).digest("hex").slice(0, 8), 16),
      name: "Ada Okafor",
      emails: [{ email: login, primary: true, verified: true }],
    };

  const authorize = (query: URLSearchParams, form: URLSearchParams): string => {
    const back = new URL(query.get("redirect_uri") ?? "");
    back.searchParams.set("state", query.get("state") ?? "");
    if (form.has("cancel")) back.searchParams.set("error", "access_denied");
    else {
      const code = randomUUID();
      codes.set(code, { login: form.get("login") ?? "", challenge: query.get("code_challenge") ?? "" });
      back.searchParams.set("code", code);
    }
    return back.toString();
  };
  /** GitHub also responds with 200 to a wrong code. */
  const exchange = (form: URLSearchParams): unknown => {
    const code = codes.get(form.get("code") ?? "");
    codes.delete(form.get("code") ?? "");
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const client = form.get("client_id") === clientId && form.get("client_secret") === clientSecret;
    if (!client) return { error: "incorrect_client_credentials" };
    if (code?.challenge !== challenge) return { error: "bad_verification_code" };
    const token = `gho_${randomUUID()}`;
    tokens.set(token, code.login);
    return { access_token: token, token_type: "bearer", scope: "read:user,user:email" };
  };

  const http = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const json = (body: unknown, status = 200) => {
      response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
      response.end(JSON.stringify(body));
    };
    const login = tokens.get(request.headers.authorization?.replace(/^bearer /i, "") ?? "");
    switch (`${request.method} ${url.pathname}`) {
      case "GET /login/oauth/authorize":
        response.writeHead(200, { "content-type": "text/html" });
        return void response.end(signInPage);
      case "POST /login/oauth/authorize":
        response.writeHead(302, { location: authorize(url.searchParams, new URLSearchParams(await textOf(request))) });
        return void response.end();
      case "POST /login/oauth/access_token":
        return json(exchange(new URLSearchParams(await textOf(request))));
      case "GET /api/v3/user":
        if (!login) return json({ message: "Bad credentials" }, 401);
        return json({
          id: accountOf(login).id,
          login,
          name: accountOf(login).name ?? null,
          email: "public@else.example",
        });
      case "GET /api/v3/user/emails":
        return login ? json(accountOf(login).emails) : json({ message: "Bad credentials" }, 401);
      default:
        return json({ message: "Not Found" }, 404);
    }
  });
  await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    clientId,
    clientSecret,
    know: (login, account) => void known.set(login, account),
    close: () =>
      new Promise((done) => {
        http.close(() => done());
        http.closeAllConnections();
      }),
  };
}

const signInPage = `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Sign in to GitHub</title>
<form method="post"><label>Account <input name="login"></label>
<button>Continue</button> <button name="cancel" value="1">Cancel</button></form></html>`;
