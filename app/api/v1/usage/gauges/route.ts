import { withinDeadline } from "@/lib/deadline";
import { readJson, route } from "@/lib/http";
import { requirePlatformKey } from "@/lib/keys";
import { asReporterFor, setGauge, setGaugeSchema } from "@/lib/usage";

const patienceMs = 4_500;

/** Sets a gauge to the level a product reports. */
export const POST = route((request) =>
  withinDeadline(patienceMs, "The database", async () => {
    const actor = await requirePlatformKey(request, "usage:write");
    const { organization, ...input } = await readJson(request, setGaugeSchema);
    return Response.json(await asReporterFor(actor, organization, (ctx) => setGauge(ctx, input)));
  }),
);
