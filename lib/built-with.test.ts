import { describe, expect, it } from "vitest";
import { builtWith, changedSinceBuild } from "./built-with";

const built = builtWith({ APP_URL: "https://staging.example.com", PORT: "3000" });

describe("a build that runs", () => {
  it("with its own settings has nothing to report", () => {
    expect(changedSinceBuild(built, { APP_URL: "https://staging.example.com", PORT: "4000" })).toEqual([]);
  });

  it("at another address, or with another Stripe key, reports what its pages still have", () => {
    const environment = { APP_URL: "https://app.example.com", NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY: "pk_live_1" };
    expect(changedSinceBuild(built, environment)).toEqual(["APP_URL", "NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY"]);
  });
});
