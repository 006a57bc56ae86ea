import "server-only";
import type { Context } from "@/lib/context";
import { conflict, unavailable } from "@/lib/errors";
import { workerIsAlive } from "@/lib/jobs";
import { formatPercent } from "@/lib/numbers";
import { arrival } from "./arrival";
import { requireTimeMachine } from "./guard";
import { isUnderWay, type Journey, newJourney, shareOf } from "./journey";
import { lockTime, writeTime } from "./time-row";

/**
 * Requests a journey through time, which a worker starts right away.
 *
 * @param by how far or until when, as `arrival` parses it.
 * @throws GatehouseError `not_found` without a time machine, `invalid_input` as `arrival`, `conflict` while another journey
 *   is in progress, `unavailable` without a worker.
 */
export async function startJourney(ctx: Context, { by }: { by: string }): Promise<Journey> {
  requireTimeMachine();
  const { journey } = await lockTime(ctx);
  if (isUnderWay(journey)) {
    throw conflict(
      `Time is already moving to ${journey.to.slice(0, 10)} (${formatPercent(Math.floor(shareOf(journey) * 100) / 100)}). Wait until it gets there.`,
    );
  }
  const next = newJourney(ctx.now, arrival(by, ctx.now), journey);
  if (!(await workerIsAlive(ctx))) throw unavailable("No worker is running. Start one to move time.");
  await writeTime(ctx, { journey: next });
  return next;
}
