import { describe, expect, it } from "vitest";
import { issuerError, vouchesFor } from "./issuer";

describe("an issuer", () => {
  it.each([
    "https://login.acme.com",
    "https://login.microsoftonline.com/7c1b0c1e-0000-4000-8000-000000000000/v2.0",
    "https://accounts.google.com",
    "https://acme.okta.com",
    "https://acme.eu.auth0.com/",
    "https://gitlab.acme.com",
    "https://acme.my.salesforce.com",
  ])("%s is accepted", (issuer) => expect(issuerError(issuer)).toBeUndefined());

  it.each([
    "acme",
    "ftp://acme.com",
    "https://acme.com/?a=b",
    "https://me:secret@acme.com",
    "https://login.microsoftonline.com/common/v2.0",
    "https://login.microsoftonline.com/organizations/v2.0",
    "https://login.microsoftonline.com/consumers",
    // Personal accounts have a tenant ID, too.
    "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0",
    "https://LOGIN.microsoftonline.com/common/v2.0",
    "https://login.microsoftonline.com:443/common/v2.0",
    "https://login.microsoftonline.com/Common/v2.0",
    "https://login.windows.net/common",
    "https://sts.windows.net/consumers",
    // What the metadata of a shared one says.
    "https://login.microsoftonline.com/{tenantid}/v2.0",
    // Anyone can have an account there.
    "https://gitlab.com",
    "https://GitLab.com./",
    "https://slack.com",
    "https://login.salesforce.com",
    "https://appleid.apple.com",
    "https://www.linkedin.com/oauth",
    "https://discord.com",
    "https://token.actions.githubusercontent.com",
  ])("%s is refused", (issuer) => expect(issuerError(issuer)).toMatch(/\.$/));
});

describe("an issuer is trusted for an address", () => {
  const own = "https://login.acme.com";
  const google = "https://accounts.google.com";
  const entra = "https://login.microsoftonline.com/7c1b0c1e-0000-4000-8000-000000000000/v2.0";
  const forEveryone = "https://login.microsoftonline.com/common/v2.0";

  it.each([
    ["that it says is verified", own, { email_verified: true }, true],
    ["that it says is verified, as text", own, { email_verified: "true" }, true],
    ["of which it says nothing, as Microsoft Entra does", own, {}, true],
    ["that it says isn't verified", own, { email_verified: false }, false],
    ["that it says isn't verified, as text", own, { email_verified: "false" }, false],
    ["of a company's account at Google", google, { email_verified: true, hd: "acme.com" }, true],
    ["of anyone's account at Google", google, { email_verified: true }, false],
    ["of another company's account at Google", google, { email_verified: true, hd: "evil.com" }, false],
    ["that Microsoft Entra, of whose tenant it is, says nothing of", entra, {}, true],
    ["that a tenant at Okta says nothing of", "https://acme.okta.com", {}, true],
    ["that an issuer at a host like the company's says nothing of", "https://evilacme.com", {}, false],
    ["that an issuer at a host below another domain says nothing of", "https://acme.com.evil.example", {}, false],
    ["that an issuer we know nothing about says nothing of", "https://id.example.net/realms/acme", {}, false],
    ["that an issuer we know nothing about says is verified", "https://id.example.net", { email_verified: true }, true],
    ["that OneLogin's issuer for all companies says nothing of", "https://app.onelogin.com/oidc/2", {}, false],
    ["that an issuer shared by everyone says is verified", "https://gitlab.com", { email_verified: true }, false],
    ["that Microsoft's issuer for everyone says is verified", forEveryone, { email_verified: true }, false],
  ])("%s", (_, issuer, claims, expected) => expect(vouchesFor(issuer, claims, "acme.com")).toBe(expected));
});
