import { operations, otherMethods, serveFile } from "@/lib/api";
import { recordAudit } from "@/lib/audit";
import { streamed } from "@/lib/http";
import { exportEvents, findCounter, usageNow } from "@/lib/usage";

/** The events behind a counter as a CSV file. */
export const GET = serveFile(operations.exportUsageEvents, async ({ member, query: { meter, period } }) => {
  const { organizationId, actor } = member;
  const counter = findCounter(meter);
  const periodStart = period ? new Date(period) : (await usageNow(member)).period.start;
  await recordAudit(member, {
    organizationId,
    action: "usage.exported",
    subject: counter.key,
    details: { periodStart },
  });
  return async () =>
    new Response(streamed(exportEvents({ organizationId, actor, meter, periodStart })), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="${meter}-${periodStart.toISOString().slice(0, 10)}.csv"`,
        "Cache-Control": "no-store",
      },
    });
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
