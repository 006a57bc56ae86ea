import type { Journey } from "./journey";

/** Journeys that went through the same channels in the same order. */
export type PathCount = {
  channels: readonly string[];
  conversions: number;
  /** Minor units. */
  value: number;
  /** Journeys that ended without a conversion. */
  lost: number;
};

const separator = "\u0000";

/** Counts journeys by path, so that a million touches become some thousand paths. */
export class PathCounts {
  private readonly byPath = new Map<string, PathCount>();

  add({ touches, conversion }: Journey): void {
    const channels = touches.map(({ channel }) => channel);
    const key = channels.join(separator);
    const known = this.byPath.get(key) ?? { channels, conversions: 0, value: 0, lost: 0 };
    known.conversions += conversion ? 1 : 0;
    known.value += conversion?.value ?? 0;
    known.lost += conversion ? 0 : 1;
    this.byPath.set(key, known);
  }

  paths(): PathCount[] {
    return [...this.byPath.values()];
  }
}
