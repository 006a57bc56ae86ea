import { operations, otherMethods, serve } from "@/lib/api";
import { measuredGauges } from "@/lib/products";
import { asReporterFor, setGauge } from "@/lib/usage";

export const POST = serve(operations.setGauge, ({ reporter, body: { organization, ...input } }) =>
  asReporterFor(reporter.actor, organization, (ctx) => setGauge(ctx, { ...input, measured: measuredGauges })),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods("POST");
