import { z } from "zod";
import { contentTypeOf, errorsOf, matches } from "./operation";
import { allOperations, type NamedOperation } from "./operations";
import { problemOf } from "./problems";

/** A request and its response. */
export type Exchange = { method: string; pathname: string; status: number; contentType: string; body: unknown };

/** The operation of a request; undefined if the document has none. Fixed paths win over variable ones. */
export function operationAt(method: string, pathname: string): NamedOperation | undefined {
  const candidates = allOperations.filter(
    ({ operation }) => operation.method === method.toLowerCase() && matches(operation, pathname),
  );
  return candidates.find(({ operation }) => operation.path === pathname) ?? candidates[0];
}

/**
 * Checks a response against the document: its status, its type, every field and no extra ones.
 * @throws Error that names the operation and what is wrong with the response.
 */
export function assertConforms({ method, pathname, status, contentType, body }: Exchange): void {
  const where = `${method} ${pathname} → ${status}`;
  const found = operationAt(method, pathname);
  if (!found) throw new Error(`${where}: the API document has no such operation`);
  const { operation } = found;
  const answered = status < 400 || status === operation.otherStatus;
  const type = answered ? contentTypeOf(operation) : "application/problem+json";
  if (contentType !== type) throw new Error(`${where}: answered as ${contentType}, not as ${type}`);
  if (answered && operation.caller === "download") return;
  const parsed = schemaOf(found, status, body, where).safeParse(body);
  if (!parsed.success) throw new Error(`${where} (${found.id}):\n${z.prettifyError(parsed.error)}`);
}

function schemaOf({ id, operation }: NamedOperation, status: number, body: unknown, where: string): z.ZodType {
  if (status === operation.otherStatus) return operation.answer;
  if (status < 400) {
    if (status !== (operation.status ?? 200)) throw new Error(`${where}: the document says ${operation.status ?? 200}`);
    return operation.answer;
  }
  const code = z.looseObject({ code: z.string() }).parse(body).code;
  const documented = errorsOf(operation).find((error) => error === code);
  if (!documented) throw new Error(`${where}: the document of ${id} does not declare the error ${code}`);
  return problemOf(documented);
}
