import { Factory, ListChecks, SearchX } from "lucide-react";
import Link from "@/components/navigation/link";
import { Writes } from "@/components/shell/writes";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import type { Place, WorkOrderRow } from "@/products/unison/domain";
import type { WorkOrderStatus } from "@/products/unison/domain/work-orders/work-order";
import type { Permissions } from "@/products/unison/pages/permissions";
import { NewWorkOrder } from "./new-work-order";
import { OrderFilters } from "./order-filters";
import { OrderPaging } from "./order-paging";
import { WorkOrderTable } from "./work-order-table";

type WorkOrderListProps = {
  page: { rows: readonly WorkOrderRow[]; next: number | null };
  counts: Readonly<Record<WorkOrderStatus, number>>;
  places: readonly Place[];
  may: Permissions;
  now: Date;
  isFirstPage: boolean;
};

export function WorkOrderList({ page, counts, places, may, now, isFirstPage }: WorkOrderListProps) {
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Work orders"
        description="All work orders across your plants, newest first."
        actions={
          may.orders && (
            <Writes>
              <NewWorkOrder places={places} />
            </Writes>
          )
        }
      />
      {places.length === 0 ? (
        <NoPlants />
      ) : (
        <div className="grid gap-4">
          <OrderFilters counts={counts} places={places} />
          {page.rows.length > 0 ? (
            <WorkOrderTable orders={page.rows} now={now} mayMove={may.orders} manyPlants={places.length > 1} />
          ) : (
            <NothingHere total={counts.open + counts.in_progress + counts.done} />
          )}
          <OrderPaging next={page.next} isFirstPage={isFirstPage} />
        </div>
      )}
    </div>
  );
}

function NoPlants() {
  return (
    <EmptyState
      icon={Factory}
      title="Add a plant first"
      description="You need a plant before you can create work orders."
      action={
        <Button asChild variant="outline">
          <Link href="/plants">Go to plants</Link>
        </Button>
      }
    />
  );
}

function NothingHere({ total }: { total: number }) {
  if (total === 0) {
    return (
      <EmptyState
        icon={ListChecks}
        title="No work orders yet"
        description="Create your first work order. It stays in “To do” until someone starts it."
      />
    );
  }
  return (
    <EmptyState
      icon={SearchX}
      title="No results"
      description="No work orders match your filters."
      action={
        <Button asChild variant="outline">
          <Link href="/work-orders">Clear filters</Link>
        </Button>
      }
    />
  );
}
