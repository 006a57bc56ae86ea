import { Factory, ListChecks, Plus } from "lucide-react";
import { FeatureGate } from "@/components/entitlements/feature-gate";
import Link from "@/components/navigation/link";
import type { DashboardParts } from "@/components/products/types";
import { WriteButton, Writes } from "@/components/shell/writes";
import { EmptyState } from "@/components/ui/empty-state";
import { cn } from "@/lib/cn";
import { offerOf } from "@/lib/entitlements";
import type { Member } from "@/lib/tenancy";
import {
  board,
  countOverdue,
  listOpenReports,
  listOutput,
  listPlaces,
  listPlants,
  listShortages,
} from "@/products/unison/domain";
import { timeZones } from "@/products/unison/domain/plants/time-zones";
import type { WorkOrderStatus } from "@/products/unison/domain/work-orders/work-order";
import { permissionsOf } from "@/products/unison/pages/permissions";
import { AddPlant } from "@/products/unison/pages/plants/add-plant";
import { NewWorkOrder } from "@/products/unison/pages/work-orders/new-work-order";
import { Board } from "./board";
import { FloorStats } from "./floor-stats";
import { OutputChart } from "./output-chart";
import { PlantsCard } from "./plants-card";
import { ReportsCard } from "./reports-card";
import { ShortagesCard } from "./shortages-card";

const outputDays = 14;
const perLane = 4;

async function readFloor(member: Member) {
  return {
    plants: await listPlants(member),
    places: await listPlaces(member),
    columns: await board(member, perLane),
    overdue: await countOverdue(member),
    output: await listOutput(member, outputDays),
    shortages: await listShortages(member, 4),
    reports: await listOpenReports(member, 3),
    quality: await offerOf(member, "quality_management"),
  };
}
type Floor = Awaited<ReturnType<typeof readFloor>>;

/** The shop floor at a glance. */
export async function dashboard(member: Member): Promise<DashboardParts> {
  const floor = await readFloor(member);
  const may = permissionsOf(member.role);
  if (floor.plants.length === 0) return { main: <NoPlants mayAdd={may.plants} /> };
  return {
    actions: may.orders && (
      <Writes>
        <NewWorkOrder places={floor.places} />
      </Writes>
    ),
    main: <Main floor={floor} now={member.now} mayMove={may.orders} />,
  };
}

function Main({ floor, now, mayMove }: { floor: Floor; now: Date; mayMove: boolean }) {
  const { plants, columns, overdue, output } = floor;
  const total = (status: WorkOrderStatus) => columns.find((column) => column.status === status)?.total ?? 0;
  if (columns.every((column) => column.total === 0)) {
    return (
      <>
        <NoOrders mayAdd={mayMove} />
        <PlantsCard plants={plants} />
      </>
    );
  }
  return (
    <>
      <FloorStats inProgress={total("in_progress")} toDo={total("open")} overdue={overdue} output={output} />
      <Board columns={columns} now={now} mayMove={mayMove} />
      <Cards floor={floor} now={now} />
    </>
  );
}

/** Two columns of cards, or one if there is nothing for the second. */
function Cards({ floor, now }: { floor: Floor; now: Date }) {
  const { plants, output, shortages, reports } = floor;
  // Reports from a trial or a larger plan stay visible after a downgrade.
  const quality = reports.length > 0 ? null : floor.quality;
  const isQuiet = shortages.length === 0 && reports.length === 0 && !quality;
  return (
    <div className="grid items-start gap-6 md:grid-cols-2">
      <div className={cn("grid min-w-0 gap-6", isQuiet && "md:col-span-2 md:grid-cols-2")}>
        <OutputChart output={output} />
        <PlantsCard plants={plants} />
      </div>
      {!isQuiet && (
        <div className="grid min-w-0 gap-6">
          {shortages.length > 0 && <ShortagesCard shortages={shortages} />}
          <FeatureGate offer={quality}>
            {reports.length > 0 && (
              <ReportsCard
                title="Open quality reports"
                description="Non-conformances awaiting disposition"
                reports={reports}
                now={now}
              />
            )}
          </FeatureGate>
        </div>
      )}
    </div>
  );
}

function NoPlants({ mayAdd }: { mayAdd: boolean }) {
  return (
    <EmptyState
      icon={Factory}
      title="No plants yet"
      description="Add a plant to start creating work orders. It comes with departments, lanes and a day shift."
      action={
        mayAdd && (
          <Writes>
            <AddPlant timeZones={timeZones()} />
          </Writes>
        )
      }
    />
  );
}

function NoOrders({ mayAdd }: { mayAdd: boolean }) {
  return (
    <EmptyState
      icon={ListChecks}
      title="No work orders yet"
      description="Create your first work order. It stays in “To do” until someone starts it."
      action={
        mayAdd && (
          <Writes>
            <WriteButton asChild variant="outline">
              <Link href="/dashboard?new=true">
                <Plus aria-hidden />
                Create work order
              </Link>
            </WriteButton>
          </Writes>
        )
      }
    />
  );
}
