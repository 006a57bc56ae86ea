import { describe, expect, it } from "vitest";
import { companyDomainOf } from "./company-domain";

describe("the company domain of an email address", () => {
  it.each([
    ["ada@acme.example", "acme.example"],
    ["ada@ACME.Example", "acme.example"],
    ["ada@acme.example.", "acme.example"],
    ["ada@plant.acme.co.uk", "plant.acme.co.uk"],
    ["ada@müller.example", "xn--mller-kva.example"],
    ["odd@name@acme.example", "acme.example"],
  ])("%s is %s", (email, domain) => expect(companyDomainOf(email)).toBe(domain));

  it.each(["ada@gmail.com", "ada@GMAIL.com", "ada@outlook.com", "ada@gmx.de", "ada@proton.me", "ada@qq.com"])(
    "is missing for a public email provider: %s",
    (email) => expect(companyDomainOf(email)).toBeUndefined(),
  );

  it.each(["ada@example.com", "ada@localhost", "ada", "", "@", "ada@a b"])(
    "is missing for an invalid address or domain: “%s”",
    (email) => expect(companyDomainOf(email)).toBeUndefined(),
  );
});
