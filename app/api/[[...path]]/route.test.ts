import { expect, it } from "vitest";
import * as methods from "./route";

it.each(Object.entries(methods))("answers %s with a problem document", async (method, answer) => {
  const response = await answer(new Request("http://localhost/api/v2/usage", { method }));
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(await response.json()).toMatchObject({ status: 404, code: "not_found", title: "No such endpoint." });
});
