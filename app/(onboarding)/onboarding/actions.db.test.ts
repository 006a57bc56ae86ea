import "@/testing/billing/local-stripe";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { beginCheckout } from "@/components/billing/plan/actions";
import { organizations } from "@/db/schema";
import { sessionStore } from "@/lib/auth/sessions/session-store";
import { emptyForm, type FormAction } from "@/lib/form-state";
import { plants } from "@/products/unison/schema";
import { inOrganization, newOrganization } from "@/testing/factories";
import { finish, saveOrganization } from "./actions";

const browser = vi.hoisted(() => ({ session: "" }));
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: (name: string) => (name.endsWith("session") ? { value: browser.session } : undefined) }),
  headers: async () => new Headers(),
}));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));

let organization: { id: string; ownerId: string };
beforeEach(async () => {
  organization = await newOrganization();
  const { id, ownerId } = organization;
  await inOrganization(id, ({ tx }) =>
    tx.update(organizations).set({ onboardedAt: null }).where(eq(organizations.id, id)),
  );
  browser.session = await sessionStore.create({ userId: ownerId, userAgent: null, now: new Date() });
});

/** Sends a form as a browser without script does. @returns what the page then shows, or where it leads. */
async function send(action: FormAction, fields: Record<string, string>) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ organization: organization.id, ...fields })) form.set(name, value);
  try {
    return { shown: await action(emptyForm, form) };
  } catch (error) {
    const digest = error instanceof Error && "digest" in error ? String(error.digest) : String(error);
    return { path: digest.split(";")[2] ?? digest };
  }
}

const answers = {
  "profile.industry": "machining",
  "profile.companySize": "1-50",
  "profile.useCase": "production",
  "profile.costing": "fifo",
};

describe("a form that is sent without script", () => {
  it("in onboarding's first step comes back with its errors and values, and then leads on", async () => {
    const { "profile.industry": industry, ...missing } = answers;
    expect(
      await send(saveOrganization, { name: "", "profile.industry": industry, "profile.costing": "" }),
    ).toMatchObject({
      shown: {
        values: { "profile.industry": "machining" },
        errors: { name: "Enter your organization's name.", "profile.costing": "Choose an option." },
      },
    });
    expect(Object.keys(missing)).toHaveLength(3);
    expect(await send(saveOrganization, { name: "Acme", ...answers })).toEqual({ path: "/onboarding?step=first" });
  });

  it("in the last step comes back with its errors, and then creates the plant", async () => {
    const plant = { name: "Ohio Works", location: "", timeZone: "UTC", inviteEmail: "" };
    expect(await send(finish, { ...plant, name: "" })).toMatchObject({
      shown: { errors: { name: "Enter a name for the plant." } },
    });
    expect(await send(finish, plant)).toEqual({ path: "/dashboard" });
    const made = await inOrganization(organization.id, ({ tx }) => tx.select({ name: plants.name }).from(plants));
    expect(made).toEqual([{ name: "Ohio Works" }]);
  });

  it("on the billing page opens checkout", async () => {
    const { path } = await send(beginCheckout, { plan: "professional", interval: "year" });
    expect(path).toMatch(/^https?:\/\/.+\/cs_test_/);
    expect(await send(beginCheckout, { plan: "none", interval: "year" })).toMatchObject({
      shown: { problem: expect.stringContaining("none") },
    });
  });
});
