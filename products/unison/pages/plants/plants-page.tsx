import { Factory } from "lucide-react";
import type { Metadata } from "next";
import { Suspended } from "@/components/shell/suspended";
import { Writes } from "@/components/shell/writes";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { whenReadable } from "@/lib/entitlements";
import { memberPage } from "@/lib/tenancy";
import { listPlants } from "@/products/unison/domain";
import { timeZones } from "@/products/unison/domain/plants/time-zones";
import { permissionsOf } from "../permissions";
import { AddPlant } from "./add-plant";
import { PlantList } from "./plant-list";

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
      <PageHeader title="Plants" description="Your sites, with departments, lanes and shifts." actions={add} />
      {plants.length > 0 ? (
        <PlantList plants={plants} />
      ) : (
        <EmptyState
          icon={Factory}
          title="No plants yet"
          description="Add your first plant. It comes with four departments, three lanes and a day shift."
        />
      )}
    </div>
  );
}
