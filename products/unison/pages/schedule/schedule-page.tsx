import { CalendarRange } from "lucide-react";
import type { Metadata } from "next";
import { FeatureGate } from "@/components/entitlements/feature-gate";
import { Suspended } from "@/components/shell/suspended";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkGroup } from "@/components/ui/link-group";
import { PageHeader } from "@/components/ui/page-header";
import { offerOf, whenReadable } from "@/lib/entitlements";
import { memberPage } from "@/lib/tenancy";
import { listPlaces, plantSchedule } from "@/products/unison/domain";
import { permissionsOf } from "../permissions";
import { PlantScheduleView } from "./plant-schedule-view";

export const metadata: Metadata = { title: "Schedule" };

/** When the lanes of a plant will finish their work, and what will be late. */
export default async function SchedulePage({ searchParams }: PageProps<"/schedule">) {
  const { plant: wanted } = await searchParams;
  const view = await memberPage({}, (member) =>
    whenReadable(member, async () => {
      const places = await listPlaces(member);
      const offer = await offerOf(member, "advanced_scheduling");
      const plant = places.find(({ id }) => id === wanted) ?? places[0];
      return {
        places,
        offer,
        plant,
        schedule: plant && !offer ? await plantSchedule(member, plant.id) : null,
        may: permissionsOf(member.role),
      };
    }),
  );
  if (!view) return <Suspended />;
  const { places, offer, plant, schedule, may } = view;
  return (
    <div className="grid gap-6">
      <PageHeader title="Schedule" description="When each lane finishes its work, by load, shifts and due dates." />
      <FeatureGate offer={offer}>
        {places.length > 1 && (
          <LinkGroup
            label="Plant"
            options={places.map(({ id, name }) => ({ key: id, label: name }))}
            current={plant?.id ?? ""}
            href={(id) => `/schedule?plant=${id}`}
          />
        )}
        {plant && schedule ? (
          <PlantScheduleView plantId={plant.id} schedule={schedule} mayAssign={may.orders} />
        ) : (
          <EmptyState
            icon={CalendarRange}
            title="No plants yet"
            description="Add a plant and its work orders to see a schedule."
          />
        )}
      </FeatureGate>
    </div>
  );
}
