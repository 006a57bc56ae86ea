import type { Metadata } from "next";
import { TeamView } from "@/components/team/team-view";
import { memberPage, type TeamFacts, teamFacts } from "@/lib/tenancy";
import { changeRole, invite, leave, remove, resend, revoke } from "./actions";

export const metadata: Metadata = { title: "Team" };

export default async function TeamPage() {
  const facts: TeamFacts = await memberPage({ need: "read" }, teamFacts);
  return <TeamView facts={facts} actions={{ invite, resend, revoke, changeRole, remove, leave }} />;
}
