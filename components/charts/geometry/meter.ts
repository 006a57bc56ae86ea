import { round } from "./scale";

/** Lengths and places on the bar of a meter, in percent of its width. */
export type MeterGeometry = {
  /** The part up to the limit. */
  within: number;
  /** The part beyond it. */
  beyond: number;
  /** Where the limit is. */
  end: number;
  /** Where the thresholds are, other than the limit itself. */
  marks: readonly number[];
};

/** The bar is as long as the limit, or as what is used, or as the last threshold, whichever is most. */
export function meterGeometry(used: number, limit: number, thresholds: readonly number[] = []): MeterGeometry {
  const share = limit > 0 ? Math.max(used, 0) / limit : Number(used > 0);
  const length = Math.max(1, share, ...thresholds);
  const at = (ratio: number) => round((ratio / length) * 100);
  return {
    within: at(Math.min(share, 1)),
    beyond: share > 1 ? round(at(share) - at(1)) : 0,
    end: at(1),
    marks: thresholds.filter((threshold) => threshold > 0 && threshold !== 1).map(at),
  };
}
