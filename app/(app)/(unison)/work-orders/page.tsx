import type { Metadata } from "next";
import { permissionsOf } from "@/components/products/unison/permissions";
import { loadOrderFilters } from "@/components/products/unison/search-params";
import { WorkOrderList } from "@/components/products/unison/work-order-list";
import { Suspended } from "@/components/shell/suspended";
import { countWorkOrders, listPlaces, listWorkOrders } from "@/lib/products/unison";
import { idSchema } from "@/lib/products/unison/inputs";
import { memberPage, whenReadable } from "@/lib/tenancy";

export const metadata: Metadata = { title: "Work orders" };

export default async function WorkOrdersPage({ searchParams }: PageProps<"/work-orders">) {
  const { status, priority, plant, q, below } = await loadOrderFilters(searchParams);
  const plantId = idSchema.safeParse({ id: plant }).data?.id;
  const view = await memberPage({}, (member) =>
    whenReadable(member, async () => ({
      page: await listWorkOrders(member, { status, priority, plantId, search: q, below }),
      counts: await countWorkOrders(member, plantId),
      places: await listPlaces(member),
      may: permissionsOf(member.role),
      now: member.now,
    })),
  );
  return view ? <WorkOrderList {...view} isFirstPage={below === null} /> : <Suspended />;
}
