import { describe, expect, it } from "vitest";
import { catalog as unison } from "@/products/unison/catalog";
import { findPlan } from "./lookup";
import { limitPhrase, matrixCell, matrixDescription, plansByRank } from "./matrix";

const starter = findPlan(unison, "starter");
const professional = findPlan(unison, "professional");
const enterprise = findPlan(unison, "enterprise");

describe("a cell of the comparison", () => {
  it.each([
    ["a feature the plan has", professional, { feature: "custom_fields" }, true],
    ["a feature it doesn't have", starter, { feature: "custom_fields" }, false],
    ["a limit", professional, { meter: "work_orders" }, { text: "5,000" }],
    ["a limit with a unit", starter, { meter: "storage_gb" }, { text: "10 GB" }],
    ["no limit", enterprise, { meter: "users" }, { text: "Unlimited" }],
    ["a meter that is not included", starter, { meter: "api_calls" }, false],
    ["a limit with overage", enterprise, { meter: "api_calls" }, { text: "100,000", note: "then $0.50 per 1,000" }],
    ["a text", starter, { text: { starter: "Email" } }, { text: "Email" }],
    ["a text without an entry for the plan", enterprise, { text: { starter: "Email" } }, false],
  ])("for %s", (_name, plan, from, cell) => {
    expect(matrixCell(unison, plan, { name: "Row", from })).toEqual(cell);
  });

  it("has the description of its feature or meter", () => {
    expect(matrixDescription(unison, { name: "Row", from: { feature: "white_labeling" } })).toBe(
      "Your name, logo and domain, by arrangement.",
    );
    expect(matrixDescription(unison, { name: "Row", from: { meter: "storage_gb" } })).toMatch(/Drawings/);
    expect(matrixDescription(unison, { name: "Row", from: { text: { starter: "Email" } } })).toBeUndefined();
  });
});

describe("a limit on a plan card", () => {
  it.each([
    [starter, "plants", "1 plant"],
    [professional, "users", "25 users"],
    [professional, "work_orders", "5,000 work orders per month"],
    [enterprise, "work_orders", "Unlimited work orders"],
    [starter, "storage_gb", "10 GB storage"],
    [enterprise, "storage_gb", "Unlimited storage"],
    [starter, "api_calls", undefined],
  ])("is a phrase", (plan, meter, phrase) => {
    expect(limitPhrase(unison, plan, meter)).toBe(phrase);
  });
});

it("sorts plans by rank, whatever their order in the catalog", () => {
  const reversed = { ...unison, plans: [...unison.plans].reverse() };
  expect(plansByRank(reversed).map((plan) => plan.key)).toEqual(["starter", "professional", "enterprise"]);
});
