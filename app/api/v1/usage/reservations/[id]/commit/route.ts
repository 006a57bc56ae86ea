import { operations, otherMethods, serve } from "@/lib/api";
import { asReserver, commitReservation, describeReservation } from "@/lib/usage";

export const POST = serve(operations.commitReservation, async ({ reporter, params, body }) => {
  const input = { ...params, ...body };
  const reservation = await asReserver(reporter.actor, params.id, (ctx) => commitReservation(ctx, input));
  return describeReservation(reservation, reporter.now);
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods("POST");
