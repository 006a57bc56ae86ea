import { describe, expect, it } from "vitest";
import { actionGroups, actionText, actorText, chainText, reasonText } from "./audit-words";

describe("a row of the audit log", () => {
  it.each([
    ["team.role_changed", undefined, "Changed a role"],
    ["billing.payment_failed", undefined, "Payment failed"],
    ["plant.created", "added the plant Detroit", "Added the plant Detroit"],
    ["no_longer.written", undefined, "No longer written"],
  ])("says what %s is", (action, ofProduct, text) => {
    expect(actionText(action, ofProduct)).toBe(text);
  });

  it.each([
    [
      { actorKind: "user", actorId: "1", actor: { id: "1", name: null, email: "mei@acme.example" } },
      "mei@acme.example",
    ],
    [{ actorKind: "user", actorId: "0199-abcdef", actor: null }, "Deleted user abcdef"],
    [{ actorKind: "system", actorId: "worker", actor: null }, "Worker"],
    [{ actorKind: "system", actorId: "toString", actor: null }, "toString"],
    [{ actorKind: "platform_key", actorId: "1", actor: null }, "Platform key"],
    [{ actorKind: "something", actorId: "else", actor: null }, "else"],
  ])("names who acted: %j", (row, text) => {
    expect(actorText(row)).toBe(text);
  });

  it.each([
    ["01990000-0000-7000-8000-000000000001", "Acme", "Acme"],
    ["01990000-0000-7000-8000-000000000001", null, "Deleted 01990000"],
    ["00000000-0000-0000-0000-000000000000", null, "Platform"],
    ["00000000-0000-0000-0000-000000000001", null, "Accounts"],
  ])("names the chain %s of %j", (organizationId, organization, text) => {
    expect(chainText({ organizationId, organization })).toBe(text);
  });

  it.each([
    [{ reason: "Ticket 4711" }, "Ticket 4711"],
    [{ reason: "wrong_password" }, "Wrong password"],
    [{ reason: "toString" }, "toString"],
    [
      { reason: "role", message: "Only the owner role can do this.", attempted: "/team" },
      "/team: Only the owner role can do this.",
    ],
    [{ reason: "nested", message: "Exit it first.", attempted: null }, "Exit it first."],
    [{ reason: 7 }, undefined],
    [{}, undefined],
  ])("says why: %j", (details, text) => {
    expect(reasonText(details)).toBe(text);
  });
});

it("offers every action, in areas", () => {
  const groups = actionGroups();
  expect(groups.map(({ area }) => area)).toContain("Sign-in and access");
  for (const { actions, all } of groups) {
    expect(all).toMatch(/^[a-z]+\.\*$/);
    for (const { label } of actions) expect(label).toMatch(/^\p{Lu}/u);
  }
});
