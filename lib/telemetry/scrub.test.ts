import { describe, expect, it } from "vitest";
import { scrubAttributes, scrubSpanName, scrubText } from "./scrub";

describe("a text that leaves the machine", () => {
  it.each([
    ["an email address", "ada.lovelace+x@example.co.uk", "No account ada.lovelace+x@example.co.uk here"],
    ["a bearer token", "gh_live_abc", "Authorization: Bearer gh_live_abc"],
    ["a session cookie", "Zx81-session", "cookie: gatehouse.session=Zx81-session; theme=dark"],
    ["a Stripe key", "sk_live_51", "Invalid API Key provided: sk_live_51abc"],
    ["a webhook secret", "whsec_abcdef", "signed with whsec_abcdef"],
    ["a password in JSON", "hunter2", '{"email":"x","password":"hunter2"}'],
    ["a token in a query", "t0k3n", "https://app.example.com/reset?token=t0k3n&next=/"],
    ["the password of a URL", "pass-word-1", "postgres://owner:pass-word-1@db:5432/gatehouse"],
    ["a web token", "eyJhbGciOi", "jwt eyJhbGciOi.eyJzdWIi.c2ln"],
    ["a random token", "kq3ZB1v0w9y7Xx2c4T6r8PQm", "no link kq3ZB1v0w9y7Xx2c4T6r8PQm"],
    ["the values of a query", "Grace", "Failed query: insert into users values ($1)\nparams: Grace"],
  ])("has no %s", (_, secret, text) => expect(scrubText(text)).not.toContain(secret));

  it.each([
    "The database didn't respond in time. Try again.",
    "relation stripe_events does not exist",
    "Cannot read properties of undefined (reading 'organizationId')",
    "connect ECONNREFUSED 127.0.0.1:5432",
  ])("keeps %s", (text) => expect(scrubText(text)).toBe(text));
});

describe("a span", () => {
  it.each([
    ["GET /invite/kq3ZB1v0w9y7", "/invite/[token]", "GET /invite/[token]"],
    ["GET /wp-login.php", undefined, "GET"],
    ["fetch POST https://api.example.com/v1/customers/cus_1?x=1", undefined, "fetch POST https://api.example.com"],
    ["render route (app) /reset?token=abc", undefined, "render route (app) /reset"],
  ])("named %s, of the route %s, is called %s", (name, route, expected) => {
    expect(scrubSpanName(name, route)).toBe(expected);
  });

  it("keeps only attributes that no client sets", () => {
    const attributes = {
      "http.target": "/reset?token=1",
      "http.user_agent": "x",
      "next.route": "/reset",
      "http.method": "GET",
    };
    expect(scrubAttributes(attributes)).toEqual({ "next.route": "/reset", "http.method": "GET" });
  });
});
