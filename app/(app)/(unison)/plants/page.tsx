import { Factory } from "lucide-react";
import type { Metadata } from "next";
import { AddPlant } from "@/components/products/unison/add-plant";
import { permissionsOf } from "@/components/products/unison/permissions";
import { PlantTable } from "@/components/products/unison/plant-table";
import { Suspended } from "@/components/shell/suspended";
import { Writes } from "@/components/shell/writes";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { listPlants } from "@/lib/products/unison";
import { timeZones } from "@/lib/products/unison/time-zones";
import { memberPage, whenReadable } from "@/lib/tenancy";

export const metadata: Metadata = { title: "Plants" };

export default async function PlantsPage() {
  const view = await memberPage({}, (member) =>
    whenReadable(member, async () => ({ plants: await listPlants(member), may: permissionsOf(member.role) })),
  );
  if (!view) return <Suspended />;
  const { plants, may } = view;
  const add = may.plants && (
    <Writes>
      <AddPlant timeZones={timeZones()} />
    </Writes>
  );
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Plants"
        description="Where work is done. Each has its departments, its board and its shifts."
        actions={add}
      />
      {plants.length > 0 ? (
        <PlantTable plants={plants} />
      ) : (
        <EmptyState
          icon={Factory}
          title="No plant yet"
          description="A plant comes with four departments, three lanes and a day shift. Add it with the button above."
        />
      )}
    </div>
  );
}
