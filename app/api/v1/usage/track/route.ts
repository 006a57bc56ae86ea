import { z } from "zod";
import { now } from "@/lib/clock";
import { withinDeadline } from "@/lib/deadline";
import { readJson, route } from "@/lib/http";
import { requirePlatformKey } from "@/lib/keys";
import { readEvents, trackEvents, trackResponse } from "@/lib/usage";

/** An event counted late all the same is counted once if it has an idempotency key. */
const patienceMs = 4_500;

/** Counts one event, or up to 1,000, of any organizations. */
export const POST = route((request) =>
  withinDeadline(patienceMs, "The database", async () => {
    const actor = await requirePlatformKey(request, "usage:write");
    const reported = readEvents(await readJson(request, z.unknown()));
    const events = reported.kind === "one" ? [reported.event] : reported.events;
    return trackResponse(reported, await trackEvents({ actor, now: now() }, events));
  }),
);
