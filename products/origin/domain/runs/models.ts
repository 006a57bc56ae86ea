import type { modelNames as storedNames } from "@/products/origin/schema";
import type { Model } from "../attribution/attribute";
import { defaultHalfLifeDays } from "../attribution/position-models";

/** Spelled out here so that the browser doesn't load the database library. */
export const modelNames = [
  "first_touch",
  "last_touch",
  "linear",
  "time_decay",
  "position_based",
  "markov",
  "shapley",
] as const satisfies typeof storedNames;
export type ModelName = (typeof modelNames)[number];

/** The models in the order of the catalog. The feature that includes a model has its name. */
export const modelWords: Readonly<Record<ModelName, { name: string; description: string }>> = {
  first_touch: { name: "First touch", description: "All credit to the channel that found the customer." },
  last_touch: { name: "Last touch", description: "All credit to the channel before the conversion." },
  linear: { name: "Linear", description: "The same credit for every touch." },
  time_decay: { name: "Time decay", description: "More credit the closer to the conversion." },
  position_based: { name: "Position based", description: "40% first, 40% last, 20% between." },
  markov: { name: "Markov chain", description: "Credit by what would be lost without the channel." },
  shapley: { name: "Shapley value", description: "The fair share of each channel in every combination." },
};

export type ModelSettings = { model: ModelName; halfLifeDays: number | null; markovOrder: number | null };

/** A stored model with its parameters. */
export function modelOf({ model, halfLifeDays, markovOrder }: ModelSettings): Model {
  switch (model) {
    case "time_decay":
      return { name: model, halfLifeDays: halfLifeDays ?? defaultHalfLifeDays };
    case "markov":
      return { name: model, order: markovOrder === 2 || markovOrder === 3 ? markovOrder : 1 };
    default:
      return { name: model };
  }
}

/** `Time decay, 7 days`, `Markov chain, order 2`. */
export function describeModel({ model, halfLifeDays, markovOrder }: ModelSettings): string {
  const { name } = modelWords[model];
  if (model === "time_decay") return `${name}, ${halfLifeDays ?? defaultHalfLifeDays} days`;
  if (model === "markov" && (markovOrder ?? 1) > 1) return `${name}, order ${markovOrder}`;
  return name;
}

/** The features that include a look-back window, the widest first. */
const lookBacks = [
  { feature: "look_back_180", days: 180 },
  { feature: "look_back_60", days: 60 },
  { feature: "look_back_7", days: 7 },
] as const;

/** The widest look-back window among the features, in days. */
export const lookBackLimit = (features: readonly string[]): number =>
  lookBacks.find(({ feature }) => features.includes(feature))?.days ?? 0;

/** The feature that a window needs: the narrowest that includes it. */
export const lookBackFeature = (days: number): string =>
  lookBacks.findLast((each) => each.days >= days)?.feature ?? lookBacks[0].feature;
