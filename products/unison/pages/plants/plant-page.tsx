import { notFound } from "next/navigation";
import { Suspended } from "@/components/shell/suspended";
import { whenReadable } from "@/lib/entitlements";
import { memberPage } from "@/lib/tenancy";
import { laneBoard, listPlaces, listShiftNotes, plantDetail } from "@/products/unison/domain";
import { idSchema } from "@/products/unison/domain/text-input";
import { permissionsOf } from "../permissions";
import { PlantView } from "./plant-view";

export default async function PlantPage({ params }: PageProps<"/plants/[id]">) {
  const { data: input } = idSchema.safeParse(await params);
  if (!input) notFound();
  const view = await memberPage({}, (member) =>
    whenReadable(member, async () => ({
      detail: await plantDetail(member, input.id),
      columns: await laneBoard(member, input.id, 12),
      places: await listPlaces(member),
      notes: await listShiftNotes(member, { plantId: input.id }, 10),
      may: permissionsOf(member.role),
      now: member.now,
    })),
  );
  return view ? <PlantView {...view} /> : <Suspended />;
}

export { plantTitle as generateMetadata } from "../found-layout";
