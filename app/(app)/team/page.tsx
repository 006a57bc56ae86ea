import type { Metadata } from "next";
import { TeamView } from "@/components/team/team-view";
import { seatMeter } from "@/lib/seats/seat-meter";
import { memberPage, teamFacts } from "@/lib/tenancy";
import { liveUsage } from "@/lib/usage";

export const metadata: Metadata = { title: "Team" };

export default async function TeamPage() {
  const view = await memberPage({ need: "read" }, async (member) => ({
    facts: await teamFacts(member),
    seats: (await liveUsage(member)).meters.find(({ key }) => key === seatMeter),
  }));
  return <TeamView {...view} />;
}
