import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { organizations } from "@/db/schema";
import { sessionStore } from "@/lib/auth/sessions/session-store";
import { withPlatform } from "@/lib/context";
import { addHours } from "@/lib/durations";
import { unavailable } from "@/lib/errors";
import { organizationHeader } from "@/lib/page-organization";
import { fileStorage } from "@/lib/storage";
import { gaugeLevels } from "@/lib/usage";
import { downloadFile } from "@/products/unison/pages/files/download-route";
import { uploadFile } from "@/products/unison/pages/files/upload-route";
import { fileRemovals, files } from "@/products/unison/schema";
import { newPlant, newWorkOrder } from "@/products/unison/testing";
import { asSystem } from "@/testing/actors";
import { addMember, inOrganization, newOrganization } from "@/testing/factories";
import { deletePlant } from "../plants/delete-plant";
import { deleteWorkOrder } from "../work-orders/delete-work-order";
import { listFiles } from "./file-queries";
import { removeStoredFiles } from "./remove-stored-files";
import { gigabyte } from "./stored-bytes";
import { dropUpload, keepFile, keyOf, removeFile, reserveFile } from "./upload-file";

const browser = vi.hoisted(() => ({ session: "" }));
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: (name: string) => (name.endsWith("session") ? { value: browser.session } : undefined) }),
  headers: async () => new Headers(),
}));

let organization: { id: string; ownerId: string };
let plantId: string;
let orderId: string;
beforeEach(async () => {
  organization = await newOrganization({ plan: "starter" });
  await inOrganization(organization.id, async (ctx) => {
    plantId = await newPlant(ctx);
    orderId = (await newWorkOrder(ctx, { plantId })).id;
  });
  await signIn(organization.ownerId);
});

async function signIn(userId: string) {
  browser.session = await sessionStore.create({ userId, userAgent: null, now: new Date() });
}

const pdf = (size = 2_000) => Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(size - 9)]);

function upload(
  bytes: Buffer,
  { name = "Frame.pdf", announced = bytes.byteLength, headers = {}, order = orderId } = {},
) {
  const query = new URLSearchParams({ workOrderId: order, name });
  return uploadFile(
    new Request(`http://localhost:3000/api/files?${query}`, {
      method: "POST",
      body: new Uint8Array(bytes),
      headers: { "content-length": String(announced), [organizationHeader]: organization.id, ...headers },
    }),
  );
}

const download = (id: string, of = organization.id) =>
  downloadFile(new Request(`http://localhost:3000/api/files/${id}?organization=${of}`), {
    params: Promise.resolve({ id }),
  });

const level = async () =>
  (await inOrganization(organization.id, gaugeLevels)).find(({ meter }) => meter === "storage_gb")?.level ?? 0;
const listed = () => inOrganization(organization.id, (ctx) => listFiles(ctx, orderId));

describe("a drawing of a work order", () => {
  it("is uploaded, measured, and downloaded as nothing but a file", async () => {
    const bytes = pdf();
    const answer = await upload(bytes, { name: 'Weld "A" – übersicht.pdf' });
    expect(answer.status).toBe(201);
    const { id }: { id: string } = await answer.json();
    expect(await listed()).toMatchObject([{ id, bytes: 2_000, contentType: "application/pdf", author: "Test Person" }]);
    expect(await level()).toBe(1);
    const file = await download(id);
    expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true);
    expect(Object.fromEntries(file.headers)).toMatchObject({
      "content-type": "application/pdf",
      "content-disposition":
        "attachment; filename=\"Weld _A_ _ _bersicht.pdf\"; filename*=UTF-8''Weld%20%22A%22%20%E2%80%93%20%C3%BCbersicht.pdf",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "private, no-store",
    });
    const key = keyOf(organization.id, id);
    await inOrganization(organization.id, (ctx) => removeFile(ctx, { id }));
    expect(await level()).toBe(0);
    expect((await download(id)).status).toBe(404);
    expect(await fileStorage().get(key)).toBeDefined();
    await removeStoredFiles();
    expect(await fileStorage().get(key)).toBeUndefined();
  });

  it.each([
    ["has scripts in it", { name: "drawing.svg", bytes: Buffer.from("<svg onload='alert(1)'/>") }, 400],
    ["isn't what its name says", { name: "weld.png", bytes: pdf() }, 400],
    ["is cut short", { bytes: pdf(), announced: 3_000 }, 400],
    ["is longer than announced", { bytes: pdf(), announced: 1_000 }, 413],
    ["is announced larger than allowed", { bytes: pdf(), announced: 25_000_001 }, 400],
    ["is sent by another site", { bytes: pdf(), headers: { "sec-fetch-site": "cross-site" } }, 403],
    ["names another organization", { bytes: pdf(), headers: { [organizationHeader]: crypto.randomUUID() } }, 409],
    ["is for an order that doesn't exist", { bytes: pdf(), order: crypto.randomUUID() }, 404],
  ] as const)("is refused if it %s, and takes no space", async (_, { bytes, ...given }, status) => {
    expect((await upload(bytes, given)).status).toBe(status);
    expect(await listed()).toEqual([]);
    expect(await level()).toBe(0);
  });

  it("frees its space if the storage is away", async () => {
    const put = vi.spyOn(fileStorage(), "put").mockRejectedValueOnce(unavailable("The storage is away."));
    await expect(upload(pdf())).resolves.toMatchObject({ status: 503 });
    put.mockRestore();
    expect(await level()).toBe(0);
  });

  it("of another organization can't be seen, and needs a role that may change work orders", async () => {
    const { id }: { id: string } = await (await upload(pdf())).json();
    const theirs = await newOrganization();
    await signIn(theirs.ownerId);
    expect((await download(id)).status).toBe(409);
    expect((await download(id, theirs.id)).status).toBe(404);
    const billing = await addMember(organization.id, "billing");
    await signIn(billing.id);
    expect((await upload(pdf())).status).toBe(403);
    expect((await download(id)).status).toBe(200);
    browser.session = "";
    expect((await download(id)).status).toBe(401);
  });
});

