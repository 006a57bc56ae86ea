import { z } from "zod";
import { matches, type Operation, refusalsOf } from "./operation";
import { operations } from "./operations";
import { problemOf } from "./problem-schema";

/** What was asked and what was answered. */
export type Exchange = { method: string; pathname: string; status: number; contentType: string; body: unknown };

/** The operation a request is for; undefined where the document has none. A fixed path goes before one that varies. */
export function operationAt(method: string, pathname: string): Operation | undefined {
  const candidates = operations.filter(
    (operation) => operation.method === method.toLowerCase() && matches(operation, pathname),
  );
  return candidates.find(({ path }) => path === pathname) ?? candidates[0];
}

/**
 * Holds an answer to the document: its status, its type, every field and no other.
 *
 * @throws Error that names the operation and what is wrong with the answer.
 */
export function assertConforms({ method, pathname, status, contentType, body }: Exchange): void {
  const where = `${method} ${pathname} → ${status}`;
  const operation = operationAt(method, pathname);
  if (!operation) throw new Error(`${where}: the API document has no such operation`);
  const type = status < 400 ? "application/json" : "application/problem+json";
  if (contentType !== type) throw new Error(`${where}: answered as ${contentType}, not as ${type}`);
  const parsed = schemaOf(operation, status, body, where).safeParse(body);
  if (!parsed.success) throw new Error(`${where} (${operation.id}):\n${z.prettifyError(parsed.error)}`);
}

function schemaOf(operation: Operation, status: number, body: unknown, where: string): z.ZodType {
  if (status < 400) {
    if (status !== (operation.status ?? 200)) throw new Error(`${where}: the document says ${operation.status ?? 200}`);
    return operation.answer;
  }
  const code = z.looseObject({ code: z.string() }).parse(body).code;
  const documented = refusalsOf(operation).find((refusal) => refusal === code);
  if (!documented)
    throw new Error(`${where}: the document of ${operation.id} does not say that it may refuse with ${code}`);
  return problemOf(documented);
}
