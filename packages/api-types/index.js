import openapiTS, { astToString } from "openapi-typescript";

/**
 * The TypeScript types of an OpenAPI document.
 *
 * @param {object} document OpenAPI 3.1.
 * @returns {Promise<string>} a module that exports `paths`, `components` and `operations`.
 */
export async function typesOf(document) {
  // A request may omit fields that have a default. The text of a copy, because the generator changes what it is given.
  return astToString(await openapiTS(JSON.stringify(document, withoutPatterns), { defaultNonNullable: false }));
}

/** Types cannot express patterns; without this, several of one field become `unknown & unknown`. */
const withoutPatterns = (name, value) =>
  name === "allOf" && value.every((part) => Object.keys(part).join() === "pattern") ? undefined : value;
