import { formatPercent } from "@/lib/numbers";

type Result = { channel: string; conversions: number; value: number; spend: number };

export type ChannelReturn = Result & {
  /** Profit as a part of spend: 1 is $2 back for each $1. Null without spend. */
  roi: number | null;
  /** Spend per conversion, in minor units. Null without spend or conversions. */
  costPerAcquisition: number | null;
  /** The part of all value. */
  share: number;
};

/** The return of a channel, or of all together. */
export const roiOf = ({ value, spend }: Pick<Result, "value" | "spend">): number | null =>
  spend > 0 ? (value - spend) / spend : null;

/** Less than a thousandth of a conversion makes no cost per acquisition. */
const leastConversions = 0.001;

const costOf = ({ conversions, spend }: Pick<Result, "conversions" | "spend">): number | null =>
  spend > 0 && conversions >= leastConversions ? Math.round(spend / conversions) : null;

/** The return on each channel, those with the most value first. */
export function channelReturns(results: readonly Result[]): ChannelReturn[] {
  const total = results.reduce((sum, { value }) => sum + value, 0);
  return results
    .map(({ channel, conversions, value, spend }) => ({
      channel,
      conversions,
      value,
      spend,
      roi: roiOf({ value, spend }),
      costPerAcquisition: costOf({ conversions, spend }),
      share: total === 0 ? 0 : value / total,
    }))
    .sort((a, b) => b.value - a.value || b.spend - a.spend || a.channel.localeCompare(b.channel));
}

/** `+150%`, `−40%`, or a dash without spend. */
export const formatRoi = (roi: number | null): string =>
  roi === null ? "–" : `${roi > 0 ? "+" : ""}${formatPercent(Math.round(roi * 1_000) / 1_000)}`;
