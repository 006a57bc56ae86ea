import { describe, expect, it } from "vitest";
import { withPlatform } from "@/lib/context";
import { type SignedIn, signedIn } from "@/testing/auth/signed-in";
import type { Admin } from "../as-platform-admin";
import { deleteView, listSavedViews, saveView } from "./saved-views";

const as = <T>({ user, session }: SignedIn, work: (admin: Admin) => Promise<T>) =>
  withPlatform({ actor: { kind: "user", id: user.id } }, (ctx) => work({ ...ctx, session }));
const newAdmin = () => signedIn({ platformAdmin: true, name: "Ada Admin" });
const namesOf = (admin: SignedIn) => as(admin, async (ctx) => (await listSavedViews(ctx)).map(({ name }) => name));

describe("saved views", () => {
  it("keep filters, order and columns, and drop the page and what the list doesn't know", async () => {
    const admin = await newAdmin();
    const query = "status=active&sort=-mrr&hide=members&after=abc&evil=1&plan=";
    await as(admin, (ctx) => saveView(ctx, { name: "Large", query, shared: false }));
    const [view] = await as(admin, listSavedViews);
    expect(view).toMatchObject({
      name: "Large",
      query: "hide=members&sort=-mrr&status=active",
      own: true,
      by: "Ada Admin",
    });
  });

  it("are the admin's own, unless they are shared", async () => {
    const [one, other] = [await newAdmin(), await newAdmin()];
    await as(one, (ctx) => saveView(ctx, { name: "Private to one", query: "", shared: false }));
    await as(one, (ctx) => saveView(ctx, { name: "Shared by one", query: "", shared: true }));
    expect(await namesOf(one)).toEqual(expect.arrayContaining(["Private to one", "Shared by one"]));
    const seen = await as(other, listSavedViews);
    expect(seen.map(({ name }) => name)).not.toContain("Private to one");
    const shared = seen.find(({ name }) => name === "Shared by one");
    expect(shared).toMatchObject({ own: false, by: "Ada Admin" });
    await expect(as(other, (ctx) => deleteView(ctx, { viewId: shared?.id ?? "" }))).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("have names of their own, and are deleted once", async () => {
    const admin = await newAdmin();
    const { id } = await as(admin, (ctx) => saveView(ctx, { name: "Once", query: "", shared: false }));
    await expect(as(admin, (ctx) => saveView(ctx, { name: "Once", query: "", shared: false }))).rejects.toMatchObject({
      code: "conflict",
      details: { errors: [{ field: "name" }] },
    });
    await as(admin, (ctx) => deleteView(ctx, { viewId: id }));
    await expect(as(admin, (ctx) => deleteView(ctx, { viewId: id }))).rejects.toMatchObject({ code: "not_found" });
  });
});
