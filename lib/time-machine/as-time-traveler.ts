import "server-only";
import { requireInPerson, requireSession, sessionActor } from "@/lib/auth";
import { clockShift } from "@/lib/clock";
import { type Context, withPlatform } from "@/lib/context";
import { forbidden } from "@/lib/errors";
import { type DescribedTime, describeTime } from "./described";
import { mayTravelHere, requireTimeMachine } from "./guard";
import { readTime } from "./time-row";

/**
 * Runs `work` for a signed-in user who may move time.
 *
 * @returns the time after it.
 * @throws GatehouseError `not_found` without a time machine, `unauthenticated`, `forbidden`.
 */
export async function asTimeTraveler(work: (ctx: Context) => Promise<unknown>): Promise<DescribedTime> {
  requireTimeMachine();
  const session = await requireSession();
  requireInPerson({ actor: sessionActor(session) });
  if (!mayTravelHere(session.user)) throw forbidden("Only platform admins can move the time of a public demo.");
  return withPlatform({ actor: sessionActor(session) }, async (ctx) => {
    await work(ctx);
    const { journey } = await readTime(ctx);
    return describeTime(ctx.now, clockShift(), journey);
  });
}
