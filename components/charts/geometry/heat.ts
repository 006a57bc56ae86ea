/** Below which ratio a cell gets each shade but the strongest: finer where retention usually is. */
const bounds = [0.3, 0.5, 0.65, 0.75, 0.85, 0.95];

/**
 * The shade of a ratio between 0 (lost everything) and 1 (kept everything), 0 to 6. What grew beyond 1 is in the strongest
 * one too: the number says by how much.
 */
export const heatLevel = (ratio: number): number => bounds.filter((bound) => ratio >= bound).length;
