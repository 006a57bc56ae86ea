import type { ReactNode } from "react";
import { adminPage } from "@/lib/admin";
import { requireLoggedEvent } from "@/lib/billing";

type Props = { params: Promise<{ id: string }>; children: ReactNode };

/** Decides before the page's skeleton is sent, with which the status is: only so does an unknown event get a 404. */
export default async function EventLayout({ params, children }: Props) {
  const { id } = await params;
  await adminPage((admin) => requireLoggedEvent(admin, id));
  return children;
}
