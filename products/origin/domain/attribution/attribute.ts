import { allocate } from "./allocate";
import type { Journey } from "./journey";
import { type MarkovOrder, markovShares } from "./markov";
import { PathCounts } from "./path-counts";
import { type PositionModel, positionModels, touchWeights } from "./position-models";
import { shapleyShares } from "./shapley";

/** A model with its parameters. */
export type Model =
  | { name: Exclude<PositionModel, "time_decay"> }
  | { name: "time_decay"; halfLifeDays: number }
  | { name: "markov"; order: MarkovOrder }
  | { name: "shapley" };

/** What a channel earned. `conversions` is a sum of shares; `value` is in whole minor units. */
export type Credit = { channel: string; conversions: number; value: number };

/** Adds up journeys one by one, so that they needn't be in memory together, and then what each channel earned. */
export interface Attribution {
  add(journey: Journey): void;
  /** Channels with the most value first. The values add up to that of all conversions exactly. */
  credits(): Credit[];
}

export function attributionBy(model: Model): Attribution {
  return isPositionModel(model) ? new ByTouch(model) : new ByPath(model);
}

type ByTouchModel = Extract<Model, { name: PositionModel }>;

const isPositionModel = (model: Model): model is ByTouchModel => positionModels.some((name) => name === model.name);

/** Each conversion is split among its own touches. */
class ByTouch implements Attribution {
  private readonly earned = new Map<string, Credit>();

  constructor(private readonly model: ByTouchModel) {}

  add(journey: Journey): void {
    if (!journey.conversion) return;
    const { name, ...settings } = this.model;
    const weights = touchWeights(name, journey, settings);
    const values = allocate(journey.conversion.value, weights);
    for (const [index, { channel }] of journey.touches.entries()) {
      const credit = this.earned.get(channel) ?? { channel, conversions: 0, value: 0 };
      credit.conversions += weights[index] ?? 0;
      credit.value += values[index] ?? 0;
      this.earned.set(channel, credit);
    }
  }

  credits(): Credit[] {
    return ranked([...this.earned.values()].filter(({ conversions }) => conversions > 0));
  }
}

/** All conversions together are split by what the paths say of each channel. */
class ByPath implements Attribution {
  private readonly counts = new PathCounts();

  constructor(private readonly model: Extract<Model, { name: "markov" | "shapley" }>) {}

  add(journey: Journey): void {
    this.counts.add(journey);
  }

  credits(): Credit[] {
    const paths = this.counts.paths();
    const conversions = paths.reduce((sum, path) => sum + path.conversions, 0);
    const value = paths.reduce((sum, path) => sum + path.value, 0);
    if (conversions === 0) return [];
    const shares = this.sharesOf(paths, (path) => path.conversions);
    // What a conversion is worth differs by path only where the model looks at each conversion.
    const ofValue = this.model.name === "shapley" && value > 0 ? this.sharesOf(paths, (path) => path.value) : shares;
    const channels = [...shares.keys()];
    const values = allocate(
      value,
      channels.map((channel) => ofValue.get(channel) ?? 0),
    );
    return ranked(
      channels.map((channel, index) => ({
        channel,
        conversions: conversions * (shares.get(channel) ?? 0),
        value: values[index] ?? 0,
      })),
    );
  }

  private sharesOf(...[paths, worth]: Parameters<typeof shapleyShares>): Map<string, number> {
    return this.model.name === "markov" ? markovShares(paths, this.model.order) : shapleyShares(paths, worth);
  }
}

const ranked = (credits: Credit[]): Credit[] =>
  credits.sort((a, b) => b.value - a.value || b.conversions - a.conversions || a.channel.localeCompare(b.channel));
