import { describe, expect, it } from "vitest";
import { clientAddress } from "./client-address";

describe("the address of a request", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["1.2.3.4, 203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["::1", "::1"],
    ["0:0:0:0:0:0:0:1", "::1"],
    ["::2", "::/64"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8:1:2::9", "2001:db8:1:2::/64"],
    ["2001:DB8::1", "2001:db8::/64"],
    ["2001:0db8:0000:0001::1", "2001:db8:0:1::/64"],
  ])("%s → %s", (header, address) => {
    expect(clientAddress(new Headers({ "x-forwarded-for": header }))).toBe(address);
  });

  it("can't be forged by a sender who sets the header", () => {
    const seen = [1, 2, 3].map((forged) =>
      clientAddress(new Headers({ "x-forwarded-for": `10.0.0.${forged}, 203.0.113.7` })),
    );
    expect(new Set(seen).size).toBe(1);
  });

  it("is unknown without the header", () => {
    expect(clientAddress(new Headers())).toBe("unknown");
  });
});
