import { now } from "@/lib/clock";
import { withinDeadline } from "@/lib/deadline";
import { readJson, route } from "@/lib/http";
import { requirePlatformKey } from "@/lib/keys";
import { parseInput } from "@/lib/parse-input";
import { asReserver, commitReservation, commitSchema, describeReservation, reservationIdSchema } from "@/lib/usage";

const patienceMs = 4_500;
type Segment = { params: Promise<{ id: string }> };

/** Counts what was used of a reservation, and gives the rest back. */
export const POST = route((request, { params }: Segment) =>
  withinDeadline(patienceMs, "The database", async () => {
    const actor = await requirePlatformKey(request, "usage:write");
    const id = parseInput(reservationIdSchema, (await params).id);
    const { amount } = await readJson(request, commitSchema);
    const reservation = await asReserver(actor, id, (ctx) => commitReservation(ctx, { id, amount }));
    return Response.json(describeReservation(reservation, now()));
  }),
);
