import { beforeEach, describe, expect, it, vi } from "vitest";
import { reconciliations } from "@/db/schema";
import { sessionStore } from "@/lib/auth/sessions/session-store";
import { withPlatform } from "@/lib/context";
import { sendJob } from "@/lib/jobs";
import { asSystem } from "@/testing/actors";
import { newUser } from "@/testing/factories";
import { GET as listJobs } from "./jobs/route";
import { GET as listReconciliations } from "./reconciliation/route";

const session = vi.hoisted(() => ({ token: "" }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (name === "gatehouse.session" ? { name, value: session.token } : undefined),
  }),
  headers: async () => new Headers(),
}));

const actor = asSystem();

beforeEach(async () => {
  const { id: userId } = await newUser({ platformAdmin: true });
  session.token = await sessionStore.create({ userId, userAgent: null, now: new Date(), secondFactor: "totp" });
});

const read = async (list: (request: Request) => Promise<Response>, path: string) =>
  (await list(new Request(`http://localhost:3000/api/v1/admin/${path}`))).json();

describe("what an admin page polls", () => {
  it("counts the jobs that wait", async () => {
    await withPlatform({ actor }, (ctx) => sendJob(ctx, "sweep-events", {}));
    const { alive, queues } = await read(listJobs, "jobs");
    expect(alive).toBe(false);
    expect(queues).toContainEqual({
      name: "sweep-events",
      waiting: 1,
      running: 0,
      failed: 0,
      lastRun: null,
      nextRun: expect.stringMatching(/Z$/),
    });
  });

  it("shows a run's progress", async () => {
    const now = new Date("2026-06-10T03:00:00Z");
    const run = {
      id: "0197574f-0000-7000-8000-000000000000",
      status: "running" as const,
      requestedBy: "clock",
      phase: "customers" as const,
      expected: 10,
      customersChecked: 5,
      startedAt: now,
      progressAt: now,
    };
    await withPlatform({ actor }, ({ tx }) => tx.insert(reconciliations).values(run));
    expect(await read(listReconciliations, "reconciliation")).toEqual({
      open: 0,
      runs: [
        {
          id: run.id,
          status: "running",
          progress: 5,
          startedAt: "2026-06-10T03:00:00.000Z",
          finishedAt: null,
          customersChecked: 5,
          invoicesChecked: 0,
          eventsFetched: 0,
          repaired: 0,
          open: 0,
        },
      ],
    });
  });
});
