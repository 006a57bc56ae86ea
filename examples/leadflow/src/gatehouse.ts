import { z } from "zod";

const limit = z.union([z.number(), z.literal("unlimited")]);

const problem = z.object({
  status: z.number(),
  code: z.string(),
  title: z.string(),
  detail: z.string().optional(),
  meter: z.string().optional(),
  upgradeUrl: z.string().nullish(),
  resetsAt: z.string().nullish(),
});
export type Problem = z.infer<typeof problem>;

const checkAnswer = z.object({
  allowed: z.boolean(),
  used: z.number().optional(),
  hardLimit: limit.optional(),
  problem: problem.nullish(),
});
export type CheckAnswer = z.infer<typeof checkAnswer>;

const result = z.discriminatedUnion("status", [
  z.object({ index: z.number(), status: z.literal("accepted") }),
  z.object({ index: z.number(), status: z.literal("duplicate") }),
  z.object({ index: z.number(), status: z.literal("refused"), problem }),
]);
const batchAnswer = z.object({ results: z.array(result) });
export type TrackResult = z.infer<typeof result>;
const reservation = z.object({ id: z.string(), state: z.string() });

export type ReportedEvent = { meter: string; idempotencyKey: string; timestamp?: string };

/** Gatehouse answered with an error. */
export class Refused extends Error {
  override readonly name = "Refused";
  constructor(readonly problem: Problem) {
    super(problem.title);
  }
}

/** Gatehouse didn't answer, or said to come back later. */
export class Away extends Error {
  override readonly name = "Away";
  constructor(
    message: string,
    /** What it asked for, in milliseconds. */
    readonly retryAfterMs: number | null = null,
  ) {
    super(message);
  }
}

const timeoutMs = 10_000;
const comeBackLater = new Set([408, 425, 429, 500, 502, 503, 504]);

/** The part of Gatehouse's HTTP API that the program needs. Every write has a key, so each can be sent again. */
export class Gatehouse {
  constructor(private readonly given: { url: string; key: string; organization: string }) {}

  check(meter: string, amount: number): Promise<CheckAnswer> {
    return this.post("features/check", { organization: this.given.organization, meter, amount }, checkAnswer);
  }

  async hasFeature(feature: string): Promise<boolean> {
    const { organization } = this.given;
    return (await this.post("features/check", { organization, feature }, checkAnswer)).allowed;
  }

  async track(events: readonly ReportedEvent[]): Promise<TrackResult[]> {
    const { organization } = this.given;
    const body = { events: events.map((event) => ({ organization, amount: 1, ...event })) };
    return (await this.post("usage/track", body, batchAnswer)).results;
  }

  async reserve(meter: string, idempotencyKey: string, expiresIn: number): Promise<string> {
    const { organization } = this.given;
    return (
      await this.post("usage/reserve", { organization, meter, amount: 1, idempotencyKey, expiresIn }, reservation)
    ).id;
  }

  async settle(id: string, verb: "commit" | "release"): Promise<void> {
    await this.post(`usage/reservations/${encodeURIComponent(id)}/${verb}`, {}, reservation);
  }

  private async post<Answer>(path: string, body: object, schema: z.ZodType<Answer>): Promise<Answer> {
    const response = await fetch(new URL(`/api/v1/${path}`, this.given.url), {
      method: "POST",
      headers: { Authorization: `Bearer ${this.given.key}`, "Content-Type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((error: unknown) => {
      throw new Away(`Gatehouse can't be reached: ${error instanceof Error ? error.message : error}`);
    });
    const answer = fromJson(await response.text().catch(() => ""));
    if (comeBackLater.has(response.status))
      throw new Away(`Gatehouse answered ${response.status}.`, retryAfter(response));
    if (!response.ok) {
      const read = problem.safeParse(answer);
      // Not Gatehouse itself, but a proxy in front of it.
      if (!read.success) throw new Away(`Something in front of Gatehouse answered ${response.status}.`);
      throw new Refused(read.data);
    }
    const read = schema.safeParse(answer);
    // Cut short, or not from Gatehouse: whatever it did, sending it again is safe.
    if (!read.success) throw new Away("Gatehouse's answer couldn't be read.");
    return read.data;
  }
}

function retryAfter({ headers }: Response): number | null {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
