import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Allowance } from "./allowance";
import { Folder } from "./folder";
import { Away, type CheckAnswer, Refused, type ReportedEvent, type TrackResult } from "./gatehouse";
import { csv, page } from "./page";
import { builtIn } from "./replies";
import { Reporter } from "./reporter";
import { Store } from "./store";
import { Worker } from "./worker";

/** Gatehouse as far as the program knows it: it counts each key once, up to a limit. */
class FakeGatehouse {
  readonly counted = new Map<string, string>();
  readonly reservations = new Map<string, "held" | "committed" | "released">();
  away = false;
  /** The answer gets lost after the work is done. */
  losesAnswers = false;
  leadLimit = 1_000;

  used = (meter: string) => [...this.counted.values()].filter((each) => each === meter).length;

  async check(meter: string, amount: number): Promise<CheckAnswer> {
    this.answer();
    const limit = meter === "leads_created" ? this.leadLimit : 1_000;
    const allowed = this.used(meter) + amount <= limit;
    const problem = allowed ? null : limitReached(meter);
    return { allowed, used: this.used(meter), hardLimit: limit, problem };
  }

  async track(events: readonly ReportedEvent[]): Promise<TrackResult[]> {
    if (this.away) throw new Away("away");
    const results = events.map(({ meter, idempotencyKey }): TrackResult => {
      if (this.counted.has(idempotencyKey)) return { status: "duplicate" };
      if (meter === "leads_created" && this.used(meter) >= this.leadLimit)
        return { status: "refused", problem: limitReached(meter) };
      this.counted.set(idempotencyKey, meter);
      return { status: "accepted" };
    });
    this.answer();
    return results;
  }

  async reserve(_meter: string, key: string): Promise<string> {
    if (this.away) throw new Away("away");
    if (!this.reservations.has(key)) this.reservations.set(key, "held");
    this.answer();
    return key;
  }

  async settle(id: string, verb: "commit" | "release"): Promise<void> {
    if (this.away) throw new Away("away");
    if (this.reservations.get(id) === "released")
      throw new Refused({ type: "about:blank", status: 409, code: "conflict", title: "Released" });
    this.reservations.set(id, verb === "commit" ? "committed" : "released");
    this.answer();
  }

  private answer() {
    if (this.away || this.losesAnswers) throw new Away("away");
  }
}

const limitReached = (meter: string) => ({
  type: "about:blank",
  status: 402,
  code: "limit_reached",
  title: "You've reached your limit.",
  meter,
  upgradeUrl: "https://app.example/billing",
});

let folder: string;
let gatehouse: FakeGatehouse;
let store: Store;
const open = () => new Store(join(folder, "leads.sqlite"));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "leadflow-"));
  mkdirSync(join(folder, "mail"));
  gatehouse = new FakeGatehouse();
  store = open();
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const parts = (given: { ai?: { url: string; model: string } } = {}) => {
  const allowance = new Allowance(gatehouse, store);
  const worker = new Worker({
    store,
    allowance,
    gatehouse,
    templates: builtIn,
    ai: given.ai ?? null,
    log: () => undefined,
  });
  return { allowance, worker, reporter: new Reporter(gatehouse, store) };
};

const arrive = async (count: number, first = 1) => {
  for (let number = first; number < first + count; number += 1)
    writeFileSync(
      join(folder, "mail", `${number}.eml`),
      `Message-ID: <${number}@x>\nFrom: Person ${number} <person${number}@company${number}.example>\nSubject: A quote\n\nHow much?\n`,
    );
  return new Folder(join(folder, "mail"), store, () => undefined).read();
};
const counts = () => ["emails_processed", "leads_created", "ai_responses"].map(gatehouse.used);

