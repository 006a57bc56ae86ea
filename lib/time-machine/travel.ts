import "server-only";
import { clockShift, now, wallNow } from "@/lib/clock";
import { type Actor, type Context, withPlatform } from "@/lib/context";
import { platformDatabase } from "@/lib/database";
import { drainQueues, type JobHandlers, type JobName, queues } from "@/lib/jobs";
import { logger } from "@/lib/logger";
import { alignClocks } from "./align-clocks";
import { requireTimeMachine } from "./guard";
import { happenedSince, nextTrialMoment } from "./happenings";
import { type Happening, isUnderWay, type Journey, type Stop, stoppedAt } from "./journey";
import { advanceStripeClock, readStripeClock, type StripeClock, webhooksDelivered } from "./stripe-clock";
import { readTime, writeTime } from "./time-row";
import { checksBetween, isLong, jobsBetween, nextStop } from "./timetable";

/** Held while someone travels; goes with the connection of a traveller who is killed. */
const travellersLock = 8_150_001;
const traveller: Actor = { kind: "system", id: "worker" };
const inOne = <T>(work: (ctx: Context) => Promise<T>) => withPlatform({ actor: traveller }, work);

/**
 * Goes on the journey that was asked for, or goes on with one whose traveller was killed, until it has arrived. At each stop
 * both clocks are set to the same instant, first ours; Stripe does what is due, its webhooks come in and are handled; then
 * the app's own jobs run whose time lay on the way. A stop is written down when all of that is done, so one who is killed
 * in between goes on from the stop before: every job is safe to run twice.
 *
 * @param handlers what runs the jobs, as a worker has them.
 * @param ending stops at the next stop: somebody else goes on from there.
 * @returns whether it travelled; false when there is nowhere to go, or somebody else is travelling.
 */
export async function travel(handlers: Partial<JobHandlers>, ending?: AbortSignal): Promise<boolean> {
  requireTimeMachine();
  const connection = await platformDatabase().$client.reserve();
  try {
    const [lock] = await connection<{ held: boolean }[]>`select pg_try_advisory_lock(${travellersLock}) as held`;
    if (!lock?.held) return false;
    try {
      return await underLock(handlers, ending);
    } finally {
      await connection`select pg_advisory_unlock(${travellersLock})`;
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
    await goOn(journey, handlers, ending);
  } catch (error) {
    logger.error({ err: error }, "a journey through time stopped");
    const reason = error instanceof Error ? error.message : String(error);
    await inOne(async (ctx) => {
      const { journey: last } = await readTime(ctx);
      await writeTime(ctx, { journey: { ...(last ?? journey), state: "stopped", reason } });
    });
  }
  return true;
}

async function goOn(journey: Journey, handlers: Partial<JobHandlers>, ending: AbortSignal | undefined): Promise<void> {
  const to = new Date(journey.to);
  const long = isLong(new Date(journey.from), to);
  let reached = journey;
  let stripe = await readStripeClock();
  let seen = now();
  await drainQueues(handlers);
  while (reached.at < journey.to) {
    if (ending?.aborted) return;
    const at = new Date(reached.at);
    const way = { at, to, stripe: instant(stripe.next), trial: await inOne((ctx) => nextTrialMoment(ctx, at)) };
    const stop = latest(nextStop(way, queues, long), wholeSecond(now()));
    const jobs = jobsBetween<JobName>(queues, at, stop);
    if (stop >= to) jobs.push(...checksBetween<JobName>(queues, new Date(journey.from), stop));
    const { stripe: moved, ...result } = await stopAt(stop, jobs, handlers);
    stripe = moved;
    const { happened, seen: newer } = await inOne((ctx) => happenedSince(ctx, seen));
    seen = newer;
    reached = stoppedAt(reached, { ...result, at: stop, happened: [...happened, ...result.happened] });
    await inOne((ctx) => writeTime(ctx, { journey: reached }));
  }
  await inOne((ctx) => writeTime(ctx, { journey: { ...reached, state: "arrived" } }));
}

async function stopAt(
  stop: Date,
  jobs: readonly JobName[],
  handlers: Partial<JobHandlers>,
): Promise<Stop & { stripe: StripeClock }> {
  const before = clockShift();
  const shiftSeconds = Math.max(before, Math.ceil((stop.getTime() - wholeSecond(wallNow()).getTime()) / 1000));
  await inOne((ctx) => writeTime(ctx, { shiftSeconds }));
  const stripe = await advanceStripeClock(shiftSeconds - before);
  if (stripe.done > 0) await webhooksDelivered();
  await drainQueues(handlers);
  const { ran, happened } = await runJobs(stop, jobs, handlers);
  await drainQueues(handlers);
  return { at: stop, stripe, stripeWork: stripe.done, jobs: ran, happened };
}

/** A job that fails stops no journey: it would have failed on that day, and been tried again. */
async function runJobs(stop: Date, jobs: readonly JobName[], handlers: Partial<JobHandlers>) {
  const happened: Happening[] = [];
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

/** Stripe counts whole seconds, and so does the shift: the clocks stand at the same second. */
const wholeSecond = (date: Date): Date => new Date(Math.floor(date.getTime() / 1000) * 1000);
const latest = (one: Date, other: Date): Date => (one > other ? one : other);
const instant = (seconds: number | null): Date | null => (seconds === null ? null : new Date(seconds * 1000));
