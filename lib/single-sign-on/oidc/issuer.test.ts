import { describe, expect, it } from "vitest";
import { issuerError, vouchesFor } from "./issuer";

describe("an issuer", () => {
  it.each([
    "https://login.acme.com",
    "https://login.microsoftonline.com/7c1b0c1e-0000-4000-8000-000000000000/v2.0",
    "https://accounts.google.com",
  ])("%s is accepted", (issuer) => expect(issuerError(issuer)).toBeUndefined());

  it.each([
    "acme",
    "ftp://acme.com",
    "https://acme.com/?a=b",
    "https://me:secret@acme.com",
    "https://login.microsoftonline.com/common/v2.0",
    "https://login.microsoftonline.com/organizations/v2.0",
    "https://login.microsoftonline.com/consumers",
  ])("%s is refused", (issuer) => expect(issuerError(issuer)).toMatch(/\.$/));
});

describe("an issuer is trusted for an address", () => {
  const own = "https://login.acme.com";
  const google = "https://accounts.google.com";

  it.each([
    ["that it says is verified", own, { email_verified: true }, true],
    ["that it says is verified, as text", own, { email_verified: "true" }, true],
    ["of which it says nothing, as Microsoft Entra does", own, {}, true],
    ["that it says isn't verified", own, { email_verified: false }, false],
    ["that it says isn't verified, as text", own, { email_verified: "false" }, false],
    ["of a company's account at Google", google, { email_verified: true, hd: "acme.com" }, true],
    ["of anyone's account at Google", google, { email_verified: true }, false],
    ["of another company's account at Google", google, { email_verified: true, hd: "evil.com" }, false],
  ])("%s", (_, issuer, claims, expected) => expect(vouchesFor(issuer, claims, "acme.com")).toBe(expected));
});