describe("the storage limit", () => {
  const reserve = (bytes: number, now?: Date) =>
    inOrganization(organization.id, (ctx) => reserveFile(ctx, { workOrderId: orderId, name: "a.pdf", bytes }), now);
  /** All but `left` bytes of the 10 GB of the plan. */
  const fill = (left: number) =>
    inOrganization(organization.id, async (ctx) => {
      const id = crypto.randomUUID();
      const row = {
        organizationId: organization.id,
        id,
        workOrderId: orderId,
        name: "b.pdf",
        contentType: "application/pdf",
      };
      await ctx.tx.insert(files).values({ ...row, bytes: 10 * gigabyte - left, storedAt: ctx.now, createdAt: ctx.now });
    });

  it("is exact to the byte, however many upload at the same time", async () => {
    await fill(5_000);
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => reserve(1_000)));
    const refusals = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason.code] : []));
    expect(refusals).toEqual(Array(3).fill("limit_reached"));
    const [sum] = await inOrganization(organization.id, ({ tx }) =>
      tx.select({ bytes: sql<number>`sum(bytes)::float` }).from(files).where(eq(files.organizationId, organization.id)),
    );
    expect(sum?.bytes).toBe(10 * gigabyte);
    expect(await level()).toBe(10);
    expect((await upload(pdf())).status).toBe(402);
  });

  it("counts uploads in progress, until they fail or are lost", async () => {
    await fill(1_000);
    const first = await reserve(1_000);
    await expect(reserve(1)).rejects.toMatchObject({ code: "limit_reached" });
    await inOrganization(organization.id, (ctx) => dropUpload(ctx, { id: first }));
    const second = await reserve(1_000);
    await inOrganization(organization.id, (ctx) => keepFile(ctx, { id: second, contentType: "application/pdf" }));
    await inOrganization(organization.id, (ctx) => dropUpload(ctx, { id: second }));
    await expect(reserve(1)).rejects.toMatchObject({ code: "limit_reached" });
    await inOrganization(organization.id, (ctx) => removeFile(ctx, { id: second }));
    await reserve(1_000);
    await expect(reserve(1, addHours(new Date(), 0.9))).rejects.toMatchObject({ code: "limit_reached" });
    await reserve(1_000, addHours(new Date(), 1.1));
  });
});

describe("files go", () => {
  const keysToRemove = () =>
    withPlatform({ actor: asSystem() }, ({ tx }) => tx.select({ key: fileRemovals.key }).from(fileRemovals));

  it("with their work order, plant or organization, and so do their bytes", async () => {
    const ids: string[] = [];
    const keep = async (order: string) => {
      const { id }: { id: string } = await (await upload(pdf(), { order })).json();
      ids.push(id);
    };
    await keep(orderId);
    await inOrganization(organization.id, (ctx) => deleteWorkOrder(ctx, { id: orderId }));
    expect(await level()).toBe(0);
    const second = await inOrganization(organization.id, (ctx) => newWorkOrder(ctx, { plantId }));
    await keep(second.id);
    await inOrganization(organization.id, (ctx) => deletePlant(ctx, { id: plantId }));
    expect(await level()).toBe(0);
    const third = await inOrganization(organization.id, async (ctx) =>
      newWorkOrder(ctx, { plantId: await newPlant(ctx) }),
    );
    await keep(third.id);
    await withPlatform({ actor: asSystem() }, ({ tx }) =>
      tx.delete(organizations).where(eq(organizations.id, organization.id)),
    );
    const keys = ids.map((id) => keyOf(organization.id, id));
    expect((await keysToRemove()).map(({ key }) => key)).toEqual(expect.arrayContaining(keys));
    await removeStoredFiles();
    expect(await keysToRemove()).toEqual([]);
    for (const key of keys) expect(await fileStorage().get(key)).toBeUndefined();
  });
});
