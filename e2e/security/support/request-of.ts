import type { Operation } from "@/lib/api/operation";
import { sampleOf } from "./sample";
import type { Sent } from "./send";

/** What an operation's request names: its path parameters, and the organization for a platform key. */
export type Named = { path: Readonly<Record<string, string>>; organization?: string };

export type OperationRequest = Sent & { path: string };

/** A request with a valid body and query, so that only the caller can be refused. */
export function requestOf(
  operation: Operation,
  named: Named,
  headers: Readonly<Record<string, string>>,
): OperationRequest {
  const body = bodyOf(operation, named);
  return {
    method: operation.method.toUpperCase(),
    path: `${pathOf(operation, named)}${queryOf(operation, named)}`,
    headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}

export const pathOf = ({ path }: Operation, named: Named): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(named.path[name] ?? ""));

/** The reference's example; without one, what the schema requires. */
export function bodyOf(operation: Operation, { organization }: Named): Record<string, unknown> | undefined {
  if (!operation.body) return undefined;
  const made = asObject(operation.example ?? sampleOf(operation.body));
  if (organization !== undefined && "organization" in made) return { ...made, organization };
  // Only a platform key names an organization.
  const { organization: _, ...rest } = made;
  return rest;
}

export function queryOf(operation: Operation, { organization }: Named): string {
  if (!operation.query) return "";
  const query = new URLSearchParams(asObject(sampleOf(operation.query)) as Record<string, string>);
  if ("meter" in operation.query.shape) query.set("meter", "work_orders");
  if (organization !== undefined && "organization" in operation.query.shape) query.set("organization", organization);
  return query.size > 0 ? `?${query}` : "";
}

const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? { ...value } : {};
