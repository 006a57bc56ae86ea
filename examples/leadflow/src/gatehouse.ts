import {
  ApiError,
  type BatchEvent,
  type CheckResult,
  ConnectionError,
  createClient,
  type Problem,
} from "@gatehouse/client";

export type { Problem };
/** What became of one event. */
export type TrackResult = { status: "accepted" | "duplicate" } | { status: "refused"; problem: Problem };
export type CheckAnswer = Pick<
  CheckResult<{ organization: string; meter: string }>,
  "allowed" | "used" | "hardLimit"
> & {
  problem: Problem | null;
};
export type ReportedEvent = Omit<BatchEvent, "organization">;

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

/** What the program needs of Gatehouse, for one organization. Every write has a key, so each can be sent again. */
export class Gatehouse {
  private readonly client;
  private readonly organization: string;

  constructor({ url, key, organization }: { url: string; key: string; organization: string }) {
    // One attempt: what couldn't be sent is kept in the file, and the reporter sends it again.
    this.client = createClient({ url, key, retry: { attempts: 1 } });
    this.organization = organization;
  }

  check(meter: string, amount: number): Promise<CheckAnswer> {
    return this.client.check({ organization: this.organization, meter, amount }).catch(rethrown);
  }

  async hasFeature(feature: string): Promise<boolean> {
    return (await this.client.check({ organization: this.organization, feature }).catch(rethrown)).allowed;
  }

  track(events: readonly ReportedEvent[]): Promise<TrackResult[]> {
    const { organization } = this;
    return this.client.trackBatch(events.map((event) => ({ organization, ...event }))).catch(rethrown);
  }

  async reserve(meter: string, idempotencyKey: string, expiresIn: number): Promise<string> {
    const { organization } = this;
    return (await this.client.reserve({ organization, meter, idempotencyKey, expiresIn }).catch(rethrown)).id;
  }

  async settle(id: string, verb: "commit" | "release"): Promise<void> {
    await this.client[verb](id).catch(rethrown);
  }
}

/** In the program's terms: it waits when Gatehouse is away, and stops when it refuses. */
function rethrown(error: unknown): never {
  if (error instanceof ApiError) {
    if (error.temporary) throw new Away(`Gatehouse answered ${error.status}.`, error.retryAfterMs);
    throw new Refused(error.problem);
  }
  if (error instanceof ConnectionError) throw new Away(`Gatehouse can't be reached: ${error.message}`);
  throw error;
}
