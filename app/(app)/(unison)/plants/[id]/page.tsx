import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { permissionsOf } from "@/components/products/unison/permissions";
import { PlantView } from "@/components/products/unison/plant-view";
import { Suspended } from "@/components/shell/suspended";
import { board, listPlaces, plantDetail } from "@/lib/products/unison";
import { idSchema } from "@/lib/products/unison/inputs";
import { memberPage, whenReadable } from "@/lib/tenancy";

export const metadata: Metadata = { title: "Plant" };

export default async function PlantPage({ params }: PageProps<"/plants/[id]">) {
  const { data: input } = idSchema.safeParse(await params);
  if (!input) notFound();
  const view = await memberPage({}, (member) =>
    whenReadable(member, async () => ({
      detail: await plantDetail(member, input.id),
      columns: await board(member, 5, input.id),
      places: await listPlaces(member),
      may: permissionsOf(member.role),
      now: member.now,
    })),
  );
  return view ? <PlantView {...view} /> : <Suspended />;
}
