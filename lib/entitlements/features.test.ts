import { describe, expect, it } from "vitest";
import { catalog } from "@/lib/catalog";
import { featureOffer } from "./features";

const having = (features: string[]) => ({ features });

describe("the offer for a feature", () => {
  it("is null if the organization has it", () => {
    expect(featureOffer(catalog, having(["quality_management"]), "quality_management")).toBeNull();
  });

  it("has its name and description and the lowest plan that includes it", () => {
    expect(featureOffer(catalog, having([]), "quality_management")).toEqual({
      key: "quality_management",
      name: "Quality management",
      description: "Inspection plans, and non-conformances with disposition and cost.",
      plan: { key: "professional", name: "Professional" },
    });
  });

  it("fails for an unknown feature", () => {
    expect(() => featureOffer(catalog, having([]), "teleportation")).toThrow("teleportation");
  });
});
