import { eq } from "drizzle-orm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { users } from "@/db/schema";
import { requestVerification } from "@/lib/auth";
import { withoutTenant } from "@/lib/context";
import { appDatabase } from "@/lib/database";
import { emptyForm } from "@/lib/form-state";
import { asSystem } from "@/testing/actors";
import { newAddress, newSession, password, passwordHash } from "@/testing/auth/signed-in";
import { tokenMailedTo } from "@/testing/emails";
import { newUser } from "@/testing/factories";
import { verify } from "./actions";

const browser = vi.hoisted(() => ({ cookies: new Map<string, string>(), headers: new Headers() }));
vi.mock("next/headers", () => ({
  headers: async () => browser.headers,
  cookies: async () => ({
    get: (name: string) => (browser.cookies.has(name) ? { name, value: browser.cookies.get(name) } : undefined),
    getAll: () => [...browser.cookies].map(([name, value]) => ({ name, value })),
    has: (name: string) => browser.cookies.has(name),
    set: (name: string, value: string) => void browser.cookies.set(name, value),
    delete: (name: string) => void browser.cookies.delete(name),
  }),
}));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));
/** Auth.js needs Next's own server. */
vi.mock("@/lib/auth/sign-in/next-auth", async () => {
  const { openSession, requestAddress, signInWithPassword } = await import("@/lib/auth");
  return {
    startSession: async (input: { email: string; password: string }) =>
      openSession((await signInWithPassword(input, { address: await requestAddress() })).id),
  };
});
afterEach(() => browser.cookies.clear());

async function signedUp() {
  const user = await newUser({ verified: false, passwordHash });
  await withoutTenant({ actor: asSystem("sign_up") }, (ctx) => requestVerification(ctx, { userId: user.id }));
  browser.headers = new Headers({ "x-forwarded-for": newAddress() });
  return { ...user, token: (await tokenMailedTo(user.email)) ?? "" };
}

/** Sends the form of the emailed link. @returns where it leads, or the form with its errors. */
async function sendForm(fields: Record<string, string>) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return verify(emptyForm, form).catch((error: unknown) =>
    error instanceof Error && "digest" in error ? String(error.digest).split(";")[2] : error,
  );
}

const isVerified = async (id: string) =>
  (await appDatabase().select().from(users).where(eq(users.id, id)))[0]?.emailVerified !== null;

describe("the link that verifies an address", () => {
  it("does nothing for a browser that isn't signed in, as of a mail scanner that even clicks", async () => {
    const person = await signedUp();
    expect(await sendForm({ token: person.token, password: "" })).toMatchObject({
      errors: { password: "Enter your password." },
    });
    expect(await sendForm({ token: person.token, password: "wrong" })).toMatchObject({
      problem: "Incorrect email or password.",
    });
    expect(await isVerified(person.id)).toBe(false);
  });

  it("does nothing for someone who is signed in to another account", async () => {
    const [person, other] = [await signedUp(), await newUser()];
    browser.cookies.set("gatehouse.session", (await newSession(other.id)).token);
    expect(await sendForm({ token: person.token, password: "" })).toHaveProperty("errors.password");
    expect(await isVerified(person.id)).toBe(false);
  });

  it("verifies for the person who is signed in", async () => {
    const person = await signedUp();
    browser.cookies.set("gatehouse.session", (await newSession(person.id)).token);
    expect(await sendForm({ token: person.token })).toBe("/verify?done=1");
    expect(await isVerified(person.id)).toBe(true);
  });

  it("verifies with the password, which signs in", async () => {
    const person = await signedUp();
    expect(await sendForm({ token: person.token, password })).toBe("/verify?done=1");
    expect(await isVerified(person.id)).toBe(true);
    expect(browser.cookies.has("gatehouse.session")).toBe(true);
  });
});
