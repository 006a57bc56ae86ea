import { operations, otherMethods, serve } from "@/lib/api";
import { asReporterFor, describeReservation, reserveUsage } from "@/lib/usage";

export const POST = serve(operations.reserveUsage, async ({ reporter, body: { organization, ...input } }) => {
  const reservation = await asReporterFor(reporter.actor, organization, (ctx) => reserveUsage(ctx, input));
  return describeReservation(reservation, reporter.now);
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods("POST");