describe("the program", () => {
  it("counts each message once, however often it is read, sent and confirmed", async () => {
    await arrive(3);
    expect(await arrive(3)).toBe(0);
    const { worker, reporter } = parts();
    expect(await worker.work()).toBe(3);
    gatehouse.losesAnswers = true;
    expect(await reporter.report()).toBeGreaterThan(0);
    gatehouse.losesAnswers = false;
    await reporter.report();
    await reporter.report();
    expect(counts()).toEqual([3, 3, 3]);
    expect(store.unreported()).toEqual({ emails_processed: 0, leads_created: 0, ai_responses: 0 });
  });

  it("goes on with what it has after a kill, although the library's lock is left behind", async () => {
    await arrive(2);
    await parts().worker.work();
    store.close();
    mkdirSync(join(folder, "leads.sqlite.lock"));
    writeFileSync(join(folder, "leads.sqlite.owner"), "999999");
    store = open();
    await parts().reporter.report();
    expect(counts()).toEqual([2, 2, 2]);
  });

  it("doesn't share its file with another running program", () => {
    writeFileSync(join(folder, "leads.sqlite.owner"), String(process.ppid));
    expect(open).toThrow("Another program");
  });

  it("works on while Gatehouse is away, with what was left, and reports everything afterwards", async () => {
    gatehouse.leadLimit = 4;
    await arrive(1);
    const { worker, reporter } = parts();
    await worker.work();
    gatehouse.away = true;
    await arrive(6, 2);
    await worker.work();
    expect(store.counts()).toMatchObject({ processed: 4, waiting: 3, leads: 4 });
    expect(worker.pause).toMatchObject({ reason: "away" });
    expect(await reporter.report()).toBeGreaterThan(0);
    gatehouse.away = false;
    await reporter.report();
    expect(counts()).toEqual([4, 4, 4]);
  });

  it("pauses at a limit, keeps what arrives, and goes on after an upgrade", async () => {
    gatehouse.leadLimit = 2;
    await arrive(5);
    const { worker, reporter } = parts();
    expect(await worker.work()).toBe(2);
    await reporter.report();
    expect(worker.pause).toMatchObject({ reason: "limit", upgradeUrl: "https://app.example/billing" });
    expect(await worker.work()).toBe(0);
    gatehouse.leadLimit = 100;
    expect(await worker.work()).toBe(3);
    await reporter.report();
    expect(worker.pause).toBeNull();
    expect(counts()).toEqual([5, 5, 5]);
  });

  it("keeps counts that are refused, and sends them again", async () => {
    await arrive(3);
    const { worker, reporter } = parts();
    await worker.work();
    gatehouse.leadLimit = 1;
    await reporter.report();
    expect(reporter.refusal?.code).toBe("limit_reached");
    expect(store.unreported().leads_created).toBe(2);
    gatehouse.leadLimit = 100;
    await reporter.report();
    expect(reporter.refusal).toBeNull();
    expect(counts()).toEqual([3, 3, 3]);
  });

  it("makes one lead of a person's messages, and none of automatic mail", async () => {
    const write = (name: string, text: string) => writeFileSync(join(folder, "mail", name), text);
    write("1.eml", "From: ana@x.example\nSubject: Hello\n\nHi\n");
    write("2.eml", "From: Ana Ruiz <ANA@x.example>\nSubject: A demo?\n\nPhone: 503-555-0142\n");
    write("3.eml", "From: news@x.example\nList-Id: <news.x.example>\n\nNews\n");
    write("4.eml", "not an email at all");
    await new Folder(join(folder, "mail"), store, () => undefined).read();
    const { worker, reporter } = parts();
    await worker.work();
    await reporter.report();
    expect(store.leads()).toMatchObject([
      { email: "ana@x.example", name: "Ana Ruiz", phone: "503-555-0142", intent: "demo", messages: 2 },
    ]);
    expect(store.counts()).toMatchObject({ processed: 3, unreadable: 1 });
    expect(counts()).toEqual([3, 1, 1]);
  });
});

describe("drafts by an endpoint", () => {
  const endpoint = async (status: number, work: (url: string) => Promise<void>) => {
    const server = createServer((_, response) => {
      response.writeHead(status, { "Content-Type": "application/json" });
      response.end(JSON.stringify({ choices: [{ message: { content: "Dear Ana" } }] }));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const address = server.address();
    await work(`http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/v1`);
    server.close();
  };
  const settled = () => [...gatehouse.reservations.values()];

  it("hold their place first, and use it up", () =>
    endpoint(200, async (url) => {
      await arrive(2);
      const { worker, reporter } = parts({ ai: { url, model: "m" } });
      await worker.work();
      expect(settled()).toEqual(["held", "held"]);
      await reporter.report();
      expect(settled()).toEqual(["committed", "committed"]);
      expect(store.leads().map(({ draft }) => draft)).toEqual(["Dear Ana", "Dear Ana"]);
      expect(counts()).toEqual([2, 2, 0]);
    }));

  it("come from the template when the endpoint fails", () =>
    endpoint(500, async (url) => {
      await arrive(1);
      await parts({ ai: { url, model: "m" } }).worker.work();
      expect(store.leads()[0]?.draft).toContain("Hi Person");
    }));

  it("come from the template while Gatehouse is away, and are counted once", () =>
    endpoint(200, async (url) => {
      await arrive(1);
      const { worker, reporter } = parts({ ai: { url, model: "m" } });
      const check = gatehouse.check.bind(gatehouse);
      gatehouse.check = (meter, amount) => {
        gatehouse.away = false;
        return check(meter, amount).finally(() => {
          gatehouse.away = true;
        });
      };
      await worker.work();
      gatehouse.away = false;
      await reporter.report();
      expect(counts()).toEqual([1, 1, 1]);
      expect(settled()).toEqual(["released"]);
    }));

  it("that were held when the program was killed aren't given back before their message is processed", () =>
    endpoint(200, async (url) => {
      await arrive(1);
      const identity = store.nextWaiting()?.identity ?? "";
      store.intendReservation(`draft/${identity}`);
      await gatehouse.reserve("ai_responses", `draft/${identity}`);
      const { worker, reporter } = parts({ ai: { url, model: "m" } });
      await reporter.report();
      expect(settled()).toEqual(["held"]);
      await worker.work();
      await reporter.report();
      expect(settled()).toEqual(["committed"]);
    }));
});

describe("the program's page", () => {
  const lead = {
    id: 1,
    email: "a@x.example",
    name: "<script>alert(1)</script>",
    company: null,
    phone: "+1 503 555 0142",
    intent: "other" as const,
    subject: '=HYPERLINK("http://evil.example")',
    draft: "</pre><b>",
    firstAt: "",
    lastAt: "",
    messages: 1,
  };

  it("shows what strangers wrote as text", () => {
    const { waiting, processed, unreadable, leads, setAside } = store.counts();
    const state = { waiting, processed, unreadable, leads, setAside, unreported: store.unreported(), trouble: null };
    const pause = { reason: "limit" as const, message: "<i>", upgradeUrl: "javascript:alert(1)" };
    const html = page({ ...state, pause }, [lead]);
    expect(html).not.toMatch(/<script>|<\/pre><b>|javascript:|<i>/);
    expect(html).toContain("Paused.");
  });

  it("exports no formulas", () => {
    const [, row] = csv([lead]).split("\r\n");
    expect(row).toContain(`"'+1 503 555 0142"`);
    expect(row).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
  });
});
