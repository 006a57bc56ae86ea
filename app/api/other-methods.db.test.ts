import { describe, expect, it } from "vitest";
import { listedOperations } from "@/lib/api/operations";
import { routeFiles } from "@/testing/routes";

const routes = routeFiles().filter(({ path }) => !path.includes("...") && path !== "/impersonation/over");
const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** What a request with a method gets; nothing but the method is read before a 405. */
async function send(file: string, method: string): Promise<Response> {
  const { [method]: handler } = await import(`${process.cwd()}/${file}`);
  return handler(new Request("http://localhost/", { method }));
}

describe("a method that a route doesn't have", () => {
  it.each(routes.map(({ path, file }) => [path, file] as const))("is a problem document at %s", async (path, file) => {
    const options = await send(file, "OPTIONS");
    const allow = options.headers.get("allow") ?? "";
    const allowed = allow.split(", ");
    expect(options.status).toBe(204);
    for (const method of methods.filter((each) => !allowed.includes(each))) {
      const response = await send(file, method);
      expect(response.status, method).toBe(405);
      expect(response.headers.get("allow")).toBe(allow);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      expect(await response.json()).toMatchObject({ status: 405, code: "method_not_allowed" });
    }
    const declared = listedOperations.flatMap(({ operation }) =>
      operation.path === path ? [operation.method.toUpperCase()] : [],
    );
    expect(allowed).toEqual(expect.arrayContaining(declared));
    if (declared.length > 0) {
      expect(methods.filter((each) => allowed.includes(each)).sort()).toEqual(declared.sort());
    }
    expect(allowed.includes("HEAD")).toBe(allowed.includes("GET"));
  });
});
