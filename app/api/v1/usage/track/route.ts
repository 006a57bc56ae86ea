import { z } from "zod";
import { now } from "@/lib/clock";
import { withinDeadline } from "@/lib/deadline";
import { readJson, route } from "@/lib/http";
import { recallPlatformKey } from "@/lib/keys";
import { readEvents, trackEvents, trackResponse } from "@/lib/usage";

/** Looking up the key and the limits included: whoever calls is answered within five seconds. */
const patienceMs = 4_700;

/** Counts one event, or up to 1,000, of any organizations. */
export const POST = route((request) =>
  withinDeadline(patienceMs, "The database", async () => {
    const key = await recallPlatformKey(request, "usage:write");
    const reported = readEvents(await readJson(request, z.unknown()));
    const events = reported.kind === "one" ? [reported.event] : reported.events;
    return trackResponse(reported, await trackEvents({ ...key, now: now() }, events));
  }),
);
