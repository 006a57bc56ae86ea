import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { whenReadable } from "@/lib/entitlements";
import { type Member, memberPage } from "@/lib/tenancy";
import { findMaterial, findPlant, findWorkOrder } from "@/products/unison/domain";
import { idSchema } from "@/products/unison/domain/text-input";

type Props = { params: Promise<{ id: string }>; children: ReactNode };

// Layouts decide before the page's skeleton is sent, with which the status is: only so does the URL of nothing get a 404.

export async function PlantLayout({ params, children }: Props) {
  await requireRecord(params, findPlant);
  return children;
}

export async function MaterialLayout({ params, children }: Props) {
  await requireRecord(params, findMaterial);
  return children;
}

export async function WorkOrderLayout({ params, children }: Props) {
  await requireRecord(params, findWorkOrder);
  return children;
}

async function requireRecord(params: Props["params"], find: (member: Member, id: string) => Promise<unknown>) {
  const { data: input } = idSchema.safeParse(await params);
  if (!input) notFound();
  await memberPage({}, (member) => whenReadable(member, () => find(member, input.id)));
}
