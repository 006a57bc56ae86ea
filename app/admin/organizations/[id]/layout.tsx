import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { z } from "zod";
import { adminPage, requireOrganization } from "@/lib/admin";

type Props = { params: Promise<{ id: string }>; children: ReactNode };

/** Decides before the page's skeleton is sent, with which the status is: only so does an unknown organization get a 404. */
export default async function OrganizationLayout({ params, children }: Props) {
  const id = z.uuid().safeParse((await params).id);
  if (!id.success) notFound();
  await adminPage((admin) => requireOrganization(admin, id.data));
  return children;
}
