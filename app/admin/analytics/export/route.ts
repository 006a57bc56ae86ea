import { chartFiles } from "@/components/admin/analytics/chart-file";
import { chartInput, loadChartParams } from "@/components/admin/analytics/chart-params";
import { chartCsv } from "@/components/charts/chart-csv";
import { asPlatformAdmin } from "@/lib/admin";
import { otherMethods } from "@/lib/api";
import { isoDay } from "@/lib/dates";
import { notFound } from "@/lib/errors";
import { route } from "@/lib/http";

/** The values of a chart as a CSV file, for the filter in the URL. */
export const GET = route(async (request) => {
  const params = loadChartParams(new URL(request.url).searchParams);
  const { table, now } = await asPlatformAdmin(async (admin) => ({
    table: params.chart && (await chartFiles[params.chart](admin, chartInput(params))),
    now: admin.now,
  }));
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
