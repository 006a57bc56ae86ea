import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache, type ReactNode } from "react";
import { z } from "zod";
import { adminPage, requireOrganization } from "@/lib/admin";

type Props = { params: Promise<{ id: string }>; children: ReactNode };

/** The name of the organization. Anyone but a platform admin, and an unknown ID, gets a 404. */
const organizationName = cache(async (given: string): Promise<string> => {
  const id = z.uuid().safeParse(given);
  if (!id.success) notFound();
  return adminPage((admin) => requireOrganization(admin, id.data));
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await organizationName((await params).id) };
}

/** Decides before the page's skeleton is sent, with which the status is: only so does an unknown organization get a 404. */
export default async function OrganizationLayout({ params, children }: Props) {
  await organizationName((await params).id);
  return children;
}
