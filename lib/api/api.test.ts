import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { catalog } from "@/lib/catalog";
import { productNames, products } from "@/products";
import { routeFiles } from "@/testing/routes";
import { assertConforms } from "./conforms";
import { apiDocument } from "./document";
import { allOperations, apiOf, listedOperations, operationsOwnedBy } from "./operations";

const document = apiDocument({ title: "Test", version: "1", url: "http://localhost" });

/** The declared endpoints of the route files, such as `GET /api/v1/usage/current`. */
function served(): string[] {
  return routeFiles().flatMap(({ file, path }) => {
    const methods = readFileSync(file, "utf8").matchAll(
      /^export const (GET|POST|PATCH|PUT|DELETE) = serve(?:File)?\(/gm,
    );
    return [...methods].map(([, method]) => `${method} ${path}`);
  });
}

describe("the API document", () => {
  it("lists exactly the endpoints that are served", () => {
    const documented = allOperations.map(({ operation: { method, path } }) => `${method.toUpperCase()} ${path}`);
    expect(documented.sort()).toEqual(served().sort());
  });

  it("lists each method of a path once", () => {
    const endpoints = allOperations.map(({ operation: { method, path } }) => `${method} ${path}`);
    expect(new Set(endpoints).size).toBe(endpoints.length);
  });

  it("is OpenAPI 3.1 without dangling references", () => {
    expect(document.openapi).toBe("3.1.0");
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
      ([, name]) => name,
    );
    expect(refs.length).toBeGreaterThan(10);
    for (const name of refs) expect(document.components?.schemas).toHaveProperty(name ?? "");
  });

  it("has examples that its own schemas accept", () => {
    for (const {
      id,
      operation: { body, example },
    } of allOperations) {
      if (!body) continue;
      expect(example, `${id} has an example`).toBeDefined();
      expect(body.safeParse(example).error, id).toBeUndefined();
    }
  });

  it.each(productNames)("of %s lists its own endpoints and tags, and those of no other product", (name) => {
    const { tags, operations } = apiOf(name);
    const own = operationsOwnedBy(name);
    expect(operations).toEqual([...listedOperations, ...own]);
    for (const { operation } of own) expect(operation.product).toBe(name);
    for (const { operation } of operations) expect(tags).toHaveProperty(operation.tag);
    const text = JSON.stringify(apiDocument({ title: "Test", version: "1", url: "http://localhost", product: name }));
    for (const other of productNames.filter((each) => each !== name)) {
      for (const { operation } of operationsOwnedBy(other)) expect(text).not.toContain(`"${operation.path}"`);
    }
    expect(Object.keys(products[name].api?.tags ?? {}).filter((tag) => text.includes(tag))).toHaveLength(
      Object.keys(products[name].api?.tags ?? {}).length,
    );
  });

  it("uses meters of the catalog in its examples", () => {
    const meters = JSON.stringify(listedOperations.map(({ operation }) => operation.example)).matchAll(
      /"meter":"(\w+)"/g,
    );
    for (const [, meter] of meters) expect(catalog.meters.map(({ key }) => key)).toContain(meter);
  });
});

describe("an answer", () => {
  const asked = { method: "GET", pathname: "/api/v1/features/available", contentType: "application/json" };
  const body = { plan: "starter", access: "full", features: [] };
  const error = { type: "about:blank", title: "No.", status: 403, code: "forbidden" };
  const problem = { ...asked, status: 403, contentType: "application/problem+json", body: error };

  const usageFile = { method: "GET", pathname: "/usage/export", contentType: "text/csv", status: 200, body: undefined };
  const down = { status: "down", checks: { database: "down", stripe: "ok", worker: "ok" }, version: "1" };

  it("that conforms passes, and so do an error, a file and a failed health check", () => {
    assertConforms({ ...asked, status: 200, body });
    assertConforms(problem);
    assertConforms(usageFile);
    assertConforms({ ...asked, pathname: "/api/health", status: 503, body: down });
  });

  it.each([
    ["an extra field", { ...asked, status: 200, body: { ...body, secret: 1 } }, /secret/],
    ["a missing field", { ...asked, status: 200, body: { plan: "starter", access: "full" } }, /features/],
    ["another status", { ...asked, status: 201, body }, /says 200/],
    ["another type", { ...problem, contentType: "application/json" }, /not as application\/problem/],
    ["an undeclared error", { ...problem, status: 402, body: { ...error, code: "limit_reached" } }, /limit_reached/],
    ["a file of another type", { ...usageFile, contentType: "text/plain" }, /answered as text/],
    ["an unknown path", { ...asked, pathname: "/api/v1/nothing", status: 200, body }, /no such/],
  ])("with %s does not", (_, exchange, reason) => {
    expect(() => assertConforms(exchange)).toThrow(reason);
  });
});
