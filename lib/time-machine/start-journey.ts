import "server-only";
import type { Context } from "@/lib/context";
import { conflict, unavailable } from "@/lib/errors";
import { workerIsAlive } from "@/lib/jobs";
import { arrival } from "./arrival";
import { requireTimeMachine } from "./guard";
import { isUnderWay, type Journey, newJourney, shareOf } from "./journey";
import { lockTime, writeTime } from "./time-row";

/**
 * Asks for a journey through time, on which a worker sets out at once.
 *
 * @param by how far or until when, as `arrival` reads it.
 * @throws GatehouseError `not_found` where there is no time machine, `invalid_input` for a way back or no way at all,
 *   `conflict` while another journey is under way, `unavailable` without a worker.
 */
export async function startJourney(ctx: Context, { by }: { by: string }): Promise<Journey> {
  requireTimeMachine();
  const { journey } = await lockTime(ctx);
  if (isUnderWay(journey)) {
    const share = Math.floor(shareOf(journey) * 100);
    throw conflict(`A journey to ${journey.to.slice(0, 10)} is under way (${share} %). Wait until it has arrived.`);
  }
  const next = newJourney(ctx.now, arrival(by, ctx.now), journey);
  if (!(await workerIsAlive(ctx))) throw unavailable("It is the worker who travels, and none is running.");
  await writeTime(ctx, { journey: next });
  return next;
}
