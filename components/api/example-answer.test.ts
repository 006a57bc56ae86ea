import { describe, expect, it } from "vitest";
import { z } from "zod";
import { apiDocument } from "@/lib/api/document";
import { contentTypeOf } from "@/lib/api/operation";
import { apiOf } from "@/lib/api/operations";
import { productNames } from "@/products";
import { exampleOf } from "./example-answer";
import { listedOperations } from "./operations";

describe.each(productNames)("the example answers of %s", (product) => {
  const document = apiDocument({ title: "API", version: "1", url: "https://your.app", product });
  const listed = new Map(
    listedOperations(document).flatMap(({ operations }) => operations.map((one) => [one.id, one])),
  );

  it("are those of every operation", () => expect(listed.size).toBeGreaterThan(40));

  it("are what the operations' own schemas accept", () => {
    const wrong = apiOf(product).operations.flatMap(({ id, operation }) => {
      if (contentTypeOf(operation) !== "application/json") return [];
      const schema = listed.get(id)?.answers.find(({ status }) => status < "400")?.schema;
      if (!schema) return [`${id}: no schema`];
      const example = exampleOf(document, schema);
      const { error } = operation.answer.safeParse(example);
      return error ? [`${id}: ${z.prettifyError(error)}\n${JSON.stringify(example).slice(0, 400)}`] : [];
    });
    expect(wrong).toEqual([]);
  });
});
