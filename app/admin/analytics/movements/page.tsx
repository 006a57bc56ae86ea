import type { Metadata } from "next";
import { loadRowsParams, rowsQuery } from "@/components/admin/analytics/rows/rows-params";
import { RowsView } from "@/components/admin/analytics/rows/rows-view";
import { adminPage } from "@/lib/admin";
import { stripeDashboardUrl } from "@/lib/billing";

import { movementsBehind } from "@/lib/metrics";

export const metadata: Metadata = { title: "Behind the figures" };

export default async function MovementsPage({ searchParams }: PageProps<"/admin/analytics/movements">) {
  const params = await loadRowsParams(searchParams);
  const { query, found } = await adminPage(async (admin) => {
    const query = rowsQuery(params, admin.now);
    return { query, found: await movementsBehind(admin, query) };
  });
  return <RowsView query={query} found={found} stripeUrl={stripeDashboardUrl} />;
}
