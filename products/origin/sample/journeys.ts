import type { Spend } from "@/products/origin/domain/import/rows";
import type { Random } from "@/seed/history/random";

/** A channel: how often it opens and continues a journey, how well it closes one, and what it costs a day in cents. */
type Channel = {
  name: string;
  opens: number;
  continues: number;
  closes: number;
  perDay: number;
  campaigns: readonly string[];
};

const channels: readonly Channel[] = [
  {
    name: "paid search",
    opens: 24,
    continues: 14,
    closes: 1.1,
    perDay: 16_500,
    campaigns: ["Brand", "Hiking boots", "Tents"],
  },
  { name: "organic search", opens: 22, continues: 12, closes: 1, perDay: 2_400, campaigns: [] },
  {
    name: "paid social",
    opens: 20,
    continues: 9,
    closes: 0.6,
    perDay: 13_900,
    campaigns: ["Trail days", "Lookalike", "Retargeting"],
  },
  {
    name: "display",
    opens: 10,
    continues: 7,
    closes: 0.35,
    perDay: 8_200,
    campaigns: ["Outdoor magazines", "Retargeting"],
  },
  { name: "email", opens: 3, continues: 26, closes: 1.7, perDay: 900, campaigns: ["Newsletter", "Cart reminder"] },
  { name: "affiliate", opens: 8, continues: 5, closes: 0.9, perDay: 3_600, campaigns: ["Gear reviews"] },
  { name: "podcast", opens: 6, continues: 2, closes: 0.8, perDay: 4_300, campaigns: ["Weekend miles"] },
  { name: "direct", opens: 7, continues: 12, closes: 1.4, perDay: 0, campaigns: [] },
];

/** How much of the year's average each month brings: outdoor gear sells before summer and before the holidays. */
const season = [0.7, 0.72, 0.9, 1.08, 1.25, 1.2, 1.02, 0.95, 0.88, 0.9, 1.15, 1.25];
const values = [3_900, 5_900, 7_400, 8_900, 12_900, 18_900, 24_900] as const;
const dayMs = 86_400_000;

export type SampleData = {
  touchpoints: { id: string; visitor: string; channel: string; campaign: string | null; at: string }[];
  conversions: { id: string; visitor: string; type: string; value: number; at: string }[];
  spend: Spend[];
};

/**
 * A year of journeys and spend of a store for outdoor gear, seen from `until`. Pure: the same random source gives the same rows.
 *
 * @param visitors of the whole year; about a quarter of them buy.
 */
export function sampleJourneys(random: Random, until: Date, visitors: number): SampleData {
  const data: SampleData = { touchpoints: [], conversions: [], spend: [] };
  for (let day = 365; day >= 0; day -= 1) {
    const date = new Date(until.getTime() - day * dayMs);
    const busy = season[date.getUTCMonth()] ?? 1;
    for (const { name, perDay } of channels) {
      if (perDay === 0) continue;
      const amount = Math.round((perDay * visitors * busy * random.between(0.85, 1.15)) / 22_000);
      data.spend.push({ day: date.toISOString().slice(0, 10), channel: name, amount });
    }
    const arriving = (visitors / 366) * busy;
    const count = Math.floor(arriving) + (random.chance(arriving % 1) ? 1 : 0);
    for (let index = 0; index < count; index += 1) addJourney(data, random, date, until, `v-${day}-${index}`);
  }
  return data;
}

function addJourney(data: SampleData, random: Random, day: Date, until: Date, visitor: string): void {
  const length = random.weighted([
    [1, 26],
    [2, 26],
    [3, 20],
    [4, 13],
    [5, 9],
    [7, 6],
  ] as const);
  let at = day.getTime() + random.int(0, dayMs - 1) - dayMs;
  let closing = 0.12;
  for (let index = 0; index < length && at < until.getTime(); index += 1) {
    const channel = random.weighted(channels.map((each) => [each, index === 0 ? each.opens : each.continues] as const));
    const campaign = channel.campaigns.length > 0 ? random.pick(channel.campaigns) : null;
    data.touchpoints.push({
      id: `${visitor}-${index}`,
      visitor,
      channel: channel.name,
      campaign,
      at: new Date(at).toISOString(),
    });
    closing += 0.09 * channel.closes;
    at += random.int(1, 6) * random.int(3_600_000, dayMs);
  }
  if (at >= until.getTime() || !random.chance(Math.min(0.65, closing))) return;
  const type = random.chance(0.86) ? "purchase" : "store visit";
  const value = type === "purchase" ? random.pick(values) : 0;
  data.conversions.push({ id: `order-${visitor}`, visitor, type, value, at: new Date(at).toISOString() });
}
