import "./support/environment";
import { expect, test } from "@playwright/test";
import { allOperations } from "@/lib/api/operations";
import { builtRoutes, otherRoutes, pages, type RouteAccess } from "./support/access";
import { each, send } from "./support/send";
import { type Caller, newWorld, type World } from "./support/world";

let world: World;
test.beforeAll(async () => {
  world = await newWorld();
});

test("every page and every route of the build is declared, or listed with who may open it", () => {
  const built = builtRoutes();
  const declared = allOperations.map(({ operation: { path } }) => path.replaceAll("{", "[").replaceAll("}", "]"));
  expect(built.pages.filter((path) => !(path in pages))).toEqual([]);
  expect([...new Set(built.handlers)].filter((path) => !(path in otherRoutes) && !declared.includes(path))).toEqual([]);
  expect(Object.keys(pages).filter((path) => !built.pages.includes(path))).toEqual([]);
  expect([...Object.keys(otherRoutes), ...declared].filter((path) => !built.handlers.includes(path))).toEqual([]);
});

const form = { "content-type": "application/x-www-form-urlencoded" };

test("every undeclared route answers those it is listed for, and refuses everyone else", async () => {
  const wrong: unknown[] = [];
  const attempts = world.callers.flatMap((caller) =>
    Object.entries(otherRoutes).map(([route, access]) => ({ caller, route, access })),
  );
  await each(attempts, async ({ caller, route, access: { method, body, answers, ofMembers } }) => {
    const path = route
      .replace("[id]", world.subject)
      .replace("[organization]", world.subject)
      .replace("[provider]", "google")
      .replace("[date]", "2026-01-31")
      .replace("[file]", "organizations.csv.gz")
      .replace("[[...path]]", "none");
    const { status } = await send(path, {
      headers: { ...caller.headers, ...(body ? form : {}) },
      ...(method ? { method } : {}),
      ...(body ? { body } : {}),
    });
    const isOutsider = caller.kind === "session" && !caller.organizationId;
    const expected = ofMembers && isOutsider ? [404] : statusesFor(answers, route, caller);
    if (!expected.includes(status)) wrong.push({ caller: caller.name, route, expected, status });
  });
  expect(wrong).toEqual([]);
});

function statusesFor(answers: RouteAccess["answers"], route: string, caller: Caller): readonly number[] {
  if (answers === "person") return caller.kind !== "session" ? [401] : caller.acting ? [403] : [200, 403];
  if (answers !== "admin") return answers;
  if (!("cookie" in caller.headers)) return otherRoutes[route]?.method === "POST" ? [401] : [307];
  if (caller.kind !== "session") return [401];
  if (caller.acting) return [403];
  if (!caller.platformAdmin) return [404];
  if (!caller.secondFactor) return [403];
  // There may be no such file, and nothing to export without a query.
  return [200, 303, 400, 404];
}
