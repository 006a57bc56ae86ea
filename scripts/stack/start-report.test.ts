import { describe, expect, it } from "vitest";
import type { DemoFile } from "./demo-file";
import type { Settings } from "./settings";
import { startReport } from "./start-report";

const person = (email: string, organization: string | null) => ({
  email,
  password: "cedar-kiln-quartz-1234",
  organization,
  organizationId: null,
});

const demo: DemoFile = {
  url: "http://localhost:3000",
  urls: {
    app: "http://localhost:3000",
    pricing: "http://localhost:3000/pricing",
    signIn: "http://localhost:3000/sign-in",
    admin: "http://localhost:3000/admin",
    health: "http://localhost:3000/api/health",
    mail: "http://localhost:1080",
    stripe: "http://localhost:4242",
  },
  signIns: {
    platformAdmin: person("admin@gatehouse.example", null),
    paying: person("dana@harbor-metalworks.example", "Harbor Metalworks"),
    trialing: person("priya@northfield-castings.example", "Northfield Castings"),
    expired: person("tom@copper-ridge-tooling.example", "Copper Ridge Tooling"),
  },
  platformKey: "gh_platform_x",
  authenticatorKey: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
  processId: 1,
};

const settings: Settings = {
  mode: "production",
  dataDir: "/data",
  product: "unison",
  ports: { web: 3000, stripe: 4242, mail: 1080, smtp: 1025, database: 54321 },
  moved: ["PORT 3000 is in use, so the app uses 3001"],
  appUrl: "http://localhost:3000",
  databaseUrl: undefined,
  temporaryData: false,
  stripeSecretKey: undefined,
  smtpUrl: undefined,
};

const now = new Date(59_000);

describe("the start report", () => {
  it("has every address, sign-in, card and command a newcomer needs", () => {
    const report = startReport(demo, settings, now);
    for (const text of [
      "http://localhost:3000/admin",
      "http://localhost:1080",
      "http://localhost:4242",
      "cedar-kiln-quartz-1234",
      ...Object.values(demo.signIns).map(({ email }) => email),
      "4242 4242 4242 4242",
      "npm run time -- +14d",
      "gh_platform_x",
      "287082",
      "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
      "/data",
      "Ctrl-C",
      "PORT 3000 is in use",
    ]) {
      expect(report).toContain(text);
    }
  });

  it("shows no local Stripe, test cards or time machine with a Stripe key of your own", () => {
    const report = startReport({ ...demo, urls: { ...demo.urls, stripe: null } }, settings, now);
    for (const text of ["Local Stripe", "4242 4242", "npm run time"]) expect(report).not.toContain(text);
  });
});
