import type { Metadata } from "next";
import { TeamView } from "@/components/team/team-view";
import { memberPage, teamFacts } from "@/lib/tenancy";

export const metadata: Metadata = { title: "Team" };

export default async function TeamPage() {
  return <TeamView facts={await memberPage({ need: "read" }, teamFacts)} />;
}
