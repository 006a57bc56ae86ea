import { expect, it, vi } from "vitest";
import { z } from "zod";
import { lazyResolver } from "./use-schema-resolver";

const schema = z.strictObject({ name: z.string().trim().min(1, "Enter a name.") });
const options = { fields: {}, shouldUseNativeValidation: false, names: [] };

it("checks a form with a schema that it loads once", async () => {
  const load = vi.fn(async () => schema);
  const { resolver } = lazyResolver(load);
  expect(await resolver({ name: " Ann " }, undefined, options)).toEqual({ values: { name: "Ann" }, errors: {} });
  expect(await resolver({ name: " " }, undefined, options)).toMatchObject({
    errors: { name: { message: "Enter a name." } },
  });
  expect(load).toHaveBeenCalledTimes(1);
});

it("sends nothing while the schema can't be loaded, and tries again", async () => {
  const load = vi.fn(async () => schema).mockRejectedValueOnce(new Error("offline"));
  const { resolver } = lazyResolver(load);
  expect(await resolver({ name: "Ann" }, undefined, options)).toMatchObject({
    values: {},
    errors: { root: { type: "load" } },
  });
  expect(await resolver({ name: "Ann" }, undefined, options)).toEqual({ values: { name: "Ann" }, errors: {} });
});
