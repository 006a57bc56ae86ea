import { appendFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { day } from "@/lib/durations";
import { advanceStripe } from "@/testing/billing/local-stripe";
import { fieldEnvironment, type Progress } from "./progress";

/** How many histories a plain test run plays. */
const fewHistories = 10;

/** Shrinking a failing history repeats it; after this time the shortest one found so far has to do. */
const shrinkingMs = 30_000;

/**
 * A property test of whole histories. Plain test runs play a few; `npm run field -- SUITE --histories N --seed S` plays many,
 * numbered from the seed: history S + 3 alone is `--histories 1 --seed S+3`, and `--at TIME` begins it at the time it had then.
 */
export function playHistories<Act>(
  histories: fc.Arbitrary<Act[]>,
  play: (acts: readonly Act[], seed: number) => Promise<void>,
): void {
  const { count, firstSeed, at: begin, progressFile } = fieldEnvironment(process.env, fewHistories);
  it("holds for any history", { timeout: 0 }, async () => {
    if (begin !== undefined) await travelTo(new Date(begin));
    let failed = 0;
    let firstFailure = "";
    for (let index = 0; index < count; index++) {
      const seed = firstSeed + index;
      const at = (await advanceStripe(0)).toISOString();
      const failure = await failureOf(histories, play, seed);
      if (failure) {
        failed += 1;
        firstFailure ||= `history ${seed}: ${failure}`;
      }
      const progress: Progress = { done: index + 1, failed, seed, at, ...(failure ? { failure } : {}) };
      if (progressFile) appendFileSync(progressFile, `${JSON.stringify(progress)}\n`);
    }
    expect(firstFailure).toBe("");
  });
}

/** The local Stripe advances by at most 400 days at once. */
const mostDays = 400;

async function travelTo(time: Date): Promise<void> {
  for (let left = daysLeft(await advanceStripe(0), time); left > 0; ) {
    left = daysLeft(await advanceStripe(Math.min(left, mostDays)), time);
  }
}

/** @throws Error for a time that has passed, because Stripe's clock only moves forward. */
function daysLeft(from: Date, to: Date): number {
  const days = (to.getTime() - from.getTime()) / day;
  if (days < -1)
    throw new Error(`FIELD_AT is ${to.toISOString()}, but Stripe's clock is at ${from.toISOString()} already.`);
  return days;
}

async function failureOf<Act>(
  histories: fc.Arbitrary<Act[]>,
  play: (acts: readonly Act[], seed: number) => Promise<void>,
  seed: number,
): Promise<string | undefined> {
  let running: Promise<void> = Promise.resolve();
  const property = fc.asyncProperty(histories, (acts) => {
    running = play(acts, seed);
    return running;
  });
  const first = await fc.check(property, { seed, numRuns: 1, endOnFailure: true });
  if (!first.failed) return undefined;
  const shrunk = await fc.check(property, { seed, numRuns: 1, interruptAfterTimeLimit: shrinkingMs });
  // The one that was interrupted goes on, and would move the clock of the next history.
  await running.catch(() => undefined);
  const { counterexample, errorInstance } = shrunk.counterexample ? shrunk : first;
  const reason = errorInstance instanceof Error ? errorInstance.stack : String(errorInstance);
  return `${JSON.stringify(counterexample?.[0])}\n${reason}`;
}
