import { type ApiDocument, apiDocument } from "@/lib/api/document";
import { typesOf } from "../packages/api-types";

const header = "// Generated from the API's declarations. Run `npm run api:types` after changing one.\n\n";

/** What `packages/client/src/api.ts` has to contain: the types of what a platform key may call. */
export async function clientTypes(): Promise<string> {
  const document = apiDocument({ title: "API", version: "1", url: "https://your.app" });
  return header + (await typesOf(onlyUsed({ ...document, paths: callable(document) })));
}

function callable({ paths = {} }: ApiDocument): NonNullable<ApiDocument["paths"]> {
  const kept = Object.entries(paths).map(([path, { get, post }]) => {
    const operations = { get, post };
    const usable = Object.entries(operations).flatMap(([method, operation]) =>
      operation?.security?.some((requirement) => "platformKey" in requirement)
        ? [[method, { ...operation, responses: successes(operation.responses) }]]
        : [],
    );
    return [path, Object.fromEntries(usable)] as const;
  });
  return Object.fromEntries(kept.filter(([, item]) => Object.keys(item).length > 0));
}

/** Every error is a problem document, and the client reads them all alike. */
const successes = (responses: object = {}) =>
  Object.fromEntries(Object.entries(responses).filter(([status]) => status < "400"));

/** Errors aren't part of the operations, and a refused event has one of them as its problem. */
const problemsWithDetails = { $ref: "#/components/schemas/LimitReached" };

/** Leaves out the schemas that nothing refers to, directly or through others. */
function onlyUsed(document: ApiDocument): ApiDocument {
  const schemas = Object.entries(document.components?.schemas ?? {});
  const used = new Set<string>();
  const visit = (part: unknown): void => {
    for (const [, name = ""] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      visit(document.components?.schemas?.[name]);
    }
  };
  visit(document.paths);
  visit(problemsWithDetails);
  return { ...document, components: { schemas: Object.fromEntries(schemas.filter(([name]) => used.has(name))) } };
}
