import { now, wallNow } from "@/lib/clock";
import { type Actor, type Context, withPlatform } from "@/lib/context";
import { found } from "@/lib/errors";
import {
  type Journey,
  readStripeClock,
  readTime,
  recallClock,
  requireTimeMachine,
  startJourney,
} from "@/lib/time-machine";
import { clocksText } from "./report";

const actor: Actor = { kind: "system", id: "worker" };
const inOne = <T>(work: (ctx: Context) => Promise<T>) => withPlatform({ actor }, work);

/** The time of both clocks. */
export async function timeNow(): Promise<string> {
  requireTimeMachine();
  await recallClock();
  const stripe = await readStripeClock();
  const { journey } = await inOne(readTime);
  return clocksText({
    app: now(),
    stripe: new Date(wallNow().getTime() + stripe.shift * 1000),
    wall: wallNow(),
    journey,
  });
}

export async function startTravel(by: string): Promise<Journey> {
  requireTimeMachine();
  await recallClock();
  return inOne((ctx) => startJourney(ctx, { by }));
}

export async function journeyNow(): Promise<Journey> {
  const { journey } = await inOne(readTime);
  return found(journey ?? undefined, "journey");
}
