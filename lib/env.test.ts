import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const complete = {
  NODE_ENV: "production",
  DATABASE_URL: "postgres://owner:secret@127.0.0.1:5432/gatehouse",
  AUTH_SECRET: "0123456789abcdef0123456789abcdef",
  AUDIT_KEY: "fedcba9876543210fedcba9876543210",
  ENCRYPTION_KEY: "89abcdef0123456789abcdef01234567",
  APP_URL: "https://app.example.com",
  STRIPE_SECRET_KEY: "sk_test_123",
  STRIPE_WEBHOOK_SECRET: "whsec_123",
};

/** The environment is read when the module is imported, so each case imports it again. */
async function readEnv(variables: Record<string, string>) {
  for (const [name, value] of Object.entries({ ...complete, ...variables })) vi.stubEnv(name, value);
  return (await import("./env")).env;
}

beforeEach(() => {
  vi.resetModules();
  // Independent of the shell that runs the tests.
  for (const name of ["DEMO", "DATABASE_POOL_SIZE"]) vi.stubEnv(name, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  // The next test file of this process must not get this environment.
  vi.resetModules();
});

describe("the environment", () => {
  it("has defaults", async () => {
    expect(await readEnv({})).toMatchObject({ PRODUCT: "unison", DATABASE_POOL_SIZE: 10, DEMO: false });
  });

  it.each([
    ["DATABASE_URL", ""],
    ["DATABASE_URL", "mysql://somewhere"],
    ["AUTH_SECRET", "short"],
    ["AUTH_SECRET", "0123456789abcdef0123456789abcdef,short"],
    ["AUDIT_KEY", ""],
    ["AUDIT_KEY", "fedcba9876543210fedcba9876543210,short"],
    ["ENCRYPTION_KEY", ""],
    ["ENCRYPTION_KEY", "89abcdef0123456789abcdef01234567,short"],
    ["APP_URL", ""],
    ["APP_URL", "not an address"],
    ["PRODUCT", "nothing_we_sell"],
    ["STRIPE_SECRET_KEY", "pk_test_public"],
    ["STRIPE_SECRET_KEY", ""],
    ["STRIPE_WEBHOOK_SECRET", ""],
  ])("stops the start and names %s when it is %j", async (name, value) => {
    await expect(readEnv({ [name]: value })).rejects.toThrow(name);
  });

  it.each(["GOOGLE", "MICROSOFT", "GITHUB"])(
    "needs both the client ID and the secret of %s, or neither",
    async (provider) => {
      const [id, secret] = [`${provider}_CLIENT_ID`, `${provider}_CLIENT_SECRET`];
      await expect(readEnv({ [id]: "ours" })).rejects.toThrow(`${secret}: needed, because ${id} is set`);
      vi.resetModules();
      await expect(readEnv({ [id]: "", [secret]: "hidden" })).rejects.toThrow(
        `${id}: needed, because ${secret} is set`,
      );
      vi.resetModules();
      expect(await readEnv({ [id]: "ours", [secret]: "hidden" })).toMatchObject({ [id]: "ours", [secret]: "hidden" });
    },
  );

  it("sends no one to a provider without HTTPS, except on this machine", async () => {
    await expect(readEnv({ GOOGLE_ISSUER: "http://accounts.example.com" })).rejects.toThrow("GOOGLE_ISSUER");
    vi.resetModules();
    expect((await readEnv({ GOOGLE_ISSUER: "", GITHUB_URL: "http://127.0.0.1:4000" })).GITHUB_URL).toBe(
      "http://127.0.0.1:4000",
    );
  });

  it("allows the local Stripe in production only for a demo", async () => {
    const env = await readEnv({ STRIPE_SECRET_KEY: "", STRIPE_WEBHOOK_SECRET: "", DEMO: "1" });
    expect(env.STRIPE_SECRET_KEY).toBeUndefined();
  });
});
