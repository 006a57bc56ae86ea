import { z } from "zod";
import { assertSameOrigin } from "@/lib/auth";
import { readJson, route } from "@/lib/http";
import { asTimeTraveler, requireTimeMachine, startJourney } from "@/lib/time-machine";

const journey = z.strictObject({ by: z.string().min(1).max(40) });
const headers = { "Cache-Control": "no-store" };

/** What time it is, and how far a journey has come. Where there is no time machine, there is no such address. */
export const GET = route(async () => Response.json(await asTimeTraveler(async () => undefined), { headers }));

/** Sets out on a journey; GET tells how far it has come. */
export const POST = route(async (request) => {
  requireTimeMachine();
  assertSameOrigin(request);
  const input = await readJson(request, journey);
  return Response.json(await asTimeTraveler((ctx) => startJourney(ctx, input)), { status: 202, headers });
});
