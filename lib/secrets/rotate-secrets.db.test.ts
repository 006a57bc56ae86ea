import { createCipheriv, hkdfSync, randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ssoConnections, totpFactors, webhookEndpoints } from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { env } from "@/lib/env";
import { asSystem } from "@/testing/actors";
import { inOrganization, newOrganization, newUser } from "@/testing/factories";

const operator = asSystem("cli");

/** The ring is read once per process, so each key setting needs modules of its own. */
async function withKeys(setting: string) {
  vi.resetModules();
  vi.doMock("@/lib/env", () => ({ env: { ...env, ENCRYPTION_KEY: setting } }));
  const secrets = await import("./secrets");
  const { rotateSecrets } = await import("./rotate-secrets");
  return { ...secrets, rotate: () => withPlatform({ actor: operator }, rotateSecrets) };
}

afterEach(() => {
  vi.doUnmock("@/lib/env");
  vi.resetModules();
});

const old = "an old key for tests, which is long enough";
const fresh = "a new key for tests, which is long enough";

/** As a release without a key ring encrypted it. */
function sealedBefore(secret: string): string {
  const key = Buffer.from(hkdfSync("sha256", env.AUTH_SECRET, "", "gatehouse webhook secrets", 32));
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64");
}

async function store(sealEndpoint: (id: string) => string, sealFactor: (id: string) => string) {
  const { id: userId } = await newUser();
  const endpointId = uuidv7();
  const factorId = uuidv7();
  const now = new Date();
  await withPlatform({ actor: operator }, async ({ tx }) => {
    await tx.insert(webhookEndpoints).values({
      id: endpointId,
      url: "https://example.com/hook",
      description: "",
      events: [],
      format: "standard",
      secret: sealEndpoint(endpointId),
      previousSecret: sealEndpoint(endpointId),
      previousSecretUntil: now,
      createdAt: now,
    });
    await tx.insert(totpFactors).values({ id: factorId, userId, secret: sealFactor(factorId), createdAt: now });
  });
  return { endpointId, factorId };
}

const read = ({ endpointId, factorId }: { endpointId: string; factorId: string }) =>
  withPlatform({ actor: operator }, async ({ tx }) => {
    const [endpoint] = await tx.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, endpointId));
    const [factor] = await tx.select().from(totpFactors).where(eq(totpFactors.id, factorId));
    if (!endpoint?.previousSecret || !factor) throw new Error("a row is gone");
    return { secret: endpoint.secret, previous: endpoint.previousSecret, factor: factor.secret };
  });

const column = "sso_connections.client_secret";

/** An organization with an OpenID provider, or with a SAML provider if there is no secret. */
async function storeConnection(sealSecret: ((id: string) => string) | null): Promise<string> {
  const { id } = await newOrganization();
  const now = new Date();
  const provider = sealSecret
    ? { kind: "oidc" as const, clientId: "gatehouse", clientSecret: sealSecret(id) }
    : { kind: "saml" as const, signOnUrl: "https://login.example/sso", certificates: ["MII"] };
  await inOrganization(id, ({ tx }) =>
    tx.insert(ssoConnections).values({
      ...provider,
      organizationId: id,
      issuer: "https://login.example",
      defaultRole: "member",
      createdAt: now,
      updatedAt: now,
    }),
  );
  return id;
}

async function clientSecretOf(organizationId: string): Promise<string | null | undefined> {
  const [row] = await inOrganization(organizationId, ({ tx }) => tx.select().from(ssoConnections));
  return row?.clientSecret;
}

describe("replacing the key of stored secrets", () => {
  it("encrypts each OpenID client secret again, for its own organization", async () => {
    const before = await withKeys(old);
    const [acme, globex, saml] = [
      await storeConnection((id) => before.sealSecret("secret of Acme", column, id)),
      await storeConnection((id) => before.sealSecret("secret of Globex", column, id)),
      await storeConnection(null),
    ];
    const during = await withKeys(`${fresh},${old}`);
    expect(await during.rotate()).toBeGreaterThanOrEqual(2);
    expect(await during.rotate()).toBe(0);
    const after = await withKeys(fresh);
    const stored = (await clientSecretOf(acme)) ?? "";
    expect(stored).not.toContain("Acme");
    expect(after.openSecret(stored, column, acme)).toBe("secret of Acme");
    expect(() => after.openSecret(stored, column, globex)).toThrow();
    expect(after.openSecret((await clientSecretOf(globex)) ?? "", column, globex)).toBe("secret of Globex");
    expect(await clientSecretOf(saml)).toBeNull();
  });

  it("changes no client secret while a key is missing", async () => {
    const before = await withKeys(old);
    const acme = await storeConnection((id) => before.sealSecret("secret of Acme", column, id));
    const stored = await clientSecretOf(acme);
    await expect((await withKeys(fresh)).rotate()).rejects.toThrow("ENCRYPTION_KEY doesn't contain the key");
    expect(await clientSecretOf(acme)).toBe(stored);
    await (await withKeys(`${fresh},${old}`)).rotate();
  });

  it("encrypts all of them with the new key, after which the old one isn't needed", async () => {
    const before = await withKeys(old);
    const ids = await store(
      (id) => before.sealSecret("whsec_1", "webhook_endpoints.secret", id),
      (id) => before.sealSecret("GEZDGNBV", "totp_factors.secret", id),
    );
    const during = await withKeys(`${fresh},${old}`);
    expect(await during.rotate()).toBeGreaterThanOrEqual(2);
    expect(await during.rotate()).toBe(0);
    const after = await withKeys(fresh);
    const stored = await read(ids);
    expect(after.openSecret(stored.secret, "webhook_endpoints.secret", ids.endpointId)).toBe("whsec_1");
    expect(after.openSecret(stored.previous, "webhook_endpoints.secret", ids.endpointId)).toBe("whsec_1");
    expect(after.openSecret(stored.factor, "totp_factors.secret", ids.factorId)).toBe("GEZDGNBV");
  });

  it("takes over what was encrypted before there was a key of its own", async () => {
    const keys = await withKeys(fresh);
    const ids = await store(
      () => sealedBefore("whsec_2"),
      (id) => keys.sealSecret("GEZDGNBV", "totp_factors.secret", id),
    );
    const { secret } = await read(ids);
    expect(keys.openSecret(secret, "webhook_endpoints.secret", ids.endpointId)).toBe("whsec_2");
    expect(await keys.rotate()).toBeGreaterThanOrEqual(1);
    const stored = await read(ids);
    expect(stored.secret).toMatch(/^v1\./);
    expect(keys.openSecret(stored.secret, "webhook_endpoints.secret", ids.endpointId)).toBe("whsec_2");
  });

  it("changes nothing while a key is missing", async () => {
    const before = await withKeys(old);
    const ids = await store(
      (id) => before.sealSecret("whsec_3", "webhook_endpoints.secret", id),
      (id) => before.sealSecret("GEZDGNBV", "totp_factors.secret", id),
    );
    const stored = await read(ids);
    await expect((await withKeys(fresh)).rotate()).rejects.toThrow("ENCRYPTION_KEY doesn't contain the key");
    expect(await read(ids)).toEqual(stored);
    await (await withKeys(`${fresh},${old}`)).rotate();
  });
});
