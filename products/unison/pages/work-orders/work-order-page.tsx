import { notFound } from "next/navigation";
import { Suspended } from "@/components/shell/suspended";
import { offerOf, whenReadable } from "@/lib/entitlements";
import { memberPage } from "@/lib/tenancy";
import {
  checksOf,
  findWorkOrder,
  listFields,
  listFiles,
  listPlaces,
  listReportsOf,
  listShiftNotes,
  listStocked,
  listUsedBy,
} from "@/products/unison/domain";
import { idSchema } from "@/products/unison/domain/text-input";
import { permissionsOf } from "../permissions";
import { WorkOrderView } from "./work-order-view";

export default async function WorkOrderPage({ params }: PageProps<"/work-orders/[id]">) {
  const { data: input } = idSchema.safeParse(await params);
  if (!input) notFound();
  const view = await memberPage({}, (member) =>
    whenReadable(member, async () => ({
      order: await findWorkOrder(member, input.id),
      places: await listPlaces(member),
      reports: await listReportsOf(member, input.id),
      checks: await checksOf(member, input.id),
      notes: await listShiftNotes(member, { workOrderId: input.id }, 20),
      files: await listFiles(member, input.id),
      organization: member.organizationId,
      fields: await listFields(member, "work_order"),
      mayCustomize: (await offerOf(member, "custom_fields")) === null,
      used: await listUsedBy(member, input.id),
      stocked: await listStocked(member),
      quality: await offerOf(member, "quality_management"),
      may: permissionsOf(member.role),
      now: member.now,
    })),
  );
  return view ? <WorkOrderView {...view} /> : <Suspended />;
}

export { workOrderTitle as generateMetadata } from "../found-layout";
