import { asPlatformAdmin } from "@/lib/admin";
import { otherMethods } from "@/lib/api";
import { isoDay } from "@/lib/dates";
import { route } from "@/lib/http";
import { exportRetained } from "@/lib/privacy";

/** The invoices of deleted organizations as a CSV file. The download itself is recorded. */
export const GET = route(async () => {
  const { csv, now } = await asPlatformAdmin(
    async (admin) => ({ csv: await exportRetained(admin), now: admin.now }),
    "GET /admin/privacy/retained-documents",
  );
  return new Response(csv, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="retained-documents-${isoDay(now)}.csv"`,
      "Cache-Control": "no-store",
    },
  });
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
