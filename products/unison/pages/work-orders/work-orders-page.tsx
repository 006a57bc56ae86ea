import type { Metadata } from "next";
import { Suspended } from "@/components/shell/suspended";
import { whenReadable } from "@/lib/entitlements";
import { memberPage } from "@/lib/tenancy";
import { countWorkOrders, listPlaces, listWorkOrders } from "@/products/unison/domain";
import { idSchema } from "@/products/unison/domain/text-input";
import { permissionsOf } from "../permissions";
import { loadOrderFilters } from "./search-params";
import { WorkOrderList } from "./work-order-list";

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
