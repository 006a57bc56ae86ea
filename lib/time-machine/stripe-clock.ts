import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { second } from "@/lib/durations";
import { env } from "@/lib/env";
import { unavailable } from "@/lib/errors";

/** The response of `GET /_local/clock` of the local Stripe. Seconds, UTC. */
const clockSchema = z.object({
  shift: z.number().int(),
  next: z.number().int().nullable(),
  deliveries: z.number().int(),
  destination: z.number().int().nullable(),
  done: z.number().int().default(0),
});
export type StripeClock = z.infer<typeof clockSchema>;

/** The local Stripe retries a failed delivery after 1, 2 and 5 seconds. What has not come by then won't come soon. */
const deadlineMs = 10 * second;

export function readStripeClock(): Promise<StripeClock> {
  return ask("/clock");
}

/** Moves the local Stripe's clock, which does what is due on the way. @returns the clock after it. */
export async function advanceStripeClock(seconds: number): Promise<StripeClock> {
  await settled(({ destination }) => destination === null);
  return ask("/clock/advance", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ seconds }),
  });
}

/** Waits until all webhooks have been delivered. @throws GatehouseError `unavailable` if they are not. */
export async function webhooksDelivered(): Promise<void> {
  await settled(({ deliveries }) => deliveries === 0);
}

async function settled(isSettled: (clock: StripeClock) => boolean): Promise<void> {
  const deadline = performance.now() + deadlineMs;
  while (!isSettled(await readStripeClock())) {
    if (performance.now() > deadline) {
      throw unavailable("The local Stripe can't deliver its webhooks, or someone else is moving its clock.");
    }
    await sleep(10);
  }
}

async function ask(path: string, init?: RequestInit): Promise<StripeClock> {
  const answer = await fetch(`http://127.0.0.1:${env.LOCAL_STRIPE_PORT}/_local${path}`, init).catch(
    (error: unknown) => {
      throw unavailable("The local Stripe isn't responding.", error);
    },
  );
  if (!answer.ok) throw new Error(`The local Stripe didn't move its clock: ${answer.status} ${await answer.text()}`);
  return clockSchema.parse(await answer.json());
}
