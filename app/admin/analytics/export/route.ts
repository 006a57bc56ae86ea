import { chartFiles } from "@/components/admin/analytics/chart-file";
import { chartInput, loadChartParams } from "@/components/admin/analytics/chart-params";
import { chartCsv } from "@/components/charts/chart-csv";
import { asPlatformAdmin } from "@/lib/admin";
import { otherMethods } from "@/lib/api";
import { platformChain, recordAudit } from "@/lib/audit";
import { isoDay } from "@/lib/dates";
import { notFound } from "@/lib/errors";
import { route } from "@/lib/http";

/** The values of a chart as a CSV file, for the filter in the URL. Some name customers, so the download is recorded. */
export const GET = route(async (request) => {
  const params = loadChartParams(new URL(request.url).searchParams);
  const { table, now } = await asPlatformAdmin(async (admin) => {
    const { chart } = params;
    const input = chartInput(params);
    const found = chart && (await chartFiles[chart](admin, input));
    const details = { chart, ...input };
    if (found) await recordAudit(admin, { organizationId: platformChain, action: "admin.figures_exported", details });
    return { table: found, now: admin.now };
  });
  if (!table) throw notFound("chart");
  return new Response(chartCsv(table), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${params.chart}-${isoDay(now)}.csv"`,
      "Cache-Control": "no-store",
    },
  });
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
