import { describe, expect, it } from "vitest";
import { renamePersonSchema, signUpSchema } from "./input";
import { hasWebAddress } from "./web-address";

const links = [
  "Your account is suspended, go to http://evil.example/login <b>now</b>",
  "HTTPS://EVIL.EXAMPLE",
  "ftp://evil",
  "Call www.evil.zone",
  "Acme (evil.com)",
  "evil.co",
  "Billing at evil.co.uk",
  "evil.party/login",
  "evil。com",
  "pay.xn--80ak6aa92e",
  "refund@evil.party",
  "mailto:me",
  "10.0.0.1 says hello",
];

const names = [
  "St.John & Sons",
  "J.R.R. Tolkien",
  "Node.js Works",
  "Acme Inc.",
  "S.A. de C.V.",
  "Müller GmbH & Co. KG",
  "株式会社山田",
  "Version 2.0",
  "24/7 Welding",
  "Ratio 1:2",
  "O'Brien, Jr.",
];

describe("a name", () => {
  it.each(links)("with something that mail programs make a link of is refused: %s", (text) => {
    expect(hasWebAddress(text)).toBe(true);
    expect(renamePersonSchema.safeParse({ name: text }).success).toBe(false);
    const input = { company: text, email: "ada@acme.example", password: "correct horse battery staple" };
    expect(signUpSchema.safeParse(input).error?.issues[0]?.path).toEqual(["company"]);
  });

  it.each(names)("that only has dots, slashes or colons is taken: %s", (text) => {
    expect(hasWebAddress(text)).toBe(false);
    expect(renamePersonSchema.safeParse({ name: text }).success).toBe(true);
  });
});
