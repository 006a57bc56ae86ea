import { describe, expect, it } from "vitest";
import type { Actor } from "@/lib/context";
import { addMinutes } from "@/lib/durations";
import { GatehouseError, unauthenticated } from "@/lib/errors";
import { afterImpersonation } from "./after-impersonation";
import {
  endReasonOf,
  type ImpersonationEnd,
  type ImpersonationFacts,
  impersonationOver,
  requireInPerson,
  wasActing,
} from "./impersonation";
import { impersonateSchema } from "./impersonation-input";

const now = new Date("2026-03-01T10:00:00Z");
const active: ImpersonationFacts = {
  expires: addMinutes(now, 30),
  ownSessionExpires: addMinutes(now, 60),
  byAdmin: true,
  ofAdmin: false,
  member: true,
};

describe("a support session", () => {
  it.each<[string, Partial<ImpersonationFacts>, ImpersonationEnd | null]>([
    ["is active while everything it depends on holds", {}, null],
    ["is active until its last moment", { expires: addMinutes(now, 0.001) }, null],
    ["ends when its time is up", { expires: now }, "time_up"],
    ["ends when the admin's own session was revoked", { ownSessionExpires: null }, "signed_out"],
    ["ends when the admin's own session expires", { ownSessionExpires: now }, "signed_out"],
    ["ends when the admin is demoted", { byAdmin: false }, "demoted"],
    ["ends when the customer becomes an admin", { ofAdmin: true }, "became_admin"],
    ["ends when the customer leaves the organization", { member: false }, "no_member_any_more"],
    ["names a demotion before anything else", { byAdmin: false, expires: now, member: false }, "demoted"],
  ])("%s", (_, change, reason) => {
    expect(endReasonOf({ ...active, ...change }, now)).toBe(reason);
  });

  it("once over refuses requests as signed out, with a reason of its own", () => {
    expect(impersonationOver()).toMatchObject({
      code: "unauthenticated",
      message: "This support session has ended. Return to your own account.",
    });
    expect(wasActing(impersonationOver())).toBe(true);
    expect(wasActing(unauthenticated())).toBe(false);
    expect(wasActing(new GatehouseError("forbidden", "No."))).toBe(false);
  });
});

describe("what only the account holder can do", () => {
  const refusedTo = (actor: Actor) => expect(() => requireInPerson({ actor }));

  it("is refused in a support session, with full access as well", () => {
    const impersonated = { kind: "user", id: "ada", impersonatorId: "eve" } as const;
    refusedTo(impersonated).toThrow("You can't do this in a support session. Only the customer can.");
    refusedTo({ ...impersonated, readOnly: true }).toThrow(GatehouseError);
    expect(() => requireInPerson({ actor: impersonated }, "Not for you.")).toThrow("Not for you.");
  });

  it("is allowed to the person, to keys and to the system", () => {
    refusedTo({ kind: "user", id: "ada" }).not.toThrow();
    refusedTo({ kind: "api_key", id: "key" }).not.toThrow();
    refusedTo({ kind: "system", id: "worker" }).not.toThrow();
  });
});

describe("after a support session", () => {
  const admin = { user: { isPlatformAdmin: true } };
  const organizationId = "01990000-0000-7000-8000-000000000001";

  it.each([
    [
      "an admin returns to the organization",
      { own: admin, organizationId, why: null },
      `${organizationId}?acted=ended`,
    ],
    [
      "and sees why it ended",
      { own: admin, organizationId, why: "time_up" as const },
      `${organizationId}?acted=time_up`,
    ],
    [
      "an admin without an organization goes to the overview",
      { own: admin, organizationId: null, why: null },
      "/admin",
    ],
    [
      "someone who is no longer an admin goes to their dashboard",
      { own: { user: { isPlatformAdmin: false } }, organizationId, why: "demoted" as const },
      "/dashboard",
    ],
    [
      "someone whose own session ended signs in again",
      { own: null, organizationId, why: "signed_out" as const },
      "/sign-in?notice=impersonation",
    ],
  ])("%s", (_, left, path) => {
    expect(afterImpersonation(left).endsWith(path)).toBe(true);
  });
});

describe("the request for a support session", () => {
  const reason = "Ticket 4711";

  it("needs a reason; 30 minutes and view only are the defaults", () => {
    expect(impersonateSchema.parse({ reason })).toEqual({ reason, minutes: 30, readOnly: true });
    expect(impersonateSchema.parse({ reason: `  ${reason} ` }).reason).toBe(reason);
  });

  it.each([{}, { reason: "" }, { reason: "  a " }, { reason: "x".repeat(501) }, { reason: 4711 }])(
    "is refused without a usable reason: %j",
    (input) => expect(impersonateSchema.safeParse(input).success).toBe(false),
  );

  it.each([5, 30, 240, "60"])("takes %j minutes", (minutes) => {
    expect(impersonateSchema.parse({ reason, minutes }).minutes).toBe(Number(minutes));
  });

  it.each([4, 0, -30, 241, 30.5, "soon", Number.POSITIVE_INFINITY])("refuses %j minutes", (minutes) => {
    expect(impersonateSchema.safeParse({ reason, minutes }).success).toBe(false);
  });

  it("refuses unknown fields and an organization that isn't an id", () => {
    expect(impersonateSchema.safeParse({ reason, role: "owner" }).success).toBe(false);
    expect(impersonateSchema.safeParse({ reason, organization: "acme" }).success).toBe(false);
  });
});
