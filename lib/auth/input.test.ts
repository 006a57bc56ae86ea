import { describe, expect, it } from "vitest";
import { emailSchema, signUpSchema } from "./input";

const good = { company: "Acme", email: "ada@acme.example", password: "correct horse battery" };

describe("an email address", () => {
  it("is lowercased and trimmed", () => {
    expect(emailSchema.parse("  Ada@Acme.Example ")).toBe("ada@acme.example");
  });

  it.each([
    "",
    "ada",
    "ada@",
    "@acme.example",
    "ada@acme",
    "a b@acme.example",
    "ada@acme.example, eve@evil.example",
    "ada@acme.example\r\nBcc: eve@evil.example",
    `${"a".repeat(250)}@acme.example`,
  ])("is refused: %j", (email) => {
    expect(emailSchema.safeParse(email).success).toBe(false);
  });
});

describe("a sign-up", () => {
  it.each(["Acme", "Łódź & Söhne GmbH", "株式会社", "<script>alert(1)</script>", "Robert'); DROP TABLE users;--"])(
    "takes the organization name %s as it is",
    (company) => {
      expect(signUpSchema.parse({ ...good, company }).company).toBe(company);
    },
  );

  it.each(["", "   ", "a".repeat(101), "Ac\u0000me", "Acme\r\nBcc: eve@evil.example", "Ac\u2028me"])(
    "refuses the organization name %j",
    (company) => {
      expect(signUpSchema.safeParse({ ...good, company }).success).toBe(false);
    },
  );

  it("refuses unknown fields", () => {
    expect(signUpSchema.safeParse({ ...good, isPlatformAdmin: true }).success).toBe(false);
  });
});
