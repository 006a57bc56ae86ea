import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { describe, expect, it } from "vitest";
import { rateLimits, sessions, verificationTokens } from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { asSystem } from "@/testing/actors";
import { newOrganization } from "@/testing/factories";
import { sweepAuth } from "./sweep-auth";

const now = new Date();
const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 60 * 60 * 1000);
const actor = asSystem();

describe("the nightly sweep", () => {
  it("deletes expired attempts, sessions and links, and no others", async () => {
    const { id: organizationId, ownerId } = await newOrganization();
    await withPlatform({ actor }, async ({ tx }) => {
      await tx.insert(rateLimits).values([
        { key: "over", points: 1, expire: daysAgo(1).getTime() },
        { key: "running", points: 1, expire: daysAgo(-1).getTime() },
      ]);
      const session = (sessionToken: string, expires: Date) =>
        tx.insert(sessions).values({ id: uuidv7(), sessionToken, userId: ownerId, createdAt: daysAgo(30), expires });
      await session("over", daysAgo(2));
      await session("open", daysAgo(-2));
      const link = (token: string, expires: Date) =>
        tx.insert(verificationTokens).values({ identifier: organizationId, token, purpose: "reset", expires });
      await link("over", daysAgo(2));
      await link("open", daysAgo(-2));
    });
    await withPlatform({ actor }, (ctx) => sweepAuth(ctx, { before: daysAgo(1), limit: 1_000 }));
    await withPlatform({ actor }, async ({ tx }) => {
      expect((await tx.select().from(rateLimits)).map(({ key }) => key)).toEqual(["running"]);
      const left = await tx.select().from(sessions).where(eq(sessions.userId, ownerId));
      expect(left.map(({ sessionToken }) => sessionToken)).toEqual(["open"]);
      const links = await tx.select().from(verificationTokens).where(eq(verificationTokens.identifier, organizationId));
      expect(links.map(({ token }) => token)).toEqual(["open"]);
    });
  });
});
