import { describe, expect, it } from "vitest";
import { type AuditAction, describeAction, describeActivity } from "./actions";

describe("an audit action", () => {
  it("is one of the known ones: an unknown name doesn't compile", () => {
    // @ts-expect-error: no such action
    const unknown: AuditAction = "team.member_promoted";
    const ofLayer: AuditAction = "team.member_left";
    const ofProduct: AuditAction = "work_order.finished";
    expect(new Set([unknown, ofLayer, ofProduct]).size).toBe(3);
  });

  it("has a sentence", () => {
    expect(describeAction("team.member_left")).toBe("left the team");
    expect(describeAction("billing.payment_failed")).toBe("Payment failed");
  });

  it.each(["work_order.finished", "no.such_action", "constructor", ""])("isn't described here: %j", (action) => {
    expect(describeAction(action)).toBeUndefined();
    expect(describeActivity(action)).toBeUndefined();
  });

  it("shows customers what their team did, and not what platform admins did", () => {
    expect(describeActivity("keys.api_key_created")).toBe("created an API key");
    expect(describeActivity("tenancy.signed_up")).toBe("Trial started");
    expect(describeActivity("admin.suspended")).toBeUndefined();
    expect(describeActivity("billing.event_replayed")).toBeUndefined();
  });
});
