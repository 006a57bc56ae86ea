import { ChevronLeft } from "lucide-react";
import Link from "@/components/navigation/link";
import { Writes } from "@/components/shell/writes";
import { PageHeader } from "@/components/ui/page-header";
import type { FeatureOffer } from "@/lib/entitlements";
import type {
  CustomField,
  InspectionCheck,
  MaterialRow,
  OrderFile,
  Place,
  Report,
  ShiftNote,
  StockMovement,
  WorkOrderRow,
} from "@/products/unison/domain";
import { workOrderName } from "@/products/unison/domain/work-orders/work-order";
import { ValuesCard } from "@/products/unison/pages/customize/values-card";
import { FilesCard } from "@/products/unison/pages/files/files-card";
import { OrderMaterials } from "@/products/unison/pages/inventory/order-materials";
import type { Permissions } from "@/products/unison/pages/permissions";
import { OrderQuality } from "@/products/unison/pages/quality/order-quality";
import { NotesCard } from "@/products/unison/pages/shift-notes/notes-card";
import { DeleteWorkOrder } from "./delete-work-order";
import { EditWorkOrder } from "./edit-work-order";
import { FloorState } from "./floor-state";
import { MoveButton } from "./move-button";
import { BlockedMark, StatusBadge } from "./order-badges";
import { WorkOrderFacts } from "./work-order-facts";

type WorkOrderViewProps = {
  order: WorkOrderRow;
  places: readonly Place[];
  reports: readonly Report[];
  checks: readonly InspectionCheck[];
  notes: readonly ShiftNote[];
  fields: readonly CustomField[];
  mayCustomize: boolean;
  used: readonly StockMovement[];
  files: readonly OrderFile[];
  organization: string;
  stocked: readonly MaterialRow[];
  /** Shown in place of reports if the plan doesn't include them. */
  quality: FeatureOffer | null;
  may: Permissions;
  now: Date;
};

/** One work order: its facts, its state, and a form to edit it. */
export function WorkOrderView({
  order,
  places,
  reports,
  checks,
  notes,
  fields,
  mayCustomize,
  used,
  stocked,
  files,
  organization,
  quality,
  may,
  now,
}: WorkOrderViewProps) {
  const { id, number, title, status, blockedReason } = order;
  return (
    <div className="grid gap-6">
      <PageHeader
        eyebrow={
          <Link href="/work-orders" className="inline-flex items-center gap-1 hover:text-foreground">
            <ChevronLeft className="size-4" aria-hidden />
            Work orders
          </Link>
        }
        title={title}
        description={
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="font-mono">{workOrderName(number)}</span>
            <StatusBadge status={status} />
            <BlockedMark reason={blockedReason} />
          </span>
        }
        actions={
          may.orders && (
            <Writes>
              <DeleteWorkOrder id={id} name={`${workOrderName(number)} ${title}`} />
              <MoveButton order={order} variant={status === "done" ? "outline" : "default"} size="default" />
            </Writes>
          )
        }
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="grid min-w-0 gap-6">
          {may.orders && (
            <div>
              <Writes explain>
                <EditWorkOrder key={`${id} ${status}`} order={order} places={places} />
              </Writes>
            </div>
          )}
          <OrderMaterials workOrderId={id} used={used} stocked={stocked} mayWrite={may.orders} />
          <FilesCard workOrderId={id} organization={organization} files={files} mayWrite={may.orders} now={now} />
          <OrderQuality
            order={order}
            reports={reports}
            checks={checks}
            offer={quality}
            mayWrite={may.orders}
            now={now}
          />
        </div>
        {/* On a phone, what an operator needs comes first. */}
        <div className="grid gap-6 max-lg:order-first">
          <WorkOrderFacts order={order} now={now} editable={may.orders}>
            {may.orders && (
              <Writes>
                <FloorState order={order} />
              </Writes>
            )}
          </WorkOrderFacts>
          <ValuesCard
            subject="work_order"
            id={id}
            fields={fields}
            values={order.customValues}
            mayWrite={may.orders && mayCustomize}
          />
          <NotesCard about={{ workOrderId: id }} notes={notes} mayWrite={may.orders} />
        </div>
      </div>
    </div>
  );
}
