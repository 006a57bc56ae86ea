import { operations, otherMethods, serve } from "@/lib/api";
import { asReserver, describeReservation, releaseReservation } from "@/lib/usage";

export const POST = serve(operations.releaseReservation, async ({ reporter, params }) => {
  const reservation = await asReserver(reporter.actor, params.id, (ctx) => releaseReservation(ctx, params));
  return describeReservation(reservation, reporter.now);
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods("POST");
