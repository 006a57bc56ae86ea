import { z } from "zod";
import { requireAccess } from "@/lib/entitlements";
import { route, streamed } from "@/lib/http";
import { parseInput } from "@/lib/parse-input";
import { asMember } from "@/lib/tenancy";
import { exportEvents, usageNow } from "@/lib/usage";

const querySchema = z.strictObject({
  /** A link can't send a header. */
  organization: z.string().optional(),
  meter: z.string().min(1).max(255),
  /** The period that started then; the current one if omitted. */
  period: z.iso.datetime().optional(),
});

/** The events behind a counter as a CSV file. */
export const GET = route(async (request) => {
  const { organization, meter, period } = parseInput(
    querySchema,
    Object.fromEntries(new URL(request.url).searchParams),
  );
  const asked = await asMember({ organization }, async (member) => {
    await requireAccess(member, "read");
    const periodStart = period ? new Date(period) : (await usageNow(member)).period.start;
    return { organizationId: member.organizationId, actor: member.actor, meter, periodStart };
  });
  return new Response(streamed(exportEvents(asked)), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${meter}-${asked.periodStart.toISOString().slice(0, 10)}.csv"`,
      "Cache-Control": "no-store",
    },
  });
});
