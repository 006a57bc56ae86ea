import { ChevronLeft } from "lucide-react";
import Link from "@/components/navigation/link";
import { Writes } from "@/components/shell/writes";
import { PageHeader } from "@/components/ui/page-header";
import type { LaneColumn, Place, PlantDetail, ShiftNote } from "@/products/unison/domain";
import { timeZones } from "@/products/unison/domain/plants/time-zones";
import { LaneBoard } from "@/products/unison/pages/floor/lane-board";
import type { Permissions } from "@/products/unison/pages/permissions";
import { NotesCard } from "@/products/unison/pages/shift-notes/notes-card";
import { NewWorkOrder } from "@/products/unison/pages/work-orders/new-work-order";
import { DeletePlant } from "./delete-plant";
import { EditPlant } from "./edit-plant";
import { PartsCard } from "./plant-parts";
import { ShiftsCard } from "./shifts-card";

type PlantViewProps = {
  detail: PlantDetail;
  columns: readonly LaneColumn[];
  places: readonly Place[];
  notes: readonly ShiftNote[];
  may: Permissions;
  now: Date;
};

/** One plant: its board, departments, lanes and shifts. */
export function PlantView({ detail, columns, places, notes, may, now }: PlantViewProps) {
  const { plant, departments, lanes, shifts } = detail;
  const { id, name, location, timeZone } = plant;
  const orders = columns.reduce((sum, { total }) => sum + total, 0);
  return (
    <div className="grid gap-6">
      <PageHeader
        eyebrow={
          <Link href="/plants" className="inline-flex items-center gap-1 hover:text-foreground">
            <ChevronLeft className="size-4" aria-hidden />
            Plants
          </Link>
        }
        title={name}
        description={[location, timeZone.replaceAll("_", " ")].filter(Boolean).join(" · ")}
        actions={
          <>
            {may.plants && (
              <Writes>
                <DeletePlant id={id} name={name} orders={orders} />
              </Writes>
            )}
            {may.plants && (
              <Writes>
                <EditPlant plant={{ id, name, location, timeZone }} timeZones={timeZones()} />
              </Writes>
            )}
            {may.orders && (
              <Writes>
                <NewWorkOrder places={places} plantId={id} />
              </Writes>
            )}
          </>
        }
      />
      <LaneBoard columns={columns} now={now} mayMove={may.orders} plantId={id} />
      <NotesCard about={{ plantId: id }} notes={notes} mayWrite={may.orders} />
      <div className="grid items-start gap-6 md:grid-cols-3">
        <PartsCard kind="department" plantId={id} parts={departments} mayEdit={may.plants} />
        <PartsCard kind="lane" plantId={id} parts={lanes} mayEdit={may.plants} />
        <ShiftsCard plant={plant} shifts={shifts} mayEdit={may.plants} />
      </div>
    </div>
  );
}
