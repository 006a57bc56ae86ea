import "server-only";
import { clockShift, now, wallNow } from "@/lib/clock";
import { type Actor, type Context, withPlatform } from "@/lib/context";
import { directDatabase } from "@/lib/database";
import { drainQueues, type JobHandlers, type JobName, queues } from "@/lib/jobs";
import { logger } from "@/lib/logger";
import { alignClocks } from "./align-clocks";
import { requireTimeMachine } from "./guard";
import { isUnderWay, type Journey, type JourneyEvent, type Stop, stoppedAt } from "./journey";
import { eventsSince, nextTrialMoment } from "./journey-events";
import { advanceStripeClock, readStripeClock, type StripeClock, webhooksDelivered } from "./stripe-clock";
import { readTime, writeTime } from "./time-row";
import { checksBetween, jobsBetween, nextStop, strideOf } from "./timetable";

/** Held during a journey. Released with the connection if the process is killed. */
const journeyLock = 8_150_001;
const actor: Actor = { kind: "system", id: "worker" };
const inOne = <T>(work: (ctx: Context) => Promise<T>) => withPlatform({ actor }, work);

/**
 * Runs the requested journey, or continues an interrupted one, until it has arrived. At each stop both clocks are set to the
 * same time, ours first; Stripe does what is due and its webhooks are handled; then our own scheduled jobs run, unless the
 * stop was for Stripe only. A stop is recorded when all of that is done, so an interrupted journey continues from the last stop. Every job is idempotent.
 *
 * @param handlers run the jobs, as in a worker.
 * @param ending interrupts the journey at the next stop, for another worker to continue.
 * @returns false if there was no journey, or another process is running it.
 */
export async function travel(handlers: Partial<JobHandlers>, ending?: AbortSignal): Promise<boolean> {
  requireTimeMachine();
  const connection = await directDatabase("platform").$client.reserve();
  try {
    const [lock] = await connection<{ held: boolean }[]>`select pg_try_advisory_lock(${journeyLock}) as held`;
    if (!lock?.held) return false;
    try {
      return await underLock(handlers, ending);
    } finally {
      await connection`select pg_advisory_unlock(${journeyLock})`;
    }
  } finally {
    connection.release();
  }
}

async function underLock(handlers: Partial<JobHandlers>, ending: AbortSignal | undefined): Promise<boolean> {
  await alignClocks();
  const { journey } = await inOne(readTime);
  if (!isUnderWay(journey)) return false;
  try {
    await continueJourney(journey, handlers, ending);
  } catch (error) {
    logger.error({ err: error }, "a journey through time failed");
    const reason = error instanceof Error ? error.message : String(error);
    await inOne(async (ctx) => {
      const { journey: last } = await readTime(ctx);
      await writeTime(ctx, { journey: { ...(last ?? journey), state: "stopped", reason } });
    });
  }
  return true;
}

async function continueJourney(
  journey: Journey,
  handlers: Partial<JobHandlers>,
  ending: AbortSignal | undefined,
): Promise<void> {
  const [from, to] = [new Date(journey.from), new Date(journey.to)];
  let reached = journey;
  let stripe = await readStripeClock();
  let seen = now();
  await drainQueues(handlers);
  while (reached.at < journey.to) {
    if (ending?.aborted) return;
    const at = new Date(reached.at);
    const jobsAt = new Date(reached.jobsAt ?? reached.at);
    const trial = await inOne((ctx) => nextTrialMoment(ctx, jobsAt));
    const next = nextStop({ at, jobsAt, to, stripe: instant(stripe.next), trial }, queues, strideOf(from, jobsAt, to));
    const stop = latest(next.at, wholeSecond(now()));
    const runsJobs = next.runsJobs || stop >= to;
    const jobs = runsJobs ? jobsBetween<JobName>(queues, jobsAt, stop) : [];
    if (stop >= to) jobs.push(...checksBetween<JobName>(queues, from, stop));
    const { stripe: moved, ...result } = await stopAt(stop, jobs, handlers);
    stripe = moved;
    reached = await inOne(async (ctx) => {
      const { happened, seen: newer } = await eventsSince(ctx, seen);
      seen = newer;
      const journey = stoppedAt(reached, {
        ...result,
        jobsAt: runsJobs ? stop : jobsAt,
        happened: [...happened, ...result.happened],
      });
      await writeTime(ctx, { journey });
      return journey;
    });
  }
  await inOne((ctx) => writeTime(ctx, { journey: { ...reached, state: "arrived" } }));
}

async function stopAt(
  stop: Date,
  jobs: readonly JobName[],
  handlers: Partial<JobHandlers>,
): Promise<Omit<Stop, "jobsAt"> & { stripe: StripeClock }> {
  const before = clockShift();
  const shiftSeconds = Math.max(before, Math.ceil((stop.getTime() - wholeSecond(wallNow()).getTime()) / 1000));
  await inOne((ctx) => writeTime(ctx, { shiftSeconds }));
  const stripe = await advanceStripeClock(shiftSeconds - before);
  if (stripe.done > 0) await webhooksDelivered();
  await drainQueues(handlers);
  const { ran, happened } = await runJobs(stop, jobs, handlers);
  if (ran > 0) await drainQueues(handlers);
  return { at: stop, stripe, stripeWork: stripe.done, jobs: ran, happened };
}

/** A failed job doesn't stop the journey, as it would not stop a day. */
async function runJobs(stop: Date, jobs: readonly JobName[], handlers: Partial<JobHandlers>) {
  const happened: JourneyEvent[] = [];
  for (const name of jobs) {
    try {
      await handlers[name]?.({} as never);
    } catch (error) {
      logger.error({ job: name, err: error }, "job failed");
      happened.push({ at: stop.toISOString(), what: `${name} failed` });
    }
  }
  return { ran: jobs.length, happened };
}

/** Stripe and the shift count whole seconds, so that the clocks are equal to the second. */
const wholeSecond = (date: Date): Date => new Date(Math.floor(date.getTime() / 1000) * 1000);
const latest = (one: Date, other: Date): Date => (one > other ? one : other);
const instant = (seconds: number | null): Date | null => (seconds === null ? null : new Date(seconds * 1000));
