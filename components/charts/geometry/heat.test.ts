import { expect, it } from "vitest";
import { heatLevel } from "./heat";

it("a heat grid has shades from lost to kept, and the strongest for what grew", () => {
  expect([-0.1, 0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.6].map(heatLevel)).toEqual([0, 0, 1, 2, 3, 4, 5, 6, 6]);
});
