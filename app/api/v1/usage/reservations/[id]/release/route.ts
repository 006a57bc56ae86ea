import { now } from "@/lib/clock";
import { withinDeadline } from "@/lib/deadline";
import { route } from "@/lib/http";
import { requirePlatformKey } from "@/lib/keys";
import { parseInput } from "@/lib/parse-input";
import { asReserver, describeReservation, releaseReservation, reservationIdSchema } from "@/lib/usage";

const patienceMs = 4_500;
type Segment = { params: Promise<{ id: string }> };

/** Gives back what a reservation holds. */
export const POST = route((request, { params }: Segment) =>
  withinDeadline(patienceMs, "The database", async () => {
    const actor = await requirePlatformKey(request, "usage:write");
    const id = parseInput(reservationIdSchema, (await params).id);
    const reservation = await asReserver(actor, id, (ctx) => releaseReservation(ctx, { id }));
    return Response.json(describeReservation(reservation, now()));
  }),
);
