import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { permissionsOf } from "@/components/products/unison/permissions";
import { WorkOrderView } from "@/components/products/unison/work-order-view";
import { Suspended } from "@/components/shell/suspended";
import { offerOf } from "@/lib/entitlements";
import { findWorkOrder, listPlaces, listReportsOf } from "@/lib/products/unison";
import { idSchema } from "@/lib/products/unison/inputs";
import { memberPage, whenReadable } from "@/lib/tenancy";

export const metadata: Metadata = { title: "Work order" };

export default async function WorkOrderPage({ params }: PageProps<"/work-orders/[id]">) {
  const { data: input } = idSchema.safeParse(await params);
  if (!input) notFound();
  const view = await memberPage({}, (member) =>
    whenReadable(member, async () => ({
      order: await findWorkOrder(member, input.id),
      places: await listPlaces(member),
      reports: await listReportsOf(member, input.id),
      quality: await offerOf(member, "quality_management"),
      may: permissionsOf(member.role),
      now: member.now,
    })),
  );
  return view ? <WorkOrderView {...view} /> : <Suspended />;
}
