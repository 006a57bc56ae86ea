import { describe, expect, it } from "vitest";
import { timelineOf } from "./timeline";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 30, 12, minute));
const act = { action: "team.role_changed", subject: null, details: {}, actorKind: "user", actorEmail: null };

describe("the timeline", () => {
  it("merges what was done, earned, mailed and noted, newest first", () => {
    const entries = timelineOf(
      {
        audit: [{ ...act, seq: 1, occurredAt: at(1), actorName: "Dana", impersonatorEmail: null }],
        movements: [
          {
            id: "m",
            occurredAt: at(3),
            kind: "new",
            amount: 100,
            currency: "usd",
            planBefore: null,
            planAfter: "starter",
          },
        ],
        emails: ["dana@example.com", "luis@example.com"].map((to) => ({
          id: to,
          createdAt: at(2),
          template: "welcome",
          to,
          state: "sent",
        })),
        notes: [{ id: "n", createdAt: at(4), author: "Ada", text: "Hello" }],
      },
      3,
    );
    expect(entries.map(({ kind }) => kind)).toEqual(["note", "movement", "email"]);
    expect(entries.at(-1)).toMatchObject({ to: ["dana@example.com", "luis@example.com"] });
  });

  it.each([
    [{ actorKind: "user", actorName: "Dana", impersonatorEmail: null }, "Dana"],
    [{ actorKind: "user", actorName: null, impersonatorEmail: null }, "A former user"],
    [{ actorKind: "user", actorName: "Dana", impersonatorEmail: "ada@example.com" }, "ada@example.com as Dana"],
    [{ actorKind: "platform_key", actorName: null, impersonatorEmail: null }, "A platform key"],
    [{ actorKind: "system", actorName: null, impersonatorEmail: null }, ""],
  ])("names who acted: %j is %j", (actor, name) => {
    const audit = [{ ...act, seq: 1, occurredAt: at(1), ...actor }];
    expect(timelineOf({ audit, movements: [], emails: [], notes: [] }, 5)).toMatchObject([
      { kind: "act", actor: name },
    ]);
  });
});
