import { z } from "zod";
import { otherMethods } from "@/lib/api/other-methods";
import { assertSameOrigin } from "@/lib/auth";
import { jsonAnswer, readJson, route } from "@/lib/http";
import { asTimeTraveler, requireTimeMachine, startJourney } from "@/lib/time-machine";

const journey = z.strictObject({ by: z.string().min(1).max(40) });

/** The time, and the progress of a journey. Answers 404 where there is no time machine. */
export const GET = route(async () => jsonAnswer(await asTimeTraveler(async () => undefined)));

/** Starts a journey through time; GET shows its progress. */
export const POST = route(async (request) => {
  requireTimeMachine();
  assertSameOrigin(request);
  const input = await readJson(request, journey);
  return jsonAnswer(await asTimeTraveler((ctx) => startJourney(ctx, input)), 202);
});

export const { DELETE, OPTIONS, PATCH, PUT } = otherMethods("GET", "POST");
