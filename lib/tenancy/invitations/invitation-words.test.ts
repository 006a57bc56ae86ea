import { describe, expect, it } from "vitest";
import { inviterInMail, nameInMail } from "./invitation-words";

describe("an invitation", () => {
  it("names the inviter with the address, which no one can choose", () => {
    expect(inviterInMail({ name: "Ada Lovelace", email: "ada@acme.example" })).toBe("Ada Lovelace (ada@acme.example)");
    expect(inviterInMail({ name: null, email: "ada@acme.example" })).toBe("ada@acme.example");
    expect(inviterInMail(undefined)).toBe("A teammate");
  });

  it("has no link that an older name contains", () => {
    expect(inviterInMail({ name: "Go to http://evil.example", email: "m@m.example" })).toBe("m@m.example");
    expect(nameInMail("Win at evil.com", "an organization")).toBe("an organization");
  });

  it("has no name long enough to be a message", () => {
    expect(nameInMail("x".repeat(100), "")).toHaveLength(60);
    expect(nameInMail("Acme", "")).toBe("Acme");
  });
});
