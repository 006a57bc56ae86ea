import type { Journey } from "./journey";

/** The models that give each touch of a journey a weight by its place or time. */
export const positionModels = ["first_touch", "last_touch", "linear", "time_decay", "position_based"] as const;
export type PositionModel = (typeof positionModels)[number];

/** Half the weight for each so many days before the conversion. */
export const defaultHalfLifeDays = 7;

/** What the first and the last touch get each in the position-based model; those between share the rest. */
const edgeShare = 0.4;

const dayMs = 24 * 60 * 60 * 1000;

/**
 * How much of a conversion each touch earns; the weights add up to 1.
 *
 * @param journey with a conversion and at least one touch.
 */
export function touchWeights(
  model: PositionModel,
  { touches, conversion }: Journey,
  { halfLifeDays = defaultHalfLifeDays }: { halfLifeDays?: number } = {},
): number[] {
  const count = touches.length;
  switch (model) {
    case "first_touch":
      return touches.map((_, index) => (index === 0 ? 1 : 0));
    case "last_touch":
      return touches.map((_, index) => (index === count - 1 ? 1 : 0));
    case "linear":
      return touches.map(() => 1 / count);
    case "time_decay":
      return normalized(
        touches.map(({ at }) => {
          const days = ((conversion?.at ?? at).getTime() - at.getTime()) / dayMs;
          return 2 ** (-days / halfLifeDays);
        }),
      );
    case "position_based":
      return positionBased(count);
    default:
      return model satisfies never;
  }
}

/** 40% to the first, 40% to the last, 20% to those between; with two touches half each. */
function positionBased(count: number): number[] {
  if (count === 1) return [1];
  if (count === 2) return [0.5, 0.5];
  const between = (1 - 2 * edgeShare) / (count - 2);
  return Array.from({ length: count }, (_, index) => (index === 0 || index === count - 1 ? edgeShare : between));
}

/** Very old touches have a weight of 0; if all have, the last one counts. */
function normalized(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return weights.map((_, index) => (index === weights.length - 1 ? 1 : 0));
  return weights.map((weight) => weight / total);
}
