import type { Metadata } from "next";
import { SupportView } from "@/components/admin/support/support-view";
import { adminPage } from "@/lib/admin";
import { supportRequest } from "@/lib/support";
import { referenceOf } from "@/lib/support/reference";

export async function generateMetadata({ params }: PageProps<"/admin/support/[id]">): Promise<Metadata> {
  return { title: `Request ${referenceOf((await params).id)}` };
}

export default async function SupportRequestPage({ params }: PageProps<"/admin/support/[id]">) {
  const { id } = await params;
  return <SupportView request={await adminPage((admin) => supportRequest(admin, id))} />;
}
