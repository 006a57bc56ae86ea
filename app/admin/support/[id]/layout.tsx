import type { ReactNode } from "react";
import { adminPage } from "@/lib/admin";
import { supportRequest } from "@/lib/support";

type Props = { params: Promise<{ id: string }>; children: ReactNode };

/** Decides before the page's skeleton is sent, with which the status is: only so does an unknown request get a 404. */
export default async function SupportRequestLayout({ params, children }: Props) {
  const { id } = await params;
  await adminPage((admin) => supportRequest(admin, id));
  return children;
}
