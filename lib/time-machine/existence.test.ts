import { describe, expect, it } from "vitest";
import { mayTravel, whyNoTimeMachine } from "./existence";

const production = { NODE_ENV: "production", DEMO: false, STRIPE_SECRET_KEY: undefined };

describe("where there is a time machine", () => {
  it.each([
    ["development", { ...production, NODE_ENV: "development" }],
    ["tests", { ...production, NODE_ENV: "test" }],
    ["the demo", { ...production, DEMO: true }],
  ])("in %s", (_, environment) => {
    expect(whyNoTimeMachine(environment)).toBeUndefined();
  });

  it.each([
    ["production", production, "production"],
    ["the demo with a live key", { ...production, DEMO: true, STRIPE_SECRET_KEY: "sk_live_1" }, "STRIPE_SECRET_KEY"],
    ["development with a live key", { ...production, NODE_ENV: "development", STRIPE_SECRET_KEY: "rk_live_1" }, "real"],
    ["development with a test key", { ...production, NODE_ENV: "development", STRIPE_SECRET_KEY: "sk_test_1" }, "real"],
  ])("not in %s", (_, environment, reason) => {
    expect(whyNoTimeMachine(environment)).toContain(reason);
  });
});

describe("who may use it", () => {
  const person = { isPlatformAdmin: false };
  it.each(["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"])(
    "on localhost, %s, everyone who is signed in",
    (url) => {
      expect(mayTravel(person, url)).toBe(true);
    },
  );

  it.each(["https://demo.example.com", "http://localhost.example.com", "http://127.0.0.1.example.com"])(
    "under a public URL, %s, platform admins only",
    (url) => {
      expect(mayTravel(person, url)).toBe(false);
      expect(mayTravel({ isPlatformAdmin: true }, url)).toBe(true);
    },
  );
});
