import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const complete = {
  NODE_ENV: "production",
  DATABASE_URL: "postgres://owner:secret@127.0.0.1:5432/gatehouse",
  AUTH_SECRET: "0123456789abcdef0123456789abcdef",
  STRIPE_SECRET_KEY: "sk_test_123",
  STRIPE_WEBHOOK_SECRET: "whsec_123",
};

/** The environment is read when the module loads, so each case imports it again. */
async function boot(variables: Record<string, string>) {
  for (const [name, value] of Object.entries({ ...complete, ...variables })) vi.stubEnv(name, value);
  return (await import("./env")).env;
}

beforeEach(() => {
  vi.resetModules();
  // Variables of the shell that runs the tests must not affect them.
  for (const name of ["DEMO", "DATABASE_POOL_SIZE"]) vi.stubEnv(name, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  // The next test file of this process must not see these values.
  vi.resetModules();
});

describe("the environment", () => {
  it("is read with its defaults", async () => {
    expect(await boot({})).toMatchObject({ PRODUCT: "unison", DATABASE_POOL_SIZE: 10, DEMO: false });
  });

  it.each([
    ["DATABASE_URL", ""],
    ["DATABASE_URL", "mysql://somewhere"],
    ["AUTH_SECRET", "short"],
    ["APP_URL", "not an address"],
    ["PRODUCT", "nothing_we_sell"],
    ["STRIPE_SECRET_KEY", "pk_test_public"],
    ["STRIPE_SECRET_KEY", ""],
    ["STRIPE_WEBHOOK_SECRET", ""],
  ])("stops the start and names %s when it is %j", async (name, value) => {
    await expect(boot({ [name]: value })).rejects.toThrow(name);
  });

  it("uses the local Stripe in production for a demo only", async () => {
    const env = await boot({ STRIPE_SECRET_KEY: "", STRIPE_WEBHOOK_SECRET: "", DEMO: "1" });
    expect(env.STRIPE_SECRET_KEY).toBeUndefined();
  });
});
