import type { paths } from "./api";

type Method = "get" | "post";
type Declared<Path extends keyof paths, Name extends Method> = NonNullable<paths[Path][Name]>;

/** Every endpoint that a platform key may call, such as `GET /api/v1/admin/organizations/{id}`. */
export type Endpoint = {
  [Path in keyof paths]: {
    [Name in Method]: Declared<Path, Name> extends never ? never : `${Uppercase<Name>} ${Path & string}`;
  }[Method];
}[keyof paths];

type OperationAt<E extends Endpoint> = E extends `${infer Name} ${infer Path extends keyof paths & string}`
  ? Declared<Path, Lowercase<Name> & Method>
  : never;

type PathOf<Operation> = Operation extends { parameters: { path: infer Path extends object } }
  ? { path: Path }
  : unknown;
type QueryOf<Operation> = Operation extends { parameters: { query?: infer Query } }
  ? [NonNullable<Query>] extends [never]
    ? unknown
    : Operation extends { parameters: { query: object } }
      ? { query: Query }
      : { query?: Query }
  : unknown;
type BodyOf<Operation> = Operation extends { requestBody: { content: { "application/json": infer Body } } }
  ? { body: Body }
  : unknown;

/** What an endpoint takes: `path` for the names in braces, `query` and `body`. */
export type EndpointInput<E extends Endpoint> = object &
  PathOf<OperationAt<E>> &
  QueryOf<OperationAt<E>> &
  BodyOf<OperationAt<E>>;

/** What an endpoint answers, as JSON: dates are ISO 8601 text. */
export type EndpointAnswer<E extends Endpoint> =
  OperationAt<E> extends { responses: infer Responses }
    ? { [Status in keyof Responses]: JsonOf<Responses[Status]> }[keyof Responses]
    : never;
type JsonOf<Response> = Response extends { content: { "application/json": infer Answer } } ? Answer : never;

/** The method and the path of an endpoint, with the values in place of the names in braces. */
export function addressOf(endpoint: string, values: object = {}): { method: string; path: string } {
  const [method = "", template = ""] = endpoint.split(" ");
  const known = new Map(Object.entries(values).map(([name, value]) => [name, String(value)]));
  return { method, path: template.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(known.get(name) ?? "")) };
}
