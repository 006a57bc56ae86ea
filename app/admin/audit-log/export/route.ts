import { asPlatformAdmin } from "@/lib/admin";
import { otherMethods } from "@/lib/api";
import { auditCsv, auditFilterSchema, platformChain, recordAudit } from "@/lib/audit";
import { isoDay } from "@/lib/dates";
import { route, streamed } from "@/lib/http";

/** What the page's filter finds, as a CSV file. The download itself is recorded. */
export const GET = route(async (request) => {
  const filter = auditFilterSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { actor, now } = await asPlatformAdmin(async (admin) => {
    await recordAudit(admin, { organizationId: platformChain, action: "audit.exported", details: { filter } });
    return admin;
  }, "GET /admin/audit-log/export");
  return new Response(streamed(auditCsv(actor, filter)), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="audit-log-${isoDay(now)}.csv"`,
      "Cache-Control": "no-store",
    },
  });
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
