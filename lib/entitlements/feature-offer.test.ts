import { describe, expect, it } from "vitest";
import { catalog } from "@/lib/catalog";
import { featureOffer } from "./feature-offer";

const having = (features: string[]) => ({ features });

describe("what stands in place of a feature", () => {
  it("is nothing for who has it", () => {
    expect(featureOffer(catalog, having(["quality_management"]), "quality_management")).toBeNull();
  });

  it("is what it is, in the catalogue's words, and the lowest plan that has it", () => {
    expect(featureOffer(catalog, having([]), "quality_management")).toEqual({
      key: "quality_management",
      name: "Quality management",
      description: "Non-conformances, dispositions and lot traceability.",
      plan: { key: "professional", name: "Professional" },
    });
  });

  it("is a fault for a feature that nobody sells", () => {
    expect(() => featureOffer(catalog, having([]), "teleportation")).toThrow("teleportation");
  });
});
