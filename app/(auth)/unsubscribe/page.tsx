import type { Metadata } from "next";
import { UnsubscribeView } from "@/components/email/unsubscribe-view";
import { describeUnsubscription } from "@/lib/email";

export const metadata: Metadata = { title: "Emails" };

export default async function UnsubscribePage({ searchParams }: PageProps<"/unsubscribe">) {
  const { t: token, done } = await searchParams;
  const asked = typeof token === "string" ? describeUnsubscription(token) : undefined;
  return <UnsubscribeView token={String(token)} asked={asked} done={done !== undefined} />;
}
