import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { env } from "@/lib/env";
import { unavailable } from "@/lib/errors";

/** As `GET /_local/clock` of the local Stripe says it: seconds, UTC. */
const clockSchema = z.object({
  shift: z.number().int(),
  next: z.number().int().nullable(),
  deliveries: z.number().int(),
  destination: z.number().int().nullable(),
  done: z.number().int().default(0),
});
export type StripeClock = z.infer<typeof clockSchema>;

/** A delivery that fails is tried again after 1, 2 and 5 seconds; what has not come by then does not come soon. */
const patienceMs = 10_000;

export function readStripeClock(): Promise<StripeClock> {
  return ask("/clock");
}

/** Moves the local Stripe's clock, which does what is due on the way. @returns where it stands then. */
export async function advanceStripeClock(seconds: number): Promise<StripeClock> {
  await settled(({ destination }) => destination === null);
  return ask("/clock/advance", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ seconds }),
  });
}

/** Waits until the webhooks of what was done have been delivered. @throws GatehouseError `unavailable` when they are not. */
export async function webhooksDelivered(): Promise<void> {
  await settled(({ deliveries }) => deliveries === 0);
}

async function settled(isSettled: (clock: StripeClock) => boolean): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!isSettled(await readStripeClock())) {
    if (performance.now() > deadline) {
      throw unavailable("The local Stripe cannot deliver its webhooks, or its clock is being moved by someone else.");
    }
    await sleep(10);
  }
}

async function ask(path: string, init?: RequestInit): Promise<StripeClock> {
  const answer = await fetch(`http://127.0.0.1:${env.LOCAL_STRIPE_PORT}/_local${path}`, init).catch(
    (error: unknown) => {
      throw unavailable("The local Stripe does not answer.", error);
    },
  );
  if (!answer.ok) throw new Error(`The local Stripe would not move its clock: ${answer.status} ${await answer.text()}`);
  return clockSchema.parse(await answer.json());
}
