import { isUnderWay, type Journey, shareOf } from "@/lib/time-machine/journey";

const stamp = (instant: Date | string) => new Date(instant).toISOString().replace("T", " ").slice(0, 19);
const width = 30;

type Clocks = { app: Date; stripe: Date; wall: Date; journey: Journey | null };

export function clocksText({ app, stripe, wall, journey }: Clocks): string {
  const rows = [
    `Application   ${stamp(app)} UTC`,
    `Local Stripe  ${stamp(stripe)} UTC`,
    `Wall clock    ${stamp(wall)} UTC`,
  ];
  if (isUnderWay(journey)) rows.push("", progressLine(journey));
  return `${rows.join("\n")}\n`;
}

export const journeyText = ({ from, to }: Journey): string => `From ${stamp(from)} to ${stamp(to)} UTC`;

export function progressLine(journey: Journey): string {
  const share = shareOf(journey);
  const full = Math.round(share * width);
  const bar = `${"█".repeat(full)}${"░".repeat(width - full)}`;
  const latest = journey.happened.at(-1);
  return `${bar} ${String(Math.floor(share * 100)).padStart(3)}%  ${stamp(journey.at).slice(0, 16)}  ${latest ? eventText(latest) : ""}`.slice(
    0,
    110,
  );
}

/** The latest events of a journey, their counts, and how it ended. */
export function summary(journey: Journey): string {
  const rows = journey.happened.slice(-20).map((each) => `  ${stamp(each.at).slice(0, 16)}  ${eventText(each)}`);
  const counts = Object.entries(journey.counts).map(([what, count]) => `${count} × ${what}`);
  const end =
    journey.state === "arrived"
      ? `It is now ${stamp(journey.to)} UTC.`
      : `Stopped at ${stamp(journey.at)} UTC: ${journey.reason ?? "unknown reason"}\nRun the same command again to continue.`;
  return [
    ...rows,
    `${journey.stops} stops, ${journey.stripeWork} Stripe actions, ${journey.jobs} scheduled jobs${counts.length > 0 ? `: ${counts.join(", ")}` : ""}.`,
    end,
    "",
  ].join("\n");
}

const eventText = ({ what, who }: Journey["happened"][number]): string => (who ? `${who}: ${what}` : what);
