import { describe, expect, it } from "vitest";
import { builtWith, changedSinceBuild } from "./built-with";

const built = builtWith({ APP_URL: "https://staging.example.com", NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY: "pk_test_1" });

describe("a build that runs", () => {
  it("with its own settings has nothing to report, at any address", () => {
    const environment = { APP_URL: "https://app.example.com", NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY: "pk_test_1" };
    expect(changedSinceBuild(built, environment)).toEqual([]);
  });

  it("with another Stripe key reports that its pages still have the old one", () => {
    const environment = { APP_URL: "https://staging.example.com", NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY: "pk_live_1" };
    expect(changedSinceBuild(built, environment)).toEqual(["NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY"]);
  });
});
