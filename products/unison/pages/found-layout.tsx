import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache, type ReactNode } from "react";
import { whenReadable } from "@/lib/entitlements";
import { type Member, memberPage } from "@/lib/tenancy";
import { findMaterial, findPlant, findWorkOrder } from "@/products/unison/domain";
import { idSchema } from "@/products/unison/domain/text-input";
import { workOrderName } from "@/products/unison/domain/work-orders/work-order";

type Params = Promise<{ id: string }>;
type Props = { params: Params; children: ReactNode };

// Layouts decide before the page's skeleton is sent, with which the status is: only so does the URL of nothing get a 404. The title
// is made of the same read.

const plantOf = reading(findPlant);
const materialOf = reading(findMaterial);
const workOrderOf = reading(findWorkOrder);

export async function PlantLayout({ params, children }: Props) {
  await plantOf(await idOf(params));
  return children;
}

export async function MaterialLayout({ params, children }: Props) {
  await materialOf(await idOf(params));
  return children;
}

export async function WorkOrderLayout({ params, children }: Props) {
  await workOrderOf(await idOf(params));
  return children;
}

export async function plantTitle({ params }: { params: Params }): Promise<Metadata> {
  return { title: (await plantOf(await idOf(params)))?.name ?? "Plant" };
}

export async function materialTitle({ params }: { params: Params }): Promise<Metadata> {
  return { title: (await materialOf(await idOf(params)))?.name ?? "Material" };
}

export async function workOrderTitle({ params }: { params: Params }): Promise<Metadata> {
  const order = await workOrderOf(await idOf(params));
  return { title: order ? `${workOrderName(order.number)} ${order.title}` : "Work order" };
}

/** Once per request. Nothing while the organization is suspended. */
function reading<Found>(find: (member: Member, id: string) => Promise<Found>) {
  return cache((id: string) => memberPage({}, (member) => whenReadable(member, () => find(member, id))));
}

async function idOf(params: Params): Promise<string> {
  const { data: input } = idSchema.safeParse(await params);
  if (!input) notFound();
  return input.id;
}
