import { now } from "@/lib/clock";
import { withinDeadline } from "@/lib/deadline";
import { readJson, route } from "@/lib/http";
import { requirePlatformKey } from "@/lib/keys";
import { asReporterFor, describeReservation, reserveSchema, reserveUsage } from "@/lib/usage";

const patienceMs = 4_500;

/** Holds an amount of a counter's limit until it is committed, released or expired. */
export const POST = route((request) =>
  withinDeadline(patienceMs, "The database", async () => {
    const actor = await requirePlatformKey(request, "usage:write");
    const { organization, ...input } = await readJson(request, reserveSchema);
    const reservation = await asReporterFor(actor, organization, (ctx) => reserveUsage(ctx, input));
    return Response.json(describeReservation(reservation, now()), { status: 201 });
  }),
);
