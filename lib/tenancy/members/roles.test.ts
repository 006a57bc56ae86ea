import { describe, expect, it } from "vitest";
import { roleNames } from "@/db/schema/tenancy";
import { catalog as unison } from "@/products/unison/catalog";
import { explainState, invitationState } from "../invitations/invitation";
import { trialOffer } from "../trial";
import { roleSchema } from "./role-schema";
import { grantableRoles, roleDescriptions } from "./roles";

const now = new Date("2026-03-01T10:00:00Z");
const later = new Date("2026-03-02T10:00:00Z");

describe("roles", () => {
  it("are those of the schema, each with a description", () => {
    expect(roleSchema.options).toEqual([...roleNames]);
    expect(Object.keys(roleDescriptions)).toEqual([...roleNames]);
  });

  it("only an owner assigns and removes the owner role; billing and member assign none", () => {
    expect(grantableRoles("owner")).toContain("owner");
    expect(grantableRoles("admin")).toEqual(["admin", "billing", "member"]);
    expect(grantableRoles("billing")).toEqual([]);
    expect(grantableRoles("member")).toEqual([]);
  });
});

describe("an invitation", () => {
  const open = { expiresAt: later, acceptedAt: null, revokedAt: null };

  it.each([
    [open, "open"],
    [{ ...open, expiresAt: now }, "expired"],
    [{ ...open, acceptedAt: now }, "accepted"],
    [{ ...open, expiresAt: now, acceptedAt: now }, "accepted"],
    [{ ...open, acceptedAt: now, revokedAt: now }, "revoked"],
  ])("%o is %s", (times, state) => {
    expect(invitationState(times, now)).toBe(state);
  });

  it("explains why it can't be accepted", () => {
    expect(new Set((["expired", "accepted", "revoked"] as const).map(explainState)).size).toBe(3);
  });
});

describe("the trial on offer", () => {
  it("is for the plan requested, or else the default, and as long as the catalog says", () => {
    expect(trialOffer(unison, "starter", now)).toMatchObject({
      plan: { key: "starter" },
      endsAt: new Date("2026-03-15T10:00:00Z"),
    });
    for (const asked of [undefined, "", "gold", "toString"]) {
      expect(trialOffer(unison, asked, now).plan.key).toBe("professional");
    }
  });
});
